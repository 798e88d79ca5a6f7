"""The fate of statements: exact words carry, look-alikes never do, and a change is told from a loss."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from articles.revision_diff import trace
from articles.statements import extract

BRIDGE = "The bridge at Tessel is 90 metres long."
TAX = "The harbour tax rises to 4 percent in May."
MINE = "The mine at Orrin employs 1,200 people."
SHIP = "A ship of the line was sunk off Lund in 1808."


@dataclass(frozen=True)
class Said:
    """A statement in its place."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    speaker: str = ""
    readable: str = ""

    @property
    def alone(self) -> str:
        return self.readable or self.exact


def said(*sentences: str | Said) -> list[Said]:
    """Return statements that stand in this order, each with what stands beside it."""
    rows = [row if isinstance(row, Said) else Said(row) for row in sentences]
    words = ["", *(row.exact for row in rows), ""]
    return [
        Said(row.exact, row.prefix or words[at][-32:], row.suffix or words[at + 2][:32], row.speaker)
        for at, row in enumerate(rows)
    ]


def fates(old, new) -> list[tuple]:
    return [(row.before, row.after, row.fate) for row in trace(said(*old), said(*new))]


def test_what_stands_where_it_stood_is_carried():
    assert fates([BRIDGE, TAX], [BRIDGE, TAX]) == [(0, 0, "carried"), (1, 1, "carried")]


def test_a_row_under_other_columns_is_another_statement():
    mined, refined = (
        Said("Kaveria | 92%", readable=f"Country: Kaveria; {of}: 92%") for of in ("Mined", "Refined")
    )
    told = [(row.fate, row.why) for row in trace([mined], [refined])]
    assert told == [("changed", "its words or its speaker were changed")]
    assert [row.fate for row in trace([mined], [mined])] == ["carried"]


def test_a_moved_paragraph_is_moved_and_the_rest_is_carried():
    assert fates([BRIDGE, TAX, MINE], [MINE, BRIDGE, TAX]) == [
        (0, 1, "carried"),
        (1, 2, "carried"),
        (2, 0, "moved"),
    ]


def test_a_changed_number_is_a_change_and_never_carried():
    assert fates([BRIDGE, TAX], [BRIDGE.replace("90", "95"), TAX]) == [(0, 0, "changed"), (1, 1, "carried")]


def test_a_reworded_quote_is_a_change():
    old = "“We signed it on Monday, all of us,” she said."
    assert fates([old], [old.replace("all", "most")]) == [(0, 0, "changed")]


def test_the_same_words_of_another_speaker_are_a_change():
    quote = "“We signed the treaty on Monday.”"
    assert fates([Said(quote, speaker="Ada Lund")], [Said(quote, speaker="Bo Rask")]) == [(0, 0, "changed")]


def test_what_is_gone_vanished_and_what_is_new_appeared():
    assert fates([BRIDGE, TAX], [TAX, SHIP]) == [
        (0, None, "vanished"),
        (1, 0, "carried"),
        (None, 1, "appeared"),
    ]


def test_a_split_sentence_is_changed_and_its_other_half_split_off():
    whole = "The bridge at Tessel is 90 metres long and it opens to ships in May next year."
    halves = ["The bridge at Tessel is 90 metres long.", "It opens to ships in May next year."]
    rows = trace(said(whole, MINE), said(*halves, MINE))
    assert [(row.before, row.after, row.fate) for row in rows] == [
        (0, 0, "changed"),
        (1, 2, "carried"),
        (0, 1, "appeared"),
    ]
    assert rows[2].why == "it was split off"


def test_merged_sentences_are_both_changed_to_the_one():
    halves = ["The bridge at Tessel is 90 metres long.", "It opens to ships in May next year."]
    whole = "The bridge at Tessel is 90 metres long and it opens to ships in May next year."
    rows = trace(said(*halves, MINE), said(whole, MINE))
    assert [(row.before, row.after, row.fate) for row in rows] == [
        (0, 0, "changed"),
        (1, 0, "changed"),
        (2, 1, "carried"),
    ]
    assert rows[0].why == rows[1].why == "it was merged with another statement"


def test_repeats_keep_their_order_when_all_of_them_stay():
    assert fates([BRIDGE, TAX, BRIDGE], [BRIDGE, SHIP, BRIDGE])[::2] == [(0, 0, "carried"), (2, 2, "carried")]


