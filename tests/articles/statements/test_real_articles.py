"""Four real articles, read from beside the checkout: nothing that is not the article asks for work."""

from __future__ import annotations

from pathlib import Path

import pytest

from articles.statements import CHECKABLE, FoundStatement, extract, read_metadata, split_blocks

SEEDS = Path(__file__).resolve().parents[3] / "../shared/seeds"
FILES = sorted(SEEDS.glob("*.txt"))
pytestmark = pytest.mark.skipif(not FILES, reason="the real articles do not lie beside this checkout")


def seed(number: int) -> str:
    return FILES[number].read_text(encoding="utf-8")


def line_with(text: str, words: str) -> tuple[int, int]:
    at = text.index(words)
    return text.rfind("\n", 0, at) + 1, (text.find("\n", at) if "\n" in text[at:] else len(text))


def on(found: list[FoundStatement], span: tuple[int, int]) -> list[FoundStatement]:
    return [statement for statement in found if statement.start < span[1] and statement.end > span[0]]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "Source:"),
        (0, "Original author:"),
        (0, "Originally published:"),
        (0, "Editorial note:"),
        (0, "We encourage you"),
        (0, "Full-Stack Developer"),
        (0, "Share this:"),
        (0, "Key Takeaways"),
        (1, "Last Updated on"),
        (1, "Featured Image"),
        (1, "Thanks for putting"),
        (1, "FAQs"),
        (1, "Country/Region"),
        (2, "For more news"),
        (2, "Glossary"),
        (2, "The Larger Stakes"),
    ],
)
def test_no_statement_comes_from_what_is_not_the_article(number: int, words: str) -> None:
    text = seed(number)
    assert on(extract(text), line_with(text, words)) == []


@pytest.mark.parametrize("number", range(4))
def test_every_line_of_the_article_is_covered(number: int) -> None:
    text = seed(number)
    found = extract(text)
    for block in split_blocks(text):
        if block.kind not in {"heading", "table_header", "metadata", "boilerplate"}:
            inside = on(found, (block.start, block.end))
            kept = "".join("".join(statement.exact.split()) for statement in inside)
            assert kept == "".join(text[block.start : block.end].split())


@pytest.mark.parametrize(("number", "least"), [(0, 30), (1, 40), (2, 30), (3, 8)])
def test_most_statements_ask_for_work(number: int, least: int) -> None:
    assert sum(statement.checkability in CHECKABLE for statement in extract(seed(number))) >= least


def test_only_the_two_with_a_title_have_a_headline() -> None:
    assert [[s.kind for s in extract(seed(n))].count("headline") for n in range(4)] == [1, 0, 0, 1]


@pytest.mark.parametrize(
    ("number", "words", "speaker"),
    [
        (0, "you call me", "President Trump"),
        (1, "This partnership will remain", "Trump"),
        (1, "large new orders", "Trump"),
        (2, "redrawing the map", "Dr. Emily Hartwell"),
        (2, "marks the beginning of", "Takaichi"),
        (2, "securing tomorrow", "Trump"),
    ],
)
def test_quotes_have_their_speaker(number: int, words: str, speaker: str) -> None:
    text = seed(number)
    at = text.index(words)
    (found,) = on(extract(text), (at, at + 1))
    assert (found.kind, found.checkability, found.speaker) == ("quote", "quote", speaker)


def test_table_rows_and_glossary_entries_are_whole() -> None:
    assert [s.kind for s in extract(seed(1))].count("table_row") == 4
    assert [s.kind for s in extract(seed(2))].count("glossary") == 4


def test_a_figure_comes_before_a_plain_sentence_in_the_queue() -> None:
    ranked = sorted(extract(seed(1)), key=lambda statement: -statement.check_worthiness)
    assert all(any(c.isdigit() for c in statement.exact) for statement in ranked[:5])


def test_attribution_is_read_word_for_word() -> None:
    said = read_metadata(seed(0))
    assert said.attribution.splitlines() == [
        line for line in seed(0).splitlines() if line.startswith(("Source:", "Original"))
    ]
    assert said.editorial_note in seed(0)
    assert said.editorial_note.startswith("Our team reviewed")
