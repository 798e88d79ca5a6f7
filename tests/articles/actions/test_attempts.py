"""Attempts: what cannot be done is given up after five, with the reason, and never stops the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import DatabaseError, connection

from articles import due
from articles.actions import importing, statements
from articles.actions.attempts import LIMIT
from articles.models import ArticleRevision, ImportFile, ImportItem
from factcheck.models import AuditEvent
from factcheck.storage import BlobMissing

pytestmark = pytest.mark.django_db


@pytest.fixture
def lose_bytes(blobs: Path):
    """Return a function that loses the stored bytes of a run's only file."""

    def lose(run) -> None:
        sha256 = run.files.get().sha256
        (blobs / sha256[:2] / sha256[2:4] / sha256).unlink()

    return lose


@pytest.fixture
def refuse_statements(db):
    """Have PostgreSQL refuse every new statement, until the test's transaction is rolled back."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE articles_statement ADD CONSTRAINT refuse_all CHECK (false) NOT VALID")


def test_a_file_that_cannot_be_read_is_refused_after_five_attempts(
    hand_over, text_file, refusals, lose_bytes
):
    run = hand_over(files=[text_file()])
    lose_bytes(run)
    file = run.files.get()
    for attempt in range(1, LIMIT):
        with pytest.raises(BlobMissing):
            importing.read_file(file.pk)
        assert ImportFile.objects.get().attempts == attempt
    assert importing.read_file(file.pk) == []
    [(locator, reason)] = refusals(run)
    assert locator == "bridge-1.txt"
    assert reason == (
        f"the file could not be read in 5 attempts: BlobMissing: no stored bytes for sha256 {file.sha256}"
    )
    assert importing.finish(run.pk) is True


def test_a_file_that_kills_its_worker_is_refused_after_five_attempts(hand_over, text_file, refusals):
    run = hand_over(files=[text_file()])
    run.files.update(attempts=LIMIT)
    assert importing.read_file(run.files.get().pk) == []
    assert refusals(run) == [("bridge-1.txt", "the file could not be read in 5 attempts: the worker died")]


def test_an_item_that_cannot_be_imported_is_refused_after_five_attempts(hand_over, parsed, refusals):
    run = hand_over(articles=[parsed(), parsed(locator="entry 2")])
    poison, good = run.items.order_by("pk")
    ImportItem.objects.filter(pk=poison.pk).update(payload={"text": "Some words."})
    for _ in range(LIMIT - 1):
        with pytest.raises(KeyError):
            importing.import_item(poison.pk)
    assert importing.import_item(good.pk) == ArticleRevision.objects.get().pk
    assert importing.import_item(poison.pk) is None
    assert refusals(run) == [("entry 1", "could not be imported in 5 attempts: KeyError: 'published_at'")]
    poison.refresh_from_db()
    assert (poison.snippet, poison.payload) == ("Some words.", {"text": "Some words."})  # for a retry


def test_an_item_that_kills_its_worker_is_refused_after_five_attempts(hand_over, parsed, refusals):
    run = hand_over(articles=[parsed()])
    run.items.update(attempts=LIMIT)
    assert importing.import_item(run.items.get().pk) is None
    assert refusals(run) == [("entry 1", "could not be imported in 5 attempts: the worker died")]


def test_an_attempt_that_failed_leaves_nothing_behind_but_its_count(hand_over, parsed):
    run = hand_over(articles=[parsed(published_at=None)])
    item = run.items.get()
    ImportItem.objects.filter(pk=item.pk).update(payload={**item.payload, "published_at": "no date"})
    with pytest.raises(ValueError, match="no date"):
        importing.import_item(item.pk)
    item.refresh_from_db()
    assert (item.state, item.attempts, ArticleRevision.objects.count()) == ("PENDING", 1, 0)


def test_a_revision_whose_extraction_fails_is_given_up_on_the_record(desk, make_revision, refuse_statements):
    revision = make_revision(desk, "The bridge is 90 metres long.")
    for _ in range(LIMIT - 1):
        with pytest.raises(DatabaseError):
            statements.extract(revision.pk)
    assert [statements.extract(revision.pk) for _ in range(3)] == [False] * 3
    revision.refresh_from_db()
    assert (revision.extracted_at, revision.statements.count()) == (None, 0)
    event = AuditEvent.objects.get(action="revision.given_up")
    assert event.target == f"articles.articlerevision:{revision.pk}"
    assert event.data["reason"].startswith(
        "the statements could not be extracted in 5 attempts: IntegrityError: "
    )
    assert due.unextracted_revisions() == []


def test_a_revision_that_kills_its_worker_is_given_up_on_the_record(desk, make_revision):
    revision = make_revision(desk, "The bridge is 90 metres long.", extract_attempts=LIMIT)
    assert [statements.extract(revision.pk) for _ in range(2)] == [False] * 2
    assert AuditEvent.objects.get(action="revision.given_up").data == {
        "reason": "the statements could not be extracted in 5 attempts: the worker died"
    }
