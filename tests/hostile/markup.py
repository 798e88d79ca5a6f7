"""Hostile HTML, feeds and XML: bombs, outside entities, depth, and what makes parsers slow."""

from __future__ import annotations

from tests.hostile.case import Made, case

K, M = 1_000, 1_000_000


def _declared(dtd: str, root: str, body: str = "&x;") -> bytes:
    return f'<?xml version="1.0"?><!DOCTYPE {root} [{dtd}]><{root}>{body}</{root}>'.encode()


ROOTS = ("rss", "feed", "newsItem", "nitf", "urlset")
_LAUGHS = "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 30))
DTDS = {
    "billion laughs": f'<!ENTITY a0 "ha">{_LAUGHS}<!ENTITY x "&a29;">',
    "quadratic entity": '<!ENTITY x "' + "a" * 100 * K + '">',
    "outside file": '<!ENTITY x SYSTEM "file:///etc/passwd">',
    "outside address": '<!ENTITY x SYSTEM "http://127.0.0.1:9/x">',
    "parameter entity": '<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p; <!ENTITY x "y">',
    "recursive entity": '<!ENTITY x "&y;"><!ENTITY y "&x;">',
}  # fmt: skip


@case
def xml_entities() -> Made:
    for root in ROOTS:
        for name, dtd in DTDS.items():
            yield (
                f"{name} in {root}",
                _declared(dtd, root, "&x;" * (10 * K if name.startswith("quad") else 1)),
            )


@case
def depth_and_numbers_of_elements() -> Made:
    for tag in ("div", "span", "b", "table", "ul", "blockquote", "x", "font"):
        yield f"nested {tag}", b"<html><body>" + f"<{tag}>".encode() * 50 * K + b"words"
    yield "nested to the limit", b"<html>" + b"<div>" * 250 + b"words " * K
    yield "nested rows", b"<html><table>" + b"<tr><td><table>" * 100 + b"x"
    yield "nested rss", b"<rss><channel><item>" + b"<a>" * 100 * K
    yield "nested atom", b"<feed>" + b"<entry>" * 100 * K
    yield "nested newsml", b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/">' + b"<a>" * 100 * K
    yield "nested nitf", b"<nitf><body>" + b"<block>" * 100 * K
    yield "siblings", b"<html><p>x</p>" + b"<i>a</i>" * 45 * K
    yield "paragraphs", b"<html>" + b"<p>Words of it. </p>" * 45 * K
    yield "breaks", b"<html><div>" + b"a<br><br>" * 20 * K
    yield "breaks alone", b"<html><div>" + b"<br>" * 45 * K
    yield "cells", b"<html><table><tr>" + b"<td>a" * 45 * K
    yield "rows", b"<html><table>" + b"<tr><td>a<td>b" * 16 * K
    yield "items", b"<html><ul>" + b"<li>a" * 45 * K
    yield "headings", b"<html>" + b"<h2>Related</h2>" * 45 * K
    yield "links", b"<html><p>" + b"<a href=x>word</a> " * 45 * K
    yield "tables in cells", b"<html>" + b"<table><tr><td>" * 80 + b"x" * 400 + b"</td></tr></table>" * 80
    yield "forms", b"<html>" + b"<form><p>words</p></form>" * 20 * K
    yield "class names", b"<html>" + b'<div class="' + b"share-x " * 50 * K + b'">x</div>'
    yield "many classes", b"<html>" + (b'<div class="' + b"aB" * 100 + b'">w</div>') * 8 * K
    yield "comments of a page", b"<html>" + b'<div class="comments"><p>Words of it.</p></div>' * 20 * K


@case
def unclosed_and_unending() -> Made:
    yield "unclosed tags", b"<html><p>x " + b"<" * 500 * K
    yield "unclosed attribute", b'<html><p title="' + b"a " * M
    yield "unclosed comment", b"<html><p>x" + b"<!--" * 500 * K
    yield "unclosed script", b"<html><p>x" + b"<script>" * 200 * K
    yield "end tags alone", b"<html><p>x" + b"</p>" * 500 * K
    yield "stray ends", b"<html><div>" + b"<p>word</x>" * 45 * K
    yield "references", b"<html><p>" + b"&amp;" * 900 * K
    yield "unknown references", b"<html><p>" + b"&xx" * M
    yield "numeric references", b"<html><p>" + b"&#x0;&#xD800;&#99999999;" * 100 * K
    yield "huge attribute", b'<html><p class="' + b"a" * 4 * M + b'">x'
    yield "many attributes", b"<html><p " + b" ".join(b"a%d=1" % n for n in range(200 * K)) + b">x"
    yield "same attribute", b"<html><p " + b"a=1 " * M + b">x"
    yield "one long word", b"<html><p>" + b"a" * 4 * M
    yield "one long line", b"<html><p>" + b"Mr. " * M
    yield "cdata", b"<html><p>" + b"<![CDATA[" * 300 * K
    yield "doctype", b"<!doctype html " + b"[" * M
    yield "svg", b"<html><p>x<svg>" + b"<g>" * 50 * K
    yield "style", b"<html><style>" + b"a{}" * M + b"</style><p>Words"
    yield "data address", b'<html><img src="data:x,' + b"A" * 4 * M + b'"><p>Words of an article.'
    yield "base", b'<html><base href="file:///etc/"><p>Words of an article.'
    yield "meta", b"<html>" + b'<meta name="author" content="x">' * 45 * K + b"<p>Words"
    yield "time", b"<html>" + b'<time datetime="9999-99-99">' * 40 * K


