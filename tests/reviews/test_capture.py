"""The text of a captured page holds whatever a reader of the page could quote."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from articles.formats.html_text import block_text
from articles.formats.html_tree import read_tree
from reviews.capture import Page, Unreadable, read_page
from reviews.quotation import find_quote

EVIDENCE = Path(__file__).resolve().parents[2] / "seeds" / "evidence"
PAGE = """<!doctype html><html lang="en"><head><title>Port figures</title>
<meta property="og:site_name" content="Harbour Office">
<meta property="article:published_time" content="2025-03-04T09:30:00+02:00">
<style>.x{content:"hidden by style"}</style>
<script>"hidden in script";</script></head>
<body><nav><a href="/">Start page</a></nav>
<main><h1>Port figures</h1><p>The port of Ellis handled <b>4.1 million</b> tonnes of cargo in 2024, an eighth
more than in the year before, and expects the same again.</p>
<table><tr><th>Year</th><th>Tonnes</th></tr><tr><td>2023</td><td>3,640,000</td></tr>
<tr><td>2024</td><td>4,100,000</td></tr></table>
<figure><img src="quay.jpg"><figcaption>The north quay in May.</figcaption></figure></main>
<aside>Corrected on 6 March: an earlier version gave 4.2 million.</aside>
<footer>Published by the Harbour Office, Ellis.</footer></body></html>"""


def read(html: str, media_type: str = "text/html", charset: str = "utf-8") -> Page:
    return read_page(html.encode(), media_type, charset)


def test_a_page_tells_its_title_publisher_and_date_with_its_zone():
    page = read(PAGE)
    assert (page.title, page.publisher) == ("Port figures", "Harbour Office")
    assert page.published_at == datetime(2025, 3, 4, 9, 30, tzinfo=timezone(timedelta(hours=2)))
    assert page.published_at.utcoffset() == timedelta(hours=2)


@pytest.mark.parametrize(
    "quote",
    [
        "handled 4.1 million tonnes of cargo in 2024, an eighth more than in the year before",
        "3,640,000",
        "The north quay in May.",
        "an earlier version gave 4.2 million",
        "Published by the Harbour Office, Ellis.",
    ],
)
def test_a_quotation_is_found_wherever_on_the_page_it_stands(quote: str):
    assert find_quote(quote, read(PAGE).text) is not None


def test_what_no_reader_sees_cannot_be_quoted():
    text = read(PAGE).text
    assert find_quote("hidden by style", text) is None
    assert find_quote("hidden in script", text) is None


def test_each_passage_stands_once_the_article_first():
    text = read(PAGE).text
    assert text.count("4.1 million") == 1
    assert text.index("4.1 million") < text.index("Corrected on 6 March")


def test_a_date_within_a_sentence_and_a_heading_stand_where_the_page_has_them():
    page = """<html><body><main><h1>An appointment</h1>
    <p>Published by the Authority on <time datetime="2026-02-24">24 February 2026</time></p>
    <p>The Authority has appointed Edda Rook as harbour master of Port Vellin from 1 March 2026.</p>
    <h2># 2 and after</h2>
    <p>She succeeds Joris Penhallow, who retires after sixteen years in the post.</p></main></body></html>"""
    assert read(page).text.split("\n\n") == [
        "# An appointment",
        "Published by the Authority on 24 February 2026",
        "The Authority has appointed Edda Rook as harbour master of Port Vellin from 1 March 2026.",
        "## # 2 and after",
        "She succeeds Joris Penhallow, who retires after sixteen years in the post.",
    ]


@pytest.mark.parametrize("page", sorted(EVIDENCE.glob("*.html")), ids=lambda path: path.stem)
def test_a_page_s_text_is_all_that_it_shows_once(page):
    shown = block_text(read_tree(page.read_text())).split("\n\n")
    assert sorted(read(page.read_text()).text.split("\n\n")) == sorted(shown)


def test_plain_text_is_taken_as_it_is():
    assert read("Line one\r\n\r\n  Line <b>two</b>", "text/plain").text == "Line one\n\n  Line <b>two</b>"


def test_without_a_media_type_the_bytes_decide():
    assert read("<p>Only words</p>", "").text == "Only words"
    assert read("Only words", "").text == "Only words"


def test_the_servers_charset_wins_over_the_pages_own():
    html = '<meta charset="utf-8"><p>Grön kaj</p>'
    assert read_page(html.encode("cp1252"), "text/html", "iso-8859-1").text == "Grön kaj"


def test_a_stray_byte_shows_as_a_replacement_and_spoils_nothing_else():
    assert read_page(b"<p>The \xff quay</p>", "text/html", "utf-8").text == "The \ufffd quay"


@pytest.mark.parametrize(
    ("body", "media_type", "charset", "reason"),
    [
        (b"%PDF-1.7", "application/pdf", "", "the page is application/pdf"),
        (b"%PDF-1.7 ...", "text/html", "", "the page is a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "", "", "the page is a PNG image"),
        (b"{}", "application/json", "utf-8", "the page is application/json"),
        (b"<p>Hello</p>", "text/html", "klingon", "unknown encoding “klingon”"),
        (b"<html><body></body></html>", "text/html", "", "the page holds no text"),
        (b"", "text/html", "", "the page holds no text"),
        (b" \n ", "text/plain", "", "the page holds no text"),
        (b"<div>" * 50_000 + b"x", "text/html", "", "more than 256 nested elements"),
    ],
)
def test_a_page_that_cannot_be_quoted_from_is_refused_with_its_reason(
    body: bytes, media_type: str, charset: str, reason: str
):
    with pytest.raises(Unreadable, match=reason):
        read_page(body, media_type, charset)
