"""Embeddings in the desk: claims wait for their vector, get it in batches, and find what means the same."""

from __future__ import annotations

import numpy as np
import pytest
from django.db import connection, transaction
from django.db.models.functions import Now

from articles import embedding
from factcheck.models import AuditEvent
from reviews import due
from reviews.actions import claims, embeddings
from reviews.matching.blending import EVENT
from reviews.models import Claim, ClaimCell, ClaimEmbedding, ClaimMatch, meaning
from tests.reviews.actions.paper import claim_of, print_article

OLD = "The finance minister stepped down on Thursday after the bribery scandal."
SAME = "Following a corruption affair, the minister of finance resigned on Thursday."
FAR = "Inflation in Norland fell to 2.1 percent, its lowest rate since spring."


@pytest.fixture(params=[True, False], ids=["pgvector", "cells"])
def by_index(request) -> bool:
    """Run the test with the index of pgvector, and without it."""
    if not request.param:
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX IF EXISTS claim_meaning")
    elif not meaning.has_index():
        pytest.skip("this PostgreSQL has no pgvector")
    return request.param


@pytest.mark.django_db
def test_what_means_the_same_in_other_words_is_suggested(desk, by_index):
    older = claim_of(printed := print_article_and_match(desk, OLD, FAR), OLD)
    Claim.objects.filter(pk=older.pk).update(created_at=Now() - 2 * EVENT)
    newer = print_article_and_match(desk, SAME)
    assert meaning.has_index() == by_index
    assert ClaimMatch.objects.filter(state="SUGGESTED").count() == 0
    assert embeddings.embed_due() == 3
    row = ClaimMatch.objects.get(state="SUGGESTED")
    assert (row.claim, row.exact, row.method) == (older, SAME, "meaning")
    assert row.statement.revision == newer != printed
    assert 0.6 <= row.score < 1
    assert embeddings.embed_due() == 0
    assert AuditEvent.objects.get(action="desk.claims_embedded").data["claims"] == 3


@pytest.mark.django_db
def test_another_desk_and_language_share_no_meaning(desk, other_desk, by_index):
    print_article_and_match(other_desk, OLD)
    print_article_and_match(desk, OLD, language="de")
    print_article_and_match(desk, SAME)
    assert embeddings.embed_due() == 3
    assert ClaimMatch.objects.filter(state="SUGGESTED").count() == 0


def test_a_vector_is_kept_with_its_model_and_version_and_in_two_cells(desk):
    claim = claim_of(print_article_and_match(desk, OLD), OLD)
    assert due.unembedded_claims()
    embeddings.embed_due()
    row = ClaimEmbedding.objects.get()
    assert (row.claim, row.model, row.version) == (claim, embedding.NAME, embedding.MODEL_SHA256)
    assert np.allclose(row.vector, embedding.load().embed([OLD])[0], atol=1e-5)
    assert ClaimCell.objects.filter(claim=claim).count() == 2
    assert not due.unembedded_claims()


def test_a_claim_marked_by_hand_waits_too(desk, editor):
    statement = print_article(desk, (OLD, {"checkability": "opinion"})).statements.get()
    claims.mark(statement=statement, by=editor)
    assert due.unembedded_claims()


def test_with_embeddings_off_nothing_is_embedded_and_all_of_it_waits(desk, settings):
    settings.EMBEDDINGS = False
    print_article_and_match(desk, OLD)
    assert embeddings.embed_due() == 0
    assert due.unembedded_claims()


def test_a_higher_threshold_of_the_desk_suggests_less(desk):
    desk.policy.suggest_from = 0.99
    desk.policy.save()
    print_article_and_match(desk, OLD)
    print_article_and_match(desk, SAME)
    embeddings.embed_due()
    assert ClaimMatch.objects.filter(state="SUGGESTED").count() == 0


def test_of_many_that_wait_the_newest_batch_goes_first(desk, monkeypatch):
    monkeypatch.setattr(embeddings, "BATCH", 2)
    print_article_and_match(desk, OLD, SAME, FAR)
    assert [embeddings.embed_due() for _ in range(3)] == [2, 1, 0]
    first = ClaimEmbedding.objects.filter(vector__isnull=False).order_by("pk").first()
    assert first.claim == Claim.objects.order_by("pk").first()


def test_a_vector_without_its_model_is_refused(desk):
    print_article_and_match(desk, OLD)
    with pytest.raises(Exception, match="embedding_names_its_model"), transaction.atomic():
        ClaimEmbedding.objects.update(vector=[0.1] * 384)


def print_article_and_match(desk, *sentences, **fields):
    """Return the revision of a new article with these sentences, matched."""
    revision = print_article(desk, *sentences, **fields)
    claims.match(revision.pk)
    return revision
