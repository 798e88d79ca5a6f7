"""Splitting: each part becomes a claim with a check; the whole is set aside; the record says who cut what."""

from __future__ import annotations

import uuid

import pytest
from django.core.exceptions import ValidationError

from articles.statements import PROPOSER
from factcheck.models import AuditEvent
from factcheck.states import Conflict
from reviews.actions import claims, handout, splitting
from reviews.actions.splitting import Part
from reviews.models import Claim, ClaimMatch, ReviewTask, Suggestion
from reviews.models.decided_claims import decided_claims
from tests.reviews.actions.paper import print_article

SIGNED, ENDING = "The two presidents signed a ceasefire in Mirat", "ending nine months of war."
SENTENCE = f"{SIGNED}, {ENDING}"
PROPOSED = [Part(start=0, end=46), Part(start=48, end=74)]


@pytest.fixture
def held(desk, editor, place):
    """The task of the sentence, in the editor's hands."""
    claims.match(print_article(desk, SENTENCE).pk)
    return handout.take(place(editor))


def statement_of(task):
    return task.claim.matches.earliest("pk").statement


def split(task, parts, by, **given):
    said = {"statement": statement_of(task), "token": task.lease_token, **given}
    return splitting.split(task, parts=parts, by=by, **said)


def record() -> list[tuple]:
    rows = Suggestion.objects.filter(kind="split").order_by("pk")
    return [(row.model, row.version, row.output, row.decision, row.decided_by) for row in rows]


def test_parts_as_proposed_become_claims_of_the_machine_with_a_check_each(held, editor):
    done = split(held, PROPOSED, editor)
    assert [(one.text, one.written_by) for one in done.claims] == [(SIGNED, None), (ENDING, None)]
    checks = ReviewTask.objects.filter(claim__in=done.claims)
    assert sorted(checks.values_list("claim__text", "state", "barred")) == [
        (SIGNED, "OPEN", None),
        (ENDING, "OPEN", None),
    ]
    matches = ClaimMatch.objects.filter(claim__in=done.claims).order_by("start")
    assert [(row.exact, row.state, row.method) for row in matches] == [
        (SIGNED, "CONFIRMED", "hand"),
        (ENDING, "CONFIRMED", "hand"),
    ]
    assert record() == [("proposing", PROPOSER, {"parts": [[0, 46], [48, 74]]}, "accepted", editor)]


def test_the_whole_claim_is_set_aside_with_its_task_and_says_nothing_about_its_worth(held, editor):
    done = split(held, PROPOSED, editor)
    held.refresh_from_db()
    whole = Claim.objects.get(pk=held.claim_id)
    assert (done.is_set_aside, held.state, held.lease_token) == (True, "CANCELLED", None)
    first, second = done.claims
    assert whole.dismissal == f"Split into the claims it joins: {first.pk}, {second.pk}."
    assert whole.split_at is not None
    assert set(decided_claims().values_list("pk", "wanted")) == {(first.pk, True), (second.pk, True)}
    event = AuditEvent.objects.get(action="claim.split")
    assert (event.actor, event.data) == (
        editor,
        {"statement": statement_of(held).pk, "into": [first.pk, second.pk]},
    )
    claims.restore(claim=whole, by=editor)
    assert Claim.objects.get(pk=whole.pk).split_at is None


def test_a_part_cut_otherwise_is_the_editors_own_who_may_not_check_it(held, editor):
    done = split(held, [Part(start=0, end=37), PROPOSED[1]], editor)
    assert [one.written_by for one in done.claims] == [editor, None]
    assert ReviewTask.objects.get(claim=done.claims[0]).barred == editor
    assert record()[0][3] == "edited"


def test_a_part_in_neutral_words_is_the_editors_own(held, editor):
    worded = Part(start=48, end=74, wording="The ceasefire ended nine months of war.")
    done = split(held, [PROPOSED[0], worded], editor)
    assert (done.claims[1].text, done.claims[1].written_by) == (worded.wording, editor)
    assert record()[0][3] == "edited"


def test_leaving_it_whole_is_recorded_and_changes_nothing(held, editor):
    splitting.leave_whole(held, statement=statement_of(held), by=editor, token=held.lease_token)
    assert (record()[0][3], Claim.objects.count()) == ("rejected", 1)
    held.refresh_from_db()
    assert held.state == "LEASED"


def test_a_sentence_that_joins_nothing_can_be_split_by_hand_and_leaves_no_suggestion(desk, editor, place):
    claims.match(print_article(desk, "Lee and Reed met in Orrin.").pk)
    task = handout.take(place(editor))
    done = split(task, [Part(start=0, end=3)], editor)
    assert ([one.text for one in done.claims], record()) == (["Lee"], [])


def test_the_same_words_elsewhere_are_split_with_it(desk, held, editor):
    claims.match(print_article(desk, SENTENCE).pk)
    done = split(held, PROPOSED, editor)
    assert done.is_set_aside is True
    assert [one.matches.filter(state="CONFIRMED").count() for one in done.claims] == [2, 2]


def test_other_words_that_make_the_whole_claim_keep_it_and_its_task(desk, held, editor):
    other = print_article(desk, "In Mirat the presidents ended nine months of war by a ceasefire.")
    ClaimMatch.objects.create(
        statement=other.statements.get(), claim=held.claim, start=0, end=9, state="CONFIRMED", method="hand"
    )
    assert split(held, PROPOSED, editor).is_set_aside is False
    held.refresh_from_db()
    assert (held.state, held.claim.dismissed_at) == ("LEASED", None)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([], "Choose from 1 to 20 parts"),
        ([Part(start=0, end=3)] * 2, "Two parts have the same words"),
        ([Part(start=0, end=74)], "A part is shorter than its sentence"),
        ([Part(start=0, end=99)], "do not lie in a statement of 74 characters"),
        ([Part(start=46, end=47)], "Mark at least one word"),
    ],
)
def test_parts_that_make_no_sense_are_refused_and_nothing_is_done(held, editor, parts, said):
    with pytest.raises(ValidationError, match=said):
        split(held, parts, editor)
    assert (Claim.objects.count(), record()) == (1, [])


def test_a_stale_token_splits_nothing(held, editor):
    with pytest.raises(handout.StaleLease):
        split(held, PROPOSED, editor, token=uuid.uuid4())
    assert Claim.objects.count() == 1


def test_a_statement_that_makes_another_claim_is_refused(desk, held, editor):
    other = print_article(desk, "The mine at Orrin closed, ending a century of work.")
    with pytest.raises(Conflict, match="does not make the claim"):
        split(held, PROPOSED, editor, statement=other.statements.get())
