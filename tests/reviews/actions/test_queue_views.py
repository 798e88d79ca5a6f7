"""Saved views of the queue: one's own, by name."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from factcheck.models import AuditEvent
from reviews.actions import queue_views
from reviews.models import QueueView


def test_a_name_used_again_takes_the_new_query(desk, editor, place):
    for query in ("tab=open&q=zinc", "tab=open&q=tin"):
        queue_views.keep(place(editor), name=" Metals ", query=query)
    assert list(QueueView.objects.values_list("owner", "name", "query")) == [
        (editor.pk, "Metals", "tab=open&q=tin")
    ]
    assert AuditEvent.objects.filter(action="queue_view.saved").count() == 2


@pytest.mark.parametrize(
    ("name", "query"), [("", "tab=open"), ("x" * 61, "tab=open"), ("Long", "q=" + "x" * 500)], ids=str
)
def test_what_cannot_be_stored_is_refused(desk, editor, place, name, query):
    with pytest.raises(ValidationError):
        queue_views.keep(place(editor), name=name, query=query)


def test_there_is_room_for_thirty(desk, editor, place, monkeypatch):
    monkeypatch.setattr(queue_views, "MOST", 2)
    for name in ("One", "Two", "Two"):
        queue_views.keep(place(editor), name=name, query="tab=open")
    with pytest.raises(ValidationError, match="delete one first"):
        queue_views.keep(place(editor), name="Three", query="tab=open")


def test_nobody_deletes_another_s(desk, editor, lead, place):
    queue_views.keep(place(editor), name="Metals", query="tab=open")
    assert not queue_views.drop(place(lead), name="Metals")
    assert queue_views.drop(place(editor), name="Metals")
    assert QueueView.objects.count() == 0


def test_postgresql_keeps_names_apart(desk, editor):
    fields = {"desk": desk, "owner": editor, "query": "tab=open"}
    QueueView.objects.create(name="Metals", **fields)
    with pytest.raises(IntegrityError, match="one_view_per_person_and_name"):
        QueueView.objects.create(name="Metals", **fields)


def test_postgresql_asks_for_a_name(desk, editor):
    with pytest.raises(IntegrityError, match="queue_view_has_a_name"):
        QueueView.objects.create(desk=desk, owner=editor, name="", query="tab=open")
