"""The doorbell: enqueue a job once the rows that it works on are committed. A bell unheard loses nothing."""

from __future__ import annotations

from functools import partial
from typing import Any

import structlog
from celery import Task
from django.db import transaction
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)


def ring(job: Task[..., Any], *args: Any, queue: str | None = None, expires: float | None = None) -> None:
    """Enqueue `job(*args)` after the present transaction commits, or at once outside of one.

    `expires` is in seconds. A broker that cannot be reached is logged and no more: the row says that the
    work is due, and the beat job `catch_up` rings again.
    """
    transaction.on_commit(partial(_publish, job, args, queue, expires))


def _publish(job: Task[..., Any], args: tuple[Any, ...], queue: str | None, expires: float | None) -> None:
    try:
        job.apply_async(args=args, queue=queue, expires=expires, retry=False, ignore_result=True)
    except OperationalError as error:
        log.warning("bell.unheard", job=job.name, args=args, reason=str(error))
