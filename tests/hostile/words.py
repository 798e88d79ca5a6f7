"""Hostile plain text and Markdown: no end of a line, broken encodings, front matter that grows."""

from __future__ import annotations

from tests.hostile.case import Made, case

K, M = 1_000, 1_000_000


@case
def plain() -> Made:
    yield "abbreviations", b"Mr. " * 250 * K
    yield "one word", b"a" * 4_900 * K
    yield "one line", b"word " * 980 * K
    yield "blank lines", b"x\n" + b"\n" * 4_900 * K
    yield "short lines", b"a\n" * 500 * K
    yield "bars", b"| a | b |\n" * 100 * K
    yield "bullets", b"- a\n" * 200 * K
    yield "quotes", b'"a b." ' * 140 * K
    yield "headings", b"# a\n" * 200 * K
    yield "labels", b"Source: x\n" * 100 * K
    yield "bylines", b"By Ann Lee\n" * 90 * K
    yield "dates", b"Published: 1 January 2025\n" * 38 * K
    yield "nul", b"words\x00words"
    yield "controls", b"\x01\x02\x03" * 100 * K
    yield "escape codes", b"\x1b[31mred\x1b[0m\n" * 50 * K
    yield "broken utf-8", b"caf\xe9 " * 100 * K
    yield "overlong utf-8", b"\xc0\xaf" * 100 * K
    yield "utf-8 surrogates", b"\xed\xa0\x80" * 100 * K
    yield "utf-16 without an end", b"\xff\xfea"
    yield "utf-16 of surrogates", b"\xff\xfe" + b"\x00\xd8" * 500 * K
    yield "utf-32", b"\xff\xfe\x00\x00" + b"a\x00\x00\x00" * 100 * K
    yield "marks upon marks", "e\u0301".encode() * 300 * K + "\u0301".encode() * 500 * K
    yield "direction marks", "\u202e\u200f".encode() * 300 * K
    yield "emoji", "😀".encode() * 240 * K
    yield "fullwidth", "．。".encode() * 160 * K
    yield "brackets", b"![" * 500 * K
    yield "dashes", b"-" * M
    yield "questions", b"1. What? " * 110 * K
    yield "gzip", b"\x1f\x8b\x08" + b"\x00" * 100
    yield "old office", b"\xd0\xcf\x11\xe0" + b"\x00" * 100


@case
def markdown() -> Made:
    def file(front: bytes, body: bytes = b"Words.\n") -> bytes:
        return b"---\ntitle: T\n" + front + b"\n---\n" + body

    yield "aliases", file(b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]")
    yield "depth of lists", file(b"a: " + b"[" * 60 * K)
    yield "depth of maps", file(b"a: " + b"{a: " * 15 * K)
    yield "depth by indent", file(b"\n".join(b" " * n + b"a:" for n in range(300)))
    yield "keys", file(b"\n".join(b"k%d: v" % n for n in range(6 * K)))
    yield "merge", file(b"a: {b: 1}\n<<: {c: 2}")
    yield "python", file(b"a: !!python/object/apply:os.system [ls]")
    yield "huge front", file(b"a: " + b"x" * M)
    yield "toml", b"+++\na = " + b"[" * 60 * K + b"\n+++\nWords."
    yield "toml keys", b"+++\n" + b"a." * 30 * K + b"b = 1\n+++\nWords."
    yield "toml tables", b"+++\n" + b"".join(b"[a%d]\n" % n for n in range(7 * K)) + b"+++\nWords."
    yield "brackets", file(b"", b"[" * 200 * K)
    yield "links", file(b"", b"[a](" * 100 * K)
    yield "images", file(b"", b"![" * 200 * K)
    yield "stars", file(b"", b"*a **b " * 60 * K)
    yield "runs of stars", file(b"", b"*" * 200 * K + b"a" + b"*" * 200 * K)
    yield "underscores", file(b"", b"_a__b_" * 60 * K)
    yield "backticks", file(b"", b"".join(b"`" * n + b" " for n in range(900)))
    yield "quotes", file(b"", b">" * 200 * K + b"a")
    yield "lists in lists", file(b"", b"\n".join(b"  " * (n % 60) + b"- a" for n in range(30 * K)))
    yield "table", file(b"", b"|a" * K + b"|\n" + b"|-" * K + b"|\n" + (b"|b" * K + b"|\n") * 100)
    yield "references", file(b"", b"".join(b"[a%d]: x\n" % n for n in range(30 * K)))
    yield "markup", file(b"", b"<div>" * 100 * K)
    yield "abbreviations", file(b"", b"Mr. " * 240 * K)
    yield "blank lines", file(b"", b"\n" * 900 * K + b"x")
    yield "lines", file(b"", b"a\n\n" * 100 * K)
    yield "entities", file(b"", b"&amp;" * 180 * K)
    yield "tildes", file(b"", b"~~a" * 60 * K)
