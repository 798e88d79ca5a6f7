"""Hearing of processes: workers say that they live as they begin jobs, and that beat does when it rang.

A row in PostgreSQL, not Celery's own heartbeats: these go through the broker, which may be what is down.
"""

from __future__ import annotations

import time
from typing import Any, Final

from django.db import connection

from factcheck.models import Heartbeat

EVERY: Final = 10.0  # seconds between two words of one process about one name
RUNG_BY_BEAT: Final = "catch_up"
_HEARD = """
    INSERT INTO factcheck_heartbeat (name, heard_at) VALUES (%s, statement_timestamp())
    ON CONFLICT (name) DO UPDATE SET heard_at = EXCLUDED.heard_at
"""
_said: dict[str, float] = {}


def hear(worker: str, job: str) -> None:
    """Note that `worker` begins `job`; of a job that only beat rings for, that beat lives too."""
    _note(worker[:200])
    if job.rpartition(".")[2] == RUNG_BY_BEAT:
        _note(Heartbeat.BEAT)


def began(task: Any, **kwargs: Any) -> None:
    """Hear the worker that begins a job; a job called without a worker says nothing (for `task_prerun`)."""
    request = task.request
    if request.hostname and not request.called_directly and not request.is_eager:
        hear(request.hostname, task.name)


def _note(name: str) -> None:
    now = time.monotonic()
    if now - _said.get(name, -EVERY) < EVERY:
        return
    with connection.cursor() as cursor:
        cursor.execute(_HEARD, [name])
    _said[name] = now
