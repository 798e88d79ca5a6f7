"""Train the model of the second reading and write it as the desk loads it.

    python -m training BASE OUT [--passes 1]

BASE is a folder with the sentence model all-mpnet-base-v2 (model.safetensors, config.json, tokenizer.json);
OUT gets model.onnx, tokenizer.json and config.json. training/README.md says where BASE comes from. About 50
minutes on two cores; prints every 200 steps what the model does with pairs that it has not seen.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import nn
from transformers import MPNetForSequenceClassification

from training import export, families, gold
from training.encoder import Tokens, chances, network
from training.families import CONTRADICTION, Pair

RATE = 4e-5  # of learning, at its highest
WARMING = 0.06  # of the steps, until the rate is reached; from there it falls in a line
BATCH = 32
SETTLING_RATE = 2e-5
SETTLING = 250  # steps, in each of them half a batch of consistent pairs and half a batch of labelled ones
SMOOTHING = 0.03  # of the labels: some are a matter of opinion
_ALIKE = 50  # batches out of which pairs of like length are put together
_SHOWN = 200  # steps between two looks


def batches(pairs: list[Pair], chance: random.Random, size: int = BATCH) -> list[list[Pair]]:
    """Return the pairs mixed, in batches of pairs of like length."""
    chance.shuffle(pairs)
    made = []
    for start in range(0, len(pairs), size * _ALIKE):
        near = sorted(pairs[start : start + size * _ALIKE], key=lambda one: len(one.a) + len(one.b))
        parts = [near[at : at + size] for at in range(0, len(near), size)]
        chance.shuffle(parts)
        made += parts
    return made


def learn(model: MPNetForSequenceClassification, tokens: Tokens, passes: int, chance: random.Random) -> None:
    """Train the network in place, and print now and then what it does with what is held back."""
    known, held = families.read()
    further = gold.pairs() + gold.of_events()
    watched = {"families held back": families.draw(held, chance)}
    watched |= {name: gold.pairs((f"pairs_{name}.jsonl",)) for name in ("dev6", "dev8")}
    work = [batch for _ in range(passes) for batch in batches(families.draw(known, chance) + further, chance)]
    weights = [each for each in model.parameters() if each.requires_grad]
    optimizer, pace = _optimizer(weights, len(work), RATE)
    began = time.monotonic()
    for step, batch in enumerate(work, 1):
        model.train()
        _loss(_logits(model, tokens, batch, chance), batch).backward()
        nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        pace.step()
        optimizer.zero_grad()
        if step % _SHOWN and step < len(work):
            continue
        print(f"step {step} of {len(work)}, {time.monotonic() - began:.0f} s")
        for name, pairs in watched.items():
            print(f"  {name:<20} {figures(model, tokens, pairs)}", flush=True)


def settle(model: MPNetForSequenceClassification, tokens: Tokens, chance: random.Random) -> None:
    """Teach the network, in place, that near statements of one article hardly ever contradict each other.

    Without it, it finds contradictions all over analyses and comments, whose like no family has.
    """
    known, held = families.read()
    drawn = families.draw(known, chance)
    labelled = gold.pairs() + chance.sample(drawn, len(drawn))
    weights = [each for each in model.parameters() if each.requires_grad]
    optimizer, pace = _optimizer(weights, SETTLING, SETTLING_RATE)
    model.train()
    for told, taught in zip(
        batches(gold.consistent(chance), chance, BATCH // 2),
        batches(labelled[: SETTLING * BATCH // 2], chance, BATCH // 2),
        strict=False,
    ):
        chances_of = _logits(model, tokens, told, chance).softmax(-1)[:, CONTRADICTION]
        (-(1 - chances_of.clamp(max=0.9999)).log().mean()).backward()
        (0.5 * _loss(_logits(model, tokens, taught, chance), taught)).backward()
        nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        pace.step()
        optimizer.zero_grad()
    print(f"settled: families held back {figures(model, tokens, families.draw(held, chance))}", flush=True)


def _optimizer(
    weights: Sequence[nn.Parameter], steps: int, rate: float
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    """Return what changes the weights, and its pace: rising at first, then falling in a line."""
    groups = [
        {"params": [each for each in weights if each.ndim > 1], "weight_decay": 0.01},
        {"params": [each for each in weights if each.ndim < 2], "weight_decay": 0.0},
    ]
    optimizer, warm = torch.optim.AdamW(groups, lr=rate, fused=True), WARMING * steps
    return optimizer, torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.01, (steps - step) / (steps - warm)))
    )


def _logits(
    model: MPNetForSequenceClassification, tokens: Tokens, batch: Sequence[Pair], chance: random.Random
) -> torch.Tensor:
    """Return pairs × labels; which of two statements comes first is by chance."""
    turned = [(one.a, one.b) if chance.random() < 0.5 else (one.b, one.a) for one in batch]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = model(**tokens.of(turned)).logits
    return logits.float()


def _loss(logits: torch.Tensor, batch: Sequence[Pair]) -> torch.Tensor:
    labels = torch.tensor([one.label for one in batch])
    return nn.functional.cross_entropy(logits, labels, label_smoothing=SMOOTHING)


def figures(model: MPNetForSequenceClassification, tokens: Tokens, pairs: Sequence[Pair]) -> str:
    """Return in a line the share of labels that are right, and precision and recall of contradictions."""
    found = chances(model, tokens, pairs).argmax(axis=1)
    right = sum(int(one.label == label) for one, label in zip(pairs, found, strict=True))
    said = [one for one, label in zip(pairs, found, strict=True) if label == CONTRADICTION]
    meant = sum(one.label == CONTRADICTION for one in pairs)
    hits = sum(one.label == CONTRADICTION for one in said)
    return (
        f"{len(pairs)} pairs, {right / len(pairs):.3f} right, "
        f"contradictions {hits / max(len(said), 1):.3f} precision, {hits / meant:.3f} recall"
    )


def main() -> None:
    """Train and write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("base", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--passes", type=int, default=1)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    torch.manual_seed(given.seed)
    model, tokens = network(given.base), Tokens(given.base)
    chance = random.Random(given.seed)  # noqa: S311 - an order, no secret
    learn(model, tokens, given.passes, chance)
    settle(model, tokens, chance)
    print(f"{export.write(model, tokens, given.base, given.out) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
