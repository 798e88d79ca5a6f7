"""The ban list: for each ban a pair that it must hold back, and one like it that nothing holds back."""

from __future__ import annotations

import time

import pytest

from reviews.matching.bans import Side, ban, is_sure

OLD = "The city council of Tessel approved the harbour budget of 40 million euros on Monday."
NEW = "On Monday the city council of Tessel approved the harbour budget of 40 million euros."


def held(a: str, b: str) -> str:
    """Return the ban on two claims by nobody in particular, both ways round."""
    there, back = (
        ban(Side(text=first), Side(text=second), told_apart=False, has_work=False)
        for first, second in ((a, b), (b, a))
    )
    assert there == back
    return there


def test_the_same_in_another_order_may_be_confirmed():
    assert held(OLD, NEW) == ""


def test_what_people_told_apart_is_never_confirmed():
    why = ban(Side(text=NEW), Side(text=OLD), told_apart=True, has_work=False)
    assert why == "people told the two apart, or a relation stands between them"


def test_a_claim_with_work_of_people_is_never_taken_away():
    why = ban(Side(text=NEW), Side(text=OLD), told_apart=False, has_work=True)
    assert why == "people have worked on the claim that would go away"


@pytest.mark.parametrize(
    ("new", "old"),
    [
        (Side(text=NEW, language="en-GB"), Side(text=OLD)),
        (
            Side(text="Der Stadtrat hat am Montag den Haushalt der Stadt nicht beschlossen, sagt das Amt."),
            Side(text="Am Montag hat der Stadtrat den Haushalt der Stadt nicht beschlossen, sagt das Amt."),
        ),
    ],
)
def test_what_the_comparison_cannot_read_is_left_to_people(new, old):
    why = ban(new, old, told_apart=False, has_work=False)
    assert why == "in a language that the comparison does not read"


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Ada Lund", "Ben Crane", "two claimants"),
        ("Ada Lund", "", "two claimants"),
        ("Ada Lund", "ada lund", ""),
    ],
)
def test_the_same_words_of_two_people_are_two_claims(one, other, why):
    sides = Side(text=NEW, claimant=one), Side(text=OLD, claimant=other)
    assert ban(*sides, told_apart=False, has_work=False) == why


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        # short: five telling words, six
        (
            "The city council approved the harbour budget.",
            "City council approves the harbour budget.",
            "under 6 telling words",
        ),
        (
            "The city council approved the whole harbour budget.",
            "City council approves the whole harbour budget.",
            "",
        ),
        # questions and rows of tables
        (OLD, f"{NEW[:-1]}?", "a question"),
        (f"Council | {OLD}", f"Council | {NEW}", "a row of a table"),
        # numbers: another one, one more, one less exact, one in another spelling
        (OLD, NEW.replace("40", "41"), "numbers differ"),
        (OLD, NEW.replace(" of 40 million euros", ""), "numbers differ"),
        (OLD, NEW.replace("40 million", "about 40 million"), "numbers differ"),
        (OLD.replace("40 million euros", "€40m"), NEW.replace("40 million euros", "€40m"), ""),
        # dates: another day, a day more, the same day
        (OLD, NEW.replace("Monday", "Tuesday"), "dates differ"),
        (OLD, NEW.replace("On Monday the", "The"), "dates differ"),
        (OLD.replace("Monday", "4 May 2026"), NEW.replace("Monday", "May 4, 2026"), ""),
        # places: another, one that holds the other, an alias
        (
            "The two ministers signed the long water treaty in Vienna after ten hours of talks.",
            "After ten hours of talks the two ministers signed the long water treaty in Geneva.",
            "places differ",
        ),
        (
            "The two ministers signed the long water treaty at the White House after talks.",
            "After talks the two ministers signed the long water treaty in Washington.",
            "places differ",
        ),
        (
            "The two ministers signed the long water treaty in Vienna after ten hours of talks.",
            "After ten hours of talks the two ministers signed the long water treaty in Vienna.",
            "",
        ),
        # names: another, one more
        (
            "Mira Holt accused Sam Vance of hiding the long report on water.",
            "Sam Crane was accused by Mira Holt of hiding the long report on water.",
            "names differ",
        ),
        (
            "Mira Holt accused Sam Vance of hiding the long report on water.",
            "Sam Vance was accused by Mira Holt of hiding the long report on water.",
            "",
        ),
        # offices: of one person another
        (
            "Dorun Hale, the trade minister, opened the new harbour crane before a large crowd.",
            "Dorun Hale, the finance minister, opened the new harbour crane before a large crowd.",
            "offices differ",
        ),
        (
            "Dorun Hale, the trade minister, opened the new harbour crane before a large crowd.",
            "Before a large crowd Dorun Hale, trade minister, opened the new harbour crane.",
            "",
        ),
        # denials
        (OLD, NEW.replace("approved", "never approved"), "denials differ"),
        (OLD.replace("approved", "did not approve"), NEW.replace("approved", "did not approve"), ""),
        # ranks
        (
            "The harbour crane in Tessel is the second tallest of all cranes built last year.",
            "The harbour crane in Tessel is the third tallest of all cranes built last year.",
            "ranks differ",
        ),
        (
            "The harbour crane in Tessel is the second tallest of all cranes built last year.",
            "The harbour crane in Tessel is second tallest of all the cranes built last year.",
            "",
        ),
        # quotations
        (
            "The mayor called the harbour budget “the boldest plan of the decade” before the council.",
            "Before the council the mayor called the harbour budget “the boldest plan of decades”.",
            "quotations differ",
        ),
        (
            "The mayor called the harbour budget “the boldest plan of the decade” before the council.",
            "Before the council the mayor called the harbour budget “the boldest plan of the decade”.",
            "",
        ),
        # a telling word more; the same word in another form, or a listed synonym
        (OLD, NEW.replace("harbour budget", "draft harbour budget"), "a telling word stands in one alone"),
        (OLD, NEW.replace("approved", "approves"), ""),
        # the same words in another order: doers, objects, numbers, days, parts of things
        (
            "Halden Steel of Orrin bought the whole fleet of Vellin Ferries on Monday.",
            "Vellin Ferries bought the whole fleet of Halden Steel of Orrin on Monday.",
            "the words stand in another order",
        ),
        (
            "Across the whole country prices rose last year and real wages fell.",
            "Across the whole country real wages rose last year and prices fell.",
            "the words stand in another order",
        ),
        (
            "The rate of interest on new loans rose from 5 percent to 10 percent.",
            "The rate of interest on new loans rose from 10 percent to 5 percent.",
            "the words stand in another order",
        ),
        (
            "The city council of Tessel sued the owners and the harbour lost its licence.",
            "The city council sued the owners and the harbour of Tessel lost its licence.",
            "the words stand in another order",
        ),
        (
            "The finance minister said on Monday the long talks on fishing had failed.",
            "The finance minister said the long talks on fishing had failed on Monday.",
            "the words stand in another order",
        ),
        (
            "The old harbour crane of Tessel lifted the broken ship within an hour.",
            "The broken ship lifted the old harbour crane of Tessel within an hour.",
            "the words stand in another order",
        ),
    ],
)  # fmt: skip
def test_each_ban_fires_where_it_must_and_not_beside_it(a, b, why):
    assert held(a, b) == why


@pytest.mark.parametrize(("threshold", "sure"), [(None, False), (0.9, True), (0.91, False), (0.0, True)])
def test_a_score_is_sure_from_the_threshold_on(threshold, sure):
    assert is_sure(0.9, threshold) == sure


def test_long_and_hostile_words_are_weighed_in_bounded_time():
    long = "The council of Tessel, 1, did not " * 3_000
    begun = time.process_time()
    assert held(long, f"{long} more") != ""
    assert time.process_time() - begun < 2
