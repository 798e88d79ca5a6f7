"""Prints the engine's figures on our labelled statements, articles, pairs: `manage.py evaluate`."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles import embedding
from articles.management.commands.train_scorer import GOLD, read_labels
from articles.statements.agreement import kappa, percent
from articles.statements.evaluation import agreement_of_labels, cross_validated, evaluate
from articles.statements.gold import GoldStatement
from articles.statements.scorer import scorer
from articles.statements.segmentation import figures, read_articles
from reviews.actions import comparing
from reviews.matching.evaluation import FURTHER, pairs_table
from reviews.matching.event_evaluation import event_rows
from reviews.matching.second_hand import second_hand_lines

SECOND: Final = Path(settings.BASE_DIR) / "seeds/gold/second_labels.jsonl"

ARTICLES: Final = Path(settings.BASE_DIR) / "seeds/gold/segmentation.jsonl"


class Command(BaseCommand):
    """Ranks the labelled statements and prints average precision (0..1) beside what baselines reach.

    On the part to learn from the honest row is the cross-validated one; `--test` judges the part kept for the
    test instead, to be looked at once, when nothing is to be tuned any more. `--second-hand` judges, whole,
    the sets of an author who knew none of the rules.
    """

    help = "Print how well articles are parted and statements ranked, with the baselines beside."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--gold", type=Path, default=GOLD, help="JSON lines of labelled statements")
        parser.add_argument("--test", action="store_true", help="judge the part that is kept for the test")
        parser.add_argument("--second-hand", action="store_true", help="judge another author's sets")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["second_hand"]:
            for line in second_hand_lines(embedder=self._embedder(), model=comparing.reader()):
                self.stdout.write(line)
            return
        every = read_labels(options["gold"])
        gold = [one for one in every if one.for_test == options["test"]]
        if not gold:
            raise CommandError(f"{options['gold']}: no statements in this part")
        part = "kept for the test" if options["test"] else "to learn from"
        self.stdout.write(f"{len(gold)} statements {part}, scorer {scorer().version}")
        self.stdout.write(f"{'average precision':<18} {'checkable':>9} {'worthy':>7}")
        embedder = self._embedder() if options["test"] else None
        judged = evaluate(gold, embedder.embed_one if embedder else None)
        for row in judged + ([] if options["test"] else [cross_validated(gold)]):
            self.stdout.write(f"{row.method:<18} {row.checkable:>9.3f} {row.worthy:>7.3f}")
        self.stdout.write(f"label checkable or not: {agreement_of_labels(gold):.3f} right")
        self._second(every)
        self._spans(for_test=options["test"])
        self._events()
        for part in ("test",) if options["test"] else ("dev", *FURTHER):
            self._pairs(part)

    def _spans(self, *, for_test: bool) -> None:
        with ARTICLES.open(encoding="utf-8") as lines:
            articles = [one for one in read_articles(lines) if one.for_test == for_test]
        labelled = sum(len(one.spans) for one in articles)
        self.stdout.write(f"exact spans of the {labelled} statements in {len(articles)} articles")
        self.stdout.write(f"{'':<18} {'precision':>9} {'recall':>7} {'F1':>7}")
        for row in figures(articles):
            self.stdout.write(f"{row.method:<18} {row.precision:>9.3f} {row.recall:>7.3f} {row.f1:>7.3f}")

    def _events(self) -> None:
        """Print how statements of one event find each other."""
        self.stdout.write("statements of one event, other articles': average precision, recall of five")
        for row in event_rows(embedder=self._embedder(), reader=comparing.reader()):
            self.stdout.write(f"{row.method:<18} {row.precision:>9.3f} {row.recall:>7.3f}")

    def _embedder(self) -> embedding.Embedder | None:
        """Return the model of meaning; None, said on standard error, where its file is missing."""
        try:
            return embedding.load() if settings.EMBEDDINGS else None
        except embedding.NoEmbeddings as error:
            self.stderr.write(f"{error} Ranking by words alone.")
            return None

    def _pairs(self, part: str) -> None:
        for how, model in (("by the rules", None), ("read again", comparing.reader())):
            if how == "by the rules" or model is not None:
                self.stdout.write(
                    f"pairs of statements, part {part}, {how}: precision, recall of each relation"
                )
                for line in pairs_table(part, model=model):
                    self.stdout.write(line)

    def _second(self, gold: list[GoldStatement]) -> None:
        first = {one.id: one for one in gold}
        again = [json.loads(line) for line in SECOND.read_text(encoding="utf-8").splitlines()]
        again = [label for label in again if label["id"] in first]
        self.stdout.write(f"second labelling of {len(again)} statements: agreement, Cohen's kappa")
        for name in ("kind", "checkable", "worth") if again else ():
            one = [getattr(first[label["id"]], name) for label in again]
            other = [label[name] for label in again]
            self.stdout.write(f"{name:<18} {percent(one, other):>9.3f} {kappa(one, other):>7.3f}")
