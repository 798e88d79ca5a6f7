"""An HTML page becomes one article: its words in blocks, its metadata with zone, nothing else."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta

import pytest

from articles.formats import ParsedArticle, Refusal, parse
from articles.statements import extract

LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "The Gazette"},
        {
            "@type": ["NewsArticle"],
            "headline": "Council widens the north quay",
            "author": [{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Bo Ek"}],
            "publisher": {"@type": "Organization", "name": "Ellis Gazette"},
            "datePublished": "2025-10-28T14:05:00+09:00",
            "dateModified": "2025-10-29T01:00:00Z",
            "identifier": {"@type": "PropertyValue", "value": "g-17"},
            "copyrightNotice": "© Ellis Gazette",
            "wordCount": 120,
            "odd": "a\u0000b",
        },
    ],
}
PAGE = f"""<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Quay | Gazette</title>
<link rel="canonical" href="https://gazette.example/quay"><meta name="keywords" content="port, quay">
<script type="application/ld+json">{json.dumps(LD)}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul></nav>
<article><h1>Council widens the north quay</h1>
<p>Editorial note: This article was shortened.</p>
<p>The council of Port Ellis voted <b>nine to four</b> on Tuesday to widen the <a href="/q">north
quay</a> at a cost of 41&nbsp;million crowns, the largest sum since 1988.</p>
<h2>What changes</h2>
<ul><li>The quay grows by 120 metres.</li><li>Two cranes <em>arrive</em> in May.</li></ul>
<blockquote><p>We measured twice,</p><p>the engineer said.</p></blockquote>
<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2024</td><td>12 m</td></tr></table>
<p>First line<br>second line</p>
</article><footer>Share this</footer></body></html>"""

TEXT = """# Council widens the north quay

Editorial note: This article was shortened.

The council of Port Ellis voted nine to four on Tuesday to widen the north quay at a cost of \
41 million crowns, the largest sum since 1988.

## What changes

- The quay grows by 120 metres.
- Two cranes arrive in May.

> We measured twice,
> the engineer said.

| Year | Cost |
|---|---|
| 2024 | 12 m |

