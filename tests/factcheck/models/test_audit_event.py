"""The audit record: written once, never changed or removed, whoever asks."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from factcheck import audit
from factcheck.models import AuditEvent


@pytest.fixture
def event(desk, editor) -> AuditEvent:
    audit.record("desk.seen", desk, by=editor, desk=desk, note="as it was")
    return AuditEvent.objects.latest("id")


@pytest.mark.parametrize(
    "fields",
    [{"action": "desk.hidden"}, {"target": "x"}, {"actor": None}, {"data": {}}, {"at": "2020-01-01T00:00Z"}],
)
def test_append_only_refuses_every_change(event, fields):
    with (
        pytest.raises(DatabaseError, match="Cannot update or delete rows from factcheck_auditevent"),
        transaction.atomic(),
    ):
        AuditEvent.objects.filter(pk=event.pk).update(**fields)
    assert AuditEvent.objects.get(pk=event.pk).data == {"note": "as it was"}


def test_append_only_refuses_removal(event):
    with (
        pytest.raises(DatabaseError, match="Cannot update or delete rows from factcheck_auditevent"),
        transaction.atomic(),
    ):
        AuditEvent.objects.all().delete()
    with (
        pytest.raises(DatabaseError, match="Cannot update or delete rows from factcheck_auditevent"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM factcheck_auditevent")
    assert AuditEvent.objects.filter(pk=event.pk).exists()


def test_the_record_outlives_the_wish_to_delete_its_people(event, editor):
    with pytest.raises(ProtectedError):
        editor.delete()
    assert str(event) == f"desk.seen factcheck.desk:{event.desk_id}"


def test_the_record_is_dated_by_the_database(event):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT statement_timestamp() - at < interval '1 minute' FROM factcheck_auditevent LIMIT 1"
        )
        assert cursor.fetchone() == (True,)
