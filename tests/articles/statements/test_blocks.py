"""Blocks: every rule once where it fires and once where it must not."""

from __future__ import annotations

from itertools import pairwise

import pytest

from articles.statements import Block, split_blocks

LONG = (
    "The council voted on Tuesday to close the old bridge because its piers had cracked in the frost of May."
)


def kinds(text: str, *, title: str = "") -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in split_blocks(text, title=title)]


def sections(text: str) -> dict[str, str]:
    return {text[block.start : block.end]: block.section for block in split_blocks(text)}


def test_a_short_first_line_above_a_blank_line_is_the_title() -> None:
    assert kinds(f"Old bridge closes\n\n{LONG}") == [("title", "Old bridge closes"), ("paragraph", LONG)]


def test_the_name_of_a_series_above_the_title_is_metadata() -> None:
    found = kinds(f"HARBOUR POST – THE LONG READ\n\nOld bridge closes\n\n{LONG}")
    assert found[:2] == [("metadata", "HARBOUR POST – THE LONG READ"), ("title", "Old bridge closes")]


@pytest.mark.parametrize(
    "head",
    [
        "MAYOR RESIGNS – COUNCIL TO MEET\n\nVote set for Monday",
        "Harbour Post – the long read\n\nOld bridge closes",
        "BRIDGE CLOSES – OPINION\n\nBy Ann Lee",
        "BRIDGE CLOSES – ANALYSIS\n\nTHE PIERS HAD CRACKED",
    ],
)
def test_other_first_lines_in_capitals_are_the_title(head: str) -> None:
    assert kinds(f"{head}\n\n{LONG}")[0] == ("title", head.split("\n")[0])


def test_a_first_line_that_ends_in_a_full_stop_is_no_title() -> None:
    assert kinds(f"The old bridge closes.\n\n{LONG}")[0][0] == "paragraph"


def test_the_only_line_of_a_text_is_no_title() -> None:
    assert kinds("Old bridge closes") == [("paragraph", "Old bridge closes")]


def test_a_known_title_is_found_below_metadata_whatever_its_marks_and_case() -> None:
    found = kinds(f"Last Updated on May 2, 2026\n# Old  Bridge closes.\n{LONG}", title="Old bridge closes.")
    assert found == [
        ("metadata", "Last Updated on May 2, 2026"),
        ("title", "Old  Bridge closes."),
        ("paragraph", LONG),
    ]


def test_a_first_line_other_than_the_known_title_is_a_heading() -> None:
    assert kinds(f"Bridge closes\n\n{LONG}", title="Something else")[0] == ("heading", "Bridge closes")


@pytest.mark.parametrize(
    "heading",
    ["Why It Closed", "What next?", "A “New Dawn” for Hesk", "Trade with the U.S.", "Costs: a summary"],
)
def test_a_short_open_ended_line_above_longer_text_is_a_heading(heading: str) -> None:
    assert kinds(f"{LONG}\n{heading}\n{LONG}")[1] == ("heading", heading)


@pytest.mark.parametrize(
    "line",
    ["It closed on Monday.", "and so it went on", "“We won!”", "He said,", "The reasons were these:", "1962"],
)
def test_a_line_with_final_punctuation_or_without_a_capital_is_no_heading(line: str) -> None:
    assert ("heading", line) not in kinds(f"{LONG}\n\n{line}\n\n{LONG}")


def test_a_short_last_line_is_no_heading() -> None:
    assert kinds(f"{LONG}\n\nSee you there")[-1] == ("paragraph", "See you there")


def test_marked_headings_lose_their_marks_and_name_the_section_below() -> None:
    text = f"# Title\n\n## Why it closed ##\n\n{LONG}\n\n**What it cost**\n\nMuch."
    assert sections(text)[LONG] == "Why it closed"
    assert sections(text)["Much."] == "What it cost"


def test_a_number_before_a_heading_is_not_part_of_it() -> None:
    assert sections(f"{LONG}\n\n2. Background\n\n{LONG} Again.")[f"{LONG} Again."] == "Background"


