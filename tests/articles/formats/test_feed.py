"""Each entry of a feed becomes an article or is refused alone, and no feed can hurt the reader."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from articles.formats import ParsedArticle, Refusal, parse

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Ellis Gazette</title><link>https://gazette.example/</link><language>en-gb</language>
<copyright>© Ellis Gazette</copyright>
{items}
</channel></rss>"""
FIRST = """<item><title>Quay &amp; crane</title><guid isPermaLink="false">g1</guid>
<link>https://gazette.example/1</link><dc:creator>Ann Lee</dc:creator>
<pubDate>Tue, 28 Oct 2025 14:05:00 +0900</pubDate><media:credit>B. Ek</media:credit>
<content:encoded><![CDATA[<p>The council voted nine to four.</p><ul><li>It costs 41&nbsp;million.</li></ul>]]>
</content:encoded><description>Short</description></item>"""
LAST = """<item><title>Last</title><guid>g9</guid>
<description>&lt;p&gt;A &lt;b&gt;bold&lt;/b&gt; move.&lt;/p&gt;</description></item>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="sv">
<title>Kajbladet</title><rights>CC BY</rights>
<entry><id>urn:kaj:1</id><title type="html">Kaj &amp;lt;ny&amp;gt;</title><link href="https://kaj.example/1"/>
<author><name>Bo Ek</name></author><author><name>Ann Lee</name></author>
<published>2025-10-27T23:30:00-02:00</published><updated>2025-10-28T14:05:00+02:00</updated>
<content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><h2>Kort</h2><p>Kajen byggs ut.</p></div></content>
</entry>
<entry><id>urn:kaj:2</id><title>Plain</title><summary>Only a summary.</summary></entry></feed>"""


def entries(*items: str) -> list[ParsedArticle | Refusal]:
    return parse(RSS.format(items="\n".join(items)).encode(), locator="in/feed.xml")


def test_an_rss_entry_becomes_an_article_with_all_its_fields():
    (parsed,) = entries(FIRST)
    assert isinstance(parsed, ParsedArticle)
    assert parsed.locator == "in/feed.xml#entry-1 (g1)"
    assert parsed.title == "Quay & crane"
    assert parsed.text == "# Quay & crane\n\nThe council voted nine to four.\n\n- It costs 41\u00a0million."
    assert (parsed.byline, parsed.publisher) == ("Ann Lee", "Ellis Gazette")
    assert (parsed.canonical_url, parsed.external_id) == ("https://gazette.example/1", "g1")
    assert (parsed.language, parsed.rights) == ("en-gb", "© Ellis Gazette")
    assert parsed.published_at == datetime(2025, 10, 28, 5, 5, tzinfo=UTC)
    assert parsed.published_at.utcoffset() == timedelta(hours=9)
    assert parsed.modified_at is None
    assert parsed.extra["credit"] == "B. Ek"


def test_an_atom_entry_becomes_an_article_with_all_its_fields():
    first, second = parse(ATOM.encode(), locator="a.xml")
    assert isinstance(first, ParsedArticle)
    assert (first.title, first.text) == ("Kaj <ny>", "# Kaj <ny>\n\n## Kort\n\nKajen byggs ut.")
    assert (first.byline, first.publisher, first.rights) == ("Bo Ek, Ann Lee", "Kajbladet", "CC BY")
    assert (first.external_id, first.canonical_url, first.language) == (
        "urn:kaj:1",
        "https://kaj.example/1",
        "sv",
    )
    assert first.published_at.isoformat() == "2025-10-27T23:30:00-02:00"
    assert first.modified_at.isoformat() == "2025-10-28T14:05:00+02:00"
    assert (second.text, second.published_at) == ("# Plain\n\nOnly a summary.", None)


def test_a_metadata_line_in_an_entry_fills_what_the_feed_left_empty():
    (parsed,) = entries(
        "<item><title>Quay</title><guid>g</guid><description>"
        "&lt;p&gt;Editorial note: Shortened.&lt;/p&gt;&lt;p&gt;The quay grew.&lt;/p&gt;</description></item>"
    )
    assert (parsed.editorial_note, parsed.publisher) == ("Shortened.", "Ellis Gazette")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Tue, 28 Oct 2025 14:05:00 GMT", "2025-10-28T14:05:00+00:00"),
        ("Tue, 28 Oct 2025 14:05:00 EST", "2025-10-28T14:05:00-05:00"),
        ("Tue, 28 Oct 2025 14:05:00 CEST", "2025-10-28T14:05:00+02:00"),
        ("28 Oct 2025 14:05 +0100", "2025-10-28T14:05:00+01:00"),
        ("2025-10-28T14:05:00.5Z", "2025-10-28T14:05:00.500000+00:00"),
        ("2025-10-28 14:05:00 +0900", "2025-10-28T14:05:00+09:00"),
        ("2025-10-28", "2025-10-28T00:00:00+00:00"),
    ],
)
def test_dates_keep_the_zone_they_were_written_in(written: str, read: str):
    (parsed,) = entries(f"<item><title>T</title><pubDate>{written}</pubDate></item>")
    assert parsed.published_at.isoformat() == read


