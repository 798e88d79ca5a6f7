"""Parse a zip archive: each file in it is read as if it had been handed over alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from articles.formats.archive import Archive, BadArchive, is_zip
from articles.formats.docx import is_docx
from articles.formats.file_format import FileFormat
from articles.formats.json_ld import storable
from articles.formats.limits import Limits, in_force
from articles.formats.parsed import Parsed, Refusal
from articles.formats.sight import Sight

ParseOne = Callable[[bytes, str], list[Parsed]]

_LONGEST_NAME = 400
# What other programs keep in zip archives, by an entry that only they have.
_DOCUMENTS = {
    "xl/workbook.xml": "an Excel workbook: save it as CSV",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "META-INF/container.xml": "an EPUB book",
    "META-INF/MANIFEST.MF": "a Java program",
}


def zip_format(parse_one: ParseOne) -> FileFormat:
    """Return the format whose entries are read by `parse_one(bytes, locator)`."""

    def parse_zip(data: bytes, *, locator: str) -> list[Parsed]:
        return list(read_archive(data, locator, parse_one, in_force()))

    return FileFormat(
        name="zip", label="Zip archive", said="a zip archive", parse=parse_zip, detects=_is_zip, binary=True
    )


def read_archive(data: bytes, locator: str, parse_one: ParseOne, limits: Limits) -> Iterator[Parsed]:
    """Yield what each file of the archive holds, one after the other, located as `archive.zip/path`."""
    try:
        archive = Archive(data, limits)
        kind = _other_document(archive)
    except BadArchive as wrong:
        yield Refusal(locator=locator, reason=str(wrong))
        return
    if kind:
        yield Refusal(locator=locator, reason=f"the file is {kind}")
    elif next(archive.files(), None) is None:
        yield Refusal(locator=locator, reason="the archive holds no file")
    else:
        yield from _files(archive, locator, parse_one, limits)


def _files(archive: Archive, locator: str, parse_one: ParseOne, limits: Limits) -> Iterator[Parsed]:
    seen: dict[str, int] = {}
    begun = time.process_time()
    for entry in archive.files():
        name = str(storable(entry.filename))[:_LONGEST_NAME]
        seen[name] = seen.get(name, 0) + 1
        at = f"{locator}/{name}" + (f" ({seen[name]})" if seen[name] > 1 else "")
        if time.process_time() - begun > limits.file_seconds:
            reason = f"the entries above took more than {limits.file_seconds:g} seconds"
            yield Refusal(locator=at, reason=reason)
            continue
        try:
            yield from _entry(archive.read(entry), at, parse_one)
        except BadArchive as wrong:
            yield Refusal(locator=at, reason=str(wrong))


def _entry(data: bytes, locator: str, parse_one: ParseOne) -> list[Parsed]:
    if is_zip(data) and not is_docx(data):
        return [Refusal(locator=locator, reason="an archive inside an archive is not read")]
    return parse_one(data, locator)


def _other_document(archive: Archive) -> str:
    names = archive.names()
    if "mimetype" in names and archive.part("mimetype").startswith(b"application/vnd.oasis"):
        return "an OpenDocument file: save it as .docx"
    return next((said for name, said in _DOCUMENTS.items() if name in names), "")


def _is_zip(sight: Sight) -> bool:
    return is_zip(sight.data)
