"""Recording what a machine put before people, and what they did with it."""

from __future__ import annotations

import hashlib

import pytest
from django.db import transaction

from factcheck.audit import NotInTransaction
from reviews.actions import suggestions
from reviews.actions.suggestions import Output
from reviews.models import Suggestion
from tests.reviews.actions.paper import race

Kind, Decision = Suggestion.Kind, Suggestion.Decision


def output(number: int = 1, **changes) -> Output:
    fields = {
        "kind": Kind.RELATION,
        "target": f"reviews.claimrelation:{number}",
        "model": "slots",
        "version": "slots-1",
        "judged": "The quay is long.\nThe quay is short.",
        "said": {"relation": "contradicts"},
    }
    return Output(**{**fields, **changes})


def test_what_is_shown_is_recorded_once_with_the_hash_of_what_was_judged(desk):
    suggestions.record([output(1), output(2)], desk=desk.pk)
    first = dict(Suggestion.objects.values_list("target", "shown_at"))
    suggestions.record([output(2), output(3)], desk=desk.pk)
    rows = {row.target: row for row in Suggestion.objects.all()}
    assert sorted(rows) == [f"reviews.claimrelation:{number}" for number in (1, 2, 3)]
    assert {target: rows[target].shown_at for target in first} == first
    row = rows["reviews.claimrelation:1"]
    assert (row.desk, row.kind, row.model, row.version) == (desk, "relation", "slots", "slots-1")
    assert row.output == {"relation": "contradicts"}
    assert row.input_sha256 == hashlib.sha256(b"The quay is long.\nThe quay is short.").hexdigest()
    assert (row.decision, row.decided_by, row.decided_at) == ("", None, None)


def test_a_newer_version_is_a_row_of_its_own(desk):
    suggestions.record([output(), output(version="slots-2")], desk=desk.pk)
    assert Suggestion.objects.count() == 2


def test_one_statement_however_many(desk, django_assert_num_queries):
    suggestions.record([output()], desk=desk.pk)
    with django_assert_num_queries(
        0
    ):  # spelled-out statements pass by the counter, and nothing else is asked
        suggestions.record([output(number) for number in range(50)], desk=desk.pk)
    assert Suggestion.objects.count() == 50


def test_nothing_shown_asks_nothing(desk):
    suggestions.record([], desk=desk.pk)
    assert Suggestion.objects.count() == 0


def test_a_decision_on_what_was_shown_fills_its_row(desk, editor):
    suggestions.record([output()], desk=desk.pk)
    shown_at = Suggestion.objects.get().shown_at
    with transaction.atomic():
        suggestions.decide([(output(), Decision.EDITED)], desk=desk.pk, by=editor, shown=True)
    row = Suggestion.objects.get()
    assert (row.decision, row.decided_by, row.shown_at) == ("edited", editor, shown_at)
    assert row.decided_at > shown_at


def test_the_first_decision_stands(desk, editor, second_editor):
    with transaction.atomic():
        suggestions.decide([(output(), Decision.REJECTED)], desk=desk.pk, by=editor, shown=True)
    before = Suggestion.objects.values().get()
    with transaction.atomic():
        suggestions.decide([(output(), Decision.ACCEPTED)], desk=desk.pk, by=second_editor, shown=True)
    assert Suggestion.objects.values().get() == before


def test_a_decision_without_having_seen_it_has_no_time_of_showing(desk, editor):
    with transaction.atomic():
        suggestions.decide([(output(), Decision.REJECTED)], desk=desk.pk, by=editor, shown=False)
    assert Suggestion.objects.get().shown_at is None
    suggestions.record([output()], desk=desk.pk)
    row = Suggestion.objects.get()
    assert (row.decision, row.shown_at is None) == ("rejected", False)


def test_a_later_no_to_what_was_accepted_overturns_it_once(desk, editor, second_editor):
    def decide(number: int, decision: str, by) -> None:
        suggestions.decide([(output(number), Decision(decision))], desk=desk.pk, by=by, shown=True)

    with transaction.atomic():
        for number, decision in enumerate(["accepted", "edited", "rejected"]):
            decide(number, decision, editor)
        for number in range(3):
            decide(number, "rejected", second_editor)
            decide(number, "rejected", editor)
            decide(number, "accepted", editor)
    rows = Suggestion.objects.order_by("target").values_list("decision", "decided_by", "overturned_by")
    assert list(rows) == [
        ("accepted", editor.pk, second_editor.pk),
        ("edited", editor.pk, None),
        ("rejected", editor.pk, None),
    ]


@pytest.mark.django_db(transaction=True)
def test_a_decision_outside_of_its_act_is_refused(desk, editor):
    with pytest.raises(NotInTransaction, match="a decision on a suggestion must be recorded"):
        suggestions.decide([(output(), Decision.ACCEPTED)], desk=desk.pk, by=editor, shown=True)


@pytest.mark.django_db(transaction=True)
def test_two_who_open_one_page_at_once_record_each_output_once(desk):
    many = [output(number) for number in range(40)]
    acts = [lambda: suggestions.record(many, desk=desk.pk)] * 2
    acts += [lambda: suggestions.record(many[::-1], desk=desk.pk)] * 2
    assert race(*acts) == [None] * 4
    assert Suggestion.objects.count() == 40
