"""Ranks claims for each query: `manage.py match_claims --claims FILE --queries FILE [--top 10]`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles import embedding
from factcheck import json_lines
from reviews.actions import comparing
from reviews.matching.ranking import Collection, Text


class Command(BaseCommand):
    """Reads claims whole, then queries line by line; JSON lines in and out, no database.

    Claims are `{"id", "text"}` and may have a `"title"`; queries are `{"id", "text"}`. Each query gives
    `{"query": id, "ranked": [{"id", "score"}]}`, scores 0 to about 1. A line that cannot be read is named on
    standard error, the rest goes on, and the command ends with an error. `-` reads standard input.
    """

    help = "Rank the claims of a file by how likely each query makes them."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--claims", required=True, metavar="FILE")
        parser.add_argument("--queries", required=True, metavar="FILE")
        parser.add_argument("--top", type=int, default=10, help="claims a query (default 10)")
        parser.add_argument("--no-embeddings", action="store_true", help="rank by words alone")
        parser.add_argument(
            "--read-again",
            action="store_true",
            help="have the network read the likest claims beside each query: better, and slower",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["top"] < 1:
            raise CommandError("--top must be 1 or more")
        self._bad = 0
        claims = list(self._texts(options["claims"], "title"))
        embedder = None if options["no_embeddings"] else self._embedder()
        reader = comparing.reader() if options["read_again"] else None
        if options["read_again"] and reader is None:
            raise CommandError("--read-again needs the network, which INFERENCE_MODEL does not give")
        with tqdm(desc="claims embedded", unit="", file=sys.stderr, disable=embedder is None) as bar:
            collection = Collection(claims, embedder=embedder, reader=reader, told=bar.update)
        for query, ranked in collection.rank(self._texts(options["queries"]), top=options["top"]):
            found = [claim._asdict() for claim in ranked]
            self.stdout.write(json_lines.write({"query": query.id, "ranked": found}))
        if self._bad:
            raise CommandError(f"{self._bad} lines could not be read; the rest is done")

    def _embedder(self) -> embedding.Embedder | None:
        if not settings.EMBEDDINGS:
            return None
        try:
            return embedding.load()
        except embedding.NoEmbeddings as error:
            self.stderr.write(f"{error} Ranking by words alone.")
            return None

    def _texts(self, name: str, *optional: str) -> Iterator[Text]:
        """Yield the texts of a file; what is wrong with a line goes to standard error."""
        path = Path("/dev/stdin" if name == "-" else name)
        try:
            lines = path.open("rb")
        except OSError as wrong:
            raise CommandError(f"{name}: {wrong.strerror}") from wrong
        with lines:
            for record in json_lines.read(lines, name=name, needed=("id", "text"), optional=optional):
                if isinstance(record, json_lines.BadLine):
                    self._bad += 1
                    self.stderr.write(str(record))
                else:
                    yield Text(record["id"], record["text"], record.get("title") or "")
