"""Shifts: on and off by a switch, off by themselves after idle time, each change recorded once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from factcheck import shifts
from factcheck.models import AuditEvent, Membership


@pytest.fixture
def place(editor) -> Membership:
    return Membership.objects.select_related("desk", "user").get(user=editor)


def acts() -> list[str]:
    """Return what the record says of shifts, oldest first."""
    rows = AuditEvent.objects.filter(action__startswith="shift.").order_by("id")
    return list(rows.values_list("action", flat=True))


def seen(place: Membership, *, ago: timedelta) -> None:
    """Let the person have been seen so long ago."""
    Membership.objects.filter(pk=place.pk).update(active_at=Now() - ago)


def test_starting_twice_is_once(place):
    for _ in range(2):
        shifts.start(place)
    place.refresh_from_db()
    assert (place.on_shift, place.active_at is not None, acts()) == (True, True, ["shift.started"])


def test_ending_twice_is_once(place):
    shifts.start(place)
    for _ in range(2):
        shifts.end(place)
    place.refresh_from_db()
    assert (place.on_shift, acts()) == (False, ["shift.started", "shift.ended"])


def test_ending_what_never_started_records_nothing(place):
    shifts.end(place)
    assert acts() == []


def test_idle_people_go_off_shift_and_others_stay(desk, place, lead):
    other = Membership.objects.select_related("user").get(user=lead)
    for each in (place, other):
        shifts.start(each)
    seen(place, ago=timedelta(minutes=31))
    seen(other, ago=timedelta(minutes=29))
    assert shifts.end_idle(desk, idle=timedelta(minutes=30)) == 1
    assert list(Membership.objects.filter(on_shift_at__isnull=False)) == [other]
    event = AuditEvent.objects.get(action="shift.ended_idle")
    assert (event.actor, event.target) == (None, f"factcheck.membership:{place.pk}")
    assert shifts.end_idle(desk, idle=timedelta(minutes=30)) == 0


def test_idle_people_of_another_desk_are_left_alone(other_desk, place):
    shifts.start(place)
    seen(place, ago=timedelta(hours=5))
    assert shifts.end_idle(other_desk, idle=timedelta(minutes=30)) == 0


def test_being_seen_is_written_once_a_minute(place):
    shifts.touch(place)
    first = Membership.objects.get(pk=place.pk).active_at
    shifts.touch(place)
    assert Membership.objects.get(pk=place.pk).active_at == first is not None
    seen(place, ago=timedelta(seconds=61))
    shifts.touch(place)
    assert Membership.objects.get(pk=place.pk).active_at > first


def test_opening_a_page_counts_as_being_seen(place, editor, signed_in):
    shifts.start(place)
    seen(place, ago=timedelta(minutes=10))
    signed_in(editor).get("/desks/economy/queue/")
    assert Membership.objects.filter(pk=place.pk, active_at__gt=Now() - timedelta(minutes=1)).exists()


def test_the_switch_starts_and_ends_a_shift_and_goes_back(place, editor, signed_in):
    browser = signed_in(editor)
    answer = browser.post("/desks/economy/shift/", {"on": "1", "next": "/desks/economy/queue/"})
    assert (answer.status_code, answer["Location"]) == (302, "/desks/economy/queue/")
    place.refresh_from_db()
    assert place.on_shift
    answer = browser.post("/desks/economy/shift/", {"on": "0", "next": "https://evil.example/"})
    assert (answer.status_code, answer["Location"]) == (302, "/desks/economy/")
    place.refresh_from_db()
    assert not place.on_shift