First line
second line"""


def article(html: str) -> ParsedArticle:
    (parsed,) = parse(html.encode(), locator="page.html", format="html")
    assert isinstance(parsed, ParsedArticle), parsed
    return parsed


def refusal(data: bytes) -> Refusal:
    (parsed,) = parse(data, locator="page.html", format="html")
    assert isinstance(parsed, Refusal), parsed
    return parsed


def test_the_words_stand_in_blocks_without_navigation():
    assert article(PAGE).text.replace("\u00a0", " ") == TEXT


def test_the_metadata_is_the_pages_own_with_the_zone_it_was_written_in():
    parsed = article(PAGE)
    assert (parsed.title, parsed.byline) == ("Council widens the north quay", "Ann Lee, Bo Ek")
    assert (parsed.publisher, parsed.language) == ("Ellis Gazette", "en-GB")
    assert (parsed.canonical_url, parsed.external_id) == ("https://gazette.example/quay", "g-17")
    assert parsed.rights == "© Ellis Gazette"
    assert parsed.published_at == datetime(2025, 10, 28, 5, 5, tzinfo=UTC)
    assert parsed.published_at.utcoffset() == timedelta(hours=9)
    assert parsed.modified_at == datetime(2025, 10, 29, 1, 0, tzinfo=UTC)


def test_unknown_fields_survive_without_what_the_database_cannot_hold():
    assert article(PAGE).extra == {
        "json_ld": {"wordCount": 120, "odd": "a\ufffdb"},
        "meta": {"keywords": "port, quay"},
    }


def test_a_metadata_line_in_the_text_fills_only_what_the_markup_left_empty():
    parsed = article(PAGE)
    assert parsed.editorial_note == "This article was shortened."
    stated = article(
        "<h1>Quay news</h1><p>Source: The Other Paper</p><p>The quay was widened by 120 metres.</p>"
    )
    assert (stated.publisher, stated.attribution) == ("The Other Paper", "Source: The Other Paper")
    named = article(
        '<meta property="og:site_name" content="Gazette"><h1>Quay</h1><p>Source: Other</p><p>It grew.</p>'
    )
    assert (named.publisher, named.attribution) == ("Gazette", "Source: Other")


def test_statements_found_in_the_text_stand_where_they_say():
    text = article(PAGE).text
    found = extract(text, title="Council widens the north quay")
    assert [text[one.start : one.end] for one in found] == [one.exact for one in found]
    assert "The quay grows by 120 metres." in [one.exact for one in found]


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://a.example/1"><meta property="og:url" content="https://b.example">',
         "https://a.example/1"),
        ('<link rel="canonical" href="/1"><meta property="og:url" content="https://b.example/2">',
         "https://b.example/2"),
        ('<script type="application/ld+json">{"@type":"Article","url":["https://c.example/3"]}</script>',
         "https://c.example/3"),
        ('<link rel="canonical" href="javascript:alert(1)">', ""),
        ('<link rel="canonical" href="http://[broken">', ""),
    ],
)  # fmt: skip
def test_the_canonical_address_is_the_first_that_is_one(head: str, url: str):
    assert (
        article(f"<html><head>{head}</head><body><p>Some words here.</p></body></html>").canonical_url == url
    )


@pytest.mark.parametrize(
    ("head", "written", "minutes"),
    [
        (
            '<meta property="article:published_time" content="2025-03-01T10:00:00-05:00">',
            "2025-03-01T10:00",
            -300,
        ),
        ('<meta name="date" content="Sat, 01 Mar 2025 10:00:00 +0530">', "2025-03-01T10:00", 330),
        ('<meta name="dc.date" content="2025-03-01">', "2025-03-01T00:00", 0),
        (
            '<time itemprop="datePublished" datetime="2025-03-01T10:00+02:00">1 March</time>',
            "2025-03-01T10:00",
            120,
        ),
    ],
)
def test_dates_are_read_from_wherever_a_page_puts_them(head: str, written: str, minutes: int):
    found = article(f"<html><head>{head}</head><body><p>Some words here.</p></body></html>").published_at
    assert (found.strftime("%Y-%m-%dT%H:%M"), found.utcoffset()) == (written, timedelta(minutes=minutes))


def test_a_date_that_is_none_is_kept_as_written_and_the_next_one_read():
    parsed = article(
        '<script type="application/ld+json">{"@type":"Article","datePublished":"soon"}</script>'
        '<meta name="date" content="2025-03-01"><p>Some words here.</p>'
    )
    assert parsed.published_at == datetime(2025, 3, 1, tzinfo=UTC)
    assert parsed.extra == {"unread": ["“soon” is not a date"]}


def test_broken_json_ld_costs_nothing_but_itself_and_is_reported():
    parsed = article(
        '<title>T</title>\n<script type="application/ld+json">{"@type": </script><p>Some words.</p>'
    )
    assert (parsed.title, parsed.text) == ("T", "# T\n\nSome words.")
    assert parsed.extra == {"unread": ["line 2: Expecting value: line 1 column 11 (char 10)"]}


def test_a_page_without_a_title_is_named_by_its_first_words():
    parsed = article("<p>The quay was widened.</p><p>It cost much.</p>")
    assert (parsed.title, parsed.text) == ("The quay was widened.", "The quay was widened.\n\nIt cost much.")


def test_the_encoding_is_the_declared_one():
    html = '<meta charset="iso-8859-1"><title>Grön kaj</title><p>Kajen i Malmö byggs ut – nu.</p>'
    (parsed,) = parse(html.encode("cp1252"), locator="p")
    assert (parsed.title, parsed.text) == ("Grön kaj", "# Grön kaj\n\nKajen i Malmö byggs ut – nu.")


def test_decomposed_letters_stay_as_they_were_written():
    assert (
        article("<title>T</title><p>A cafe\u0301 and a café.</p>").text == "# T\n\nA cafe\u0301 and a café."
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html><body></body></html>", "the HTML holds no readable text"),
        (
            b"<html><body><nav>Home</nav><script>x = 1</script></body></html>",
            "the HTML holds no readable text",
        ),
        (b"<p>Caf\xe9</p>", "byte 6 (0xe9) is not valid utf-8"),
        (b"<p>\n" + b"<div>" * 257 + b"x", "line 2: more than 256 nested elements"),
        (b"<p>x" * 50_001, "line 1: more than 50,000 elements"),
    ],
)
def test_a_page_that_is_no_article_is_refused_with_the_reason(data: bytes, reason: str):
    assert refusal(data).reason == reason


@pytest.mark.parametrize(
    "data",
    [
        b"<div>" * 50_000 + b"x",
        b"<div><p>word</x>" * 50_000,
        b"<p>x<svg>" + b"<g>" * 50_000,
        b"<p>x " + b"<" * 500_000,
        b"<p>x " + b"<!--" * 500_000,
        b"<p>x" + b"</p>" * 500_000,
        b"<p>x " + b"&amp;" * 500_000,
        b"<p>" + b"Mr. " * 250_000,
        b"<p>" + b"<a>word</a> " * 9_000,
        b"<p>Words here. " * 45_000,
        b"<script>" * 200_000,
        b'<script type="application/ld+json">' + b"[" * 500_000 + b"</script><p>Hi",
    ],
    ids=lambda data: data[:24].decode(),
)
def test_hostile_markup_is_refused_or_read_in_time(data: bytes):
    begun = time.process_time()
    assert len(parse(data, locator="p", format="html")) == 1
    assert time.process_time() - begun < 6  # two seconds on a quiet machine


def test_unclosed_paragraphs_and_items_are_not_nesting():
    assert article("<ul>" + "<li>One more item.\n" * 300 + "</ul>").text.count("One more item.") == 300


def test_what_no_text_may_hold_is_a_space_wherever_its_words_are_moved():
    lines = "<br><br>".join(f"Sentence {n} has\x12a form\x0cfeed&#1;and &#xFFFE;more." for n in range(4))
    paragraph = "Sentence 2 has a form feed and more."
    assert paragraph in article(f"<html><body><div>{lines}</div></body></html>").text.split("\n\n")


def test_the_same_page_always_gives_the_same_text():
    assert [article(PAGE).text for _ in range(3)] == [article(PAGE).text] * 3
