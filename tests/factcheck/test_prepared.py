"""Spelled-out statements: their values, their errors, and the transaction that they belong to."""

from __future__ import annotations

import datetime
import gc
import threading
import uuid
import weakref

import psycopg
import pytest
from django.db import DataError, IntegrityError, connection, transaction

from factcheck import prepared
from factcheck.models import Desk

COUNT = "SELECT count(*) FROM factcheck_desk WHERE slug LIKE %(like)s"
INSERT = "INSERT INTO factcheck_desk (name, slug, language) VALUES (%(name)s, %(slug)s, 'en') RETURNING slug"


@pytest.mark.django_db
def test_values_come_back_as_the_orm_gives_them(desk):
    token = uuid.uuid4()
    terms = {"token": token, "slug": desk.slug, "numbers": [1, 2], "none": None}
    statement = """SELECT id, created_at, %(token)s::uuid, %(numbers)s::int[], %(none)s::text
                   FROM factcheck_desk WHERE slug = %(slug)s AND %(slug)s <> ''"""
    [row] = prepared.run(statement, terms)
    assert row == (desk.pk, Desk.objects.get(pk=desk.pk).created_at, token, [1, 2], None)
    assert row[1].utcoffset() == datetime.timedelta(0)


@pytest.mark.django_db
def test_a_statement_without_rows_gives_none(desk):
    assert prepared.run("UPDATE factcheck_desk SET name = name", {}) == []


@pytest.mark.django_db
def test_what_no_row_can_hold_raises_djangos_errors(desk):
    with pytest.raises(IntegrityError), transaction.atomic():
        prepared.run(INSERT, {"name": "Twin", "slug": desk.slug})
    with pytest.raises(DataError), transaction.atomic():
        prepared.run(INSERT, {"name": "Long", "slug": "x" * 300})
    assert prepared.run(COUNT, {"like": "%"}) == [(1,)]


@pytest.mark.django_db
def test_inside_an_atomic_block_it_belongs_to_the_blocks_transaction():
    with transaction.atomic():
        prepared.run_together((INSERT, {"name": "A", "slug": "a"}), (INSERT, {"name": "B", "slug": "b"}))
        transaction.set_rollback(True)
    assert prepared.run(COUNT, {"like": "_"}) == [(0,)]


@pytest.mark.django_db(transaction=True)
def test_together_is_one_transaction_of_its_own():
    first, second = {"name": "A", "slug": "a"}, {"name": "B", "slug": "b"}
    assert prepared.run_together((INSERT, first), (COUNT, {"like": "_"})) == [[("a",)], [(1,)]]
    with pytest.raises(IntegrityError):
        prepared.run_together((INSERT, second), (INSERT, first), (COUNT, {"like": "_"}))
    assert prepared.run(COUNT, {"like": "_"}) == [(1,)]
    assert prepared.run_together((INSERT, second)) == [[("b",)]]


@pytest.mark.django_db(transaction=True)
def test_a_later_step_sees_what_was_committed_while_an_earlier_one_waited(desk):
    lock = ("SELECT FROM factcheck_desk WHERE id = %(pk)s FOR UPDATE", {"pk": desk.pk})
    name = ("SELECT name FROM factcheck_desk WHERE id = %(pk)s", {"pk": desk.pk})
    seen: list[object] = []
    pid: list[int] = []

    def wait_and_read() -> None:
        pid.append(prepared.run("SELECT pg_backend_pid()", {})[0][0])
        seen.append(prepared.run_together(lock, name)[1])
        connection.close()

    reader = threading.Thread(target=wait_and_read)
    waits = "SELECT count(*) FROM pg_stat_activity WHERE pid = %(pid)s AND wait_event_type = 'Lock'"
    with transaction.atomic():
        prepared.run(*lock)
        reader.start()
        while not (pid and prepared.run(waits, {"pid": pid[0]}) == [(1,)]):
            assert reader.is_alive()
            prepared.run("SELECT pg_stat_clear_snapshot()", {})
        Desk.objects.filter(pk=desk.pk).update(name="Renamed")
    reader.join(10)
    assert seen == [[("Renamed",)]]


def test_a_closed_connection_is_forgotten(django_db_setup):
    # One of our own: a pool's threads may hold theirs for a while.
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    place = {word: connection.settings_dict[name] or None for name, word in names.items()}
    line = psycopg.connect(**place)
    assert prepared._run(line, "SELECT 1", {}) == [(1,)]
    held = weakref.ref(line)
    line.close()
    del line
    gc.collect()
    assert held() is None
