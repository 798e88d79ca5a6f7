"""The doorbell: enqueue a job once the rows that it works on are committed. A bell unheard loses nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any

import redis
import structlog
from celery import Task, current_app
from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from kombu.exceptions import LimitExceeded, OperationalError
from kombu.pools import ProducerPool

# A request waits for the broker no longer than this: connecting, and each answer, twice half a second.
_SECONDS = 0.5
_ONE_MORE_TRY = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0}
_PRODUCERS = 16
_FEW = 50  # messages; a worker clears them in seconds

log = structlog.get_logger(__name__)


def ring(job: Task[..., Any], *args: Any, queue: str | None = None, expires: float | None = None) -> None:
    """Enqueue `job(*args)` after the present transaction commits, or at once outside of one.

    `queue` is the one that the settings route the job to where none is given; `expires` is in seconds. A
    broker that cannot be reached within about a second is logged and no more: the row says that the work is
    due, and the beat job `catch_up` rings again.
    """
    options = {name: value for name, value in (("queue", queue), ("expires", expires)) if value is not None}
    transaction.on_commit(partial(_publish, job, args, options))


def is_quiet(job: Task[..., Any]) -> bool:
    """Return whether few messages wait in the queue of `job`, so that what is due has probably none left.

    While many wait, each ring for what is due would add one more to those on their way. False, and logged,
    where the broker cannot be reached: nobody would hear.
    """
    queue = current_app.amqp.Router().route({}, job.name)["queue"].name
    patience = {"socket_connect_timeout": _SECONDS, "socket_timeout": _SECONDS}
    try:
        with redis.Redis.from_url(current_app.conf.broker_url, **patience) as broker:
            return int(broker.llen(queue)) < _FEW
    except redis.RedisError as error:
        log.warning("bell.broker_unreachable", queue=queue, reason=str(error))
        return False


def outlast(act: Callable[[Any], Any], given: int | Sequence[int]) -> Any:
    """Return what `act(given)` returns; log what it raises, but for the end of the job's time.

    So one piece of work that fails never stops the others of its job: its row stays due.
    """
    try:
        return act(given)
    except SoftTimeLimitExceeded:
        raise
    except Exception:
        log.exception("job.failed", act=act.__name__, given=given)
        return None


def _publish(job: Task[..., Any], args: tuple[Any, ...], options: dict[str, Any]) -> None:
    try:
        with _producers(current_app.conf.broker_url, os.getpid()).acquire(block=True, timeout=1) as producer:
            job.apply_async(
                args=args,
                producer=producer,
                retry=True,
                retry_policy=_ONE_MORE_TRY,
                ignore_result=True,
                **options,
            )
    except (OperationalError, LimitExceeded) as error:
        log.warning("bell.unheard", job=job.name, args=args, reason=str(error))


@lru_cache(maxsize=4)
def _producers(broker_url: str, _process: int) -> ProducerPool:
    """Return this process's own connections to the broker: Celery's own would try for ever to reach it."""
    options = {
        **current_app.conf.broker_transport_options,
        "max_retries": 0,
        "socket_connect_timeout": _SECONDS,
        "socket_timeout": _SECONDS,
    }
    connection = current_app.connection_for_write(broker_url, transport_options=options)
    return ProducerPool(connection.Pool(limit=_PRODUCERS), limit=_PRODUCERS)
