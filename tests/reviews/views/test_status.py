"""The status page: for leads alone, true while all is well, and shown while Valkey is down."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from celery import current_app
from django.db.models.functions import Now
from django.urls import reverse

from articles.models import ArticleRevision, ImportItem, ImportRun
from factcheck.models import Heartbeat
from reviews.actions import trying
from reviews.models import ClaimEmbedding, DeskModel, Snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def alive():
    """A worker and beat that were heard just now."""
    for name in ("general@newsroom", "beat"):
        Heartbeat.objects.create(name=name)


@pytest.fixture
def page(desk, lead, signed_in):
    browser = signed_in(lead)
    return lambda: browser.get(reverse("status", args=[desk.slug])).content.decode()


def test_all_is_well_where_everything_answers(page, alive):
    shown = page()
    assert "All is well." in shown
    assert "general@newsroom" in shown
    assert shown.count("Answers") == 2


def test_silent_workers_and_a_silent_beat_are_named(page, alive):
    Heartbeat.objects.update(heard_at=Now() - timedelta(minutes=3))
    shown = page()
    assert "No worker was heard of lately." in shown
    assert "Beat was not heard of lately" in shown


def test_the_page_shows_within_two_seconds_while_the_broker_is_down(page, alive):
    before = current_app.conf.broker_url
    current_app.conf.broker_url = "redis://127.0.0.1:1/0"
    try:
        began = time.monotonic()
        shown = page()
        assert time.monotonic() - began < 2
    finally:
        current_app.conf.broker_url = before
    assert "Valkey does not answer." in shown
    assert "Nothing is lost" in shown


def test_what_is_due_is_counted_with_its_oldest_and_of_this_desk_alone(page, desk, other_desk, make_revision):
    for place in (desk, desk, other_desk):
        make_revision(place, f"The quay is {ArticleRevision.objects.count()} metres long.")
    [row] = [part for part in page().split("<tr>") if "Texts to find statements in" in part]
    assert '<td class="num" data-label="How much">2</td>' in row


def test_claims_that_wait_for_their_embedding_are_counted(page, desk, other_desk, make_task):
    for place in (desk, other_desk):
        ClaimEmbedding.objects.create(claim=make_task(place).claim, realm="r")
    [row] = [part for part in page().split("<tr>") if "Claims to embed" in part]
    assert '<td class="num" data-label="How much">1</td>' in row


def test_what_was_given_up_can_be_tried_again(page, desk, lead, signed_in, make_revision, make_task):
    revision = make_revision(desk, "The quay is long.", title="The long quay")
    ArticleRevision.objects.filter(pk=revision.pk).update(extract_attempts=6)
    claim = make_task(desk).claim
    address = "https://yearbook.example/gone"
    gone = {"state": "FAILED", "reason": "HTTP status 410", "requested_by": lead}
    snapshot = Snapshot.objects.create(desk=desk, claim=claim, url=address, **gone)
    run = ImportRun.objects.create(desk=desk, state="FAILED", finished_at=Now(), seen=1, refused=1)
    tried = {"state": "DONE", "outcome": "refused", "reason": "in 5 attempts: poison", "attempts": 5}
    ImportItem.objects.create(run=run, position=1, locator="entry 1", payload=None, **tried)
    shown = page()
    urls = [("text_try_again", revision.pk), ("snapshot_retry", snapshot.pk), ("run_retry", run.pk)]
    assert [name for name, pk in urls if f'action="{reverse(name, args=[desk.slug, pk])}"' not in shown] == []
    answer = signed_in(lead).post(reverse("text_try_again", args=[desk.slug, revision.pk]))
    assert answer["Location"] == reverse("status", args=[desk.slug])
    assert "The long quay" not in page()
    revision.refresh_from_db()
    assert revision.extract_attempts == 0


def test_a_step_that_was_given_up_stands_with_its_reason_and_can_be_tried_again(
    page, desk, lead, signed_in, make_revision
):
    revision = make_revision(desk, "The quay is long.", title="The long quay", extracted_at=Now())
    ArticleRevision.objects.filter(pk=revision.pk).update(match_attempts=5)
    trying.match(revision.pk)
    address = reverse("step_try_again", args=[desk.slug, revision.pk])
    shown = page()
    assert f'action="{address}"' in shown
    assert "Its statements could not be matched to claims in 5 attempts: the worker died" in shown
    browser = signed_in(lead)
    answer = browser.post(address, {"step": "match"})
    assert answer["Location"] == reverse("status", args=[desk.slug])
    assert "The long quay" not in page()
    said = [
        browser.post(address, {"step": step}, follow=True).content.decode() for step in ("match", "reading")
    ]
    assert "somebody is trying it again already" in said[0]
    assert "There is no step “reading”: choose one of match, suggest, compare." in said[1]


def test_an_entry_refused_for_what_it_is_was_not_given_up(page, desk):
    run = ImportRun.objects.create(desk=desk, state="FAILED", finished_at=Now(), seen=1, refused=1)
    refused = {"state": "DONE", "outcome": "refused", "reason": "it has no text", "attempts": 0}
    ImportItem.objects.create(run=run, position=1, locator="entry 1", payload=None, **refused)
    assert "Nothing: whatever failed for good" in page()


def test_the_models_stand_with_version_and_hash(page, desk, settings):
    learned = {"coefficients": {"intercept": 0.0, "weights": {}}, "figures": {}, "decisions": 1234}
    DeskModel.objects.create(desk=desk, language="en", number=3, state="ACTIVE", **learned)
    shown = page()
    assert "model 3, 1,234 decisions" in shown
    assert shown.count('<span class="mono" title="') >= 3
    settings.EMBEDDINGS = False
    assert "Off by the setting EMBEDDINGS" in page()


def test_no_secret_stands_on_the_page(page, settings):
    secrets = [settings.SECRET_KEY, settings.DATABASE_URL, settings.REDIS_URL]
    shown = page()
    assert [secret for secret in secrets if secret in shown] == []
