"""Hostile CSV, JSONL and JSON: rows without end, a million columns, depth, values that no row can hold."""

from __future__ import annotations

from tests.hostile.case import Made, case

K, M = 1_000, 1_000_000


@case
def csv() -> Made:
    head = b"title,text\n"
    yield "quote without end", head + b'A,"' + b"x " * 2 * M
    yield "quotes without end", head + b'a","\n' * 700 * K
    yield "quotes in quotes", head + b'A,"' + b'""' * 2 * M
    yield "lines in a quote", head + b'A,"' + b"\n" * 4 * M
    yield "columns", b"title,text" + b",x" * M + b"\na,b\n"
    yield "cells", head + b"," * 4 * M + b"\nA,b\n"
    yield "rows of cells", head + (b"," * 900 + b"\n") * 5 * K
    yield "rows", head + b"a,b\n" * 5 * K
    yield "blank rows", head + b",\n" * 2 * M
    yield "one line", head + b"x" * 4_900 * K
    yield "same names", b"title,text" + b",title" * 900 + b"\na,b\n"
    yield "nul", head + b"a,\x00\n" * 10 * K
    yield "separators", b"sep=;\n" + b";" * 4 * M
    yield "formulas", head + b'=cmd|,"@SUM(1)"\n+1,-2\n' * K
    yield "carriage returns", b"title,text\r" + b"a,b\r" * 5 * K
    yield "broken bytes", head + b"\xff\xfe,\x81\n" * 10 * K
    yield "utf-16 cut", ("title,text\nA,b\n" * 10).encode("utf-16")[:-1]
    yield "utf-16 surrogates", b"\xff\xfe" + "title,text\n".encode("utf-16-le") + b"\x00\xd8" * M
    yield "abbreviations", head + b'A,"' + b"Mr. " * 240 * K + b'"\n'
    yield "markup", head + b'A,"' + b"<div>" * 190 * K + b'"\n'
    yield "paragraphs of markup", head + b'A,"' + b"<p>x " * 45 * K + b'"\n'


@case
def jsonl() -> Made:
    good = b'{"title":"T","text":"Words."}\n'

    def second(row: bytes) -> bytes:
        return good + row + b"\n" + good

    yield "depth", second(b'{"text":"w","x":' + b"[" * M + b"]" * M + b"}")
    yield "depth of objects", second(b'{"a":' * 300 * K + b"1" + b"}" * 300 * K)
    yield "depth within the parser", second(b'{"text":"w","x":' + b"[" * 800 + b"]" * 800 + b"}")
    yield "lists", second(b'{"text":"w","x":[' + b"[]," * 600 * K + b"0]}")
    yield "objects", second(b'{"text":"w","x":[' + b"{}," * 600 * K + b"0]}")
    yield "numbers", second(b'{"text":"w","x":[' + b"1e9," * 450 * K + b"0]}")
    yield "keys", second(b"{" + b",".join(b'"k%d":1' % n for n in range(150 * K)) + b"}")
    yield "same key", second(b'{"text":"w"' + b',"a":1' * 300 * K + b"}")
    yield "one number", second(b'{"text":"w","x":' + b"9" * M + b"}")
    yield "infinity", second(b'{"text":"w","x":1e999}')
    yield "not a number", second(b'{"text":"w","x":NaN}')
    yield "surrogates", second(b'{"text":"' + b"\\ud800" * 300 * K + b'"}')
    yield "escapes", second(b'{"text":"' + b"\\n" * 900 * K + b'"}')
    yield "nul", second(b'{"text":"a\\u0000b"}')
    yield "long row", second(b'{"text":"' + b"x" * 4_800 * K + b'"}')
    yield "one line", b'{"text":"' + b"x " * 2_400 * K
    yield "rows", good * 5 * K
    yield "broken rows", good + b"{" * 5 * K + b"\n" + b"{\n" * 100 * K
    yield "blank lines", good + b"\n" * 4_900 * K
    yield "abbreviations", second(b'{"text":"' + b"Mr. " * 240 * K + b'"}')
    yield "markup", second(b'{"html":"' + b"<table><tr><td>" * 80 * K + b'"}')
    yield "date", second(b'{"text":"w","date":"' + b"1" * M + b'"}')
    yield "names", second(b'{"text":"w","author":[' + b'{"name":["x"]},' * 9 * K + b"0]}")
    yield "metadata lines", second(b'{"text":"' + b"Source: x\\n" * 90 * K + b'"}')


@case
def json_documents() -> Made:
    yield "feed of depth", b'{"version":"https://jsonfeed.org/version/1.1","items":' + b"[" * 2 * M
    yield "feed of entries", b'{"version":"https://jsonfeed.org/version/1.1","items":[' + b"{}," * M + b"{}]}"
    yield (
        "feed of numbers",
        b'{"version":"https://jsonfeed.org/version/1.1","items":[' + b"1," * 2 * M + b"1]}",
    )
    yield (
        "ninjs of depth",
        b'{"uri":"x","type":"text","associations":{"a":' + b'{"associations":{"a":' * 200 * K,
    )
    yield "ninjs of body", b'{"uri":"x","type":"text","body_xhtml":"' + b"<p>x " * 300 * K + b'"}'
    yield "ninjs of bodies", b'{"uri":"x","type":"text","bodies":[' + b'{"value":"w"},' * 200 * K + b"{}]}"
    yield (
        "posts",
        b"["
        + b'{"id":1,"status":"publish","content":{"rendered":"<p>w"},"title":{"rendered":"t"}},' * 40 * K
        + b"{}]",
    )
    yield "list of lists", b"[" + b"[]," * 1_600 * K + b"[]]"
    yield "unclosed", b"[" * 4 * M
    yield "object of lists", b'{"a":[' + b"[]," * 1_500 * K + b"0]}"
    yield "string", b'{"a":"' + b"\\u0041" * 800 * K + b'"}'
