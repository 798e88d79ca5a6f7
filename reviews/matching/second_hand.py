"""The engine judged by texts of an author who knew none of its rules: `manage.py evaluate --second-hand`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from articles.embedding import Embedder
from articles.statements.evaluation import evaluate
from articles.statements.gold import GoldStatement, read_gold
from articles.statements.segmentation import figures, read_articles
from reviews.matching.conflict_evaluation import conflict_figures
from reviews.matching.event_evaluation import event_rows
from reviews.matching.inference import Reader

FOLDER: Final = Path(__file__).parents[2] / "seeds" / "gold" / "second_hand"
EVENTS: Final = {"one event": "events.jsonl", "two, a third author's": "events_third.jsonl"}


def second_hand_lines(*, embedder: Embedder | None, model: Reader | None) -> Iterator[str]:
    """Yield the table: statements by style, spans, statements of one event, conflicts of one event.

    All sets are judged whole. A figure is honest only for an engine that nobody has tuned on the set since;
    `seeds/gold/README.md` keeps the first ones, taken blind.
    """
    yield from _statements(embedder)
    yield from _spans()
    for name, told in EVENTS.items():
        for row in event_rows(embedder=embedder, reader=model, file=FOLDER / told):
            yield f"{name}, {row.method:<22} AP {row.precision:.3f}  recall of five {row.recall:.3f}"
    by_rules = conflict_figures()
    yield f"conflicts of one event: {by_rules.labelled} in {by_rules.pairs} pairs across articles"
    yield f"{'by the rules':<18} precision {by_rules.precision:.3f}  recall {by_rules.recall:.3f}"
    if model is not None:
        found = conflict_figures(model=model)
        yield f"{'read again':<18} precision {found.precision:.3f}  recall {found.recall:.3f}"


def _statements(embedder: Embedder | None) -> Iterator[str]:
    lines = [line for name in _files() for line in name.read_text(encoding="utf-8").splitlines()]
    gold = list(read_gold(lines))
    yield f"{'average precision':<18} {'number':>6} {'checkable':>9} {'worthy':>7}"
    for style in dict.fromkeys(one.style for one in gold):
        yield from _style(style, [one for one in gold if one.style == style], embedder)


def _files() -> tuple[Path, ...]:
    return FOLDER / "statements.jsonl", FOLDER / "statements_length.jsonl"


def _style(style: str, gold: Sequence[GoldStatement], embedder: Embedder | None) -> Iterator[str]:
    for row in evaluate(gold, embedder.embed_one if embedder else None):
        if row.method != "all positive":
            named = {"scorer": style, "length": "  by length"}.get(row.method, f"  {row.method}")
            yield f"{named:<18} {len(gold):>6} {row.checkable:>9.3f} {row.worthy:>7.3f}"


def _spans() -> Iterator[str]:
    articles = list(read_articles((FOLDER / "segmentation.jsonl").read_text(encoding="utf-8").splitlines()))
    yield f"exact spans of {sum(len(one.spans) for one in articles)} statements in {len(articles)} articles"
    for row in figures(articles):
        yield f"{row.method:<18} precision {row.precision:.3f}  recall {row.recall:.3f}  F1 {row.f1:.3f}"
