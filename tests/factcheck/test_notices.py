"""Notices: who is told, what they may see, what reading them does, and when they are forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.db.models.functions import Now
from django.utils import timezone

from factcheck import notices
from factcheck.access import membership_of
from factcheck.models import Membership, Notice
from factcheck.roles import Ability, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def tell(desk):
    """Return a teller of notices at the economy desk: `tell("text", about=…, thread=…)`."""

    def make(text: str = "Import 7: 3 of 20 entries were refused.", **more):
        given = {"kind": Notice.Kind.RUN_ENDED, "about": 7, "needs": Ability.EDIT, **more}
        return notices.tell(desk=desk, text=text, **given)

    return make


def place(user) -> Membership:
    return membership_of(user, "economy")


def test_every_member_with_the_ability_is_told_and_nobody_else(tell, lead, editor, checker, reader, stranger):
    assert tell() == 2
    assert set(Notice.objects.values_list("user__username", flat=True)) == {"lena", "edda"}
    assert [place(each).unread for each in (lead, editor, checker, reader)] == [1, 1, 0, 0]


def test_one_person_is_told_only_if_they_have_the_right(tell, editor, second_editor, checker, stranger):
    assert [tell(to=each) for each in (editor, checker, stranger)] == [1, 0, 0]
    assert [place(each).unread for each in (editor, second_editor)] == [1, 0]


def test_who_loses_the_right_sees_none_of_them_any_more(tell, editor, signed_in, program):
    tell()
    Membership.objects.update(role=Role.READER)
    assert (place(editor).unread, Notice.objects.of(place(editor)).count()) == (0, 0)
    assert "3 of 20" not in signed_in(editor).get("/desks/economy/notices/").content.decode()
    assert program(editor).get("notices/")[1]["results"] == []


def test_notices_of_what_is_under_embargo_ask_for_that_right(tell, checker, reader):
    assert tell(needs=Ability.EMBARGO) == 1
    assert (place(checker).unread, place(reader).unread) == (1, 0)


def test_a_newer_notice_of_a_thread_takes_the_place_of_an_unread_one(tell, editor):
    for number in range(3):
        tell(f"Import {number}", thread="runs of feed 1")
    tell("Another feed", thread="runs of feed 2")
    unread = Notice.objects.of(place(editor)).filter(read_at__isnull=True).order_by("pk")
    assert [notice.text for notice in unread] == ["Import 2", "Another feed"]


def test_reading_one_or_all_changes_nobody_elses(tell, editor, second_editor):
    tell("One")
    tell("Two")
    one = Notice.objects.get(user=editor, text="One")
    assert notices.mark_read(place(editor), [one.pk]) == 1
    assert notices.mark_read(place(second_editor), [one.pk]) == 0
    assert (place(editor).unread, place(second_editor).unread) == (1, 2)
    assert (notices.mark_read(place(editor)), place(editor).unread, place(second_editor).unread) == (1, 0, 2)


def test_old_notices_are_forgotten(tell, editor, settings):
    settings.NOTICE_DAYS = 60
    tell("Old")
    Notice.objects.update(created_at=Now() - timedelta(days=61))
    tell("New")
    assert notices.forget() == 1
    assert [notice.text for notice in Notice.objects.all()] == ["New"]


def test_the_page_costs_the_same_with_ten_thousand_notices(
    tell, desk, editor, signed_in, django_assert_num_queries
):
    rows = (
        Notice(desk=desk, user=editor, kind="run_ended", needs="edit", text="x", about=1)
        for _ in range(10_000)
    )
    Notice.objects.bulk_create(rows)
    client = signed_in(editor)
    Membership.objects.update(active_at=timezone.now())
    with django_assert_num_queries(4):  # session, person, membership with its bell, one page
        page = client.get("/desks/economy/notices/").content.decode()
    assert ("99+" in page, page.count('class="unread"')) == (True, 50)


def test_a_notice_is_opened_and_read_at_once(tell, editor, desk, signed_in):
    tell()
    notice = Notice.objects.get()
    answer = signed_in(editor).post("/desks/economy/notices/read/", {"notice": notice.pk, "open": "1"})
    assert (answer.status_code, answer["Location"]) == (302, "/desks/economy/imports/7/")
    assert place(editor).unread == 0


def test_somebody_elses_notice_is_not_to_be_had(tell, editor, checker, signed_in, program):
    tell(to=editor)
    notice = Notice.objects.get()
    for asked in (str(notice.pk), "999999"):
        assert signed_in(checker).post("/desks/economy/notices/read/", {"notice": asked}).status_code == 404
    assert signed_in(checker).post("/desks/economy/notices/read/", {"notice": "x"}).status_code == 400
    assert program(checker).post("notices/read/", {"notices": [notice.pk]}) == (200, {"read": 0})
    assert place(editor).unread == 1


def test_programs_list_and_read_their_own(tell, editor, stranger, program):
    tell()
    asked = program(editor)
    [row] = asked.get("notices/")[1]["results"]
    shown = {name: row[name] for name in ("desk", "kind", "link", "read_at")}
    assert shown == {
        "desk": "economy",
        "kind": "run_ended",
        "link": "/desks/economy/imports/7/",
        "read_at": None,
    }
    assert asked.post("notices/read/", {}) == (200, {"read": 1})
    assert asked.get("notices/", unread="true")[1]["results"] == []
    assert asked.get("notices/", unread="perhaps")[0] == 400
    assert program(stranger).get("notices/")[1]["results"] == []


def test_a_notice_says_something(tell, editor):
    with pytest.raises(DatabaseError, match="notice_says_something"), transaction.atomic():
        tell("")
