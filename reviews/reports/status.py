"""The status of the desk's machinery: servers, queues, processes, models, what was given up, space."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone

from factcheck import servers
from factcheck.models import Desk, Heartbeat, Membership
from factcheck.servers import Server
from reviews.reports.machine_parts import MachinePart, machine_parts
from reviews.reports.waiting_work import GivenUp, Waiting, given_up, waiting

ALIVE: Final = timedelta(minutes=2)  # within it every process is heard that runs: beat rings every 15 s
FORGOTTEN: Final = timedelta(days=2)  # a worker that left this long ago is of no interest


@dataclass(frozen=True, slots=True)
class Process:
    """A worker or beat, and when it was last heard of."""

    name: str
    heard_at: datetime

    @property
    def is_alive(self) -> bool:
        """Return whether it was heard of lately."""
        return timezone.now() - self.heard_at < ALIVE


@dataclass(frozen=True, slots=True)
class Status:
    """All that the page shows. `queues` are (name, messages), none where Valkey does not answer."""

    servers: Sequence[Server]
    queues: Sequence[tuple[str, int]]
    waiting: Sequence[Waiting]
    workers: Sequence[Process]
    beat: Process | None
    parts: Sequence[MachinePart]
    given_up: GivenUp
    free: int | None
    size: int | None

    @property
    def problems(self) -> list[str]:
        """Return what is amiss, in one line each; none where all is well."""
        down = [f"{server.name} does not answer." for server in self.servers if not server.answers]
        idle = [] if any(worker.is_alive for worker in self.workers) else ["No worker was heard of lately."]
        is_late = self.beat is None or not self.beat.is_alive
        still = ["Beat was not heard of lately: what is due is not rung for."] if is_late else []
        missing = [f"{part.name}: {part.problem}" for part in self.parts if part.problem and not part.is_off]
        full = ["Less than a tenth of the disk is free."] if self._is_full else []
        return [*down, *idle, *still, *missing, *full]

    @property
    def _is_full(self) -> bool:
        return bool(self.size) and self.free is not None and self.free < (self.size or 0) / 10


def status(desk: Desk, *, places: Sequence[Membership]) -> Status:
    """Return the status as a lead of `desk` sees it; a server that is down costs a second at most."""
    broker, queues = servers.valkey()
    heard = [Process(row.name, row.heard_at) for row in Heartbeat.objects.order_by("name")]
    late = timezone.now() - FORGOTTEN
    free, size = _space(Path(settings.BLOB_ROOT))
    return Status(
        servers=[servers.postgresql(), broker],
        queues=sorted(queues.items()),
        waiting=waiting(desk),
        workers=[row for row in heard if row.name != Heartbeat.BEAT and row.heard_at > late],
        beat=next((row for row in heard if row.name == Heartbeat.BEAT), None),
        parts=machine_parts(desk),
        given_up=given_up(desk, places=places),
        free=free,
        size=size,
    )


def _space(folder: Path) -> tuple[int | None, int | None]:
    """Return (free, all) bytes of the disk that holds the evidence; None where its folder is not made yet."""
    if not folder.exists():
        return None, None
    disk = shutil.disk_usage(folder)
    return disk.free, disk.total
