"""The limits of imports are those of the settings, and an import keeps them row by row."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest

from articles.actions.importing import IncomingFile
from articles.actions.limits import limits
from articles.formats import Limits

NAMES = {
    "file": "IMPORT_MAX_BYTES",
    "stream": "IMPORT_MAX_STREAM_BYTES",
    "row": "IMPORT_MAX_ROW_BYTES",
    "characters": "IMPORT_MAX_CHARACTERS",
    "depth": "IMPORT_MAX_DEPTH",
    "entries": "IMPORT_MAX_ENTRIES",
    "items": "IMPORT_MAX_ITEMS",
    "inflated": "IMPORT_MAX_INFLATED_BYTES",
    "ratio": "IMPORT_MAX_RATIO",
    "seconds": "IMPORT_MAX_SECONDS",
    "file_seconds": "IMPORT_MAX_FILE_SECONDS",
}


@pytest.mark.parametrize(("name", "setting"), NAMES.items())
def test_each_limit_is_a_setting_with_the_documented_default(name, setting, settings):
    assert getattr(settings, setting) == getattr(Limits(), name)
    setattr(settings, setting, 7)
    assert getattr(limits(), name) == 7


def test_no_limit_but_the_columns_of_a_table_is_left_without_a_setting():
    assert {each.name for each in fields(Limits)} - set(NAMES) == {"columns"}


@pytest.mark.django_db
def test_a_row_that_takes_too_long_is_refused_with_its_reason_and_the_others_are_imported(
    hand_over, work_off, refusals, settings
):
    settings.IMPORT_MAX_SECONDS = 0.05
    slow = "".join(f"<p>The mayor said {n} boats had sunk.</p>" for n in range(5_000))
    rows = [{"title": "A", "text": "One."}, {"title": "B", "html": slow}, {"title": "C", "text": "Three."}]
    data = "\n".join(map(json.dumps, rows)).encode()
    run = work_off(hand_over(files=[IncomingFile("rows.jsonl", data)]))
    assert (run.state, run.created) == ("PARTIAL", 2)
    assert refusals(run) == [("rows.jsonl:2", "it takes more than 0.05 seconds to read")]


@pytest.mark.django_db
def test_an_article_handed_over_by_itself_has_the_same_limit_of_characters(
    hand_over, refusals, parsed, settings
):
    settings.IMPORT_MAX_CHARACTERS = 20
    run = hand_over(articles=[parsed(text="x" * 20), parsed(locator="entry 2", text="x" * 21)])
    assert refusals(run) == [("entry 2", "the text has 21 characters; the most that is taken is 20")]
