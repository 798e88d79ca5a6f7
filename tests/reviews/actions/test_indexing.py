"""Claims that a release without search terms wrote: they wait, and are made findable."""

from __future__ import annotations

import json

import pytest
import redis
from celery import current_app
from django.db import connection

from articles import embedding
from factcheck.models import AuditEvent
from reviews import due, jobs
from reviews.actions import bulk_matching, candidates, claims, indexing
from reviews.models import Claim, ClaimEmbedding, ClaimTerm
from tests.reviews.actions.paper import print_article

TEXT = "The harbour bank of Lund raised its interest rate to 4 percent in March."
# What a release writes that knows neither terms nor embeddings; the column of sketches was its own.
OLD_WRITING = """
    INSERT INTO reviews_claim (public_id, desk_id, text, claimant, language, fingerprint, check_worthiness,
                               dismissal, sketch)
    VALUES (gen_random_uuid(), %s, %s, '', %s, %s, 0.5, '', '{}') RETURNING id
"""


def written_before(desk, text: str, *, language: str = "en") -> int:
    """Return the key of a claim as an earlier release stores it while both run."""
    with connection.cursor() as cursor:
        cursor.execute(OLD_WRITING, [desk.pk, text, language, f"{Claim.objects.count():064x}"])
        return cursor.fetchone()[0]


def found(desk, text: str) -> list[int]:
    claim = Claim(pk=2**40, text=text)
    return [one.claim for one in candidates.find([claim], desk=desk.pk, language="en", least=0.6)[claim.pk]]


def test_a_claim_of_an_earlier_release_is_due_and_found_once_it_was_indexed(desk):
    key = written_before(desk, TEXT)
    assert due.unindexed_claims()
    assert ClaimTerm.objects.filter(claim=key).count() == 0
    assert indexing.index_due() == 1
    assert found(desk, TEXT) == [key]
    waiting = ClaimEmbedding.objects.get(claim=key)
    assert (waiting.realm, waiting.vector) == (f"{desk.pk} en", None)
    assert not due.unindexed_claims()
    assert AuditEvent.objects.get(action="desk.claims_indexed").data["claims"] == 1


def test_indexing_again_changes_nothing_and_keeps_a_vector_that_is_there(desk):
    key = written_before(desk, TEXT)
    indexing.index_due()
    vector = embedding.load().embed([TEXT])[0].tolist()
    ClaimEmbedding.objects.update(vector=vector, model="m", version="v")
    terms = set(ClaimTerm.objects.filter(claim=key).values_list("term", flat=True))
    Claim.objects.update(searchable=False)
    assert indexing.index_due() == 1
    assert set(ClaimTerm.objects.filter(claim=key).values_list("term", flat=True)) == terms
    assert ClaimEmbedding.objects.get(claim=key).version == "v"
    assert indexing.index_due() == 0


def test_each_desk_and_language_gets_terms_of_its_own(desk, other_desk):
    keys = [
        written_before(desk, TEXT),
        written_before(other_desk, TEXT),
        written_before(desk, TEXT, language="de"),
    ]
    assert indexing.index_due() == 3
    terms = [set(ClaimTerm.objects.filter(claim=key).values_list("term", flat=True)) for key in keys]
    assert terms[0] & terms[1] == terms[0] & terms[2] == set()
    assert min(map(len, terms)) > 5


def test_of_many_the_newest_batch_goes_first(desk, monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 2)
    keys = [written_before(desk, f"{TEXT} {number}") for number in range(3)]
    assert indexing.index_due() == 2
    assert list(Claim.objects.filter(searchable=True).values_list("pk", flat=True).order_by("pk")) == keys[1:]


def test_what_this_release_writes_is_never_due(desk):
    revisions = [print_article(desk, TEXT), print_article(desk, TEXT.replace("4", "5"))]
    claims.match(revisions[0].pk)
    bulk_matching.match_all([revisions[1].pk])
    assert Claim.objects.count() == 2
    assert not due.unindexed_claims()


@pytest.mark.django_db(transaction=True)
def test_catch_up_rings_for_claims_that_nobody_rang_for_and_the_job_ends_it(desk):
    valkey = redis.Redis.from_url(current_app.conf.broker_url)
    written_before(desk, TEXT)
    valkey.delete("default")
    jobs.catch_up()
    rung = [json.loads(raw)["headers"]["task"] for raw in valkey.lrange("default", 0, -1)]
    valkey.delete("default")
    assert rung == ["reviews.jobs.index_claims"]
    jobs.index_claims()
    jobs.catch_up()
    rung = [json.loads(raw)["headers"]["task"] for raw in valkey.lrange("default", 0, -1)]
    valkey.delete("default")
    assert rung == ["reviews.jobs.embed_claims"]
