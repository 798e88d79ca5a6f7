"""Bytes are stored under their SHA-256, privately, and checked when read."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from factcheck import storage

HELLO = b"The quay was widened in May."
SHA = hashlib.sha256(HELLO).hexdigest()


@pytest.fixture(autouse=True)
def blobs(settings, tmp_path: Path) -> Path:
    settings.BLOB_ROOT = tmp_path / "blobs"
    return settings.BLOB_ROOT


def test_what_was_put_can_be_got_by_its_hash():
    assert storage.put(HELLO) == SHA
    assert storage.get(SHA) == HELLO
    assert storage.exists(SHA) is True


def test_empty_bytes_are_bytes_too():
    assert storage.get(storage.put(b"")) == b""


def test_putting_the_same_bytes_again_writes_nothing(blobs: Path):
    storage.put(HELLO)
    before = (blobs / SHA[:2] / SHA[2:4] / SHA).stat().st_ino
    storage.put(HELLO)
    assert (blobs / SHA[:2] / SHA[2:4] / SHA).stat().st_ino == before


def test_folders_and_files_are_private_to_their_owner(blobs: Path):
    storage.put(HELLO)
    file = blobs / SHA[:2] / SHA[2:4] / SHA
    folders = [blobs, blobs / SHA[:2], file.parent]
    assert [folder.stat().st_mode & 0o777 for folder in folders] == [0o700, 0o700, 0o700]
    assert file.stat().st_mode & 0o777 == 0o600


def test_no_temporary_file_is_left_behind(blobs: Path):
    storage.put(HELLO)
    assert [path.name for path in blobs.rglob("*") if path.is_file()] == [SHA]


def test_a_missing_blob_is_named():
    with pytest.raises(storage.BlobMissing, match=f"no stored bytes for sha256 {SHA}"):
        storage.get(SHA)
    assert storage.exists(SHA) is False


def test_changed_bytes_are_found_and_named(blobs: Path):
    storage.put(HELLO)
    (blobs / SHA[:2] / SHA[2:4] / SHA).write_bytes(b"The quay was widened in June.")
    with pytest.raises(storage.BlobCorrupt, match=SHA):
        storage.get(SHA)


def test_putting_the_right_bytes_again_mends_a_changed_copy(blobs: Path):
    storage.put(HELLO)
    (blobs / SHA[:2] / SHA[2:4] / SHA).write_bytes(b"")
    storage.put(HELLO)
    assert storage.get(SHA) == HELLO


@pytest.mark.parametrize(
    "name", ["", "../../etc/passwd", SHA.upper(), SHA[:-1], SHA + "0", "/" + SHA, SHA + "\n"]
)
def test_only_a_sha256_can_name_a_blob(name: str):
    for ask in (storage.get, storage.exists):
        with pytest.raises(ValueError, match="not a SHA-256"):
            ask(name)


def test_a_stream_is_stored_whole_under_the_hash_of_all_its_pieces(blobs):
    assert storage.put_stream([HELLO[:9], b"", HELLO[9:]]) == (SHA, len(HELLO))
    assert storage.get(SHA) == HELLO
    assert storage.put_stream(iter([HELLO])) == (SHA, len(HELLO))
    assert [path.name for path in blobs.rglob("*") if path.is_file()] == [SHA]


def test_an_empty_stream_is_empty_bytes():
    assert storage.put_stream([]) == (hashlib.sha256(b"").hexdigest(), 0)
    assert storage.get(hashlib.sha256(b"").hexdigest()) == b""


def test_a_stream_that_breaks_off_leaves_nothing_behind(blobs):
    def broken():
        yield HELLO
        raise ConnectionError("gone")

    with pytest.raises(ConnectionError, match="gone"):
        storage.put_stream(broken())
    assert [path for path in blobs.rglob("*") if path.is_file()] == []


def test_a_streamed_file_and_its_folders_are_private(blobs):
    storage.put_stream([HELLO])
    path = blobs / SHA[:2] / SHA[2:4] / SHA
    modes = [part.stat().st_mode & 0o777 for part in (path, path.parent, path.parent.parent, blobs)]
    assert modes == [0o600, 0o700, 0o700, 0o700]


def test_a_damaged_copy_is_replaced_by_a_stream_of_the_right_bytes(blobs):
    storage.put(HELLO)
    (blobs / SHA[:2] / SHA[2:4] / SHA).write_bytes(b"damaged")
    storage.put_stream([HELLO])
    assert storage.get(SHA) == HELLO
