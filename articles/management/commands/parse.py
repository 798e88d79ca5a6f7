"""Prints what files would import as, without a database: `manage.py parse PATH… [--format F] [--json]`."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from articles.actions.limits import limits
from articles.actions.opening import open_files
from articles.formats import FORMATS, Parsed, ParsedArticle, Refusal, parse
from articles.formats.titling import body_of
from articles.payload import full_json, objection


class Command(BaseCommand):
    """Reads files as an import would and prints each article, or where and why one was refused.

    The title, which the stored text carries as its first heading, is printed as a field alone.
    """

    help = "Print what files would import as, without storing anything."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder of files")
        parser.add_argument("--format", default="auto", choices=FORMATS, help="default: told from the bytes")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, *args: Any, **options: Any) -> None:
        articles = refusals = 0
        for parsed in _read(options["paths"], options["format"]):
            articles += isinstance(parsed, ParsedArticle)
            refusals += isinstance(parsed, Refusal)
            self.stdout.write(_as_json(parsed) if options["json"] else _as_lines(parsed))
        if not options["json"]:
            self.stdout.write(f"{articles} articles, {refusals} refused")


def _read(paths: list[str], format_name: str) -> Iterator[Parsed]:
    """Yield what each path holds, in order, as an import would store or refuse it."""
    most = settings.IMPORT_MAX_CHARACTERS
    for path in paths:
        files, refusals = open_files([path], format=format_name)
        yield from refusals
        for file in files:
            for parsed in parse(file.data, locator=file.name, format=file.format, limits=limits()):
                unfit = None if isinstance(parsed, Refusal) else objection(parsed, max_length=most)
                yield unfit or parsed


def _as_json(parsed: Parsed) -> str:
    if isinstance(parsed, Refusal):
        values = {"locator": parsed.locator, "reason": parsed.reason, "snippet": parsed.snippet}
    else:
        values = full_json(parsed) | {"text": body_of(parsed)}
    # A lone surrogate has no UTF-8 form; escaped, the line stays printable and reads back the same.
    return json.dumps(values, ensure_ascii=True)


def _as_lines(parsed: Parsed) -> str:
    if isinstance(parsed, Refusal):
        return _printable(f"refused  {parsed.locator}\n         {parsed.reason}")
    values = full_json(parsed)
    words = len(parsed.text.split())
    shown = [f"article  {parsed.locator}"]
    shown += [
        f"         {name:<16} {value}"
        for name, value in values.items()
        if value and name not in {"locator", "text", "extra"}
    ]
    kept = ", ".join(sorted(parsed.extra))
    shown += [f"         {'also kept':<16} {kept}"] if kept else []
    return _printable("\n".join([*shown, f"         {'text':<16} {words:,} words"]))


def _printable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()
