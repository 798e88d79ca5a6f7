"""Statements as others see them: kinds, sections, offsets, selectors."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.statements import FoundStatement, extract, split_blocks

ARTICLE = """Old bridge closes

By Jane Doe

The council closed the old bridge on Monday. It cost £3m.

## Key takeaways

- Cars must take the ferry.

| Year | Cars |
|---|---|
| 2024 | 4,000 |

Caption: Workers close the gate.

## FAQs

1. Who paid?
The council paid. The state helped.

## Glossary

Pier: a post.

“It is sad,” Ann Lee said.
"""
PIECES = st.sampled_from(
    ["\n", " ", "“", "”", '"', "’", ".", "!", "?", "# ", "- ", "| ", "|---|", "> ", "Q1. ", "Source: ",
     "FAQs\n", "said", "Ann Lee", "will", "U.S.", "dominance.Trump", "92%", "Author\n", "😀", "\u200f",
     "\ud800", "שלום", "الآن", "我们。", "\r\n", "\x00", "\u2028", "e\u0301", "•", "1. ", "Glossary\n",
     "term: words", "\xa0", "—", "…"]
)  # fmt: skip


def test_each_kind_is_found_in_its_section() -> None:
    assert [(found.kind, found.section, found.exact) for found in extract(ARTICLE)] == [
        ("headline", "", "Old bridge closes"),
        ("sentence", "", "The council closed the old bridge on Monday."),
        ("sentence", "", "It cost £3m."),
        ("list_item", "Key takeaways", "Cars must take the ferry."),
        ("table_row", "Key takeaways", "2024 | 4,000"),
        ("caption", "Key takeaways", "Workers close the gate."),
        ("question_answer", "FAQs", "Who paid?"),
        ("question_answer", "FAQs", "The council paid."),
        ("question_answer", "FAQs", "The state helped."),
        ("glossary", "Glossary", "Pier: a post."),
        ("quote", "Glossary", "“It is sad,” Ann Lee said."),
    ]


def test_a_statement_carries_its_surroundings() -> None:
    found = extract(ARTICLE)[2]
    assert found.exact == "It cost £3m."
    assert found.prefix == ARTICLE[found.start - 32 : found.start]
    assert found.suffix == ARTICLE[found.end : found.end + 32]


def test_the_known_title_yields_the_headline() -> None:
    text = "Bridge shut.\n\nThe council closed the old bridge on Monday."
    assert [found.kind for found in extract(text, title="Bridge shut.")] == ["headline", "sentence"]
    assert [found.kind for found in extract(text)] == ["sentence", "sentence"]


def test_nothing_is_found_in_nothing() -> None:
    assert extract("") == []
    assert extract(" \n\t\n\u200f\n") == []


def check_places(text: str, found: list[FoundStatement]) -> None:
    blocks = split_blocks(text)
    past = 0
    for statement in found:
        assert past <= statement.start < statement.end <= len(text)
        assert statement.exact == text[statement.start : statement.end]
        assert statement.exact == statement.exact.strip()
        assert statement.prefix == text[max(0, statement.start - 32) : statement.start]
        assert statement.suffix == text[statement.end : statement.end + 32]
        assert any(block.start <= statement.start and statement.end <= block.end for block in blocks)
        past = statement.end


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES | st.text(max_size=12), max_size=60).map("".join))
def test_offsets_give_back_the_exact_words_of_any_text(text: str) -> None:
    check_places(text, extract(text))


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec=None), max_size=300))
def test_offsets_hold_for_any_characters(text: str) -> None:
    check_places(text, extract(text))


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_no_word_of_a_paragraph_is_lost(text: str) -> None:
    found = extract(text)
    for block in split_blocks(text):
        if block.kind == "paragraph":
            kept = "".join(s.exact for s in found if block.start <= s.start and s.end <= block.end)
            assert len(re.findall(r"\w", kept)) == len(re.findall(r"\w", text[block.start : block.end]))
