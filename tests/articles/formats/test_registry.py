"""A file's format is told from its bytes, and what cannot be read is refused with its reason."""

from __future__ import annotations

import pytest

from articles.formats import FORMATS, Limits, Refusal, detect, parse

RSS = b'<rss version="2.0"><channel><title>G</title><item><title>T</title></item></channel></rss>'


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"The quay was widened.", "text"),
        (b"\xef\xbb\xbfThe quay was widened.", "text"),
        (b"# A heading\n\nText", "text"),
        (b"<3 is not a tag", "text"),
        (b"<quay> is no element of HTML", "text"),
        ("The quay".encode("utf-16"), "text"),
        (b"<!DOCTYPE html><html></html>", "html"),
        (b"  \n<html lang=en>", "html"),
        (b"<!-- note --><p>Hi</p>", "html"),
        (b'<?xml version="1.0"?><!DOCTYPE html><html/>', "html"),
        (b"\xef\xbb\xbf<div class=x>Hi</div>", "html"),
        (RSS, "rss"),
        (b'<?xml version="1.0"?>\n<!-- c -->\n<feed xmlns="http://www.w3.org/2005/Atom"/>', "rss"),
        (b'<rdf:RDF xmlns:rdf="x">', "rss"),
        (b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>", "rss"),
        ('<?xml version="1.0" encoding="utf-16"?><rss/>'.encode("utf-16"), "rss"),
        (b'<?xml version="1.0"?><quay/>', None),
        (b"%PDF-1.7", None),
        (b"PK\x03\x04", None),
        (b"a\x00b", None),
        (b"\xff\xfe\xfa", None),
        (b"", None),
    ],
)
def test_the_bytes_alone_tell_the_format(data: bytes, kind: str | None):
    assert detect(data) == kind


def test_a_name_decides_nothing():
    titles = [article.title for article in parse(RSS, locator="page.html")]
    assert titles == ["T"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n\t\xc2\xa0", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"%PDF-1.7 ...", "the file is a PDF document, not text, HTML or a feed"),
        (
            b"PK\x03\x04...",
            "the file is a zip archive (or a .docx, .xlsx, .epub file), not text, HTML or a feed",
        ),
        (b"\x89PNG\r\n\x1a\n", "the file is a PNG image, not text, HTML or a feed"),
        (b"\xff\xd8\xff\xe0", "the file is a JPEG image, not text, HTML or a feed"),
        (b"RIFF\x00\x00\x00\x00WEBP", "the file is a WebP image, not text, HTML or a feed"),
        (b"\x1f\x8b\x08", "the file is a gzip archive, not text, HTML or a feed"),
        (b"one\x00two", "the file is not text: character 3 is NUL"),
        (b"The caf\xe9 opened", "byte 7 (0xe9) is not valid utf-8"),
        (b'<meta charset="klingon"><p>Hi', "unknown encoding “klingon”"),
        (b'<?xml version="1.0" encoding="rot13"?><rss/>', "unknown encoding “rot13”"),
        (b'<?xml version="1.0" encoding="utf-7"?><rss/>', "unknown encoding “utf-7”"),
        (b"\xff\xfe\x00\x00T\x00\x00\x00", "unknown encoding “utf-32”"),
        (
            b'<?xml version="1.0"?><quay/>',
            "the file is XML (its root is <quay>), but no format that the desk reads",
        ),
    ],
)
def test_bytes_that_cannot_be_read_are_refused_with_the_reason(data: bytes, reason: str):
    assert parse(data, locator="in/a.txt") == [Refusal(locator="in/a.txt", reason=reason)]


def test_a_file_over_the_limit_is_refused_without_being_read():
    refused = parse(b"a" * 5_000_001, locator="big.txt")
    assert refused == [
        Refusal(locator="big.txt", reason="the file has 5,000,001 bytes; the most that is read is 5,000,000")
    ]
    assert (
        parse(b"12345", locator="s", limits=Limits(file=4))[0].reason
        == "the file has 5 bytes; the most that is read is 4"
    )


@pytest.mark.parametrize(
    ("declared", "data", "reason"),
    [
        ("text", RSS, "declared as plain text, but the bytes are an RSS or Atom feed"),
        ("html", b"Plain words", "declared as HTML, but the bytes are plain text"),
        ("rss", b"<p>Hi</p>", "declared as an RSS or Atom feed, but the bytes are HTML"),
    ],
)
def test_a_declared_format_must_fit_the_bytes(declared: str, data: bytes, reason: str):
    assert parse(data, locator="f", format=declared) == [Refusal(locator="f", reason=reason)]


def test_an_unknown_format_is_an_error_that_names_the_known_ones():
    assert FORMATS[:4] == ("auto", "text", "html", "rss")
    with pytest.raises(ValueError, match="unknown format 'wordstar': use one of auto, text, html, rss"):
        parse(b"x", locator="f", format="wordstar")
