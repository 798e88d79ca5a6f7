"""Special cases: which of two texts is the narrower one, by which slot, and where nobody can tell."""

from __future__ import annotations

import pytest

from reviews.matching.comparing.compare import compare
from reviews.matching.narrowing import narrowing

CASES = [
    # a number within a bound, a tighter bound, a number near an estimate
    ("China does 92 percent of refining.", "China does more than 90 percent of refining."),
    ("China does over 95 percent of refining.", "China does over 80 percent of refining."),
    ("The crash near the harbour killed 14 people.", "The crash near the harbour killed at least 10 people."),
    ("The crash near the harbour killed 14 people.", "The crash near the harbour killed under 20 people."),
    ("The ship sank and 14 sailors died.", "The ship sank and about 15 sailors died."),
    # a place within a place
    ("The accord was signed on Tuesday at the Akasaka Palace.", "The accord was signed in Tokyo."),
    ("Snow closed the port in Vienna for two days.", "Snow closed the port in Austria for two days."),
    # a day in a month, a month in a year, a year in a decade
    ("The plant opened on 12 March 2024 in Orrin.", "The plant opened in March 2024 in Orrin."),
    ("The plant opened in March 2024.", "The plant opened in 2024."),
    ("The bridge was built in 1932.", "The bridge was built in the 1930s."),
    # an office that is of a kind
    ("Finance minister Ada Lund opened the bridge.", "The minister Ada Lund opened the bridge."),
    # a thing that is of a kind
    ("Nurses began a strike in Orrin on Monday.", "Nurses began a protest in Orrin on Monday."),
    ("The mayor bought a dog for the office.", "The mayor bought an animal for the office."),
    # the narrower one may tell more
    ("The accord was signed in Tokyo after 10 hours of talks.", "The accord was signed in Japan."),
]  # fmt: skip
NONE = [
    # the same, or a day that gains its year alone
    ("The plant opened in March 2024.", "In March 2024 the plant opened."),
    ("The ceasefire took effect on Tuesday, 3 March 2026.", "The ceasefire took effect on Tuesday."),
    # each is the exacter one in one slot
    ("The accord was signed in Tokyo in March 2024.", "The accord was signed in Japan on 12 March 2024."),
    # the wider one tells what the narrower one leaves out
    ("The accord was signed in Tokyo.", "The accord was signed in Japan after 10 hours of talks."),
    # denied, all of it, the largest: the direction turns
    ("The accord was not signed in Tokyo.", "The accord was not signed in Japan."),
    ("All mines in Vienna closed in the crisis.", "All mines in Austria closed in the crisis."),
    ("The largest mine in Vienna closed in the crisis.", "The largest mine in Austria closed in the crisis."),
    # a share is of its own whole alone
    ("92 percent of voters in Vienna stayed away.", "92 percent of voters in Austria stayed away."),
    # verbs of a kind
    ("The prime minister promised to raise pensions.", "The prime minister said to raise pensions."),
    # a contradiction, and two things
    ("The accord was signed at the Akasaka Palace.", "The accord was signed at the White House."),
    ("China mines 60 percent of rare earths.", "China refines more than 50 percent of rare earths."),
    # out of the bound, or so far in it that nobody would say so
    ("The crash near the harbour killed 9 people.", "The crash near the harbour killed more than 10 people."),
    ("The crash near the harbour killed 90 people.", "The crash near the harbour killed at least 10 people."),
]  # fmt: skip


def narrower(a: str, b: str) -> str:
    found = narrowing(a, b, compare(a, b))
    return found.narrower if found else ""


@pytest.mark.parametrize(("inner", "outer"), CASES)
def test_a_special_case_is_found_whichever_stands_first(inner, outer):
    assert (narrower(inner, outer), narrower(outer, inner)) == ("a", "b")


@pytest.mark.parametrize(("one", "other"), NONE)
def test_what_is_no_special_case_is_none(one, other):
    assert (narrower(one, other), narrower(other, one)) == ("", "")


def test_it_says_by_which_words_and_why():
    a, b = "Heavy snow closed the airport in Vienna.", "Heavy snow closed the airport in Austria."
    found = narrowing(a, b, compare(a, b))
    assert found is not None
    [difference] = found.differences
    assert (difference.slot, difference.a.exact, difference.b.exact) == ("place", "Vienna", "Austria")
    assert (difference.sentence, difference.is_hard) == ("Vienna lies in Austria.", False)


def test_no_rule_speaks_of_another_language():
    a, b = (
        "Der Vertrag wurde in Wien nicht für alle von der Stadt und dem Land unterschrieben.",
        "Der Vertrag wurde.",
    )
    assert narrower(a, b) == ""
