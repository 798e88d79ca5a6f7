"""A desk of any size, filled by COPY: editors with tokens, claims with tasks, sleepers and leases first."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

SLEEPERS = 10_000
LEASED = 1_000
PAGE = (
    "Yearbook of the Harbour Office. "
    "The bridge at Tessel is 61 metres long. " + "It was opened in 1987. " * 150
)
QUOTE = "The bridge at Tessel is 61 metres long."


@dataclass(frozen=True, slots=True)
class BenchDesk:
    """What clients need: one token an editor, the snapshot to cite, the desk's slug and key."""

    tokens: list[str]
    snapshot: int
    slug: str
    pk: int


def fresh_database(name: str) -> str:
    """Drop and make the database `name` beside the configured one, migrate it, and return its address."""
    configured = settings.DATABASES["default"]
    address = settings.DATABASE_URL
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}"')
    connections["default"].close()
    connections["default"].close_pool()
    configured["NAME"] = connections["default"].settings_dict["NAME"] = name
    call_command("migrate", verbosity=0)
    return address.rpartition("/")[0] + "/" + name


def fill(tasks: int, editors: int) -> BenchDesk:
    """Fill the present database with `tasks` open tasks behind SLEEPERS snoozed and LEASED leased ones."""
    from django.contrib.auth.hashers import make_password

    from factcheck import authentication
    from factcheck.models import User
    from factcheck.roles import Role
    from reviews.actions import desks
    from reviews.models import DeskPolicy

    desk = desks.open_desk(name="Bench desk", slug="bench", by=None)
    DeskPolicy.objects.filter(desk=desk).update(work_limit=1000)
    password = make_password("a-long-bench-password")
    users = [User.objects.create(username=f"editor{n}", password=password) for n in range(editors + 1)]
    for user in users:
        desks.admit(user, desk=desk, role=Role.EDITOR, by=None)
    tokens = [authentication.issue(user) for user in users[:editors]]
    total = tasks + SLEEPERS + LEASED
    _copy_claims(desk.pk, total)
    _copy_tasks(desk.pk, tasks, holder=users[-1].pk)
    snapshot = _snapshot(desk, users[0])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")  # now, so that it does not run beside the measurement
    return BenchDesk(tokens=tokens, snapshot=snapshot, slug=desk.slug, pk=desk.pk)


def _copy(statement: str, rows: Iterator[tuple[object, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _copy_claims(desk: int, total: int) -> None:
    draw = random.Random(7)  # noqa: S311  # the same desk every time

    def rows() -> Iterator[tuple[object, ...]]:
        for n in range(1, total + 1):
            text = f"Works no. {n} shipped {n * 37 % 9973} tonnes."
            yield n, uuid.UUID(int=draw.getrandbits(128)), desk, text, "", "en", f"{n:064x}", 0.5, "", True

    _copy(
        "COPY reviews_claim (id, public_id, desk_id, text, claimant, language, fingerprint, check_worthiness,"
        " dismissal, searchable) FROM STDIN",
        rows(),
    )
    _reset("reviews_claim")


def _copy_tasks(desk: int, tasks: int, holder: int) -> None:
    draw = random.Random(11)  # noqa: S311  # the same desk every time
    now = datetime.now(UTC)

    def rows() -> Iterator[tuple[object, ...]]:
        for n in range(1, SLEEPERS + 1):
            yield n, desk, n, "CHECK", "OPEN", 1.0, now + timedelta(days=1), 0, None, None, None
        for n in range(SLEEPERS + 1, SLEEPERS + LEASED + 1):
            token = uuid.UUID(int=draw.getrandbits(128))
            yield n, desk, n, "CHECK", "LEASED", 1.0, None, 1, holder, token, now + timedelta(hours=6)
        for n in range(SLEEPERS + LEASED + 1, SLEEPERS + LEASED + tasks + 1):
            yield n, desk, n, "CHECK", "OPEN", draw.random() * 0.99, None, 0, None, None, None

    _copy(
        "COPY reviews_reviewtask (id, desk_id, claim_id, kind, state, priority, available_at, attempts,"
        " lease_holder_id, lease_token, lease_expires_at) FROM STDIN",
        rows(),
    )
    _reset("reviews_reviewtask")


def _reset(table: str) -> None:
    serial = f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(serial)


def _snapshot(desk: object, user: object) -> int:
    from reviews.models import Claim, Snapshot

    return Snapshot.objects.create(
        desk=desk,
        claim=Claim.objects.order_by("pk")[0],
        url="https://yearbook.example/",
        final_url="https://yearbook.example/",
        state="CAPTURED",
        requested_by=user,
        fetched_at=datetime.now(UTC),
        status=200,
        sha256="0" * 64,
        text=PAGE,
    ).pk
