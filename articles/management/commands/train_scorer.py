"""Trains the scorer on our labelled statements: `manage.py train_scorer`."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles import embedding
from articles.statements import meaning, scorer
from articles.statements.evaluation import PENALTY, cross_validated, train
from articles.statements.gold import GoldStatement, read_gold
from articles.statements.meaning_training import one_style_out, train_meaning

GOLD: Final = Path(settings.BASE_DIR) / "seeds/gold/statements.jsonl"


class Command(BaseCommand):
    """Fits the regressions on the half to learn from and writes `articles/statements/scorer.json`.

    The same labels give the same file. Its version is the first 8 digits of the SHA-256 of the weights.
    """

    help = "Train the scorer of statements on seeds/gold and keep its weights."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--gold", type=Path, default=GOLD, help="JSON lines of labelled statements")
        parser.add_argument("--out", type=Path, default=scorer.PATH, help="file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        gold = [one for one in read_labels(options["gold"]) if not one.for_test]
        fitted, checked = train(gold), cross_validated(gold)
        kept = {
            "version": scorer.version_of(fitted),
            "rows": len(gold),
            "penalty": PENALTY,
            "cross_validated": {"checkable": round(checked.checkable, 3), "worthy": round(checked.worthy, 3)},
            **fitted,
        }
        options["out"].write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        self._meaning(gold, options["out"].with_name(meaning.PATH.name))
        self.stdout.write(
            f"{options['out'].name} {kept['version']}: {len(gold)} statements, "
            "cross-validated average precision: "
            f"checkable {checked.checkable:.3f}, worthy {checked.worthy:.3f}"
        )

    def _meaning(self, gold: list[GoldStatement], out: Path) -> None:
        """Fit the models over embeddings too; where the model of meaning is missing they stay as they are."""
        try:
            embedder = embedding.load()
        except embedding.NoEmbeddings as error:
            self.stderr.write(f"{error} {out.name} stays as it is.")
            return
        vectors = embedder.embed([one.text for one in gold]).tolist()
        fitted = train_meaning(gold, vectors, embedder=embedding.NAME)
        rows = one_style_out(gold, vectors)
        checked = {row.method: [round(row.checkable, 3), round(row.worthy, 3)] for row in rows}
        kept = {"version": scorer.version_of(fitted), "one_style_out": checked, **fitted}
        out.write_text(json.dumps(kept) + "\n", encoding="utf-8")
        for row in rows:
            self.stdout.write(
                f"one style left out, {row.method}: checkable {row.checkable:.3f}, worthy {row.worthy:.3f}"
            )


def read_labels(path: Path) -> list[GoldStatement]:
    """Return the labelled statements of a file; CommandError names the file and the line that is wrong."""
    try:
        return list(read_gold(path.read_text(encoding="utf-8").splitlines()))
    except (OSError, ValueError) as wrong:
        raise CommandError(f"{path}: {wrong}") from wrong
