"""A model of inference small enough to write by hand: it finds that what holds “not” excludes the other."""

from __future__ import annotations

import json
from pathlib import Path

LABELS = ("apart", "agreement", "difference", "contradiction")
FROM = 0.9
WORDS = ("[PAD]", "[CLS]", "[SEP]", "[UNK]", "not")
_INT64, _FLOAT, _WIRE_BYTES = 7, 1, 2


def write(folder: Path) -> Path:
    """Write the model, its tokenizer and its labels into `folder`; return the folder."""
    (folder / "model.onnx").write_bytes(_model())
    (folder / "tokenizer.json").write_text(json.dumps(_tokenizer()))
    config = {"id2label": dict(enumerate(LABELS)), "contradiction_from": FROM}
    (folder / "config.json").write_text(json.dumps(config))
    return folder


def _tokenizer() -> dict:
    one = [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}]
    two = [{"SpecialToken": {"id": "[SEP]", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}]
    special = {
        name: {"id": name, "ids": [WORDS.index(name)], "tokens": [name]} for name in ("[CLS]", "[SEP]")
    }
    return {
        "version": "1.0",
        "normalizer": None,
        "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": one,
            "pair": one + two,
            "special_tokens": special,
        },
        "model": {
            "type": "WordLevel",
            "vocab": {word: at for at, word in enumerate(WORDS)},
            "unk_token": "[UNK]",
        },
    }


def _model() -> bytes:
    """Return the ONNX file: logits = 6 × (how often “not” is there) for the last of four labels."""
    nodes = [
        _node("Equal", ["input_ids", "wanted"], "is_not"),
        _node("Cast", ["is_not"], "ones", _attribute("to", _FLOAT)),
        _node("ReduceSum", ["ones", "along"], "times"),
        _node("Mul", ["times", "weights"], "logits"),
    ]
    constants = [
        _tensor("wanted", _INT64, [1], WORDS.index("not").to_bytes(8, "little")),
        _tensor("along", _INT64, [1], (1).to_bytes(8, "little")),
        _tensor("weights", _FLOAT, [1, 4], bytes(12) + b"\x00\x00\xc0\x40"),  # 0, 0, 0, 6
    ]
    graph = b"".join(_bytes(1, node) for node in nodes) + _bytes(2, b"tiny")
    graph += b"".join(_bytes(5, each) for each in constants)
    graph += b"".join(_bytes(11, _value(name, _INT64)) for name in ("input_ids", "attention_mask"))
    graph += _bytes(12, _value("logits", _FLOAT))
    return _int(1, 8) + _bytes(7, graph) + _bytes(8, _bytes(1, b"") + _int(2, 13))


def _node(kind: str, inputs: list[str], output: str, attribute: bytes = b"") -> bytes:
    named = b"".join(_bytes(1, name.encode()) for name in inputs)
    return named + _bytes(2, output.encode()) + _bytes(4, kind.encode()) + attribute


def _attribute(name: str, number: int) -> bytes:
    return _bytes(5, _bytes(1, name.encode()) + _int(3, number) + _int(20, 2))


def _tensor(name: str, kind: int, shape: list[int], raw: bytes) -> bytes:
    return (
        b"".join(_int(1, size) for size in shape) + _int(2, kind) + _bytes(8, name.encode()) + _bytes(9, raw)
    )


def _value(name: str, kind: int) -> bytes:
    sizes = b"".join(_bytes(1, _bytes(2, size)) for size in (b"pairs", b"tokens"))
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, _int(1, kind) + _bytes(2, sizes)))


def _bytes(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | _WIRE_BYTES) + _varint(len(content)) + content


def _int(field: int, number: int) -> bytes:
    return _varint(field << 3) + _varint(number)


def _varint(number: int) -> bytes:
    low = number & 0x7F
    return bytes([low]) if number < 0x80 else bytes([low | 0x80]) + _varint(number >> 7)
