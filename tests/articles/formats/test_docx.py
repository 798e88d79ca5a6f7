"""A Word document becomes one article: its blocks, its properties, nothing that was struck out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from articles.formats import ParsedArticle, Refusal, parse
from articles.statements import extract
from tests.articles.formats.packing import W, docx, paragraph, zipped

NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
CELL = "<w:tc><w:tcPr/>{}</w:tc>"
TABLE = "".join(
    "<w:tr>" + "".join(CELL.format(paragraph(cell)) for cell in row) + "</w:tr>"
    for row in (("Year", "Cost"), ("2024", "12 m"), ("", ""))
)
BODY = (
    paragraph("Council widens the north quay", "Titel")
    + paragraph("The council voted nine to four on Tuesday.")
    + paragraph("What changes", "berschrift2")
    + paragraph("The quay grows by 120 metres.", "Liste")
    + paragraph("Two cranes arrive.", marks=NUMBERED)
    + paragraph("Who pays", "Eigene")
    + paragraph("We measured twice,", "Zitat")
    + paragraph("the engineer said.", "Zitat")
    + f"<w:tbl><w:tblPr/>{TABLE}</w:tbl>"
    + paragraph("")
    + "<w:p><w:r><w:t>Line one</w:t><w:br/><w:t>line</w:t><w:tab/><w:t>two</w:t></w:r></w:p><w:sectPr/>"
)
SAID = '<w:r><w:t xml:space="preserve">It cost </w:t></w:r>'
ADDED = "<w:r><w:t>41 million.</w:t></w:r>"
TEXT = """# Council widens the north quay

The council voted nine to four on Tuesday.

## What changes

- The quay grows by 120 metres.
- Two cranes arrive.

## Who pays

> We measured twice,
> the engineer said.

| Year | Cost |
|---|---|
| 2024 | 12 m |

Line one
line two"""


def article(body: str, **parts: str) -> ParsedArticle:
    (parsed,) = parse(docx(body, **parts), locator="a.docx")
    assert isinstance(parsed, ParsedArticle), parsed
    return parsed


def words(run: str) -> str:
    return article(f"<w:p>{run}</w:p>", core="").text


def test_the_blocks_stand_as_the_writer_made_them():
    assert article(BODY).text == TEXT


def test_the_properties_become_fields_and_the_documents_own_title_wins():
    parsed = article(BODY)
    assert (parsed.title, parsed.byline, parsed.language) == (
        "Council widens the north quay",
        "Ann Lee",
        "en-GB",
    )
    assert parsed.published_at == datetime(2025, 10, 28, 5, 5, tzinfo=UTC)
    assert parsed.modified_at == datetime(2025, 10, 29, 1, tzinfo=UTC)
    assert parsed.extra == {"docx": {"keywords": "port, quay"}}


def test_what_the_text_says_about_itself_wins_over_the_files_properties():
    parsed = article(
        paragraph("Quay grows", "Titel") + paragraph("By Bo Ek") + paragraph("The quay was widened.")
    )
    assert parsed.byline == "Bo Ek"


def test_without_a_heading_the_property_names_the_article():
    parsed = article(paragraph("The quay was widened."))
    assert (parsed.title, parsed.text) == (
        "Old template title",
        "# Old template title\n\nThe quay was widened.",
    )


@pytest.mark.parametrize(
    ("run", "text"),
    [
        (
            f"{SAID}<w:del><w:r><w:delText>40</w:delText></w:r></w:del><w:ins>{ADDED}</w:ins>",
            "It cost 41 million.",
        ),
        (f"<w:moveFrom>{ADDED}</w:moveFrom><w:moveTo>{SAID}</w:moveTo>", "It cost"),
        ("<w:commentRangeStart w:id='0'/><w:r><w:t>Kept</w:t><w:commentReference w:id='0'/></w:r>", "Kept"),
        (f"<w:hyperlink>{SAID}</w:hyperlink><w:r><w:instrText>HYPERLINK x</w:instrText></w:r>", "It cost"),
        (f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>{SAID}", "It cost"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{SAID}</w:sdtContent></w:sdt>", "It cost"),
        ("<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t></w:r>", "well-known"),
    ],
)
def test_changes_count_as_made_and_what_no_reader_sees_is_left_out(run: str, text: str):
    assert words(run) == text


def test_notes_stand_below_the_text_by_the_numbers_of_their_marks():
    note = f'<w:footnote w:id="7">{paragraph("Port accounts, page 3.")}</w:footnote>'
    notes = f"<w:footnotes {W}>{note}</w:footnotes>"
    mark = '<w:p><w:r><w:t>It cost 41 million.</w:t><w:footnoteReference w:id="7"/></w:r></w:p>'
    assert (
        article(mark, footnotes=notes, core="").text == "It cost 41 million.[1]\n\n[1] Port accounts, page 3."
    )


def test_a_text_box_is_read_once_although_word_writes_it_twice():
    box = f"<w:txbxContent>{paragraph('Boxed words.')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    choices = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both = f"<mc:AlternateContent {mc}>{choices}</mc:AlternateContent>"
    assert article(f"<w:p><w:r><w:t>Above.</w:t>{both}</w:r></w:p>", core="").text == "Above.\n\nBoxed words."


def test_a_document_in_the_strict_dialect_is_read_too():
    strict = W.replace(
        "schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml"
    )
    files = {"word/document.xml": f"<w:document {strict}><w:body>{BODY}</w:body></w:document>"}
    (parsed,) = parse(zipped(files), locator="a.docx")
    assert "The council voted nine to four on Tuesday." in parsed.text


def test_statements_found_in_the_text_stand_where_they_say():
    text = article(BODY).text
    assert [text[one.start : one.end] for one in extract(text)] == [one.exact for one in extract(text)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (docx(""), "the document holds no text"),
        (docx("<w:p>"), "word/document.xml, line 1, column "),
        (
            docx(BODY, styles='<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
            "word/styles.xml must not declare a DOCTYPE",
        ),
        (
            docx("".join(f"<w:p w:x='{at}'/>" for at in range(220_000))),
            "word/document.xml has more markup than any document needs",
        ),
        (docx("<w:p>" * 300 + "</w:p>" * 300), "word/document.xml, line 1, column "),
        (docx(" " * 5_000_000), "the entry unpacks to 5,000,1"),
        (docx(" " * 4_000_000), "the entry unpacks to more than 200 times its size"),
    ],
    ids=["empty", "cut", "entity", "markup", "deep", "large", "bomb"],
)
def test_a_document_that_cannot_or_must_not_be_read_is_refused_with_the_reason(data: bytes, reason: str):
    (refused,) = parse(data, locator="a.docx")
    assert isinstance(refused, Refusal)
    assert refused.reason.startswith(reason)
