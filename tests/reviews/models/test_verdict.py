"""What PostgreSQL refuses of a verdict: every constraint and trigger, tripped by name."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models.functions import Now

from reviews.models import Rating, Verdict


@pytest.fixture
def claim(desk, make_task):
    return make_task(desk).claim


@pytest.fixture
def make(claim, editor, second_editor):
    """Return a maker of verdicts by the editor, complete for the state that they are to be in."""

    def create(state: str = "SUBMITTED", **fields) -> Verdict:
        by_state = {
            "RETURNED": {"returned_by": second_editor, "returned_at": Now(), "return_comment": "Why?"},
            "RETRACTED": {"retracted_by": second_editor, "retracted_at": Now(), "retraction_note": "Wrong."},
        }
        terms = {
            "claim": claim,
            "version": Verdict.objects.filter(claim=claim).count() + 1,
            "rating": claim.desk.policy.scale.ratings.get(key="false"),
            "summary": "It is 61 metres long.",
            "explanation": "The yearbook says so.",
            "author": editor,
            "state": state,
            **by_state.get(state, {}),
        }
        if state in Verdict.SIGNED:
            terms |= {"approved_by": second_editor, "approved_at": Now()}
        if state in ("PUBLISHED", "SUPERSEDED", "RETRACTED"):
            terms |= {"published_by": second_editor, "published_at": Now()}
        return Verdict.objects.create(**{**terms, **fields})

    return create


def refused(rule: str):
    return pytest.raises(IntegrityError, match=rule)


def test_one_verdict_per_claim_and_version(make):
    make("RETURNED", version=1)
    with refused("one_verdict_per_claim_and_version"):
        make("SUBMITTED", version=1)


def test_one_published_verdict_per_claim(make):
    make("PUBLISHED")
    with refused("one_published_verdict_per_claim"):
        make("PUBLISHED")


def test_one_pending_verdict_per_claim(make):
    make("SUBMITTED")
    with refused("one_pending_verdict_per_claim"):
        make("APPROVED")


def test_a_correction_waits_beside_the_published_one_and_older_ones(make):
    states = ["RETURNED", "RETRACTED", "SUPERSEDED", "PUBLISHED", "SUBMITTED"]
    assert [make(state).version for state in states] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("state", Verdict.SIGNED)
def test_four_eyes(make, editor, state):
    with refused("four_eyes"):
        make(state, approved_by=editor)


@pytest.mark.parametrize("state", Verdict.SIGNED)
@pytest.mark.parametrize("missing", ["approved_by", "approved_at"])
def test_approved_before_published(make, state, missing):
    with refused("approved_before_published"):
        make(state, **{missing: None})


@pytest.mark.parametrize("state", ["PUBLISHED", "SUPERSEDED", "RETRACTED"])
@pytest.mark.parametrize("missing", ["published_by", "published_at"])
def test_published_has_who_and_when(make, state, missing):
    with refused("published_has_who_and_when"):
        make(state, **{missing: None})


@pytest.mark.parametrize("missing", [{"returned_by": None}, {"returned_at": None}, {"return_comment": ""}])
def test_returned_has_who_when_and_why(make, missing):
    with refused("returned_has_who_when_and_why"):
        make("RETURNED", **missing)


@pytest.mark.parametrize("missing", [{"retracted_by": None}, {"retracted_at": None}, {"retraction_note": ""}])
def test_retracted_has_who_when_and_why(make, missing):
    with refused("retracted_has_who_when_and_why"):
        make("RETRACTED", **missing)


@pytest.mark.parametrize("missing", ["summary", "explanation"])
def test_verdict_says_what_and_why(make, missing):
    with refused("verdict_says_what_and_why"):
        make(**{missing: ""})


EDGES = {(source, target) for source, targets in Verdict.TRANSITIONS.items() for target in targets}
WRONG = sorted(
    {
        (source, target)
        for source in Verdict.State.values
        for target in Verdict.State.values
        if source != target
    }
    - EDGES
)


@pytest.mark.parametrize(("source", "target"), WRONG)
def test_allowed_moves_refuses_every_other_edge(make, second_editor, source, target):
    verdict = make(source)
    everything = {
        "approved_by": second_editor,
        "approved_at": Now(),
        "published_by": second_editor,
        "published_at": Now(),
        "returned_by": second_editor,
        "returned_at": Now(),
        "return_comment": "Why?",
        "retracted_by": second_editor,
        "retracted_at": Now(),
        "retraction_note": "Wrong.",
    }
    with pytest.raises(DatabaseError, match="Invalid transition of field"), transaction.atomic():
        Verdict.objects.filter(pk=verdict.pk).update(state=target, **everything)
    assert Verdict.objects.get(pk=verdict.pk).state == source


@pytest.mark.parametrize(
    "field",
    ["claim", "version", "rating", "summary", "explanation", "correction_note", "author", "submitted_at"],
)
@pytest.mark.parametrize("state", ["SUBMITTED", "PUBLISHED"])
def test_content_frozen(make, desk, make_task, second_editor, field, state):
    verdict = make(state)
    other = {
        "claim": make_task(desk).claim,
        "version": 9,
        "rating": Rating.objects.get(key="true"),
        "author": second_editor,
        "submitted_at": "2020-01-01T00:00Z",
    }
    with (
        pytest.raises(DatabaseError, match="Cannot update rows from reviews_verdict"),
        transaction.atomic(),
    ):
        Verdict.objects.filter(pk=verdict.pk).update(**{field: other.get(field, "Other words.")})


@pytest.mark.parametrize("state", Verdict.State.values)
def test_no_delete(make, state):
    verdict = make(state)
    with (
        pytest.raises(DatabaseError, match="Cannot delete rows from reviews_verdict"),
        transaction.atomic(),
    ):
        Verdict.objects.filter(pk=verdict.pk).delete()


def test_a_verdict_is_told_by_version_and_claim(make, claim):
    assert str(make()) == f"verdict 1 on claim {claim.pk}"
