"""Hostile archives and Word documents: by ratio, number, overlap, path, nesting, and what their XML holds."""

from __future__ import annotations

import gzip
import struct

from tests.articles.formats.packing import W, docx, paragraph, zipped
from tests.hostile.case import Made, case

K, M = 1_000, 1_000_000
TEXT = "The quay was widened.\n"


def patched(data: bytes, mark: bytes, at: int, form: str, value: int) -> bytes:
    """Return `data` with a number overwritten in each record that begins with `mark`."""
    kept, found = bytearray(data), data.find(mark)
    while found >= 0:
        struct.pack_into(form, kept, found + at, value)
        found = data.find(mark, found + 4)
    return bytes(kept)


@case
def archives() -> Made:
    one = zipped({"a.txt": TEXT, "b.txt": TEXT})
    yield "ratio", zipped({"a.txt": b"x" * 4_900 * K})
    yield "ratio in many", zipped({f"{n}.txt": b"x" * M for n in range(25)})
    yield (
        "just below the ratio",
        zipped({f"{n}.txt": (b"x" * 90 + bytes(range(97, 107))) * 900 for n in range(200)}),
    )
    yield "number", zipped({f"{n}.txt": "" for n in range(5 * K)})
    yield "numbers of csv", zipped({f"{n}.csv": "title,text\na,b\n" for n in range(1_900)})
    yield "overlap", patched(one, b"PK\x01\x02", 42, "<I", 0)
    yield "size lies", patched(one, b"PK\x01\x02", 24, "<I", 2**32 - 2)
    yield "packed size lies", patched(one, b"PK\x01\x02", 20, "<I", 2**31)
    yield "place lies", patched(one, b"PK\x01\x02", 42, "<I", 2**31)
    yield "encrypted", patched(one, b"PK\x01\x02", 8, "<H", 1)
    yield "method", patched(one, b"PK\x01\x02", 10, "<H", 14)
    yield "checksum", patched(one, b"PK\x01\x02", 16, "<I", 1)
    yield "name length lies", patched(one, b"PK\x01\x02", 28, "<H", 65_535)
    yield "comment length lies", patched(one, b"PK\x01\x02", 32, "<H", 65_535)
    yield "directory lies", patched(one, b"PK\x05\x06", 16, "<I", 1)
    yield "number lies", patched(one, b"PK\x05\x06", 10, "<H", 65_535)
    yield "cut", one[: len(one) // 2]
    yield "only the end", one[-22:]
    yield (
        "paths",
        zipped({"../../../etc/cron.d/x": TEXT, "/etc/passwd": TEXT, "C:\\x": TEXT, "a" * 60 * K: TEXT}),
    )
    yield "same path", zipped([("a.txt", TEXT)] * 1_900)
    nested = zipped({"a.txt": TEXT})
    for _ in range(20):
        nested = zipped({"a.zip": nested})
    yield "nested", nested
    yield "bomb inside", zipped({"a.zip": zipped({"a.txt": b"x" * 4_900 * K})})
    yield "entries inside", zipped({"a.docx": docx("<w:p/>" * 80 * K)})
    yield "gzip", gzip.compress(b"x" * 25 * M)
    yield "gzip inside", zipped({"a.gz": gzip.compress(b"x" * 25 * M)})
    yield "html and zip", b"<html><p>Words of an article.</p>" + one
    yield "pdf and zip", b"%PDF-1.7\n" + one
    yield "zip and html", one + b"<html><p>Words</p>"
    yield "hostile entries", zipped({f"{n}.html": b"<html>" + b"<div>" * 10 * K for n in range(50)})
    page = b"<html><body><article>" + b"<p>The mayor said that 12 boats had sunk in the harbour.</p>" * 4_000
    yield "long pages", zipped({f"{n}.html": page + b"x" * n for n in range(20)}, stored=True)
    line = b"The mayor said that 12 boats had sunk in the harbour in May.\n"
    yield "long texts", zipped({f"{n}.txt": line * 3_500 + b"x" * n for n in range(20)}, stored=True)
    yield "bomb of xml", zipped({"a.xml": '<!DOCTYPE rss [<!ENTITY a "b">]><rss>&a;</rss>'})


@case
def documents() -> Made:
    yield "ratio", docx(" " * 4_900 * K)
    yield "paragraphs", docx("<w:p/>" * 800 * K)
    yield "runs", docx("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 60 * K + "</w:p>")
    yield "long words", docx(paragraph("x" * 900 * K))
    yield "abbreviations", docx(paragraph("Mr. " * 230 * K))
    yield "depth", docx("<w:sdt>" * 10 * K)
    yield (
        "tables in tables",
        docx("<w:tbl><w:tr><w:tc>" * 60 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 60),
    )
    yield (
        "boxes in boxes",
        docx("<w:p><w:r><w:txbxContent>" * 60 + paragraph("x") + "</w:txbxContent></w:r></w:p>" * 60),
    )
    yield "cells", docx("<w:tbl><w:tr>" + "<w:tc><w:p/></w:tc>" * 40 * K + "</w:tr></w:tbl>")
    yield (
        "entity",
        docx(paragraph("x"), core='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'),
    )
    yield (
        "styles in circles",
        docx(
            paragraph("x", "A"),
            styles=f'<w:styles {W}><w:style w:styleId="A"><w:basedOn w:val="A"/></w:style></w:styles>',
        ),
    )
    mark, note = (
        '<w:p><w:footnoteReference w:id="1"/></w:p>',
        f'<w:footnote w:id="1">{paragraph("n")}</w:footnote>',
    )
    yield "notes", docx(mark * 20 * K, footnotes=f"<w:footnotes {W}>{note * 3 * K}</w:footnotes>")
    yield "no document", zipped({"word/document.xml": ""})
    yield "not xml", zipped({"word/document.xml": b"\x00\xff" * 100})
    yield "attributes", docx("<w:p " + " ".join(f'a{n}="1"' for n in range(100 * K)) + "/>")
