"""Drafts in two windows of one editor: the save of an older copy is refused, both texts are kept."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from reviews.actions import drafts
from reviews.actions.drafts import DraftChanged, Seen
from reviews.models import Draft, DraftCopy

ONE, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)


@pytest.fixture
def task(desk, make_task):
    return make_task(desk)


@pytest.fixture
def write(task, editor):
    """Return what keeps a text as one window sends it: `write("text", ONE, version=0)`."""

    def keep(text: str, window: uuid.UUID, *, version: int, serial: int = 1) -> Draft:
        seen = Seen(version, window, serial)
        return drafts.keep(task, by=editor, data={"summary": text}, seen=seen)

    return keep


def kept(task) -> tuple[str, dict[uuid.UUID, str]]:
    """Return the draft's text, and the texts that windows keep apart."""
    copies = DraftCopy.objects.filter(task=task)
    return Draft.objects.get(task=task).data["summary"], {
        row.from_window: row.data["summary"] for row in copies
    }


def test_each_save_raises_the_version_and_a_window_goes_on_from_its_own(write):
    versions = [write(f"Text {turn}", ONE, version=0, serial=turn).version for turn in (1, 2, 3)]
    assert versions == [1, 2, 3]


def test_the_later_save_of_an_older_copy_is_refused_and_kept_apart(task, write):
    write("Mine", ONE, version=0)
    with pytest.raises(DraftChanged) as refusal:
        write("Theirs", OTHER, version=0)
    assert refusal.value.present == "1"
    assert kept(task) == ("Mine", {OTHER: "Theirs"})


def test_what_a_refused_window_types_on_replaces_its_copy_alone(task, write):
    write("Mine", ONE, version=0)
    for serial, text in enumerate(("Their first", "Their second"), start=1):
        with pytest.raises(DraftChanged):
            write(text, OTHER, version=0, serial=serial)
    assert kept(task) == ("Mine", {OTHER: "Their second"})


def test_a_window_that_has_seen_the_present_version_goes_on_from_it(task, write):
    write("Mine", ONE, version=0)
    assert write("Theirs, on from mine", OTHER, version=1).version == 2
    assert kept(task) == ("Theirs, on from mine", {})


def test_a_choice_for_one_s_own_text_lets_go_of_its_copy(task, write):
    write("Mine", ONE, version=0)
    with pytest.raises(DraftChanged):
        write("Theirs", OTHER, version=0)
    write("Theirs", OTHER, version=1)
    assert kept(task) == ("Theirs", {})


def test_a_save_overtaken_on_its_way_never_replaces_a_later_one(task, write):
    write("It is sixty", ONE, version=0, serial=2)
    assert write("It is", ONE, version=0, serial=1).version == 1
    assert kept(task) == ("It is sixty", {})


def test_the_same_text_in_two_windows_is_no_conflict(task, write):
    write("Mine", ONE, version=0)
    assert write("Mine", OTHER, version=0).version == 1
    assert kept(task) == ("Mine", {})


def test_a_copy_made_the_draft_is_no_copy_any_more(task, editor, write):
    write("Mine", ONE, version=0)
    with pytest.raises(DraftChanged):
        write("Theirs", OTHER, version=0)
    third = Seen(1, uuid.uuid4())
    assert drafts.use_copy(task, by=editor, window=OTHER, seen=third).version == 2
    assert kept(task) == ("Theirs", {})
    assert drafts.use_copy(task, by=editor, window=OTHER, seen=third) is None


def test_a_copy_stays_where_the_draft_it_was_weighed_against_has_changed(task, editor, write):
    write("Mine", ONE, version=0)
    with pytest.raises(DraftChanged):
        write("Theirs", OTHER, version=0)
    write("Mine, and on", ONE, version=1, serial=2)
    with pytest.raises(DraftChanged):
        drafts.use_copy(task, by=editor, window=OTHER, seen=Seen(1, uuid.uuid4()))
    assert kept(task) == ("Mine, and on", {OTHER: "Theirs"})


def test_a_copy_let_go_is_gone(task, editor, write):
    write("Mine", ONE, version=0)
    with pytest.raises(DraftChanged):
        write("Theirs", OTHER, version=0)
    drafts.drop_copy(task, by=editor, window=OTHER)
    assert kept(task) == ("Mine", {})


@pytest.mark.django_db(transaction=True)
def test_of_eight_windows_at_once_one_is_first_and_no_text_is_lost(task, editor):
    windows = [uuid.UUID(int=number) for number in range(1, 9)]

    def save(window: uuid.UUID) -> str:
        try:
            drafts.keep(task, by=editor, data={"summary": str(window)}, seen=Seen(0, window, 1))
        except DraftChanged:
            return "refused"
        finally:
            connections.close_all()
        return "kept"

    with ThreadPoolExecutor(len(windows)) as pool:
        answers = sorted(pool.map(save, windows))
    text, copies = kept(task)
    assert answers == ["kept", *["refused"] * 7]
    assert {text, *copies.values()} == {str(window) for window in windows}
