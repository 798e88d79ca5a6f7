"""Prints the statements that files hold, without a database: `manage.py statements PATH… [--json]`."""

from __future__ import annotations

import dataclasses
import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from articles.formats import FORMATS, parse
from articles.formats.parsed import ParsedArticle, Refusal
from articles.statements import FoundStatement, extract

_PRINTED: Final = (
    "start",
    "end",
    "exact",
    "kind",
    "section",
    "speaker",
    "checkability",
    "check_worthiness",
    "reasons",
    "readable",
)


class Command(BaseCommand):
    """Reads files as an import would and prints what it would find in them."""

    help = "Print the statements of articles without storing anything."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", type=Path)
        parser.add_argument("--json", action="store_true", help="one JSON object a line")
        parser.add_argument("--format", default="auto", choices=FORMATS)

    def handle(self, *args: Any, **options: Any) -> None:
        for path in options["paths"]:
            for article in _articles(path, options["format"]):
                found = extract(article.text, title=article.title, language=article.language or "en")
                self._print(article, found, as_json=options["json"])

    def _print(self, article: ParsedArticle, found: list[FoundStatement], *, as_json: bool) -> None:
        if not as_json:
            self.stdout.write(f"{article.locator}: {article.title} ({len(found)} statements)")
        for statement in found:
            self.stdout.write(_as_json(statement) if as_json else _as_line(statement))


def _articles(path: Path, format_name: str) -> Iterator[ParsedArticle]:
    """Yield the articles of one file; CommandError names the file or entry that cannot be read, and why."""
    try:
        data = path.read_bytes()
    except OSError as wrong:
        raise CommandError(f"{path}: {wrong.strerror or wrong}") from wrong
    for parsed in parse(data, locator=str(path), format=format_name):
        if isinstance(parsed, Refusal):
            raise CommandError(f"{parsed.locator}: {parsed.reason}")
        yield parsed


def _as_json(statement: FoundStatement) -> str:
    fields = dataclasses.asdict(statement)
    # A lone surrogate has no UTF-8 form; escaped, the line stays printable and reads back the same.
    return json.dumps({name: fields[name] for name in _PRINTED}, ensure_ascii=True)


def _as_line(statement: FoundStatement) -> str:
    worth = f"{statement.check_worthiness:.2f}" if statement.check_worthiness else "  – "
    speaker = f" [{statement.speaker}]" if statement.speaker else ""
    exact = statement.exact.encode("utf-8", "backslashreplace").decode()
    reasons = "; ".join(statement.reasons)
    return f"{worth} {statement.checkability:<10} {statement.kind:<15}{speaker} {exact}\n     {reasons}"
