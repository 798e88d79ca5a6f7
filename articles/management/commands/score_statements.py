"""Scores sentences, JSON lines in and out, without a database: `manage.py score_statements < FILE`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles import embedding
from articles.statements.assessment import assess
from articles.statements.evaluation import Embed
from articles.statements.meaning import meaning
from articles.statements.scorer import NoScorer
from factcheck import json_lines


class Command(BaseCommand):
    """Reads `{"id", "text"}` a line and answers each line at once.

    Writes `{"id", "checkability", "checkable_score", "check_worthiness", "reasons"}`: checkability is
    fact, quote, opinion, prediction, question or other; both scores run from 0 to 1 and rank sentences of any
    kind. A line that cannot be read is named on standard error, the rest goes on, and the command ends with
    an error.
    """

    help = "Score sentences by whether they can be verified and whether they deserve a check."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", default="-", help="JSON lines; - reads standard input")
        parser.add_argument("--no-embeddings", action="store_true", help="judge by features alone")

    def handle(self, *args: Any, **options: Any) -> None:
        name, bad = options["file"], 0
        called = "standard input" if name == "-" else name
        try:
            lines = sys.stdin.buffer if name == "-" else Path(name).open("rb")  # noqa: SIM115 - closed by the `with` below
        except OSError as wrong:
            raise CommandError(f"{name}: {wrong.strerror}") from wrong
        embed = None if options["no_embeddings"] else self._embed()
        with lines:
            for record in json_lines.read(lines, name=called, needed=("id", "text")):
                if isinstance(record, json_lines.BadLine):
                    bad += 1
                    self.stderr.write(str(record))
                else:
                    self.stdout.write(_scored(record["id"], record["text"], embed))
                    self.stdout.flush()
        if bad:
            raise CommandError(f"{bad} lines could not be read; the rest is done")

    def _embed(self) -> Embed | None:
        """Return what embeds a text; None, said on standard error, where the model cannot be used."""
        if not settings.EMBEDDINGS:
            return None
        try:
            meaning()
            return embedding.load().embed_one
        except (embedding.NoEmbeddings, NoScorer) as error:
            self.stderr.write(f"{error} Judging by features alone.")
            return None


def _scored(key: str, text: str, embed: Embed | None) -> str:
    found = assess(text, embed)
    return json_lines.write(
        {
            "id": key,
            "checkability": found.checkability,
            "checkable_score": found.checkable_score,
            "check_worthiness": found.check_worthiness,
            "reasons": list(found.reasons),
        }
    )
