"""Drop folders on disk: no link is followed, nothing leads out, nothing is lost or overwritten."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from articles import drop_folder
from articles.drop_folder import FolderRefused

PARTS = ["economy", "wire"]


@pytest.fixture
def folder(tmp_path) -> Path:
    made = tmp_path / "economy" / "wire"
    made.mkdir(parents=True)
    return made


def names(folder: Path) -> list[str]:
    """Return every file below a folder, by its path from there."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


def test_files_are_seen_and_unfinished_hidden_and_folders_are_not(tmp_path, folder):
    for name in ("a.txt", "b.part", "c.TMP", ".hidden", "d.xml.filepart", "e~"):
        (folder / name).write_text("text")
    (folder / "inner").mkdir()
    found = drop_folder.look(tmp_path, PARTS)
    told = (folder / "a.txt").stat()
    assert found.files == {"a.txt": [4, told.st_mtime_ns, told.st_ino]}
    assert found.strange == {}


def test_links_and_pipes_are_strange_and_never_read(tmp_path, folder):
    (tmp_path / "secret").write_text("secret")
    (folder / "link").symlink_to(tmp_path / "secret")
    os.mkfifo(folder / "pipe")
    found = drop_folder.look(tmp_path, PARTS)
    assert found.strange == {
        "link": "it is a link, and no link is followed",
        "pipe": "it is not a regular file",
    }
    for name in ("link", "pipe"):
        with pytest.raises(FolderRefused):
            drop_folder.read(tmp_path, PARTS, name)


def test_a_folder_that_is_a_link_is_refused(tmp_path, folder):
    (tmp_path / "economy" / "other").symlink_to(folder)
    with pytest.raises(FolderRefused, match="it is a link"):
        drop_folder.look(tmp_path, ["economy", "other"])


@pytest.mark.parametrize(
    "parts", [["..", "x"], ["economy", ".."], ["economy", ""], ["economy", "a/b"], ["\0"]]
)
def test_a_path_that_leads_elsewhere_is_refused(tmp_path, folder, parts):
    with pytest.raises(FolderRefused, match="is no name of a folder"):
        drop_folder.look(tmp_path, parts)


def test_a_missing_folder_and_a_missing_root_are_named(tmp_path, folder):
    with pytest.raises(FolderRefused, match="there is no folder economy/mail"):
        drop_folder.look(tmp_path, ["economy", "mail"])
    with pytest.raises(FolderRefused, match="the root of the drop folders cannot be opened"):
        drop_folder.look(tmp_path / "nowhere", PARTS)


def test_a_file_is_moved_aside_with_its_reason(tmp_path, folder):
    (folder / "a.txt").write_text("text")
    stamp = drop_folder.look(tmp_path, PARTS).files["a.txt"]
    assert drop_folder.move_aside(tmp_path, PARTS, "a.txt", stamp, "refused", "it is empty\n")
    assert names(folder) == ["refused/a.txt", "refused/a.txt.reason.txt"]
    assert (folder / "refused" / "a.txt.reason.txt").read_text() == "it is empty\n"


def test_a_file_that_is_gone_or_new_is_left_as_it_is(tmp_path, folder):
    (folder / "a.txt").write_text("old")
    stamp = drop_folder.look(tmp_path, PARTS).files["a.txt"]
    (folder / "a.txt").write_text("newer")
    assert not drop_folder.move_aside(tmp_path, PARTS, "a.txt", stamp, "done", "")
    (folder / "a.txt").unlink()
    assert not drop_folder.move_aside(tmp_path, PARTS, "a.txt", stamp, "done", "")
    assert names(folder) == []


def test_no_earlier_file_of_the_same_name_is_overwritten(tmp_path, folder):
    for text in ("one", "two", "three"):
        (folder / "a.tar.gz").write_text(text)
        stamp = drop_folder.look(tmp_path, PARTS).files["a.tar.gz"]
        assert drop_folder.move_aside(tmp_path, PARTS, "a.tar.gz", stamp, "done", "")
    assert names(folder) == ["done/a.tar-2.gz", "done/a.tar-3.gz", "done/a.tar.gz"]
    assert (folder / "done" / "a.tar.gz").read_text() == "one"


def test_a_done_folder_that_is_a_link_is_not_written_into(tmp_path, folder):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / "done").symlink_to(elsewhere)
    (folder / "a.txt").write_text("text")
    with pytest.raises(FolderRefused, match="it is a link"):
        drop_folder.move_aside(tmp_path, PARTS, "a.txt", None, "done", "")
    assert names(elsewhere) == []


def test_a_reason_that_is_a_link_is_not_written_through(tmp_path, folder):
    target = tmp_path / "target"
    (folder / "refused").mkdir()
    (folder / "refused" / "a.txt.reason.txt").symlink_to(target)
    (folder / "a.txt").write_text("text")
    with pytest.raises(OSError, match="symbolic link"):
        drop_folder.move_aside(tmp_path, PARTS, "a.txt", None, "refused", "why")
    assert not target.exists()
