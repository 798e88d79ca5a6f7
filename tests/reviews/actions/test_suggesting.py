"""Suggesting after a batch: once for each revision, for the claims that it was the first to make."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now

from articles.models import ArticleRevision
from factcheck.models import AuditEvent
from reviews.actions import claims, suggesting
from reviews.models import Claim, ClaimMatch
from tests.reviews.actions.paper import print_article

pytestmark = pytest.mark.django_db

OLD = "The bridge at Tessel is 90 metres long."
LIKE = "The bridge at Tessel is 90 metres long and wide."
OTHER = "The harbour tax rises to 4 percent in May."


def batch(desk, *articles: tuple[str, ...]) -> list[ArticleRevision]:
    """Match articles together, as the jobs do: their suggestions come later."""
    printed = [print_article(desk, *sentences) for sentences in articles]
    claims.match_all([revision.pk for revision in printed])
    return printed


def suggested() -> list[tuple[str, str]]:
    rows = ClaimMatch.objects.filter(state="SUGGESTED").order_by("pk")
    return [(row.statement.exact, row.claim.text) for row in rows.select_related("statement", "claim")]


def test_a_batch_waits_for_its_suggestions_and_gets_them_once(desk):
    [first] = batch(desk, (OLD,))
    [second] = batch(desk, (LIKE, OTHER))
    assert (second.refresh_from_db(), second.matched_at is None, second.suggested_at) == (None, False, None)
    assert suggesting.suggest_all([first.pk, second.pk]) == 1
    assert suggested() == [(LIKE, OLD)]
    second.refresh_from_db()
    assert second.suggested_at is not None
    assert suggesting.suggest(second.pk) == 0
    event = AuditEvent.objects.get(action="revision.suggested")
    assert (event.actor, event.data) == (None, {"suggestions": 1, "revisions": [first.pk, second.pk]})


def test_a_repeat_of_a_known_claim_asks_nothing_again(desk):
    batch(desk, (OLD,))
    [second], [third] = batch(desk, (LIKE,)), batch(desk, (LIKE,))
    assert [suggesting.suggest(second.pk), suggesting.suggest(third.pk)] == [1, 0]


def test_a_claim_that_was_dismissed_is_suggested_to_nobody_and_has_no_suggestions(desk, editor):
    batch(desk, (OLD,))
    [second] = batch(desk, (LIKE,))
    claims.dismiss(claim=Claim.objects.get(text=LIKE), by=editor, reason="Of no interest.")
    assert suggesting.suggest(second.pk) == 0
    [third] = batch(desk, ("The bridge at Tessel is 90 metres long by now.",))
    assert suggesting.suggest(third.pk) == 1
    assert [claim for _, claim in suggested()] == [OLD]


def test_another_desk_and_another_language_are_never_suggested(desk, other_desk):
    batch(other_desk, (OLD,))
    claims.match(print_article(desk, OLD, language="de").pk)
    [second] = batch(desk, (LIKE,))
    assert (suggesting.suggest(second.pk), suggested()) == (0, [])


def test_a_revision_that_is_not_matched_yet_stays_due(desk):
    revision = print_article(desk, OLD)
    assert suggesting.suggest(revision.pk) == 0
    revision.refresh_from_db()
    assert revision.suggested_at is None


@pytest.mark.django_db(transaction=True)
def test_a_revision_in_another_workers_hands_is_left_to_it(desk):
    batch(desk, (OLD,))
    [second] = batch(desk, (LIKE,))
    lock = connection.copy()
    try:
        with lock.cursor() as cursor:
            lock.set_autocommit(False)
            cursor.execute("SELECT 1 FROM articles_articlerevision WHERE id = %s FOR UPDATE", [second.pk])
            assert suggesting.suggest(second.pk) == 0
            lock.rollback()
    finally:
        lock.close()
    assert suggesting.suggest(second.pk) == 1


def test_what_fails_leaves_nothing_half_done(desk):
    [revision] = batch(desk, (OLD,))
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assert suggesting.suggest(revision.pk) / 0
    assert ArticleRevision.objects.filter(suggested_at__lte=Now()).count() == 0
