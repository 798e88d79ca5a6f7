"""The sets of another author: whole, apart from ours, and printed."""

from __future__ import annotations

import json

from reviews.matching.evaluation import FURTHER, gold_pairs
from reviews.matching.event_evaluation import told
from reviews.matching.second_hand import FOLDER, second_hand_lines


def test_no_pair_is_in_two_sets():
    texts = [(pair.a, pair.b) for part in FURTHER for pair in gold_pairs(part)]
    assert len(set(texts)) == len(texts)


def test_statements_of_another_author_are_none_of_ours():
    ours, theirs = (
        {json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()}
        for file in (FOLDER.parent / "statements.jsonl", FOLDER / "statements.jsonl")
    )
    assert len(theirs) == 300
    assert not ours & theirs


def test_six_articles_tell_of_the_event():
    assert {one.article for one in told(FOLDER / "events.jsonl")} == set("ABCDEF")


def test_the_table_names_every_set():
    lines = "\n".join(second_hand_lines(embedder=None, model=None))
    for name in ("news article", "debate", "social post", "length misleads", "276 statements in 23 articles"):
        assert name in lines
    assert "conflicts of one event: 60 in 2384 pairs across articles" in lines
