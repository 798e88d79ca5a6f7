"""What PostgreSQL refuses of the record of machine outputs."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError
from django.db.models.functions import Now

from reviews.models import Suggestion

FIELDS = {
    "kind": "match",
    "model": "matching",
    "version": "trigram",
    "input_sha256": "0" * 64,
    "output": {"score": 0.8},
    "target": "reviews.claimmatch:1",
}


@pytest.fixture
def suggestion(desk) -> Suggestion:
    return Suggestion.objects.create(desk=desk, **FIELDS)


@pytest.fixture
def accepted(suggestion, editor) -> Suggestion:
    change(suggestion, decision="accepted", decided_by=editor, decided_at=Now(), shown_at=Now())
    return suggestion


def change(suggestion: Suggestion, **fields) -> None:
    Suggestion.objects.filter(pk=suggestion.pk).update(**fields)


def test_a_machine_says_one_thing_about_a_target_in_one_version(suggestion):
    assert str(suggestion) == "match by matching trigram on reviews.claimmatch:1"
    with pytest.raises(IntegrityError, match="one_suggestion_per_target_kind_and_version"):
        Suggestion.objects.create(desk=suggestion.desk, **{**FIELDS, "output": {"score": 0.9}})


@pytest.mark.parametrize("field", ["kind", "model", "version", "input_sha256", "target"])
def test_what_the_machine_said_is_frozen(suggestion, field):
    with pytest.raises(DatabaseError, match="Cannot update rows from reviews_suggestion"):
        change(suggestion, **{field: "relation"})


@pytest.mark.parametrize("field", ["output", "created_at"])
def test_neither_the_output_nor_its_time_changes(suggestion, field):
    with pytest.raises(DatabaseError, match="Cannot update rows from reviews_suggestion"):
        change(suggestion, **{field: Now() if field == "created_at" else {}})


def test_it_is_never_deleted(suggestion):
    with pytest.raises(DatabaseError, match="Cannot delete rows from reviews_suggestion"):
        suggestion.delete()


@pytest.mark.parametrize(
    "fields", [{"decision": "rejected"}, {"decided_at": Now()}, {"decision": "", "decided_by": None}]
)
def test_a_decision_is_set_once(accepted, fields):
    with pytest.raises(DatabaseError, match="Cannot update rows from reviews_suggestion"):
        change(accepted, **fields)


def test_the_time_of_showing_is_set_once(accepted):
    with pytest.raises(DatabaseError, match="Cannot update rows from reviews_suggestion"):
        change(accepted, shown_at=Now())


def test_it_is_overturned_once(accepted, editor, second_editor):
    change(accepted, overturned_by=editor, overturned_at=Now())
    with pytest.raises(DatabaseError, match="Cannot update rows from reviews_suggestion"):
        change(accepted, overturned_by=second_editor)


@pytest.mark.parametrize("missing", ["decision", "decided_by", "decided_at"])
def test_a_decision_has_who_when_and_what(suggestion, editor, missing):
    whole = {"decision": "edited", "decided_by": editor, "decided_at": Now()}
    del whole[missing]
    with pytest.raises(IntegrityError, match="suggestion_decided_by_a_person_at_a_time"):
        change(suggestion, **whole)


def test_a_decision_is_one_of_three(suggestion, editor):
    with pytest.raises(IntegrityError, match="suggestion_decided_by_a_person_at_a_time"):
        change(suggestion, decision="maybe", decided_by=editor, decided_at=Now())


def test_only_what_was_accepted_can_be_overturned(suggestion, editor):
    with pytest.raises(IntegrityError, match="suggestion_overturned_only_when_accepted"):
        change(suggestion, overturned_by=editor, overturned_at=Now())


def test_an_overturn_has_both_a_person_and_a_time(accepted, editor):
    with pytest.raises(IntegrityError, match="suggestion_overturned_only_when_accepted"):
        change(accepted, overturned_by=editor)


@pytest.mark.parametrize("value", ["", "0" * 63, "G" * 64])
def test_the_hash_of_what_it_judged_is_whole(desk, value):
    with pytest.raises(IntegrityError, match="suggestion_hash_is_whole"):
        Suggestion.objects.create(desk=desk, **{**FIELDS, "input_sha256": value})
