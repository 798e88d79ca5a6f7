"""record(): in the transaction of the act, with who, what, where and the details; or not at all."""

from __future__ import annotations

import ast
import re
import uuid
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import transaction

from factcheck import audit
from factcheck.models import AuditEvent

SOURCES = [
    path
    for app in ("factcheck", "articles", "reviews")
    for path in (settings.BASE_DIR / app).rglob("*.py")
    if "migrations" not in path.parts
]


def test_an_act_is_recorded_with_who_what_where_and_its_details(desk, editor):
    audit.record("desk.renamed", desk, by=editor, desk=desk, name="Economy", count=2)
    event = AuditEvent.objects.latest("id")
    assert (event.action, event.target, event.actor, event.desk, event.data) == (
        "desk.renamed",
        f"factcheck.desk:{desk.pk}",
        editor,
        desk,
        {"name": "Economy", "count": 2},
    )


def test_the_machine_has_no_name_and_a_desk_may_be_missing(editor):
    audit.record("user.seen", editor, by=None, desk=None)
    event = AuditEvent.objects.latest("id")
    assert (event.actor, event.desk) == (None, None)


def test_a_desk_may_be_named_by_its_key(desk):
    audit.record("desk.seen", desk, by=None, desk=desk.pk)
    assert AuditEvent.objects.latest("id").desk == desk


def test_times_and_keys_are_stored_as_text(desk):
    moment, key = datetime(2026, 11, 1, 12, tzinfo=UTC), uuid.UUID(int=7)
    audit.record("desk.seen", desk, by=None, desk=desk, at=moment, key=key)
    assert AuditEvent.objects.latest("id").data == {"at": "2026-11-01T12:00:00Z", "key": str(key)}


@pytest.mark.django_db(transaction=True)
def test_outside_the_transaction_of_the_act_nothing_is_recorded(desk):
    before = AuditEvent.objects.count()
    with pytest.raises(audit.NotInTransaction, match="must be recorded in the transaction"):
        audit.record("desk.renamed", desk, by=None, desk=desk)
    assert AuditEvent.objects.count() == before


def test_what_is_rolled_back_was_never_recorded(desk):
    before = AuditEvent.objects.count()
    with transaction.atomic():
        audit.record("desk.renamed", desk, by=None, desk=desk)
        transaction.set_rollback(True)
    assert AuditEvent.objects.count() == before


def recorded(tree: ast.AST) -> list[str]:
    """Return the literal actions of the calls of `audit.record`."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = [node for node in calls if isinstance(node.func, ast.Attribute) and node.func.attr == "record"]
    return [node.args[0].value for node in named if isinstance(node.args[0], ast.Constant)]


def test_every_action_is_a_noun_and_what_happened_to_it():
    actions = {action for path in SOURCES for action in recorded(ast.parse(path.read_text()))}
    assert len(actions) > 20
    odd = [
        action
        for action in actions
        if not re.fullmatch(
            r"[a-z_]+\.[a-z_]*(ed|en|wn|split|ed_idle|given_back|given_up|left_whole)", action
        )
    ]
    assert odd == []


def test_record_alone_writes_the_record():
    writers = [
        path.name
        for path in SOURCES
        if re.search(
            r"AuditEvent\(|AuditEvent\.objects\.(create|bulk_create)|INSERT INTO factcheck_audit",
            path.read_text(),
        )
        and "class AuditEvent(" not in path.read_text()
    ]
    assert writers == ["audit.py"]