@pytest.mark.parametrize(
    ("item", "locator", "reason"),
    [
        ("<item><guid>g2</guid></item>", "#entry-2 (g2)", "it has neither a title nor any content"),
        ("<item/>", "#entry-2", "it has neither a title nor any content"),
        ("<item><title>T</title><guid>g2</guid><pubDate>yesterday</pubDate></item>", "#entry-2 (g2)",
         "“yesterday” is not a date"),
        ("<item><title>T</title><pubDate>Tue, 28 Oct 2025 14:05:00 XYZ</pubDate></item>", "#entry-2",
         "“Tue, 28 Oct 2025 14:05:00 XYZ” is not a date"),
        ("<item><title>T</title><pubDate>2025-02-30</pubDate></item>", "#entry-2",
         "“2025-02-30” is not a date"),
        ("<item><title>Other</title><guid>g1</guid></item>", "#entry-2 (g1)",
         "its identifier is that of entry 1"),
        ("<item><title>Fish & chips</title></item>", "#entry-2",
         "line 11, column 20: xmlParseEntityRef: no name"),
        ("<item>\n<title>Unclosed</item>", "#entry-2",
         "line 12, column 23: Opening and ending tag mismatch: title and item"),
        ("<item><title>T</title><description>" + "&lt;div&gt;" * 300 + "</description></item>", "#entry-2",
         "line 1: more than 256 nested elements"),
    ],
)  # fmt: skip
def test_one_bad_entry_is_refused_alone(item: str, locator: str, reason: str):
    first, refused, last = entries(FIRST, item, LAST)
    assert (first.title, last.title) == ("Quay & crane", "Last")
    assert last.locator == "in/feed.xml#entry-3 (g9)"
    assert isinstance(refused, Refusal)
    assert (refused.locator, refused.reason) == (f"in/feed.xml{locator}", reason)


def test_a_feed_that_is_cut_off_keeps_the_entries_before_the_cut():
    whole = RSS.format(items=FIRST + "\n" + LAST)
    first, refused = parse(whole[: whole.index("bold")].encode(), locator="f")
    assert first.external_id == "g1"
    assert refused.locator == "f#entry-2"
    assert refused.reason.startswith("line 12, column ")
    assert refused.snippet.startswith("<item><title>Last</title>")


def test_named_characters_of_html_are_read_although_xml_does_not_know_them():
    (parsed,) = entries("<item><title>Caf&eacute; &ndash; open</title></item>")
    assert parsed.title == "Café – open"


def test_comments_and_cdata_may_talk_about_markup():
    (parsed,) = entries(
        "<!-- <item><title>No</title></item> <!DOCTYPE x> -->"
        "<item><title>T</title>"
        "<description><![CDATA[<!DOCTYPE html><p>Words &amp; </item> more</p>]]></description></item>"
    )
    assert parsed.text == "# T\n\nWords & more"


def test_a_link_that_is_no_web_address_is_kept_but_not_trusted():
    (parsed,) = entries("<item><title>T</title><link>javascript:alert(1)</link></item>")
    assert (parsed.canonical_url, parsed.extra) == ("", {"link": "javascript:alert(1)"})


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'<?xml version="1.0"?>\n<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>',
         "line 2: a feed must not declare a DOCTYPE"),
        (b'<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel>&b;</channel></rss>',
         "line 1: a feed must not declare a DOCTYPE"),
        (b'<!DOCTYPE rss SYSTEM "http://192.0.2.1/x"><rss/>', "line 1: a feed must not declare a DOCTYPE"),
        (b'<!DOCTYPE r [<!ENTITY % p SYSTEM "http://192.0.2.1/">%p;]><rss/>',
         "line 1: a feed must not declare a DOCTYPE"),
        (b'<rss><channel>\n<!ENTITY a "b"></channel></rss>', "line 2: a feed must not declare a ENTITY"),
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE r [<!ENTITY a "b">]><rss/>'.encode("utf-16"),
         "line 1: a feed must not declare a DOCTYPE"),
        (b"<rss><channel><item>\n" + b"<a>" * 50_000, "line 2: elements nest too deep"),
        (b"<rss><channel>" + b"<item/>" * 2_001 + b"</channel></rss>",
         "line 1: more than 2,000 entries in one feed"),
        (b"<rss version='2.0'><channel><title>G</title></channel></rss>", "the feed has no entries"),
        (b"<rss><channel><title>G", "line 1, column 23: Premature end of data in tag title"),
    ],
)  # fmt: skip
def test_a_feed_that_is_unsafe_or_none_is_refused_whole_with_the_reason(data: bytes, reason: str):
    (refused,) = parse(data, locator="f.xml", format="rss")
    assert isinstance(refused, Refusal)
    assert (refused.locator, refused.reason) == ("f.xml", reason)


@pytest.mark.parametrize(
    "data",
    [
        b"<rss><channel>" + b"<item><title>x<!--</title></item>" * 50_000,
        b"<rss><channel><item><title " + b"a " * 1_000_000,
        b"<rss><channel>"
        + (b"<item><title>x & y" + b"z" * 1_000 + b"</title></item>") * 1_990
        + b"</channel></rss>",
        b"<rss><channel><item><description>"
        + b"&lt;p&gt;x " * 90_000
        + b"</description></item></channel></rss>",
        b"<rss><channel><item><title>T</title><description>"
        + b"Mr. " * 250_000
        + b"</description></item></channel></rss>",
    ],
    ids=["comments", "attributes", "broken entries", "paragraphs", "abbreviations"],
)
def test_a_hostile_feed_is_refused_or_read_in_time(data: bytes):
    begun = time.process_time()
    assert parse(data, locator="f", format="rss") != []
    assert time.process_time() - begun < 6  # two seconds on a quiet machine


def test_a_feed_read_twice_gives_the_same_articles():
    assert entries(FIRST, LAST) == entries(FIRST, LAST)