@pytest.mark.parametrize("mark", ["•", "-", "*", "–", "1.", "2)", "◦"])
def test_list_items_lose_their_marker(mark: str) -> None:
    assert kinds(f"{LONG}\n  {mark} It cracked.\n")[1] == ("list_item", "It cracked.")


@pytest.mark.parametrize("line", ["-5 degrees were measured.", "1.5 million were spent.", "*Not* a bullet."])
def test_a_sign_or_a_decimal_is_no_list_marker(line: str) -> None:
    assert kinds(f"{LONG}\n\n{line}")[1] == ("paragraph", line)


def test_a_marker_alone_on_its_line_belongs_to_the_next_line() -> None:
    assert kinds(f"{LONG}\n-\nIt cracked.\n-\nIt fell.\n-\n")[1:] == [
        ("list_item", "It cracked."),
        ("list_item", "It fell."),
    ]


def test_each_row_of_a_table_is_a_block_without_its_outer_bars() -> None:
    text = "| Year | Cost |\n|---|---|\n| 2024 | £1m |\n| 2025 | £3m |\n"
    assert kinds(text) == [
        ("table_header", "Year | Cost"),
        ("table_row", "2024 | £1m"),
        ("table_row", "2025 | £3m"),
    ]


def test_a_table_without_outer_bars_is_a_table_too() -> None:
    text = "Year | Cost\n--- | ---\n2024 | £1m\n"
    assert kinds(text) == [("table_header", "Year | Cost"), ("table_row", "2024 | £1m")]


def test_a_first_row_of_words_above_figures_is_the_header_of_a_table_without_a_rule() -> None:
    assert kinds("| Year | Cost |\n| 2024 | £1m |\n")[0][0] == "table_header"
    assert kinds("| Hesk | high |\n| Vell | low |\n")[0][0] == "table_row"


def test_a_bar_inside_a_paragraph_makes_no_table() -> None:
    assert kinds("The law | as amended | stands.\n\nIt will be read.")[0][0] == "paragraph"


def test_numbered_questions_take_their_answer_with_them() -> None:
    text = f"{LONG}\nFAQs\n1. Who paid?\nThe council paid.\nQ2. How long did it take?\nA: Nine months.\n"
    assert kinds(text)[2:] == [
        ("question", "Who paid?"),
        ("answer", "The council paid."),
        ("question", "How long did it take?"),
        ("answer", "Nine months."),
    ]


def test_a_short_answer_without_a_full_stop_is_no_heading() -> None:
    assert kinds(f"FAQs\nIs it open?\nNot yet\nWill it open?\n{LONG}")[2] == ("answer", "Not yet")


def test_headings_that_ask_under_a_heading_for_questions_are_questions() -> None:
    text = "## Questions and answers\n### Who paid?\nThe council paid.\n## Glossary\nPier: a post.\n"
    assert kinds(text)[1:] == [
        ("question", "Who paid?"),
        ("answer", "The council paid."),
        ("heading", "Glossary"),
        ("glossary", "Pier: a post."),
    ]


def test_terms_are_glossary_entries_only_under_such_a_heading() -> None:
    entry = "Pier: a post that holds a bridge."
    assert kinds(f"{LONG}\nGlossary\n-\n{entry}")[2] == ("glossary", entry)
    assert kinds(f"{LONG}\nDetails\n- {entry}")[2] == ("list_item", entry)


def test_a_wholly_quoted_line_and_a_marked_one_are_quotes() -> None:
    text = f"{LONG}\n\n“It is safe.”\n\n> It is safe.\n\n“It is safe,” he said. “Quite.”"
    assert [kind for kind, _ in kinds(text)[1:]] == ["quote", "quote", "paragraph"]


def test_a_name_below_a_quote_is_its_signature_not_a_list_item() -> None:
    assert kinds("> It is safe.\n— Tom Reed, engineer\n")[1] == ("metadata", "Tom Reed, engineer")
    assert kinds(f"{LONG}\n— It fell down.\n")[1] == ("list_item", "It fell down.")


