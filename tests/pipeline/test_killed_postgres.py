"""PostgreSQL killed in the middle: an import leaves the rows of an undisturbed one, no act is lost."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import environ
import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, connections

from articles import jobs as article_jobs
from articles.models import ImportRun
from factcheck import embedded
from factcheck.processes import running_in, wait_until
from reviews.actions import desks
from tests.pipeline import city
from tests.pipeline.test_killed_import import assert_same, is_matched, points, steps, undisturbed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.soak]


class Postgres:
    """A built-in PostgreSQL of this test's own, which the application and its workers use meanwhile."""

    def __init__(self, var: Path) -> None:
        self.var = var

    def kill(self) -> None:
        """End the server and all its sessions at once: what was not flushed is lost."""
        data = self.var / "embedded" / "postgres"
        for pid in running_in(data, "postgres"):
            os.kill(pid, signal.SIGKILL)
        assert wait_until(lambda: not running_in(data, "postgres"), 10)
        forget()

    def start(self) -> None:
        """Have it recover."""
        embedded.ensure(self.var)


def forget() -> None:
    """Drop this process's connections, whatever state they are in."""
    connection.close()
    connection.close_pool()


@pytest.fixture
def postgres(transactional_db, settings, monkeypatch) -> Iterator[Postgres]:
    """A server of its own with an empty desk's database, in place of the tests' server."""
    folder = Path(tempfile.mkdtemp(prefix="desk-", dir="/tmp"))
    folder.chmod(0o755)
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(embedded, "_told", set())
    embedded.ensure(folder)
    settings.DATABASE_URL = embedded.postgres_url(folder)
    place = environ.Env().db_url_config(settings.DATABASE_URL)
    before = dict(connection.settings_dict)
    forget()
    connection.settings_dict.update(
        {name: place[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    )
    call_command("migrate", verbosity=0)
    yield Postgres(folder)
    forget()
    connection.settings_dict.update(before)
    embedded.empty(folder)
    shutil.rmtree(folder)


@pytest.mark.parametrize(("count", "kills"), [(2_000, 10)])
def test_an_import_whose_postgres_is_killed_leaves_the_rows_of_an_undisturbed_one(
    postgres, worker, drive, count, kills
):
    quiet = desks.open_desk(name="Quiet desk", slug="quiet", by=None)
    wanted = undisturbed(quiet, count)
    desk = desks.open_desk(name="Economy desk", slug="economy", by=None)
    run = city.hand_over_file(desk, count)
    article_jobs.ring_run(run)
    worker.start()
    undone = 0
    for number, point in enumerate(points(count, kills)):
        drive(lambda point=point: steps(desk) >= point, f"kill {number + 1} is due", seconds=600)
        done = steps(desk)
        postgres.kill()
        postgres.start()
        undone += max(0, done - steps(desk))
        assert not is_matched(run, count), "the work ended before the last kill: take more articles"
    drive(lambda: is_matched(run, count), "all is done after the last kill", seconds=900)
    assert_same(desk, wanted, f"{count} articles, {kills} kills of PostgreSQL, {undone} steps undone by them")


@pytest.mark.parametrize("kills", [30])
def test_no_acknowledged_act_of_a_person_is_lost_to_a_killed_postgres(postgres, kills):
    desk = desks.open_desk(name="Economy desk", slug="economy", by=None)
    acknowledged: list[int] = []
    for number in range(kills):
        stop = Event()
        writer = Thread(target=_write, args=(desk, acknowledged, stop))
        writer.start()
        enough = len(acknowledged) + 20 + number
        assert wait_until(lambda enough=enough: len(acknowledged) >= enough, 30)
        postgres.kill()
        stop.set()
        writer.join(30)
        began = time.monotonic()
        postgres.start()
        connection.close()
        run = city.hand_over_file(desk, 1)
        assert time.monotonic() - began < 15
        acknowledged.append(run.pk)
    stored = set(ImportRun.objects.values_list("pk", flat=True))
    assert [pk for pk in acknowledged if pk not in stored] == []
    print(f"{kills} kills of PostgreSQL, {len(acknowledged)} acknowledged, 0 lost")  # noqa: T201


def _write(desk, acknowledged: list[int], stop: Event) -> None:
    """Hand over articles, fifty a second at most, until the server is gone."""
    while not stop.wait(0.02):
        try:
            acknowledged.append(city.hand_over(desk, 2).pk)
        except DatabaseError:
            break
    connections.close_all()
