"""How often a desk overrules its machine, and follows it when it is wrong."""

from __future__ import annotations

import pytest
from django.db import transaction

from reviews.actions import confirming, matches, merge_undoing, suggestions
from reviews.actions.suggestions import Output
from reviews.models import Suggestion
from reviews.reports.machine_and_people import Rate, tallies
from tests.reviews.actions.twins import merge_of, rival_of, twins

Decision = Suggestion.Decision


def outputs(count: int, start: int = 0, version: str = "slots-1") -> list[Output]:
    return [
        Output(
            kind=Suggestion.Kind.RELATION, target=f"reviews.claimrelation:{number}", model="slots",
            version=version, judged="a", said={},
        )
        for number in range(start, start + count)
    ]  # fmt: skip


def decide(desk, by, rows: list[Output], decision: str) -> None:
    with transaction.atomic():
        decided = [(row, Decision(decision)) for row in rows]
        suggestions.decide(decided, desk=desk.pk, by=by, shown=True)


def test_rates_are_by_the_desks_last_word(desk, other_desk, editor, stranger):
    rows = outputs(40)
    suggestions.record(rows, desk=desk.pk)
    decide(desk, editor, rows[:20], "accepted")
    decide(desk, editor, rows[20:24], "edited")
    decide(desk, editor, rows[24:35], "rejected")
    decide(desk, editor, rows[:5], "rejected")
    decide(other_desk, stranger, outputs(30, 100), "rejected")
    [tally] = tallies(desk)
    assert (tally.kind, tally.model, tally.version) == ("relation", "slots", "slots-1")
    assert tally.label == "How two claims stand to each other"
    assert (tally.recorded, tally.shown, tally.decided) == (40, 40, 35)
    assert (tally.accepted, tally.edited, tally.rejected, tally.overturned) == (20, 4, 11, 5)
    assert tally.override == Rate(15, 35)
    assert (tally.override.share, tally.override.words) == (15 / 35, "43%")
    assert tally.followed_when_wrong == Rate(5, 20)
    assert tally.followed_when_wrong.words == "25%"


@pytest.mark.parametrize(("of", "words"), [(0, "too few"), (19, "too few"), (20, "0%")])
def test_under_twenty_there_are_too_few_to_tell(of, words):
    assert Rate(0, of).words == words


def test_each_version_counts_for_itself(desk):
    suggestions.record([*outputs(1), *outputs(2, version="slots-2")], desk=desk.pk)
    assert [(tally.version, tally.recorded) for tally in tallies(desk)] == [("slots-1", 1), ("slots-2", 2)]


def test_one_query_however_many(desk, django_assert_num_queries):
    suggestions.record(outputs(50), desk=desk.pk)
    with django_assert_num_queries(1):
        tallies(desk)


def test_what_the_machine_confirmed_by_itself_is_overridden_where_somebody_undid_it(desk, editor, lead):
    match = twins(desk)
    newer = rival_of(match)
    confirming.weigh(match)
    [tally] = [row for row in tallies(desk) if row.model == "confirming"]
    assert (tally.label, tally.override) == ("Confirmed by the machine itself", Rate(0, 1))
    merge_undoing.undo(merge=merge_of(newer), by=editor)
    [tally] = [row for row in tallies(desk) if row.model == "confirming"]
    assert (tally.recorded, tally.rejected, tally.override) == (1, 1, Rate(1, 1))
    assert [row.model for row in tallies(desk)] == ["confirming"]


def test_a_persons_confirmation_that_was_undone_was_followed_when_wrong(desk, editor, lead):
    match = twins(desk, confirm_from=None)
    newer = rival_of(match)
    matches.confirm(match=match, by=editor)
    merge_undoing.undo(merge=merge_of(newer), by=lead)
    [tally] = tallies(desk)
    assert (tally.accepted, tally.overturned, tally.followed_when_wrong) == (1, 1, Rate(1, 1))
