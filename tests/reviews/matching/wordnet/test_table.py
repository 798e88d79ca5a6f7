"""The table of WordNet: made from its files, found by halving, kept by forks, as its README says."""

from __future__ import annotations

import hashlib
import os
import threading

import pytest
from django.core.management import CommandError, call_command

from reviews.matching.wordnet.lexicon import commonness, main_kind, senses
from reviews.matching.wordnet.making import table
from reviews.matching.wordnet.table import PATH, line

NOUNS = """  1 The licence stands here.
00000001 03 n 01 animal 0 000 | a living thing
00000002 05 n 02 dog 0 domestic_dog 0 002 @ 00000001 n 0000 ~ 00000003 n 0000 | it barks
00000003 05 n 01 Lassie 0 001 @i 00000002 n 0000 | a dog
"""
SENSES = """animal%1:03:00:: 00000001 1 5
dog%1:05:00:: 00000002 1 42
domestic_dog%1:05:00:: 00000002 1 0
lassie%1:05:00:: 00000003 1 0
"""


@pytest.fixture
def folder(tmp_path):
    for kind in ("verb", "adj", "adv"):
        (tmp_path / f"data.{kind}").write_text("  1 The licence stands here.\n")
    (tmp_path / "data.noun").write_text(NOUNS)
    (tmp_path / "index.sense").write_text(SENSES)
    return tmp_path


def test_the_table_holds_words_and_meanings_without_phrases_that_nobody_counted(folder):
    assert list(table(folder)) == [
        "#n0\t", "#n1\t@n0", "#n2\t%n1", "animal\tn0:5", "dog\tn1:42", "lassie\tn2",
    ]  # fmt: skip


def test_the_command_writes_the_table_and_says_its_hash(folder, capsys):
    call_command("make_wordnet", str(folder), to=folder / "made.txt")
    made = (folder / "made.txt").read_bytes()
    assert made.splitlines()[-1] == b"lassie\tn2"
    assert hashlib.sha256(made).hexdigest() in capsys.readouterr().out


def test_a_folder_without_the_files_is_refused_and_nothing_written(tmp_path):
    with pytest.raises(CommandError, match="not the files of WordNet"):
        call_command("make_wordnet", str(tmp_path), to=tmp_path / "made.txt")
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_the_one_that_the_readme_names():
    assert hashlib.sha256(PATH.read_bytes()).hexdigest() in PATH.with_name("README.txt").read_text()


def test_the_first_and_the_last_line_are_found_and_what_is_not_there_is_empty():
    lines = PATH.read_text(encoding="utf-8").splitlines()
    for each in (lines[0], lines[-1], lines[len(lines) // 2]):
        key, _, rest = each.partition("\t")
        assert line(key) == rest
    assert line("") == line("zzzz") == line("!") == line("é") == ""


def test_forms_are_read_as_their_word():
    assert senses("dogs")[0] == senses("dog")[0]
    assert senses("threw")[0].kind == "v"
    assert (main_kind("hospital"), main_kind("allow"), main_kind("cheap")) == ("n", "v", "a")
    assert commonness("person") > commonness("glacier") > commonness("qwertz") == 0


def test_threads_and_a_forked_process_read_the_same_table():
    found: list[str] = []
    readers = [threading.Thread(target=lambda: found.append(line("dog"))) for _ in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert found == [line("dog")] * 8
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(write, line("dog").encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(read, 1_000).decode() == line("dog")
    os.close(read)
    os.close(write)
