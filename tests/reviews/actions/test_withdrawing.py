"""Withdrawing: what only a withdrawn article says is asked no more, until it is restored."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article
from factcheck.models import AuditEvent
from factcheck.states import Conflict
from reviews import due
from reviews.actions import claims, drafts, handout, verdicts, withdrawing
from reviews.actions.handout import StaleLease
from reviews.models import Orphan, ReviewTask, Verdict
from tests.reviews.actions.paper import claim_of, print_article, race, rule

pytestmark = pytest.mark.django_db

BRIDGE = "The bridge at Tessel is 90 metres long."
LONGER = "The bridge at Tessel is 95 metres long."
TAX = "The harbour tax rises to 4 percent in May."


def states() -> list[tuple[str, str]]:
    return list(ReviewTask.objects.order_by("claim__text", "pk").values_list("claim__text", "state"))


def printed(desk, *sentences, identity="a"):
    revision = print_article(desk, *sentences, identity=identity)
    claims.match(revision.pk)
    return revision


def test_a_withdrawn_article_cancels_what_no_other_article_says_and_restored_asks_again(desk):
    first = print_article(desk, BRIDGE, TAX, identity="a")
    for revision in (first, print_article(desk, TAX, identity="b")):
        claims.match(revision.pk)
    rows = Article.objects.filter(pk=first.article_id)
    rows.update(status="withdrawn", tasks_due=True)
    assert due.restated_articles() == [first.article_id]
    assert withdrawing.settle(first.article_id) == 1
    assert states() == [(BRIDGE, "CANCELLED"), (TAX, "OPEN")]
    assert (due.restated_articles(), withdrawing.settle(first.article_id)) == ([], 0)
    rows.update(status="usable", tasks_due=True)
    assert withdrawing.settle(first.article_id) == 1
    assert states() == [(BRIDGE, "CANCELLED"), (BRIDGE, "OPEN"), (TAX, "OPEN")]


def test_a_person_withdraws_with_a_reason_and_takes_it_back_with_another(desk, lead):
    article = printed(desk, BRIDGE).article
    assert withdrawing.withdraw(article, by=lead, reason=" Its figures are invented. ") == 1
    assert (states(), due.restated_articles()) == ([(BRIDGE, "CANCELLED")], [])
    article.refresh_from_db()
    assert (article.status, article.status_by, article.status_reason) == (
        "withdrawn",
        lead,
        "Its figures are invented.",
    )
    assert withdrawing.restore(article, by=lead, reason="They were found.") == 1
    assert states() == [(BRIDGE, "CANCELLED"), (BRIDGE, "OPEN")]
    events = AuditEvent.objects.filter(action__in=["article.withdrawn", "article.restored"]).order_by("pk")
    assert [(row.action, row.actor, row.desk, row.data) for row in events] == [
        ("article.withdrawn", lead, desk, {"reason": "Its figures are invented."}),
        ("article.restored", lead, desk, {"reason": "They were found."}),
    ]


@pytest.mark.parametrize("reason", ["", "  ", "x" * 1001])
def test_without_a_fitting_reason_nothing_is_withdrawn(desk, lead, reason):
    article = printed(desk, BRIDGE).article
    with pytest.raises(ValidationError) as refused:
        withdrawing.withdraw(article, by=lead, reason=reason)
    assert list(refused.value.message_dict) == ["reason"]
    assert (Article.objects.get().status, states()) == ("usable", [(BRIDGE, "OPEN")])


def test_what_is_withdrawn_already_is_not_withdrawn_again(desk, lead):
    article = printed(desk, BRIDGE).article
    withdrawing.withdraw(article, by=lead, reason="Once.")
    with pytest.raises(Conflict, match="withdrawn already") as refused:
        withdrawing.withdraw(article, by=lead, reason="Twice.")
    assert (refused.value.present, Article.objects.get().status_reason) == ("withdrawn", "Once.")
    withdrawing.restore(article, by=lead, reason="It stands.")
    with pytest.raises(Conflict, match="usable already"):
        withdrawing.restore(article, by=lead, reason="It stands.")


def test_a_check_in_hand_is_cancelled_and_what_was_typed_is_there_again(desk, lead, editor, place):
    article = printed(desk, BRIDGE).article
    task = handout.take(place(editor))
    drafts.save(task, by=editor, token=task.lease_token, data={"summary": "It is 61."})
    withdrawing.withdraw(article, by=lead, reason="Wrong.")
    late = {"summary": "It is 61 metres."}
    with pytest.raises(StaleLease, match="it is cancelled"):
        drafts.save(task, by=editor, token=task.lease_token, data=late)
    withdrawing.restore(article, by=lead, reason="Right.")
    anew = handout.take(place(editor))
    assert (anew.pk == task.pk, drafts.of(anew, by=editor).data) == (False, late)


def test_a_recheck_goes_with_its_article_and_comes_back_with_it(desk, lead, editor):
    first = printed(desk, BRIDGE, TAX)
    verdict = rule(claim_of(first, BRIDGE), editor)
    printed(desk, LONGER, TAX)
    assert ReviewTask.objects.get(kind="RECHECK").state == "OPEN"
    withdrawing.withdraw(first.article, by=lead, reason="Wrong.")
    assert list(ReviewTask.objects.live()) == []
    withdrawing.restore(first.article, by=lead, reason="Right.")
    live = ReviewTask.objects.live().order_by("claim__text").values_list("claim__text", "kind", "verdict")
    assert list(live) == [(BRIDGE, "RECHECK", verdict.pk), (LONGER, "CHECK", None), (TAX, "CHECK", None)]
    assert Orphan.objects.get().state == "OPEN"


def test_a_recheck_that_another_article_asks_for_too_stays(desk, lead, editor):
    first = printed(desk, BRIDGE, identity="a")
    printed(desk, BRIDGE, identity="b")
    rule(claim_of(first, BRIDGE), editor)
    printed(desk, LONGER, identity="a")
    printed(desk, LONGER, identity="b")
    withdrawing.withdraw(first.article, by=lead, reason="Wrong.")
    assert ReviewTask.objects.get(kind="RECHECK").state == "OPEN"


def test_a_text_that_is_matched_after_its_withdrawal_asks_for_nothing(desk, lead):
    for identity, match in (("a", lambda pk: claims.match(pk)), ("b", lambda pk: claims.match_all([pk]))):
        revision = print_article(desk, BRIDGE, identity=identity)
        withdrawing.withdraw(revision.article, by=lead, reason="Wrong.")
        match(revision.pk)
    assert states() == []


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_and_the_matching_of_its_text_never_leave_a_task(desk, lead):
    for number in range(6):
        revision = print_article(desk, f"The quay at Orrin has {number + 20} cranes.")
        match = claims.match if number % 2 else lambda pk: claims.match_all([pk])
        race(
            lambda revision=revision, match=match: match(revision.pk),
            lambda revision=revision: withdrawing.withdraw(revision.article, by=lead, reason="Wrong."),
        )
    assert list(ReviewTask.objects.live()) == []


@pytest.mark.django_db(transaction=True)
def test_of_a_withdrawal_and_a_submission_at_once_one_wins_and_nothing_is_lost(
    desk, lead, editor, place, make_snapshot, make_finding
):
    ends = set()
    for number in range(8):
        text = f"The quay at Orrin has {number + 20} cranes."
        article = printed(desk, text, identity=str(number)).article
        task = handout.take(place(editor))
        data = make_finding(make_snapshot(task.claim, editor))
        handed_in, cancelled = race(
            lambda task=task, data=data: verdicts.submit(task, by=editor, token=task.lease_token, data=data),
            lambda article=article: withdrawing.withdraw(article, by=lead, reason="Wrong."),
        )
        task.refresh_from_db()
        ends.add(task.state)
        if task.state == "DONE":
            assert (handed_in.claim.text, cancelled) == (text, 0)
        else:
            assert (type(handed_in), cancelled, task.state) == (StaleLease, 1, "CANCELLED")
            assert drafts.of(task, by=editor).data == data
        assert Verdict.objects.filter(claim=task.claim).count() == (task.state == "DONE")
        kinds = ReviewTask.objects.live().filter(claim=task.claim).values_list("kind", flat=True)
        assert list(kinds) == (["APPROVAL"] if task.state == "DONE" else [])
    assert ends <= {"DONE", "CANCELLED"}
