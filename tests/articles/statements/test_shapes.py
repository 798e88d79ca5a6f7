"""What feeds bring beside plain prose: each shape with a case that must fire and one that must not."""

from __future__ import annotations

import pytest

from articles.statements import extract, split_blocks

BODY = "The council of Hesk voted on Tuesday to close the old bridge because its piers had cracked."
REST = f"{BODY}\n\nIt will stay shut until May, the road office said on Wednesday."


def found(text: str) -> list[str]:
    return [one.exact for one in extract(text) if one.kind != "headline"]


def kinds(text: str) -> dict[str, str]:
    return {text[block.start : block.end]: block.kind for block in split_blocks(text)}


@pytest.mark.parametrize(
    ("line", "statement"),
    [
        ("09:41 Two bridges are closed to lorries.", "Two bridges are closed to lorries."),
        ("[11:02] Water recedes in the old town.", "Water recedes in the old town."),
        ("14h20: The prefect lifts the warning.", "The prefect lifts the warning."),
        ("10:05 a.m. | NordLine has cancelled all trains.", "NordLine has cancelled all trains."),
        ("8.50 - The river stands at 6.2 m.", "The river stands at 6.2 m."),
        ("→ Oil fell below 60 dollars.", "Oil fell below 60 dollars."),
        ("✅ The strike in Saldo is over.", "The strike in Saldo is over."),
        ("(a) Havn to Lindau in 790 minutes;", "Havn to Lindau in 790 minutes;"),
        ("Picture: A raft on the quay. Photo: R. Daly", "A raft on the quay."),
        ("A raft lies on the quay. (Photo: R. Daly/Coastwire)", "A raft lies on the quay."),
        ("A raft lies on the quay. R. Daly/AP", "A raft lies on the quay."),
        ("Image caption, The roof was torn off", "The roof was torn off"),
        ("(APPLAUSE) That is a fact.", "That is a fact."),
        ("Rents fell 4%. #rents https://t.example/a1", "Rents fell 4%."),
        ("Tolm Rovers 3-1 Dunmere", "Tolm Rovers 3-1 Dunmere"),
        ("FC Tarn 0 Wexley United 1 (h-t 0-0)", "FC Tarn 0 Wexley United 1 (h-t 0-0)"),
    ],
)
def test_only_the_words_of_the_statement_are_marked(line: str, statement: str) -> None:
    assert found(f"Bridge closed\n\n{BODY}\n\n{line}\n\n{REST}")[1] == statement


@pytest.mark.parametrize(
    "line",
    [
        "9.41 million people live there.",
        "11:02 was the time at which the clock stopped.",
        "(laughs) Ask me on a Monday!",
        "A raft lies on the quay of the old port/harbour.",
        "He called it 3-1 for the council.",
        "Its tag is #rents, the office said.",
    ],
)
def test_a_sentence_that_only_begins_like_these_stays_whole(line: str) -> None:
    assert found(f"Bridge closed\n\n{BODY}\n\n{line}\n\n{REST}")[1] == line


@pytest.mark.parametrize(
    "line",
    [
        "Posted by Mira Stane",
        "Updated at 12.44pm GMT",
        "3 min read",
        "12 minutes ago",
        "Comments (14)",
        "Home > News > Politics",
        "Facebook Twitter WhatsApp Email",
        "View on X",
        "READ ALSO | Why bridges crack",
        "[Read: The long road to Hesk]",
        "Share this article on Facebook and X",
        "Got a story?",
        "Call our newsdesk on 0800 555 017",
        "Tel.: +47 22 55 01 90",
        "Press contact: Nils Arvid, tel. +99 555 0199",
        "(Additional reporting by Tom Reeve; editing by P. Dray)",
        "Mia Holm and Jan Beck contributed to this report.",
        "Follow Ina Corless on X: @icorless",
        "— Ona Ferrel (@OnaFerrel) March 3, 2026",
        "Correction: An earlier version of this article misnamed the mayor. She is Ona Ferrel.",
        "Editor's note (12 May): This story has a new headline.",
        "This article was amended on 14 May 2026 to remove a name.",
        "This report was supported by the Fund for Journalism.",
        "[CROSSTALK]",
        "(Begin video clip)",
        "###",
        "--",
        "DOI: 10.0000/jcr.2024.112",
    ],
)
def test_what_is_not_the_article_yields_nothing(line: str) -> None:
    without = f"Bridge closed\n\n{BODY}\n\n{REST}"
    assert found(f"Bridge closed\n\n{BODY}\n\n{line}\n\n{REST}") == found(without)


@pytest.mark.parametrize(
    "line",
    [
        "Home sales in News Town rose to 400.",
        "Follow-up talks on X began in May.",
        "Call centres in Hesk employ 400 people.",
        "Comments by 14 readers were printed.",
        "The correction of the river took 40 years.",
        "This article of the charter was amended in 1999.",
        "Two writers contributed 400 crowns.",
        "Got up at five, the mayor said.",
        "Save the bridge, 4,000 people wrote.",
    ],
)
def test_sentences_with_the_same_words_stay(line: str) -> None:
    assert line in found(f"Bridge closed\n\n{BODY}\n\n{line}\n\n{REST}")


