"""Withdrawal: a person's stands until a person lifts it, a source's until the source says otherwise."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from articles.actions import withdrawal
from articles.models import Article
from factcheck.models import AuditEvent
from factcheck.states import Conflict
from tests.reviews.actions.paper import race

pytestmark = pytest.mark.django_db

ADDRESS = "https://post.example/bridge"


@pytest.fixture
def bring(hand_over, work_off, parsed):
    """Return an importer of entries of one article: it gives back what they leave it as."""

    def bring(*statuses: str, **fields) -> tuple[str, str]:
        for status in statuses:
            work_off(hand_over(articles=[parsed(canonical_url=ADDRESS, status=status, **fields)]))
        article = Article.objects.get()
        return article.status, article.source_status

    return bring


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (("",), "usable"),
        (("withdrawn",), "withdrawn"),
        (("withdrawn", ""), "withdrawn"),
        (("withdrawn", "usable"), "usable"),
        (("withdrawn", "", "usable", "", "withdrawn"), "withdrawn"),
    ],
)
def test_only_a_source_that_says_so_withdraws_and_restores(bring, said, left):
    assert bring(*said) == (left, left)


def test_the_end_of_an_embargo_says_that_it_may_be_run_from_then_on(bring):
    bring("withdrawn")
    assert bring("", embargoed_until=datetime(2025, 10, 29, tzinfo=UTC)) == ("usable", "usable")


def test_what_a_person_withdrew_no_feed_restores(bring, lead):
    bring("usable")
    withdrawal.withdraw(Article.objects.get(), by=lead, reason="Its figures are invented.")
    assert bring("", "usable", text="It reads otherwise now.") == ("withdrawn", "usable")
    assert bring("withdrawn", "usable") == ("withdrawn", "usable")
    article = Article.objects.get()
    assert (article.status_by, article.status_reason) == (lead, "Its figures are invented.")


def test_what_a_person_restored_the_source_withdraws_only_by_saying_it_anew(bring, lead):
    bring("withdrawn")
    withdrawal.restore(Article.objects.get(), by=lead, reason="A slip of the wire’s.")
    assert bring("withdrawn", "") == ("usable", "withdrawn")
    assert bring("usable") == ("usable", "usable")
    assert Article.objects.get().status_reason == "A slip of the wire’s."
    assert bring("withdrawn") == ("withdrawn", "withdrawn")
    assert (Article.objects.get().status_by, Article.objects.get().status_reason) == (None, "")


def test_the_record_tells_only_of_what_changed(bring, lead):
    bring("usable")
    withdrawal.withdraw(Article.objects.get(), by=lead, reason="Wrong.")
    bring("withdrawn", "usable")
    events = AuditEvent.objects.filter(action__in=["article.withdrawn", "article.restored"])
    assert [(row.action, row.actor) for row in events] == [("article.withdrawn", lead)]


@pytest.mark.parametrize("reason", ["", " \n", "x" * 1001])
def test_it_takes_a_fitting_reason(bring, lead, reason):
    bring("")
    for act in (withdrawal.withdraw, withdrawal.restore):
        with pytest.raises(ValidationError):
            act(Article.objects.get(), by=lead, reason=reason)
    assert Article.objects.get().tasks_due is False


@pytest.mark.django_db(transaction=True)
def test_of_two_who_withdraw_at_once_one_is_told_that_it_is_done(bring, lead, person, desk):
    bring("")
    other = person("otto", desk, "lead")
    acts = [
        lambda by=by: withdrawal.withdraw(Article.objects.get(), by=by, reason=f"Says {by.username}.")
        for by in (lead, other)
    ]
    ends = race(*acts)
    assert sorted(type(end).__name__ for end in ends) == ["Conflict", "NoneType"]
    assert isinstance(ends[0] or ends[1], Conflict)
    assert AuditEvent.objects.filter(action="article.withdrawn").count() == 1
