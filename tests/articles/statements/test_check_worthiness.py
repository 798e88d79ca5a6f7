"""Check-worthiness: each sign raises or lowers, says so, and leaves other sentences alone."""

from __future__ import annotations

import pytest

from articles.statements import extract
from articles.statements.assessment import assess

PLAIN = "The bridge is made of old stone."


def read(sentence: str) -> tuple[float, tuple[str, ...]]:
    (found,) = extract(sentence)
    return found.check_worthiness, found.reasons


def test_a_sentence_without_signs_is_plain() -> None:
    worth, reasons = read(PLAIN)
    assert reasons == ("plain statement",)
    assert 0.0 < worth < 0.4


def graded(sentence: str) -> float:
    """The worth that the scorer gives, checkable or not."""
    return assess(sentence).check_worthiness


@pytest.mark.parametrize(
    ("sentence", "without", "reason"),
    [
        ("The firm holds 92% of the market.", "The firm holds much of the market.", "number with unit: 92%"),
        ("The firm holds 92 per cent of it.", "The firm holds part of it.", "number with unit: 92 per cent"),
        ("The firm paid $3.5 billion for it.", "The firm paid for it.", "amount of money: $3.5 billion"),
        ("The firm paid 88 million crowns.", "The firm paid a sum.", "number with unit: 88 million crowns"),
        (
            "There are 250 cherry trees on it.",
            "There are cherry trees on it.",
            "number with unit: 250 cherry trees",
        ),
        ("It stood for three decades.", "It stood for a while.", "number: three decades"),
        (
            "It is the largest bridge here.",
            "It is the wooden bridge here.",
            "claims a rank or an extreme: largest",
        ),
        ("It is longer than the old one.", "It is not the old one.", "comparison: than"),
        ("It is closed because of the frost.", "It is closed and so is the pier.", "claims a cause: because"),
        ("It is closed since January.", "It is closed since the frost.", "date: January"),
        ("It is closed since 2024.", "It is closed since the frost.", "date: 2024"),
        (
            "The old mill is still in Port Vellin.",
            "The old mill is still in use.",
            "names a place: in Port Vellin",
        ),
        ("It is run by the council.", "It is run by the owner.", "names an office: council"),
        (
            "On the day Ann Lee signed the paper.",
            "On the day somebody signed the paper.",
            "names an actor and an act: Ann Lee signed",
        ),
        (
            "Under the agreement, both will coordinate.",
            "For the moment, both will coordinate.",
            "terms of a document: Under the agreement",
        ),
    ],
)
def test_these_signs_raise_it(sentence: str, without: str, reason: str) -> None:
    worth, reasons = read(sentence)
    assert reason in reasons
    assert reason not in read(without)[1]
    assert worth > graded(without)


def test_a_quote_says_so() -> None:
    assert "quotes somebody word for word" in read("“We are the owners,” Ann Lee said.")[1]
    assert "quotes somebody word for word" not in read("They are the owners, Ann Lee said.")[1]


@pytest.mark.parametrize(
    ("sentence", "without", "reason"),
    [
        ("It is reportedly made of old stone.", "It is in fact made of old stone.", "hedged: reportedly"),
        ("It is sometimes made of old stone.", "It is in places made of old stone.", "vague: sometimes"),
        ("It is made of beautiful old stone.", "It is made of yellow old stone.", "judges: beautiful"),
        ("The commitment is made of old stone.", PLAIN, "promotional words: commitment"),
        ("These are made of old stone.", "Piers are made of old stone.", "points back: These"),
        ("- Old stone from the old quarry", "- Old stone came from the old quarry", "no finite verb"),
        ("## Glossary\n\nPier: a post of old stone.", "Pier: a post of old stone.", "definition"),
    ],
)
def test_these_signs_lower_it(sentence: str, without: str, reason: str) -> None:
    worth, reasons = read(sentence)
    assert reason in reasons
    assert reason not in read(without)[1]
    assert worth < read(without)[0]


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The painting is made of firsthand colours.", "first"),
        ("It is not only made of stone.", "rank"),
        ("It is made of stone rather than wood.", "comparison"),
        ("The marches are made of old stone.", "date"),
        ("Chapter 2024 is made of old stone.", "number"),
        ("The presidential stone is old.", "office"),
        ("The beautifully old stone is here.", "judges"),
    ],
)
def test_words_inside_other_words_are_no_signs(sentence: str, word: str) -> None:
    assert not any(word in reason.split(":")[0] for reason in read(sentence)[1])


def test_a_figure_outweighs_a_plain_sentence_and_praise_sinks_below_it() -> None:
    figure = read("The firm refined 130,000 tons in 2024.")[0]
    praise = read("The stronger, bold bridge is a massive symbol of old stone.")[0]
    assert figure > read(PLAIN)[0] > praise


def test_it_never_leaves_its_range() -> None:
    much = (
        "In 2024 Ann Lee paid $3 billion, 92% more than the largest bank in Paris, for 130,000 tons, "
        "because the council of ministers led by President Reed was the first to sell."
    )
    little = (
        "These reportedly various beautiful massive profound commitments are goodwill, vision, unity, trust."
    )
    assert 0.95 < read(much)[0] <= 1.0
    assert 0.0 < graded(little) < 0.2


def test_a_row_says_which_columns_it_fills() -> None:
    found = extract("| Country | Share |\n|---|---|\n| China | 92% |\n")
    assert found[0].reasons[0] == "columns: Country | Share"


def test_a_row_reads_on_its_own_and_keeps_its_place() -> None:
    text = "| Country | Share | |\n|---|---|---|\n| China | 92% | falling |\n| Japan | |\n"
    first, second = extract(text)
    assert first.readable == "Country: China; Share: 92%; falling"
    assert second.readable == "Country: Japan"
    assert text[first.start : first.end] == first.exact == "China | 92% | falling"
    assert extract("The bridge fell in 2024.")[0].readable == ""
