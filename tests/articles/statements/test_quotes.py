"""Quotes and who speaks them."""

from __future__ import annotations

import pytest

from articles.statements import extract
from articles.statements.attribution import PRONOUN, find_speaker
from articles.statements.quotes import quote_spans


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in quote_spans(text, 0, len(text))]


def spoken(text: str) -> list[tuple[str, str, str]]:
    return [(found.kind, found.speaker, found.exact) for found in extract(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “yes” and “no”.", ["“yes”", "“no”"]),
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("“She told me ‘no’ twice,” he said.", ["“She told me ‘no’ twice,”"]),
        ("Lee’s ‘golden age’ isn’t over.", ["‘golden age’"]),
        ("It’s the workers’ day.", []),
        ("«Oui», dit-il.", ["«Oui»"]),
        ("“It goes on and on", ["“It goes on and on"]),
        ('A 6" pipe and a 5" pipe.', []),
    ],
)
def test_quotes_are_what_stands_between_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        (" ¶  Trump said.", "Trump"),
        (" ¶  said Dr. Emily Hartwell, an expert at the university.", "Dr. Emily Hartwell"),
        (" ¶  said council leader Mary O'Neil.", "Mary O'Neil"),
        ("Marie Curie, the chemist, told reporters ¶ ", "Marie Curie"),
        ("As the White House confirmed, the deal seeks to ¶ ", "White House"),
        ("In Trump’s words, ¶ ", "Trump"),
        ("During the visit, Trump met troops at Yokosuka, praising Japan as ¶ ", "Trump"),
        ("Trump praised Japan’s efforts, saying,", "Trump"),
        ("According to the Energy Agency, ¶ ", "Energy Agency"),
        (" ¶  the prime minister said.", "the prime minister"),
        (" ¶  she said.", PRONOUN),
        ("Tokyo correspondent Ann Lee noted that President Reed spoke.", "President Reed"),
        ("The bridge fell in January.", ""),
        ("Trump signed the deal in Tokyo.", ""),
        ("He said prices rose in Tokyo.", PRONOUN),
    ],
)
def test_the_speaker_stands_beside_a_verb_of_saying(words: str, speaker: str) -> None:
    assert find_speaker(words) == speaker


def test_a_quote_goes_on_with_its_speaker() -> None:
    assert spoken("“We share respect,” Lee said. “This will remain strong. We are allies.”") == [
        ("quote", "Lee", "“We share respect,” Lee said."),
        ("quote", "Lee", "“This will remain strong."),
        ("quote", "Lee", "We are allies.”"),
    ]


def test_the_speaker_named_after_several_sentences_spoke_them_all() -> None:
    assert spoken("“It was late. Nobody saw it coming,” said Ann Lee.")[0][1] == "Ann Lee"


def test_an_attribution_on_the_line_before_names_the_speaker() -> None:
    assert spoken("Trump praised the plan, saying,\n“We have already received large orders.”\n") == [
        ("sentence", "", "Trump praised the plan, saying,"),
        ("quote", "Trump", "“We have already received large orders.”"),
    ]


def test_a_lead_in_with_a_colon_names_its_subject() -> None:
    assert (
        spoken("Hal Brisco, the secretary, put it well:\n\n“A timetable is not a safety case.”\n")[1][1]
        == "Hal Brisco"
    )


def test_a_pronoun_is_the_speaker_named_before() -> None:
    found = spoken("“We saw it,” Ann Lee said.\n\n“It was dark and late,” she added.\n")
    assert [speaker for _, speaker, _ in found] == ["Ann Lee", "Ann Lee"]


def test_a_pronoun_after_nobody_is_nobody() -> None:
    assert spoken("“It was dark and late,” she added.")[0][1] == ""


def test_a_heading_ends_what_somebody_says() -> None:
    text = "“We saw it,” Ann Lee said.\n\n## Later\n\n“It was dark and very late.”\n"
    assert spoken(text)[1][1] == ""


def test_a_paragraph_that_quotes_nobody_ends_it_too() -> None:
    text = "“We saw it,” Ann Lee said.\n\nThe bridge fell in January.\n\n“It was dark and very late.”\n"
    assert spoken(text)[2][1] == ""


def test_a_name_below_the_quote_is_its_speaker() -> None:
    assert spoken("> The bridge is safer than ever.\n— Tom Reed, engineer\n") == [
        ("quote", "Tom Reed, engineer", "The bridge is safer than ever.")
    ]


def test_a_cut_quote_keeps_its_brackets_and_dots() -> None:
    quote = "“Any time you have any doub[t]… you call me.”"
    assert spoken(f"Trump told her:\n\n{quote}\n")[1] == ("quote", "Trump", quote)


def test_a_term_in_quotation_marks_is_not_somebody_speaking() -> None:
    assert spoken("The deal opens a “golden age” for the two countries of the north.")[0][:2] == (
        "sentence",
        "",
    )


def test_a_long_partial_quote_names_its_speaker_within_a_sentence() -> None:
    text = (
        "Trump called the minister of the neighbouring country “a great friend who spoke highly of her,” "
        "before he left the palace and flew back to the capital with all of his guests."
    )
    assert spoken(text)[0][:2] == ("sentence", "Trump")
