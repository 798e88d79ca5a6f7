"""The claims that one sentence joins: each a span of it, none where nothing is joined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.statements.proposing import propose_claims


def proposed(text: str) -> list[str]:
    return [text[start:end] for start, end in propose_claims(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "They signed the pact at the palace on Tuesday, establishing a joint fund.",
            ["They signed the pact at the palace on Tuesday", "establishing a joint fund."],
        ),
        (
            "The two presidents shook hands in Mirat and signed a ceasefire, ending nine months of war.",
            ["The two presidents shook hands in Mirat", "signed a ceasefire", "ending nine months of war."],
        ),
        (
            "Kaveria exports more coffee than any country, and one family controls a third of it.",
            [
                "Kaveria exports more coffee than any country",
                "one family controls a third of it.",
            ],
        ),
        (
            "Vance approved the payment to the firm, which is owned by his brother.",
            ["Vance approved the payment to the firm", "which is owned by his brother."],
        ),
        ("The bank was sold; the staff were dismissed.", ["The bank was sold", "the staff were dismissed."]),
    ],
)
def test_joined_facts_are_proposed_apart(text: str, parts: list[str]) -> None:
    assert proposed(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Lee and Reed met in Orrin.",
        "It sells fish, bread, and wine.",
        "“We signed it on Tuesday, ending the war,” she said.",
        "The ferry sank.",
        "",
    ],
)
def test_one_fact_stays_one(text: str) -> None:
    assert proposed(text) == [text]


@given(st.text(max_size=200))
def test_proposals_lie_in_order_inside_the_text(text: str) -> None:
    past = 0
    for start, end in propose_claims(text):
        assert past <= start <= end <= len(text)
        past = end
