"""The stages of an import, one after the other in this process: CPU of Python and of PostgreSQL for each."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Stage = tuple[float, float, float]
"""Seconds, CPU seconds of Python, CPU seconds of PostgreSQL's session."""


def stages(desk: Any, folder: Path, count: int, edition: int) -> dict[str, Stage]:
    """Import so many articles stage by stage; return what each took."""
    from articles.actions import bulk_statements, importing
    from articles.actions.opening import open_files
    from bench.article_text import write_jsonl
    from reviews.actions import trying

    path = folder / f"stages-{edition}.jsonl"
    write_jsonl(path, count, edition=edition)
    files, refusals = open_files([str(path)], format="jsonl")
    run = importing.start(desk=desk, by=None, files=files, refusals=refusals)
    took: dict[str, Stage] = {}
    file = run.files.get().pk
    batches = _measure(took, "read", lambda: [batch.revisions for batch in importing.read_on(file)])
    _measure(took, "extract", lambda: [bulk_statements.extract_all(batch) for batch in batches])
    _measure(took, "match", lambda: [trying.match_together(batch) for batch in batches])
    importing.finish(run.pk)
    _measure(took, "suggest", lambda: [trying.suggest_together(batch) for batch in batches])
    _measure(took, "compare", lambda: [trying.compare(pk) for batch in batches for pk in batch])
    return took


def _measure(took: dict[str, Stage], name: str, act: Callable[[], Any]) -> Any:
    before = time.monotonic(), time.process_time(), session_cpu()
    done = act()
    after = time.monotonic(), time.process_time(), session_cpu()
    took[name] = (after[0] - before[0], after[1] - before[1], after[2] - before[2])
    return done


def session_cpu() -> float:
    """Return the CPU seconds of this process's own PostgreSQL session; its server runs here."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def show(took: dict[str, Stage], count: int) -> str:
    """Return a line: of each stage the milliseconds an article, of Python's CPU and of PostgreSQL's."""
    parts = [
        f"{name} {python * 1000 / count:.2f} + {postgres * 1000 / count:.2f}"
        for name, (_, python, postgres) in took.items()
    ]
    return f"         ms CPU an article, Python + PostgreSQL: {', '.join(parts)}"
