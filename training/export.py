"""A trained network written as the desk loads it: ONNX with weights of eight bits."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from transformers import MPNetForSequenceClassification

from training.encoder import Tokens
from training.families import LABELS

_FIELDS = ("input_ids", "attention_mask")
CONTRADICTION_FROM = 0.4  # docs/matching.md, “A second reading”, says on what it was chosen


class _Logits(torch.nn.Module):
    """The network with its two inputs in order and the logits as its only output."""

    def __init__(self, model: MPNetForSequenceClassification) -> None:
        super().__init__()
        self.model = model

    def forward(self, *fields: torch.Tensor) -> torch.Tensor:
        return self.model(**dict(zip(_FIELDS, fields, strict=True))).logits


def write(model: MPNetForSequenceClassification, tokens: Tokens, base: Path, out: Path) -> int:
    """Write model.onnx, tokenizer.json and config.json into `out`; return the bytes of the first."""
    out.mkdir(parents=True, exist_ok=True)
    model.eval()
    model.config._attn_implementation = "eager"  # noqa: SLF001 - the one way to have plain attention exported
    example = tokens.of([("The mayor signed.", "The mayor did not sign the treaty."), ("He went.", "No.")])
    sizes = {0: "pairs", 1: "tokens"}
    with TemporaryDirectory() as scratch:
        plain, prepared = Path(scratch, "plain.onnx"), Path(scratch, "prepared.onnx")
        torch.onnx.export(
            _Logits(model),
            tuple(example[field] for field in _FIELDS),
            str(plain),
            input_names=list(_FIELDS),
            output_names=["logits"],
            dynamic_axes={**dict.fromkeys(_FIELDS, sizes), "logits": {0: "pairs"}},
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(
            str(prepared),
            str(out / "model.onnx"),
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
    shutil.copyfile(base / "tokenizer.json", out / "tokenizer.json")
    names = {str(at): name for at, name in enumerate(LABELS)}
    config = {"id2label": names, "contradiction_from": CONTRADICTION_FROM}
    (out / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    return (out / "model.onnx").stat().st_size
