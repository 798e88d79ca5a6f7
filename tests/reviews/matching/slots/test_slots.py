"""What is read of a text: numbers with units, dates, places, offices, names."""

from __future__ import annotations

import pytest

from reviews.matching.slots import gazetteer
from reviews.matching.slots.hedges import Hedge
from reviews.matching.slots.reading import read

NUMBERS = [
    ("It cost 1,200.5 dollars", [(1200.5, 1200.5, "dollar")]),
    ("It cost $3.5bn", [(3.5e9, 3.5e9, "dollar")]),
    ("It cost US$5 million", [(5e6, 5e6, "dollar")]),
    ("Between 5 and 7 per cent agreed", [(5, 7, "%")]),
    ("From 5 to 7 percent", [(5, 5, ""), (7, 7, "%")]),
    ("About 10-15 million euros", [(10e6, 15e6, "euro")]),
    ("They won 3-1", [(3001, 3001, "score")]),
    ("Two thirds of them left", [(200 / 3, 200 / 3, "%")]),
    ("Half a year went by", [(182.5, 182.5, "day")]),
    ("A 45-year-old man", [(45 * 365, 45 * 365, "age")]),
    ("Twenty-one ships", [(21, 21, "")]),
    ("Three dozen ships", [(36, 36, "")]),
    ("It rose by 2 percentage points", [(2, 2, "point")]),
    ("It rose by two weeks", [(14, 14, "day")]),
    ("They met on 3 March 2026", []),
    ("In 2024 they met", []),
    ("One may say so", []),
    ("Someone atoned for nine", [(9, 9, "")]),
]


@pytest.mark.parametrize(("text", "numbers"), NUMBERS)
def test_numbers(text, numbers):
    found = [(quantity.low, quantity.high, quantity.unit) for quantity in read(text).quantities]
    assert found == numbers


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("more than 90 boats", Hedge.OVER),
        ("at least 90 boats", Hedge.OVER),
        ("90 or more boats", Hedge.OVER),
        ("up to 90 boats", Hedge.UNDER),
        ("nearly 90 boats", Hedge.NEARLY),
        ("some 90 boats", Hedge.ABOUT),
        ("90 boats", Hedge.NONE),
        ("moreover 90 boats", Hedge.NONE),
    ],
)
def test_hedges(text, hedge):
    assert [quantity.hedge for quantity in read(text).quantities] == [hedge]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on 3 March 2026", [(2026, 3, 3)]),
        ("on March 3rd, 2026", [(2026, 3, 3)]),
        ("on 2026-03-03", [(2026, 3, 3)]),
        ("in March", [(None, 3, None)]),
        ("by 2030", [(2030, None, None)]),
        ("2030 people", []),
        ("they march in step", []),
        ("on 31 February", []),
    ],
)
def test_dates(text, dates):
    assert [(day.year, day.month, day.day) for day in read(text).days] == dates


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("signed at the White House", ["White House"]),
        ("signed in Washington, D.C.", ["Washington"]),
        ("signed in New York City", ["New York"]),
        ("signed in northern Italy", ["Italy"]),
        ("signed in Tessel", [""]),
        ("signed in a hurry", []),
        ("signed in March", []),
    ],
)
def test_places(text, known):
    assert [place.known for place in read(text).places] == known


def test_a_palace_lies_in_its_city_and_the_city_in_its_country():
    assert gazetteer.chain("Akasaka Palace") == ["Akasaka Palace", "Tokyo", "Japan"]
    assert gazetteer.holds("United States", "White House")
    assert not gazetteer.holds("Japan", "White House")
    assert gazetteer.known("u.s.") == gazetteer.known("American") == "United States"


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("former US President Ada Lund", [("Ada Lund", "president", "United States", True)]),
        ("Japanese Prime Minister Bo Rask", [("Bo Rask", "prime minister", "Japan", False)]),
        ("Norland’s trade minister, Dorun Hale, left", [("Dorun Hale", "trade minister", "Norland", False)]),
        ("Ada Lund, the mayor of Orrin, left", [("Ada Lund", "mayor", "Orrin", False)]),
        ("the president left early", []),
        ("The presidential Ada Lund", []),
    ],
)
def test_offices(text, held):
    found = [(office.person, office.office, office.seat, office.is_past) for office in read(text).offices]
    assert found == held


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Lund met the Bank of Norland", [{"ada", "lund"}, {"bank", "norland"}]),
        ("Output rose in Norland", [{"norland"}]),
        ("President Lund’s aide Bo Rask left", [{"lund"}, {"bo", "rask"}]),
    ],
)
def test_names(text, names):
    assert [set(name.words) for name in read(text).names] == names
