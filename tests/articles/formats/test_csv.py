"""Each row of a CSV file becomes an article or is refused alone, whatever spreadsheet wrote the file."""

from __future__ import annotations

import io

import pytest

from articles.formats import ParsedArticle, Refusal, parse, read


def rows(data: str | bytes, **options) -> list[ParsedArticle | Refusal]:
    data = data.encode() if isinstance(data, str) else data
    return list(read(io.BytesIO(data), locator="a.csv", **options))


def titles(data: str | bytes, **options) -> list[str]:
    return [
        each.title if isinstance(each, ParsedArticle) else f"! {each.reason}"
        for each in rows(data, **options)
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_usual_separator_and_line_end_is_told_from_the_file(separator: str, end: str):
    cells = [["title", "text", "section"], ["Quay", '"Wide; deep, long|high"', "Port"], ["Two", "More.", ""]]
    first, second = rows(end.join(separator.join(row) for row in cells))
    assert (first.locator, first.title, first.extra) == ("a.csv:2", "Quay", {"section": "Port"})
    assert first.text.endswith("Wide; deep, long|high")
    assert (second.locator, second.extra) == ("a.csv:3", {})


def test_a_spreadsheets_own_line_about_the_separator_is_no_row():
    assert titles("sep=;\ntitle;text\nQuay;It grew, twice.\n") == ["Quay"]
    assert titles('"sep=;"\r\ntitle;text\r\nQuay;It grew.\r\n') == ["Quay"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encodings_that_spreadsheets_save_in_are_read(encoding: str):
    (parsed,) = rows("title;text\nGrön kaj;Kajen i Malmö – nu\n".encode(encoding))
    assert parsed.title == "Grön kaj"
    assert parsed.text.endswith("Kajen i Malmö – nu")


def test_a_row_in_another_encoding_than_those_above_it_is_refused_alone():
    data = "title,text\nGrön,Kaj\n".encode() + "Ö,Kaj\n".encode("cp1252") + b"Last,Kaj\n"
    assert titles(data) == [
        "Grön",
        "! line 3: byte 0 (0xd6) is not valid utf-8, which lines above are in",
        "Last",
    ]


def test_quotes_hold_line_ends_separators_and_quotes():
    first, second = rows('title,text\nQuay,"One,\n\n""two"" three"\nLast,x\n')
    assert first.text.endswith('One,\n\n"two" three')
    assert (first.locator, second.locator) == ("a.csv:2", "a.csv:5")


def test_short_rows_are_filled_long_ones_refused_and_blank_ones_passed_over():
    data = "title,text,date\nQuay,It grew\n,,\n\nLong,It grew,2025-01-01,?,!\nTail,It grew,2025-01-01,,\n"
    assert titles(data) == ["Quay", "! the row has 5 cells, the header 3", "Tail"]


def test_a_quote_that_never_closes_costs_its_own_row_alone():
    assert titles('title,text\nA,"open\nB,two\nC,three\n') == [
        "! a quote is opened and never closed",
        "B",
        "C",
    ]


def test_words_after_a_closing_quote_are_refused_and_never_guessed():
    assert titles('title,text\nA,"one" two\nB,two\n') == ["! not CSV: ',' expected after '\"'", "B"]


def test_a_file_of_quotes_that_never_close_is_given_up_with_the_reason():
    found = titles("title,text\n" + 'a","\n' * 60_000)
    assert len(found) == 9
    assert set(found[:8]) == {"! the row is longer than 2,000,000 bytes: does a quote never close?"}
    assert found[8] == "! line 10: too many rows do not end; the rest is not read"


def test_a_refusal_names_field_column_and_what_stood_there():
    refused = rows("headline,text,pubdate\nQuay,It grew,sometime soon\n")[0]
    assert refused == Refusal(
        locator="a.csv:2",
        reason="published_at (column “pubdate”): “sometime soon” is not a date",
        snippet="sometime soon",
        field="published_at",
    )


def test_columns_without_a_name_or_named_twice_are_all_kept():
    (parsed,) = rows("title,text,tag,tag,\nQuay,It grew,a,b,c\n")
    assert parsed.extra == {"tag": "a", "tag 4": "b", "column 5": "c"}


def test_a_map_overrides_the_usual_names():
    data = "a,b,text\nQuay,It grew,other\n"
    (parsed,) = rows(data, format="csv", columns={"title": "a", "text": "b"})
    assert (parsed.title, parsed.extra) == ("Quay", {"text": "other"})
    assert titles(data, format="csv", columns={"title": "missing"}) == [
        "! the header has no column “missing”"
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("name,age\nAnn,3\n", "no column of the header holds the text: name, age"),
        ("title,text\n", "the file has a header, but no rows"),
        ("title,text\n,,\n\n", "the file has a header, but no rows"),
        (" \n\n", "the file is empty"),
        ('title,"text\n', "line 1: the header cannot be read: unexpected end of data"),
        (
            "title,\rtext\nA,B\n",
            "line 1: the header cannot be read: a carriage return stands in a cell without quotes",
        ),
        (b"title,t\xe9xt,\x81\n", "line 1: byte 11 (0x81) is not valid cp1252"),
        ("title,text" + ",x" * 1_000, "the header has 1,002 columns; the most that is read is 1,000"),
    ],
)
def test_a_file_without_a_usable_header_is_refused_whole(data: str | bytes, reason: str):
    assert titles(data, format="csv") == [f"! {reason}"]


@pytest.mark.parametrize(
    "text",
    [
        "Body, mind and soul\n\nThe council voted.",
        "Author, story\n\nThe council voted on Tuesday, nine to four.",
        "The story, in brief\nThe council voted on Tuesday, nine to four.",
        "title,text",
    ],
)
def test_prose_with_commas_is_no_table(text: str):
    assert rows(text)[0].text == text


def test_bytes_and_stream_give_the_same_rows():
    data = b"title,text\nQuay,It grew\nX,\n"
    assert parse(data, locator="a.csv") == rows(data)


def test_a_header_with_what_no_row_can_hold_is_refused():
    (refused,) = parse(b"\x00title,text\nA,b\n", locator="f", format="csv")
    assert refused.reason == "the header holds NUL, which is not text"
