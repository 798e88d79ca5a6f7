"""Sentences: what ends one, what does not, and what is glued together."""

from __future__ import annotations

import pytest

from articles.statements.sentences import LONGEST, split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. A. B. Khan met Mr. Reed and Prof. Lee.",
        "The U.S. Army left the U.K. Embassy.",
        "George W. Bush and J. K. Rowling met.",
        "It is No. 5 in Fig. 3 of the report.",
        "It rose 3.5 percent to 1.2 million.",
        "At 5 p.m. Monday the bridge closed.",
        "Smith & Co. said so.",
        "“Is it over?” Trump asked.",
        "“Go!” she said.",
        "See news.example.Com for it.",
        "They sold vitamins, i.e. Vitamin C.",
        "He paused – then left — and never returned.",
        "J.-P. Renn made it two after the break.",
        "Gen. P. Dorn knew him in the war.",
        "It was paid for by the Nat. Science Fund and others.",
    ],
)
def test_these_are_one_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It happened in the U.S.", "The deal followed."),
        ("He left at 5 a.m.", "The shop was shut."),
        ("She said: “It is over.”", "He agreed."),
        ("He praised it as “the best in Asia.”", "Lee echoed this, calling it “great.”"),
        ("It rose 5%.", "Then it fell."),
        ("“We won,” Lee said.", "“We are glad.”"),
        ("Was it safe?", "It was."),
        ("It cost $3.", "It was worth it."),
        ("It stands on the last p.", "Dorn tore it out."),
        ("He was called J.-P.", "The others were not."),
        ("It bit like a gnat.", "Science has no name for it."),
    ],
)
def test_these_are_two_sentences(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It grew in dominance.Trump and Lee met.", ["It grew in dominance.", "Trump and Lee met."]),
        ("It built trust.Together, they won.", ["It built trust.", "Together, they won."]),
        ("It fell in 2024.The rest rose.", ["It fell in 2024.", "The rest rose."]),
        ("They call it “gold.”Without it all stops.", ["They call it “gold.”", "Without it all stops."]),
    ],
)
def test_glued_sentences_are_parted(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@pytest.mark.parametrize("text", ["Open Node.Js now.", "It is e.V. in law.", "Version 2.Beta is out."])
def test_names_with_a_full_stop_inside_are_not_parted(text: str) -> None:
    assert sentences(text) == [text]


def test_the_sentences_of_one_quote_are_parted() -> None:
    assert sentences("“This will remain. We are allies.”") == ["“This will remain.", "We are allies.”"]


def test_full_width_and_other_scripts_marks_end_sentences() -> None:
    assert sentences("我们赢了。他说。") == ["我们赢了。", "他说。"]
    assert sentences("هل انتهى؟ نعم.") == ["هل انتهى؟", "نعم."]


def test_an_endless_sentence_is_cut_after_a_space() -> None:
    found = sentences("word " * 3_000)
    assert max(map(len, found)) <= LONGEST
    assert " ".join(found).split() == ["word"] * 3_000


def test_a_word_without_end_is_cut_all_the_same() -> None:
    assert "".join(sentences("a" * 12_345)) == "a" * 12_345


def test_only_the_given_span_is_read() -> None:
    assert split_sentences("One. Two. Three.", 5, 9) == [(5, 9)]