def test_the_head_of_a_press_release_does_not_hide_its_title() -> None:
    text = f"PRESS RELEASE\nNo. 118/2025\nEmbargo: 12 March 2025, 10:00\n\nNight trains return\n\n{REST}"
    assert [one.exact for one in extract(text) if one.kind == "headline"] == ["Night trains return"]


def test_buttons_above_the_title_do_not_become_it() -> None:
    text = f"Accept all\nMenu\nSearch\nLog in\n\nOld bridge closes\n\n{REST}"
    assert [one.exact for one in extract(text) if one.kind == "headline"] == ["Old bridge closes"]


def test_an_article_goes_on_below_an_advertisement_and_a_list_of_links() -> None:
    last = "It will carry 9,000 cars a day."
    assert found(f"Bridge closed\n\n{REST}\n\nADVERTISEMENT\n\n{last}")[-1] == last
    assert found(f"Bridge closed\n\n{REST}\n\nRelated stories\nOld mill sold\n\n{last}")[-1] == last


def test_questions_of_an_interview_are_statements_and_other_questions_head_their_part() -> None:
    asked = "Why did you copy the files?"
    text = f"{BODY}\n\n{asked}\nI had to.\n\nDo you regret it?\nNo, I do not.\n\nWas it legal?\nYes, it was."
    assert [kinds(text)[one] for one in (asked, "Was it legal?")] == ["question", "question"]
    assert kinds(f"{BODY}\n\nWho benefits?\nThe buyer owns four works in Hesk.")["Who benefits?"] == "heading"


def test_a_lead_in_goes_on_in_its_items_and_a_heading_does_not() -> None:
    lead = f"{BODY}\n\nThe rules apply\n* from 1 January in the south,\n* from 1 March."
    head = f"{BODY}\n\nThe rules at a glance\n* They apply from January.\n* They end in March."
    assert "The rules apply" in found(lead)
    assert kinds(head)["The rules at a glance"] == "heading"
    assert kinds(f"{BODY}\n\nHighlights:\n- It cost 4 million.")["Highlights:"] == "heading"


WRAPPED = """The government has cut the quota for cod by a
fifth to 24,000 tons, the Ministry of Fisheries in
Nuuk announced on Friday. It is the lowest quota
since 1992, and it applies to all boats
longer than nine metres.

"It is a compromise nobody likes," said Minister
Aqqaluk Berthelsen. "So it may be the right one."
"""


def test_in_a_wrapped_text_a_capital_at_the_beginning_of_a_line_begins_no_paragraph() -> None:
    assert found(WRAPPED)[0].endswith("Fisheries in\nNuuk announced on Friday.")
    assert found(WRAPPED)[2] == '"It is a compromise nobody likes," said Minister\nAqqaluk Berthelsen.'


def test_in_a_text_of_one_line_a_paragraph_each_line_stands_alone() -> None:
    first, second = "The mayor of the town of Hesk and her deputies", "Piers of the old bridge had cracked"
    assert found(f"Bridge closed\n\n{BODY}\n\n{first}\n{second} in May.")[-1] == f"{second} in May."


@pytest.mark.parametrize("mark", ["\t", "; ", ",", "   "])
def test_a_table_without_bars_has_a_header_and_rows(mark: str) -> None:
    header, row = mark.join(["Year", "Accidents", "Dead"]), mark.join(["2023", "38", "5"])
    text = f"Accidents\n\n{BODY}\n\n{header}\n{row}\n{row.replace('2023', '2024')}\n\n{REST}"
    assert (kinds(text)[header], kinds(text)[row]) == ("table_header", "table_row")
    assert next(one for one in extract(text) if one.exact == row).readable == (
        "Year: 2023; Accidents: 38; Dead: 5"
    )


def test_lines_of_prose_with_commas_or_semicolons_are_no_table() -> None:
    lines = "It cost 4, then 5, then 6 crowns.\nIt cost 7; then 8; then 9 crowns."
    assert [one.kind for one in extract(f"{BODY}\n\n{lines}")][1:] == ["sentence", "sentence"]


@pytest.mark.parametrize(
    "text",
    [
        "Gen. V. I. Morozov did not comment.",
        "A study in J. Cardiol. Res. was published.",
        "“That's two pints,” said Cllr. Dunn, “or one in London.”",
        "She lives in Sta. Cruz and works there.",
        "Prof. em. Hanna Weiss of Bern found it.",
        "“The statute, 12 V.C. § 144(b), is clear,” she wrote.",
    ],
)
def test_shortened_words_end_no_sentence(text: str) -> None:
    assert found(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It runs until 2041.¹", "Interest is 4 percent."),
        ("It was sold by Robert B. Jones.", "Smith disagreed."),
        ("It was signed by King Karl V.", "The treaty held."),
        ("Fares rise a year.\u200b", "The regulator approved it."),
    ],
)
def test_a_note_or_an_invisible_space_hides_no_end(first: str, second: str) -> None:
    assert found(f"{first} {second}") == [first.rstrip("\u200b"), second]
