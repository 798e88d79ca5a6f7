"""Take a zip archive apart in memory, entry by entry, after its directory has been checked."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from articles.formats.limits import Limits

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_DIRECTORY_ENTRY = b"PK\x01\x02"
_HEADER = 30  # bytes of a local header without the name (PKWARE APPNOTE 4.3.7)
_ENCRYPTED = 0x1
_READ = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# Below this an entry may shrink as much as it likes: a page of one repeated word is no attack.
_SMALL = 100_000


class BadArchive(ValueError):
    """The archive, or an entry of it, cannot or must not be unpacked; the message says why."""


def is_zip(data: bytes) -> bool:
    """Tell whether the bytes begin as a zip archive does and hold a directory."""
    return data.startswith(_MAGIC) and zipfile.is_zipfile(io.BytesIO(data))


class Archive:
    """A zip archive whose directory promises nothing that is over the limits."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Raises BadArchive for a broken, overlapping or oversized archive."""
        found = data.count(_DIRECTORY_ENTRY)
        if found > limits.entries:
            raise BadArchive(
                f"the archive has {found:,} entries; the most that is read is {limits.entries:,}"
            )
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as wrong:
            raise BadArchive(f"the archive is damaged: {wrong}") from wrong
        self.limits = limits
        self.entries = self.zip.infolist()
        _check_places(self.entries, len(data))
        promised = sum(entry.file_size for entry in self.entries)
        if promised > limits.inflated:
            raise BadArchive(
                f"the archive unpacks to {promised:,} bytes; the most that is read is {limits.inflated:,}"
            )
        self.unpacked = 0

    def names(self) -> frozenset[str]:
        """Return the names of all entries."""
        return frozenset(entry.filename for entry in self.entries)

    def files(self) -> Iterator[zipfile.ZipInfo]:
        """Yield the entries that are files, in the order of the directory, without what macOS adds."""
        for entry in self.entries:
            path = entry.filename
            if not entry.is_dir() and not path.startswith("__MACOSX/") and not path.endswith(".DS_Store"):
                yield entry

    def read(self, entry: zipfile.ZipInfo) -> bytes:
        """Return an entry's bytes; raise BadArchive for one that is encrypted, damaged or too large."""
        _check_entry(entry, self.limits)
        try:
            with self.zip.open(entry) as opened:
                # The directory may promise less than comes out.
                data = opened.read(self.limits.file + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as wrong:
            raise BadArchive(f"the entry is damaged: {wrong}") from wrong
        self.unpacked += len(data)
        if len(data) > self.limits.file or self.unpacked > self.limits.inflated:
            raise BadArchive("the entry unpacks to more than the archive's directory says")
        return data

    def part(self, name: str) -> bytes:
        """Return the bytes of the entry called `name`, b"" where there is none."""
        try:
            return self.read(self.zip.getinfo(name))
        except KeyError:
            return b""


def _check_places(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Two entries that share bytes unpack to far more than the file holds."""
    end = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset < end:
            raise BadArchive(f"the entry “{entry.filename[:80]}” lies inside another")
        end = entry.header_offset + _HEADER + entry.compress_size
    if end > size:
        raise BadArchive("the archive is damaged: an entry lies past its end")


def _check_entry(entry: zipfile.ZipInfo, limits: Limits) -> None:
    if entry.flag_bits & _ENCRYPTED:
        raise BadArchive("the entry is encrypted")
    if entry.compress_type not in _READ:
        raise BadArchive("the entry is packed in a way that is not read: use deflate or none")
    if entry.file_size > limits.file:
        raise BadArchive(
            f"the entry unpacks to {entry.file_size:,} bytes; the most that is read is {limits.file:,}"
        )
    if entry.file_size > _SMALL and entry.file_size > limits.ratio * max(1, entry.compress_size):
        raise BadArchive(f"the entry unpacks to more than {limits.ratio} times its size")
