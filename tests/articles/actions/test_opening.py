"""Opening: files and folders of this machine; what cannot be opened is refused by its name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from articles.actions.importing import IncomingFile
from articles.actions.opening import open_files
from articles.formats.parsed import Refusal


def test_files_come_in_the_order_given_and_folders_sorted(tmp_path: Path):
    folder = tmp_path / "folder"
    (folder / "deeper").mkdir(parents=True)
    for name in ("b.txt", "a.txt", "deeper/c.txt"):
        (folder / name).write_bytes(name.encode())
    single = tmp_path / "single.html"
    single.write_bytes(b"single")
    files, refusals = open_files([str(single), str(folder)], format="text")
    assert files == [
        IncomingFile(str(single), b"single", "text"),
        IncomingFile(str(folder / "a.txt"), b"a.txt", "text"),
        IncomingFile(str(folder / "b.txt"), b"b.txt", "text"),
    ]
    assert refusals == []


def test_what_is_not_there_is_refused_and_the_rest_is_opened(tmp_path: Path):
    (tmp_path / "here.txt").write_bytes(b"here")
    missing = tmp_path / "missing.txt"
    files, refusals = open_files([str(missing), str(tmp_path / "here.txt")])
    assert [file.data for file in files] == [b"here"]
    assert refusals == [Refusal(locator=str(missing), reason="No such file or directory")]


def test_an_empty_folder_is_refused(tmp_path: Path):
    assert open_files([str(tmp_path)]) == (
        [],
        [Refusal(locator=str(tmp_path), reason="the folder holds no files")],
    )


def test_a_pipe_is_refused_without_waiting_for_its_end(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert open_files([str(pipe)]) == ([], [Refusal(locator=str(pipe), reason="not a regular file")])


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path, settings):
    settings.IMPORT_MAX_BYTES = 10
    path = tmp_path / "large.txt"
    path.write_bytes(b"x" * 11)
    reason = "the file has 11 bytes; the most that is read is 10"
    assert open_files([str(path)]) == ([], [Refusal(locator=str(path), reason=reason)])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_file_and_a_folder_that_may_not_be_opened_are_refused(tmp_path: Path):
    file, folder = tmp_path / "file.txt", tmp_path / "folder"
    file.write_bytes(b"words")
    folder.mkdir()
    for path in (file, folder):
        path.chmod(0)
    _, refusals = open_files([str(file), str(folder)])
    folder.chmod(0o700)
    assert [refusal.reason for refusal in refusals] == ["Permission denied"] * 2


def test_a_name_that_is_not_utf_8_is_shown_with_a_mark(tmp_path: Path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as file:  # noqa: PTH123  the name is bytes
        file.write(b"words")
    files, _ = open_files([os.fsdecode(path)])
    assert files[0].name == f"{tmp_path}/caf�.txt"
