"""The servers behind the desk: whether PostgreSQL and Valkey answer, within a second, and their versions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import redis
from celery import current_app
from django.db import DatabaseError, connection
from kombu import Queue

_SECONDS: Final = 0.5  # connecting, and each answer
_SECRET: Final = re.compile(r"//[^/@\s]*@")


@dataclass(frozen=True, slots=True)
class Server:
    """One server: its version, or why it does not answer."""

    name: str
    version: str = ""
    problem: str = ""

    @property
    def answers(self) -> bool:
        """Return whether it answered."""
        return not self.problem


def postgresql() -> Server:
    """Return whether PostgreSQL answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            return Server("PostgreSQL", cursor.fetchone()[0].split()[0])
    except DatabaseError as error:
        return Server("PostgreSQL", problem=_told(error))


def valkey() -> tuple[Server, dict[str, int]]:
    """Return whether Valkey (or Redis) answers, and how many messages wait in each queue, by its name."""
    names = [queue.name for queue in current_app.conf.task_queues if isinstance(queue, Queue)]
    patience = {"socket_connect_timeout": _SECONDS, "socket_timeout": _SECONDS}
    try:
        with redis.Redis.from_url(current_app.conf.broker_url, **patience) as broker:
            said = broker.info("server")
            waiting = {name: int(broker.llen(name)) for name in names}
    except redis.RedisError as error:
        return Server("Valkey", problem=_told(error)), {}
    own = said.get("valkey_version")
    return Server("Valkey" if own else "Redis", str(own or said.get("redis_version", ""))), waiting


def _told(error: Exception) -> str:
    """Return the first line of an error, without a password that stands in an address."""
    return _SECRET.sub("//…@", (str(error).strip() or type(error).__name__).splitlines()[0])[:300]
