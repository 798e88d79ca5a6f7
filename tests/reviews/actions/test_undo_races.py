"""Undoing a merge at the moment when others work on its claims: whoever is first, the rows agree."""

from __future__ import annotations

import pytest
from django.db import transaction

from factcheck.models import AuditEvent
from reviews.actions import (
    claim_locks,
    claim_writing,
    claims,
    handout,
    merge_undoing,
    verdicts,
)
from reviews.models import Claim, ClaimMatch, ClaimMerge, DeskPolicy, ReviewTask
from tests.reviews.actions.paper import claim_of, print_article, race
from tests.reviews.actions.twins import NEW, confirmed

pytestmark = pytest.mark.django_db(transaction=True)

TURNS = 2


def undo(merge: ClaimMerge, by):
    return lambda: merge_undoing.undo(merge=ClaimMerge.objects.get(pk=merge.pk), by=by)


def test_of_two_people_one_undoes_it(desk, editor, lead):
    for turn in range(TURNS):
        merge = confirmed(desk, language=f"en-{turn}")
        outcomes = race(undo(merge, editor), undo(merge, lead))
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "WrongState"]
        merge.refresh_from_db()
        assert merge.undone_by == (editor if outcomes[0] is None else lead)
        assert ReviewTask.objects.live().filter(claim=merge.claim).count() == 1
    assert AuditEvent.objects.filter(action="claim.parted").count() == TURNS


def test_somebody_who_starts_the_survivors_review_keeps_it_or_is_told_that_it_is_gone(
    desk, editor, lead, place
):
    """The check is one that only the merge asked for, so undoing would cancel it."""
    DeskPolicy.objects.filter(desk=desk).update(worthiness_floor=0.6, work_limit=50)
    for turn in range(TURNS):
        merge = confirmed(desk, language=f"en-{turn}", check_worthiness=0.9)
        task = merge.into.tasks.get()
        outcomes = race(
            undo(merge, lead),
            lambda pk=task.pk: handout.take_this(place(editor), ReviewTask.objects.in_full(pk)),
        )
        task.refresh_from_db()
        assert outcomes[0] is None
        if isinstance(outcomes[1], ReviewTask):
            assert (task.state, task.lease_holder) == ("LEASED", editor)
        else:
            assert (type(outcomes[1]).__name__, task.state) == ("WrongState", "CANCELLED")
        assert merge.claim.tasks.get().state == "OPEN"


def test_somebody_who_hands_in_the_survivors_verdict_keeps_it(
    desk, editor, lead, place, make_snapshot, make_finding
):
    DeskPolicy.objects.filter(desk=desk).update(work_limit=50)
    for turn in range(TURNS):
        merge = confirmed(desk, language=f"en-{turn}")
        held = handout.take_this(place(editor), merge.into.tasks.get())
        data = make_finding(make_snapshot(merge.into, editor))
        outcomes = race(
            undo(merge, lead),
            lambda held=held, data=data: verdicts.submit(held, by=editor, token=held.lease_token, data=data),
        )
        assert (outcomes[0], outcomes[1].claim) == (None, merge.into)
        assert Claim.objects.live().filter(pk__in=[merge.claim_id, merge.into_id]).count() == 2
        assert merge.claim.tasks.get().state == "OPEN"


def test_an_article_in_the_words_of_the_claim_that_is_back_makes_that_one(desk, editor):
    for turn in range(TURNS):
        merge = confirmed(desk, language=f"en-{turn}")
        later = print_article(desk, NEW, language=f"en-{turn}")
        outcomes = race(undo(merge, editor), lambda pk=later.pk: claims.match_all([pk]))
        assert outcomes == [None, [later.pk]]
        assert claim_of(later, NEW) == merge.claim
        assert ClaimMatch.objects.filter(statement__revision=later, state="CONFIRMED").count() == 1


def test_whoever_looked_before_the_undoing_and_locked_after_it_looks_again(desk, editor):
    merge = confirmed(desk, language="en")
    found = claim_writing.known({merge.claim.fingerprint}, desk=desk.pk, language="en")
    assert list(found.values()) == [merge.into_id]
    with transaction.atomic():
        claim_writing.require_still(found, claim_locks.lock(found.values()), desk=desk.pk, language="en")
    undo(merge, editor)()
    with transaction.atomic(), pytest.raises(claim_locks.Overtaken):
        claim_writing.require_still(found, claim_locks.lock(found.values()), desk=desk.pk, language="en")


def test_of_an_undoing_and_a_merge_of_the_survivor_both_or_one_come_through(desk, editor, lead):
    for turn in range(TURNS):
        merge = confirmed(desk, language=f"en-{turn}")
        other = print_article(desk, "Harbour money was voted on this week.", language=f"en-{turn}")
        claims.match(other.pk)
        into = claim_of(other, other.text)
        outcomes = race(
            undo(merge, editor),
            lambda merge=merge, into=into: claims.merge(claim=merge.into, into=into, by=lead),
        )
        assert outcomes[1] is None
        newer = Claim.objects.get(pk=merge.claim_id)
        if outcomes[0] is None:
            assert (newer.merged_into, claim_of(merge.match.statement.revision, NEW)) == (None, newer)
        else:
            assert (outcomes[0].present, newer.merged_into_id) == ("merged", merge.into_id)
