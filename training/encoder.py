"""The network that is trained, eight layers of MPNet and a head of four labels: it reads two statements."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from transformers import MPNetConfig, MPNetForSequenceClassification

from training.families import LABELS, Pair

LAYERS = 8  # of twelve: two thirds of the time and of the size
MOST_TOKENS = 128  # of a pair
_BATCH = 32


class Tokens:
    """Pairs of statements as the two arrays of numbers that the network reads."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MOST_TOKENS)
        self._tokenizer.enable_padding()

    def of(self, pairs: Sequence[tuple[str, str]]) -> dict[str, torch.Tensor]:
        """Return `input_ids` and `attention_mask`, each pairs × tokens."""
        read = self._tokenizer.encode_batch(list(pairs))
        return {
            "input_ids": torch.tensor([one.ids for one in read]),
            "attention_mask": torch.tensor([one.attention_mask for one in read]),
        }


def network(folder: Path) -> MPNetForSequenceClassification:
    """Return the network with the weights of `folder` (model.safetensors, config.json) and a new head.

    The vectors of words stay as they are: what is trained on has a small part of the words there are.
    """
    config = MPNetConfig.from_pretrained(folder)
    config.num_labels, config.num_hidden_layers = len(LABELS), LAYERS
    model = MPNetForSequenceClassification(config)
    weights = {f"mpnet.{name}": each for name, each in load_file(folder / "model.safetensors").items()}
    missing = model.load_state_dict(weights, strict=False).missing_keys
    if unknown := [name for name in missing if not name.startswith("classifier.")]:
        raise ValueError(f"{folder}/model.safetensors is not the network expected: no {', '.join(unknown)}.")
    model.mpnet.embeddings.word_embeddings.weight.requires_grad_(False)
    return model


@torch.no_grad()
def chances(model: MPNetForSequenceClassification, tokens: Tokens, pairs: Sequence[Pair]) -> np.ndarray:
    """Return pairs × labels: how likely each label is, the two of a pair in the order of the alphabet."""
    model.eval()
    order = sorted(range(len(pairs)), key=lambda at: len(pairs[at].a) + len(pairs[at].b))
    found = np.zeros((len(pairs), len(LABELS)))
    for start in range(0, len(order), _BATCH):
        batch = order[start : start + _BATCH]
        read = tokens.of([tuple(sorted((pairs[at].a, pairs[at].b))) for at in batch])
        found[batch] = model(**read).logits.softmax(-1).numpy()
    return found
