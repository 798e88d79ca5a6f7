"""Importing for tests as the desk does: the real action, then each job that it rings for, in turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from celery import current_app

from articles import jobs
from articles.actions import importing
from articles.models import ImportRun, Statement
from articles.statements import split_blocks
from reviews.models import ClaimMatch


def imported(desk, by, paths: Iterable[Path]) -> ImportRun:
    """Import files through the action and the jobs, which run here in place of a worker."""
    files = [importing.IncomingFile(name=path.name, data=path.read_bytes()) for path in sorted(paths)]
    run = importing.start(desk=desk, by=by, files=files)
    current_app.conf.task_always_eager = True
    try:
        jobs.ring_run(run)
    finally:
        current_app.conf.task_always_eager = False
    run.refresh_from_db()
    return run


def set_aside(kinds: Iterable[str] = ("metadata", "boilerplate", "heading", "table_header")) -> list[str]:
    """Return the words of statements that lie in blocks of these kinds of any text: there should be none."""
    found = []
    for statement in Statement.objects.select_related("revision"):
        blocks = split_blocks(statement.revision.text, title=statement.revision.title)
        aside = [block for block in blocks if block.kind in kinds]
        if any(statement.start < block.end and statement.end > block.start for block in aside):
            found.append(statement.exact)
    return found


def asked() -> Counter[str]:
    """Return how many statements of each kind have a task through their claim."""
    rows = ClaimMatch.objects.filter(state="CONFIRMED", claim__tasks__isnull=False)
    return Counter(rows.values_list("statement__kind", flat=True))


def unasked() -> Counter[tuple[str, str]]:
    """Return how many statements of each kind and checkability have none."""
    rows = Statement.objects.exclude(matches__state="CONFIRMED", matches__claim__tasks__isnull=False)
    return Counter(rows.values_list("kind", "checkability"))


def repeats() -> Counter[tuple[str, ...]]:
    """Return which kinds of statements share one claim, and how often."""
    kinds: dict[int, list[str]] = {}
    rows = ClaimMatch.objects.filter(state="CONFIRMED").order_by("statement__kind")
    for claim, kind in rows.values_list("claim", "statement__kind"):
        kinds.setdefault(claim, []).append(kind)
    return Counter(tuple(shared) for shared in kinds.values() if len(shared) > 1)
