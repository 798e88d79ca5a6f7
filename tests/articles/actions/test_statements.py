"""Statements: stored once with their exact places, in one transaction with the mark that it is done."""

from __future__ import annotations

import pytest

from articles.actions import statements
from articles.models import Statement
from articles.statements import DETECTOR
from articles.statements import extract as find
from factcheck.models import AuditEvent
from factcheck.states import Conflict

pytestmark = pytest.mark.django_db

TEXT = (
    "The council approved the bridge on Monday.\n\nIt will cost 4.2 million crowns, "
    "the mayor said 🌉. “We begin in June,” she added.\n"
)


def test_the_statements_of_a_revision_are_stored_as_they_were_found(desk, make_revision):
    revision = make_revision(desk, TEXT, title="Bridge approved")
    assert statements.extract(revision.pk) is True
    stored = list(
        revision.statements.order_by("start", "end").values_list(
            "start", "end", "exact", "kind", "checkability", "check_worthiness", "reasons", "speaker"
        )
    )
    found = sorted(
        find(TEXT, title="Bridge approved", language="en"), key=lambda each: (each.start, each.end)
    )
    assert len(found) >= 2
    assert stored == [
        (
            each.start,
            each.end,
            each.exact,
            each.kind,
            each.checkability,
            each.check_worthiness,
            list(each.reasons),
            each.speaker,
        )
        for each in found
    ]
    assert all(TEXT[start:end] == exact for start, end, exact, *_ in stored)
    assert set(revision.statements.values_list("detector", flat=True)) == {DETECTOR}


def test_a_row_of_a_table_is_stored_as_it_reads_alone_and_its_place_is_that_of_its_words(desk, make_revision):
    text = "Shares.\n\n| Country | Share |\n|---|---|\n| Kaveria | 92% |\n\nThe rest is Norland's.\n"
    revision = make_revision(desk, text, title="Shares")
    statements.extract(revision.pk)
    rows = revision.statements.order_by("start").values_list("exact", "readable")
    assert list(rows)[-2:] == [
        ("Kaveria | 92%", "Country: Kaveria; Share: 92%"),
        ("The rest is Norland's.", None),
    ]
    row = revision.statements.get(readable__isnull=False)
    assert text[row.start : row.end] == row.exact
    assert (row.alone, revision.statements.last().alone) == (row.readable, "The rest is Norland's.")


def test_a_text_that_was_given_up_is_tried_again_on_request_and_no_other_is(desk, editor, make_revision):
    revision = make_revision(desk, TEXT)
    with pytest.raises(Conflict, match="not given up"):
        statements.try_again(revision, by=editor)
    type(revision).objects.filter(pk=revision.pk).update(extract_attempts=6)
    assert statements.extract(revision.pk) is False
    statements.try_again(revision, by=editor)
    assert AuditEvent.objects.get(action="revision.retried").actor == editor
    assert statements.extract(revision.pk) is True


def test_a_second_extraction_does_nothing(desk, make_revision):
    revision = make_revision(desk, TEXT)
    assert [statements.extract(revision.pk) for _ in range(2)] == [True, False]
    first = list(Statement.objects.values_list("pk", flat=True))
    revision.refresh_from_db()
    assert revision.extracted_at is not None
    assert list(Statement.objects.values_list("pk", flat=True)) == first
    assert revision.extract_attempts == 1


def test_statements_that_a_half_done_attempt_left_are_not_doubled(desk, make_revision):
    revision = make_revision(desk, TEXT)
    found = find(TEXT, title=revision.title, language="en")[0]
    Statement.objects.create(
        revision=revision,
        start=found.start,
        end=found.end,
        exact=found.exact,
        kind=found.kind,
        checkability=found.checkability,
        detector="by-hand",
    )
    assert statements.extract(revision.pk) is True
    assert revision.statements.filter(start=found.start, end=found.end).count() == 1


def test_the_record_counts_the_statements_and_names_the_rules(desk, make_revision):
    revision = make_revision(desk, TEXT)
    statements.extract(revision.pk)
    event = AuditEvent.objects.get(action="revision.extracted")
    assert (event.target, event.actor, event.desk) == (f"articles.articlerevision:{revision.pk}", None, desk)
    assert event.data == {"statements": revision.statements.count(), "detector": DETECTOR}


def test_a_text_without_statements_is_done_as_well(desk, make_revision):
    revision = make_revision(desk, "Share this:\n", title="")
    assert statements.extract(revision.pk) is True
    revision.refresh_from_db()
    assert revision.extracted_at is not None
    assert revision.statements.filter(checkability__in=Statement.CHECKABLE).count() == 0


def test_a_revision_that_does_not_exist_is_nothing_to_do(db):
    assert statements.extract(1) is False