def test_of_repeats_of_which_one_went_the_surroundings_say_which_stayed():
    assert fates([MINE, BRIDGE, TAX, BRIDGE, SHIP], [MINE, TAX, BRIDGE, SHIP]) == [
        (0, 0, "carried"),
        (1, None, "vanished"),
        (2, 1, "carried"),
        (3, 2, "carried"),
        (4, 3, "carried"),
    ]


def test_of_repeats_in_new_surroundings_none_is_taken():
    old = [Said(BRIDGE, "one", "two"), Said(BRIDGE, "three", "four")]
    rows = trace(old, [Said(BRIDGE, "five", "six")])
    assert [(row.before, row.after, row.fate) for row in rows] == [
        (0, None, "orphaned"),
        (1, None, "orphaned"),
        (None, 0, "appeared"),
    ]


def test_a_few_words_in_other_surroundings_are_not_taken_for_the_same():
    old = said("Smith was asked about the fraud.", "He denied it.", MINE, BRIDGE)
    new = said(MINE, BRIDGE, "Jones was asked about the theft.", "He denied it.", TAX)
    assert [(row.before, row.after, row.fate) for row in trace(old, new)][1] == (1, None, "orphaned")


def test_a_text_written_anew_ends_soon():
    old = said(*(f"Ship number {number} sails to port {number * 7} in May." for number in range(3000)))
    new = said(*(f"Ship number {number} sails to port {number * 7} in June." for number in range(3000)))
    assert {row.fate for row in trace(old, new)} == {"changed"}


PARTS = some.lists(some.sampled_from([BRIDGE, TAX, MINE, SHIP, "He denied it.", "Yes."]), max_size=12)


@settings(max_examples=300, deadline=None)
@given(PARTS, PARTS)
def test_whatever_is_edited_only_exact_words_carry_and_everything_is_traced_once(before, after):
    old, new = said(*before), said(*after)
    rows = trace(old, new)
    assert [row.before for row in rows if row.fate != "appeared"] == list(range(len(old)))
    kept = [row for row in rows if row.fate in ("carried", "moved")]
    assert all(old[row.before].exact == new[row.after].exact for row in kept)
    assert len({row.after for row in kept}) == len(kept)
    assert {row.after for row in rows if row.after is not None} == set(range(len(new)))
    in_place = [row.after for row in kept if row.fate == "carried"]
    assert in_place == sorted(in_place)


@pytest.mark.parametrize("number", range(4))
def test_a_real_article_edited(number: int, seed_texts):
    text = seed_texts[number].read_text()
    old = extract(text)
    told = [row for row in old if text.count(row.exact) == 1 and len(row.exact.split()) > 8]
    gone, altered = told[1], told[-2]
    word = max(altered.exact.split(), key=len)
    edited = text.replace(altered.exact, altered.exact.replace(word, "otherwise")).replace(gone.exact, "")
    new = extract(edited)
    rows = trace(old, new)
    fate = {old[row.before].exact: row for row in rows if row.fate != "appeared"}
    assert fate[altered.exact].fate == "changed"
    assert fate[gone.exact].fate in ("vanished", "changed")
    touched = {old[row.before].exact for row in rows if row.fate not in ("carried", "moved", "appeared")}
    # Taking a sentence out may join its neighbours; nothing else may be touched.
    beside = {row.exact for row in old if abs(row.start - gone.start) < 400}
    assert touched <= {altered.exact, gone.exact} | beside
    assert all(new[row.after].exact == old[row.before].exact for row in rows if row.fate == "carried")


@pytest.mark.parametrize("number", range(4))
def test_a_real_articles_moved_paragraph_reopens_nothing(number: int, seed_texts):
    text = seed_texts[number].read_text()
    paragraphs = text.split("\n\n") if text.count("\n\n") > 6 else text.split("\n")
    longest = max(range(3, len(paragraphs) - 3), key=lambda at: len(paragraphs[at]))
    moved = paragraphs.pop(longest)
    paragraphs.insert(longest - 2, moved)
    joint = "\n\n" if text.count("\n\n") > 6 else "\n"
    old, new = extract(text), extract(joint.join(paragraphs))
    rows = trace(old, new)
    inside = [row for row in rows if row.before is not None and old[row.before].exact in moved]
    assert inside
    assert {row.fate for row in inside} <= {"carried", "moved"}