@case
def json_ld() -> Made:
    def page(script: bytes) -> bytes:
        return b'<html><script type="application/ld+json">' + script + b"</script><p>Words of an article.</p>"

    yield "deep", page(b"[" * 500 * K)
    yield "deep and closed", page(b"[" * 900 + b"]" * 900)
    yield "graphs", page(b'{"@graph":[' * 400 + b"]}" * 400)
    yield "many lists", page(b"[" + b"[]," * M + b"[]]")
    yield "many objects", page(b"[" + b'{"@type":"Article"},' * 200 * K + b"{}]")
    yield "huge body", page(b'{"@type":"Article","articleBody":"' + b"Mr. x " * 600 * K + b'"}')
    yield "body of markup", page(b'{"@type":"Article","articleBody":"' + b"<div>" * 100 * K + b'</div>"}')
    yield "body of words", page(b'{"@type":"Article","articleBody":"' + b"a b c d e f g " * 300 * K + b'"}')
    yield "huge number", page(b'{"@type":"Article","x":' + b"9" * M + b"}")
    yield "surrogate", page(b'{"@type":"Article","headline":"\\ud800"}')
    yield "many scripts", b"<html>" + b'<script type="application/ld+json">{</script>' * 40 * K + b"<p>Words"


@case
def feeds() -> Made:
    def rss(items: bytes) -> bytes:
        return b"<rss><channel><title>G</title>" + items + b"</channel></rss>"

    yield "entries", rss(b"<item><title>x</title></item>" * 100 * K)
    yield "entries to the limit", rss(b"<item><title>x</title><description>y</description></item>" * 1_999)
    yield "open comments", rss(b"<item><title>x<!--</title></item>" * 50 * K)
    yield "open tag", b"<rss><channel><item><title " + b"a " * M
    yield "broken entries", rss((b"<item><title>x & y" + b"z" * K + b"</title></item>") * 1_990)
    yield "markup in text", rss(b"<item><description>" + b"&lt;p&gt;x " * 90 * K + b"</description></item>")
    yield "abbreviations", rss(b"<item><description>" + b"Mr. " * 250 * K + b"</description></item>")
    yield "depth in text", rss(b"<item><description>" + b"&lt;div&gt;" * 100 * K + b"</description></item>")
    yield "links", rss(b"<item>" + b"<link>http://x.example/</link>" * 50 * K + b"</item>")
    yield "categories", rss(b"<item><title>x</title>" + b"<category>a</category>" * 90 * K + b"</item>")
    yield "namespaces", rss(b"".join(b'<item xmlns:a%d="x">y</item>' % n for n in range(1_900)))
    yield (
        "prefixes",
        b"<rss " + b" ".join(b'xmlns:a%d="x%d"' % (n, n) for n in range(60 * K)) + b"><channel/></rss>",
    )
    yield "references", rss(b"<item><title>" + b"&eacute;" * 400 * K + b"</title></item>")
    yield "cdata", rss(b"<item><title><![CDATA[" + b"]]" * M + b"</title></item>")
    yield "opening cdata", rss(b"<item><title>" + b"<![CDATA[" * 300 * K + b"</title></item>")
    yield "nul", rss(b"<item><title>a\x00b</title></item>")
    yield "utf-7", b'<?xml version="1.0" encoding="utf-7"?>' + rss(b"+ADw-item+AD4-")
    yield "entries in entries", rss(b"<item>" * 200 + b"x" + b"</item>" * 200)
    yield "one text", rss(b"<item><description>" + b"word " * 900 * K + b"</description></item>")
    yield "many contents", rss(b"<item>" + b"<description>&lt;b&gt;words</description>" * 40 * K + b"</item>")