def test_captions_are_told_from_credits() -> None:
    text = f"{LONG}\n\nCaption: Workers lower the last beam.\n\nPhoto: Tom Reed/Reuters\n\n{LONG}"
    assert kinds(text)[1:3] == [
        ("caption", "Workers lower the last beam."),
        ("boilerplate", "Photo: Tom Reed/Reuters"),
    ]


def test_lines_wrapped_at_a_fixed_width_are_one_paragraph() -> None:
    text = (
        "The council voted on Tuesday to close the old bridge because its piers\n"
        "had cracked in the frost of January, and the mayor thanked Governor\n"
        "Reed for his help.\n"
        "The next line begins anew.\n"
    )
    assert [words.count("\n") for _, words in kinds(text)] == [2, 0]


def test_one_line_a_paragraph_is_not_joined() -> None:
    assert len(kinds(f"{LONG}\n{LONG}\n{LONG}")) == 3


def test_a_dividing_line_is_no_block() -> None:
    assert [kind for kind, _ in kinds(f"{LONG}\n\n---\n\n{LONG}\n* * *\n")] == ["paragraph", "paragraph"]


def test_blocks_are_in_order_and_never_overlap() -> None:
    text = f"# T\n\n{LONG}\n- a b c.\n| x | y |\n|---|---|\n| 1 | 2 |\nSource: X\n"
    found = split_blocks(text)
    assert all(left.end <= right.start for left, right in pairwise(found))


def test_a_heading_has_its_level() -> None:
    assert split_blocks(f"{LONG}\n### Why\n{LONG}")[1] == Block(
        start=len(LONG) + 5, end=len(LONG) + 8, kind="heading", section="Why", level=3
    )


@pytest.mark.parametrize(
    "dateline",
    [
        "VELMAR (Coastwire) - ",
        "VELMAR, May 3 (Coastwire) — ",
        "St. Brannoc, 3 October 2025 – ",
        "PORT SALDO, Oberland, Nov. 3 -- ",
    ],
)
def test_place_and_day_or_agency_before_the_first_sentence_are_no_part_of_it(dateline: str) -> None:
    assert kinds(f"Old bridge closes\n\n{dateline}{LONG}\n\n{LONG}")[1] == ("paragraph", LONG)


@pytest.mark.parametrize(
    "opening",
    ["Odell (Greens) was first - ", "The mill (Unit 4) - ", "Velmar, which lost - ", "In March 2019 - "],
)
def test_other_words_before_a_dash_stay_in_the_sentence(opening: str) -> None:
    assert kinds(f"Old bridge closes\n\n{opening}{LONG}")[1] == ("paragraph", opening + LONG)


def test_a_dateline_is_looked_for_above_the_second_paragraph_only() -> None:
    line = f"VELMAR (Coastwire) - {LONG}"
    assert kinds(f"{LONG}\n\n{LONG}\n\n{LONG}\n\n{line}")[-1] == ("paragraph", line)


def test_a_question_in_a_transcript_is_no_heading() -> None:
    turns = ["MODERATOR: What would you cut, Ms. Kerr?", "KERR: Nothing that moves. We need it all."]
    assert kinds(f"{LONG}\n\n" + "\n\n".join(turns))[1:] == [("paragraph", turn) for turn in turns]


def test_a_question_after_a_label_above_prose_is_a_heading() -> None:
    assert ("heading", "ANALYSIS: Who pays?") in kinds(f"{LONG}\n\nANALYSIS: Who pays?\n\n{LONG}")


def test_a_credit_behind_a_sentence_is_cut_off_its_caption() -> None:
    line = "Volunteers at the cape. Photo: E. Marsh/Coastwire"
    assert kinds(f"{LONG}\n\n{line}\n\n{LONG}")[1] == ("caption", "Volunteers at the cape.")


def test_a_sentence_about_a_picture_is_no_credit() -> None:
    line = "They met in May. Photo albums of that day were found in the mill."
    assert kinds(f"{LONG}\n\n{line}\n\n{LONG}")[1] == ("paragraph", line)
