"""A newer revision: what is gone is asked no more, what stays keeps everything."""

from __future__ import annotations

import pytest
from django.db.models.functions import Now

from factcheck.models import AuditEvent
from reviews.actions import claims, handout, matches
from reviews.actions.claim_matching import GONE
from reviews.models import Claim, ClaimMatch, ReviewTask
from tests.reviews.actions.paper import claim_of, print_article, race, rule

BRIDGE = "The bridge at Tessel is 90 metres long."
TAX = "The harbour tax rises to 4 percent in May."
NEWER = "The harbour tax falls to 3 percent, the mayor told reporters."


def test_only_the_checks_of_what_is_gone_are_cancelled(desk):
    claims.match(print_article(desk, BRIDGE, TAX, identity="a").pk)
    stays = ReviewTask.objects.get(claim__text=BRIDGE)
    counts = claims.match(print_article(desk, BRIDGE, NEWER, identity="a").pk)
    assert (counts.claims, counts.tasks, counts.cancelled) == (1, 1, 1)
    gone = ReviewTask.objects.get(claim__text=TAX)
    assert (gone.state, gone.finished_at is None, gone.finished_by) == ("CANCELLED", False, None)
    event = AuditEvent.objects.get(action="task.cancelled")
    assert (event.target, event.actor, event.data) == (
        f"reviews.reviewtask:{gone.pk}",
        None,
        {"reason": GONE},
    )
    assert ReviewTask.objects.get(claim__text=BRIDGE).pk == stays.pk
    assert ReviewTask.objects.get(pk=stays.pk).state == "OPEN"


def test_a_check_that_somebody_was_assigned_is_cancelled_with_its_assignment(desk, editor):
    claims.match(print_article(desk, TAX, identity="a").pk)
    ReviewTask.objects.update(assigned_to=editor, assigned_at=Now())
    claims.match(print_article(desk, NEWER, identity="a").pk)
    gone = ReviewTask.objects.get(claim__text=TAX)
    assert (gone.state, gone.assigned_to, gone.assigned_at) == ("CANCELLED", None, None)


def test_a_check_in_work_goes_on(desk, editor, place):
    claims.match(print_article(desk, TAX, identity="a").pk)
    task = handout.take(place(editor))
    assert claims.match(print_article(desk, NEWER, identity="a").pk).cancelled == 0
    task.refresh_from_db()
    assert (task.state, task.lease_holder) == ("LEASED", editor)


def test_what_another_article_still_says_is_still_asked(desk):
    claims.match(print_article(desk, TAX, identity="a").pk)
    claims.match(print_article(desk, TAX, identity="b").pk)
    assert claims.match(print_article(desk, NEWER, identity="a").pk).cancelled == 0
    assert ReviewTask.objects.get(claim__text=TAX).state == "OPEN"
    assert claims.match(print_article(desk, NEWER, identity="b").pk).cancelled == 1


def test_a_verdict_on_what_stays_is_kept_and_nobody_is_asked_again(desk, editor):
    first = print_article(desk, BRIDGE, identity="a")
    claims.match(first.pk)
    verdict = rule(claim_of(first, BRIDGE), editor)
    second = print_article(desk, BRIDGE, identity="a")
    assert claims.match(second.pk).tasks == 0
    assert list(claim_of(second, BRIDGE).verdicts.all()) == [verdict]


def test_what_comes_back_is_asked_again(desk):
    for words in (TAX, NEWER, TAX):
        claims.match(print_article(desk, words, identity="a").pk)
    states = ReviewTask.objects.filter(claim__text=TAX).order_by("pk").values_list("state", flat=True)
    assert list(states) == ["CANCELLED", "OPEN"]


def test_a_mark_by_hand_is_carried_over_while_its_words_stand(desk, editor):
    first = print_article(desk, BRIDGE, ("A lovely old bridge.", {"checkability": "opinion"}), identity="a")
    claims.match(first.pk)
    part = claims.mark(statement=first.statements.get(exact=BRIDGE), by=editor, start=4, end=20)
    whole = claims.mark(statement=first.statements.get(checkability="opinion"), by=editor)
    second = print_article(
        desk, NEWER, BRIDGE, ("A lovely old bridge.", {"checkability": "opinion"}), identity="a"
    )
    assert claims.match(second.pk).cancelled == 0
    rows = ClaimMatch.objects.filter(statement__revision=second, method="hand").order_by("pk")
    assert [(row.claim, row.exact, row.state, row.decided_by) for row in rows] == [
        (part, "bridge at Tessel", "CONFIRMED", editor),
        (whole, "A lovely old bridge.", "CONFIRMED", editor),
    ]
    assert ReviewTask.objects.live().filter(claim__in=[part, whole]).count() == 2
    assert claims.match(print_article(desk, NEWER, identity="a").pk).cancelled == 3


def test_a_mark_goes_to_the_place_with_the_same_words_around_it(desk, editor):
    def place(before: str) -> tuple[str, dict]:
        return BRIDGE, {"prefix": before}

    first = print_article(desk, place("one"), place("two"), identity="a")
    claims.match(first.pk)
    claims.mark(statement=first.statements.get(prefix="two"), by=editor, start=4, end=20)
    second = print_article(desk, place("one"), place("two"), identity="a")
    claims.match(second.pk)
    assert ClaimMatch.objects.get(statement__revision=second, method="hand").statement.prefix == "two"


def test_a_decision_on_a_suggestion_is_carried_over(desk, editor):
    old = "The old bridge at Tessel is 90 metres long, says the harbour office."
    new = "The old bridge at Tessel is 91 metres long, the harbour office says."
    claims.match(print_article(desk, old).pk)
    first = print_article(desk, new, identity="a")
    claims.match(first.pk)
    matches.reject(match=ClaimMatch.objects.get(method="trigram"), by=editor)
    second = print_article(desk, new, identity="a")
    claims.match(second.pk)
    carried = ClaimMatch.objects.get(statement__revision=second, method="trigram")
    assert (carried.state, carried.decided_by, carried.claim.text) == ("REJECTED", editor, old)


def test_carrying_over_skips_a_revision_that_was_never_matched(desk, editor):
    first = print_article(desk, BRIDGE, identity="a")
    claims.match(first.pk)
    claims.mark(statement=first.statements.get(), by=editor, start=4, end=20)
    print_article(desk, BRIDGE, identity="a")
    third = print_article(desk, BRIDGE, identity="a")
    assert claims.match(third.pk).cancelled == 0
    assert ClaimMatch.objects.filter(statement__revision=third, method="hand").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_claim_that_leaves_one_article_and_enters_another_at_once_keeps_a_live_check(desk):
    for turn in range(8):
        words = f"{TAX} {turn}"
        claims.match(print_article(desk, words, identity=f"a{turn}").pk)
        leaves = print_article(desk, f"{NEWER} {turn}", identity=f"a{turn}").pk
        enters = print_article(desk, words, identity=f"b{turn}").pk
        outcomes = race(lambda pk=leaves: claims.match(pk), lambda pk=enters: claims.match(pk))
        assert [outcome.statements for outcome in outcomes] == [1, 1]
        assert ReviewTask.objects.live().filter(claim=Claim.objects.get(text=words)).count() == 1
