"""Each file in an archive is read as if it came alone; an archive made to hurt is refused unpacked."""

from __future__ import annotations

import struct

import pytest

from articles.formats import Refusal, parse
from tests.articles.formats.packing import docx, paragraph, zipped

TEXT = "The quay was widened.\n\nIt cost 41 million."
CSV = "title,text\nA,one\nB,\n"


def outcome(data: bytes) -> list[tuple[str, str]]:
    """Return (locator, title or reason) of all that the archive holds."""
    found = parse(data, locator="in/a.zip")
    return [(each.locator, each.reason if isinstance(each, Refusal) else each.title) for each in found]


def patched(data: bytes, mark: bytes, at: int, form: str, value: int) -> bytes:
    """Return the archive with a number overwritten in each record that begins with `mark`."""
    kept, found = bytearray(data), data.find(mark)
    while found >= 0:
        struct.pack_into(form, kept, found + at, value)
        found = data.find(mark, found + 4)
    return bytes(kept)


def test_files_are_read_in_the_order_of_the_archive_by_their_own_formats():
    data = zipped({
        "b/quay.html": "<html><title>Quay</title><p>It was widened.</p></html>",
        "a.csv": CSV,
        "__MACOSX/b/._quay.html": b"\x00\x05",
        "b/": b"",
        "note.docx": docx(paragraph("Port news", "Titel") + paragraph("It grew.")),
        "photo.png": b"\x89PNG\r\n\x1a\n",
        "empty.txt": b"",
    })  # fmt: skip
    assert outcome(data) == [
        ("in/a.zip/b/quay.html", "Quay"),
        ("in/a.zip/a.csv:2", "A"),
        ("in/a.zip/a.csv:3", "text: the row has no text"),
        ("in/a.zip/note.docx", "Port news"),
        ("in/a.zip/photo.png", "the file is a PNG image, not text, HTML or a feed"),
        ("in/a.zip/empty.txt", "the file is empty"),
    ]


def test_two_files_of_one_name_are_both_read_and_told_apart():
    data = zipped([("a.csv", CSV), ("a.csv", CSV)])
    assert [at for at, _ in outcome(data)][::2] == ["in/a.zip/a.csv:2", "in/a.zip/a.csv (2):2"]


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "C:\\x.txt", "a\nb.txt"])
def test_a_path_is_only_a_name(path: str, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ((at, _),) = outcome(zipped({path: TEXT}))
    assert at.startswith("in/a.zip/")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zipped({}), "the archive holds no file"),
        (zipped({f"{at}.txt": "" for at in range(2_001)}),
         "the archive has 2,001 entries; the most that is read is 2,000"),
        (zipped({f"{at}.txt": b"x" * 3_000_000 for at in range(7)}),
         "the archive unpacks to 21,000,000 bytes; the most that is read is 20,000,000"),
        (zipped({"xl/workbook.xml": "<x/>"}), "the file is an Excel workbook: save it as CSV"),
        (zipped({"META-INF/container.xml": "<x/>"}), "the file is an EPUB book"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}),
         "the file is an OpenDocument file: save it as .docx"),
        (patched(zipped({"a.txt": TEXT, "b.txt": TEXT}), b"PK\x01\x02", 42, "<I", 0),
         "the entry “b.txt” lies inside another"),
        (patched(zipped({"a.txt": TEXT}), b"PK\x01\x02", 20, "<I", 10_000_000),
         "the archive is damaged: an entry lies past its end"),
    ],
    ids=["none", "many", "large", "xlsx", "epub", "odt", "overlap", "past the end"],
)  # fmt: skip
def test_an_archive_that_must_not_be_unpacked_is_refused_whole(data: bytes, reason: str):
    assert outcome(data) == [("in/a.zip", reason)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zipped({"a.txt": "x" * 1_000_000}), "the entry unpacks to more than 200 times its size"),
        (zipped({"a.txt": b"x" * 5_000_001}),
         "the entry unpacks to 5,000,001 bytes; the most that is read is 5,000,000"),
        (zipped({"a.zip": zipped({"b.txt": TEXT})}), "an archive inside an archive is not read"),
        (patched(zipped({"a.txt": TEXT}), b"PK\x01\x02", 8, "<H", 1), "the entry is encrypted"),
        (patched(zipped({"a.txt": TEXT}), b"PK\x01\x02", 10, "<H", 12),
         "the entry is packed in a way that is not read: use deflate or none"),
        (patched(zipped({"a.txt": TEXT}), b"PK\x01\x02", 16, "<I", 7),
         "the entry is damaged: Bad CRC-32 for file 'a.txt'"),
    ],
    ids=["ratio", "size", "nested", "encrypted", "method", "checksum"],
)  # fmt: skip
def test_an_entry_that_cannot_be_unpacked_is_refused_alone(data: bytes, reason: str):
    ((_, found),) = outcome(data)
    assert found == reason


def test_an_entry_that_promises_less_than_it_holds_is_stopped():
    data = patched(zipped({"a.txt": "word " * 90_000}, stored=True), b"PK\x01\x02", 24, "<I", 10)
    ((_, reason),) = outcome(data)
    assert reason.startswith(("the entry is damaged", "the archive"))
