"""Makers of what imports are handed, and a worker that does all of a run's own work in the test."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from articles import due
from articles.actions import importing
from articles.actions.importing import IncomingFile
from articles.formats.parsed import ParsedArticle
from articles.models import ImportRun

BODY = "The council approved the bridge on Monday. It will cost 4.2 million crowns."


@pytest.fixture
def body() -> str:
    """The text of the articles that `parsed` makes."""
    return BODY


@pytest.fixture
def parsed() -> Callable[..., ParsedArticle]:
    """Return a maker of parsed articles: `parsed(text="…", external_id="7")`."""

    def make(**fields) -> ParsedArticle:
        return ParsedArticle(**{"locator": "entry 1", "title": "Bridge approved", "text": BODY, **fields})

    return make


@pytest.fixture
def text_file() -> Callable[..., IncomingFile]:
    """Return a maker of plain text files, each another article: `text_file(3)`."""

    def make(number: int = 1, *, text: str | None = None, declared: str = "auto") -> IncomingFile:
        written = text or f"Bridge {number} approved\n\nThe council approved bridge {number} on Monday.\n"
        return IncomingFile(f"bridge-{number}.txt", written.encode(), declared)

    return make


@pytest.fixture
def hand_over(desk) -> Callable[..., ImportRun]:
    """Return a maker of queued runs at the economy desk, by the machine."""

    def make(**handed) -> ImportRun:
        return importing.start(**{"desk": desk, "by": None, **handed})

    return make


@pytest.fixture
def work_off() -> Callable[[ImportRun], ImportRun]:
    """Return a worker: it reads and imports all that is left of a run, finishes it and returns it afresh."""

    def work(run: ImportRun) -> ImportRun:
        for file_id in due.parts_of(run.pk)[0]:
            importing.read_file(file_id)
        for item_id in due.parts_of(run.pk)[1]:
            importing.import_item(item_id)
        importing.finish(run.pk)
        return ImportRun.objects.get(pk=run.pk)

    return work


@pytest.fixture
def refusals() -> Callable[[ImportRun], list[tuple[str, str]]]:
    """Return a reader of a run's refusals: [(locator, reason)] in the order of its items."""

    def read(run: ImportRun) -> list[tuple[str, str]]:
        rows = run.items.filter(outcome="refused").order_by("pk")
        return list(rows.values_list("locator", "reason"))

    return read
