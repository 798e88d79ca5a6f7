"""What people hear of imports: runs that refused something, feeds that stopped; nothing of the rest."""

from __future__ import annotations

import pytest
from django.db import transaction

from articles.actions import feeds, importing
from articles.models import Feed, ImportRun
from factcheck.models import Notice
from tests.publisher import Answer

pytestmark = pytest.mark.django_db

EMPTY = importing.IncomingFile("empty.txt", b"")


def told() -> list[tuple[str, str]]:
    return list(Notice.objects.order_by("pk").values_list("user__username", "text"))


def test_a_run_with_refusals_is_told_to_whoever_started_it(
    hand_over, work_off, text_file, editor, second_editor
):
    run = work_off(hand_over(by=editor, source="Harbour Post", files=[text_file(1), text_file(2), EMPTY]))
    assert run.state == "PARTIAL"
    assert told() == [("edda", f"Import {run.pk} of Harbour Post: 1 of 3 entries was refused.")]
    assert Notice.objects.get().link == f"/desks/economy/imports/{run.pk}/"


def test_a_run_by_the_machine_is_told_to_all_editors(hand_over, work_off, editor, lead, checker):
    run = work_off(hand_over(files=[EMPTY]))
    assert (run.state, sorted(told())) == (
        "FAILED",
        [(name, f"Import {run.pk}: every entry was refused.") for name in ("edda", "lena")],
    )


def test_a_run_that_refused_nothing_is_told_to_nobody(hand_over, work_off, text_file, editor):
    assert work_off(hand_over(files=[text_file(1)])).state == "SUCCEEDED"
    assert told() == []


def test_a_notice_goes_with_the_run_or_not_at_all(hand_over, editor):
    run = hand_over(files=[EMPTY])
    with transaction.atomic():
        assert importing.finish(run.pk)
        assert Notice.objects.count() == 1
        transaction.set_rollback(True)
    assert (Notice.objects.count(), ImportRun.objects.get().state) == (0, "QUEUED")


def test_a_feed_that_gives_up_is_told_once_with_its_reason(make_feed, fetched, publisher, editor):
    feed = make_feed()
    Feed.objects.filter(pk=feed.pk).update(failures=9)
    publisher.pages["/feed"] = Answer(b"broken", status=500)
    fetched(feed)
    [(who, text)] = told()
    begins = "The feed of Harbour News stopped: 10 failures in a row"
    assert (who, text.startswith(begins), Notice.objects.get().link) == (
        "edda",
        True,
        f"/desks/economy/feeds/{feed.pk}/",
    )


def test_a_feed_that_a_person_pauses_is_told_to_nobody(make_feed, editor):
    feeds.pause(make_feed(), by=editor, reason="for the holidays")
    assert told() == []
