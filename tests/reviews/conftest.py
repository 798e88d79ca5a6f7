"""What tests of reviews need beside people and tasks: captured pages, findings, verdicts in each state."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings as project
from django.db.models.functions import Now

from factcheck.models import Membership
from reviews.actions import handout, verdicts
from reviews.models import Snapshot

PAGE = "Yearbook of the Harbour Office. The bridge at Tessel is 61 metres long. It was opened in 1987."


SECOND_READER = Path(project.BASE_DIR) / "reviews/matching/second_reader"


@pytest.fixture
def second_reader(settings) -> Path:
    """The network that the desk ships compares beside the rules; return its folder."""
    settings.INFERENCE_MODEL = str(SECOND_READER)
    return SECOND_READER


@pytest.fixture
def place(desk):
    """Return a reader of memberships: `place(user)`."""
    return lambda user: Membership.objects.select_related("desk", "user").get(user=user, desk=desk)


@pytest.fixture
def make_snapshot():
    """Return a maker of captured pages: `make_snapshot(claim, user, text=…, url=…)`."""

    def make(claim, user, *, text=PAGE, url="https://yearbook.example/bridges", **fields):
        return Snapshot.objects.create(
            desk=claim.desk,
            claim=claim,
            url=url,
            final_url=url,
            state="CAPTURED",
            requested_by=user,
            fetched_at=Now(),
            status=200,
            media_type="text/html",
            sha256="0" * 64,
            text=text,
            **fields,
        )

    return make


@pytest.fixture
def make_finding():
    """Return a maker of drafts that pass the gates: `make_finding(snapshot, rating="false")`."""

    def make(snapshot=None, **changes):
        source = {"snapshot": snapshot.pk} if snapshot else {"offline_source": "Harbour Office yearbook"}
        citation = {
            **source,
            "exact": "The bridge at Tessel is 61 metres long.",
            "stance": "refutes",
            "source_type": "primary",
        }
        return {
            "rating": "false",
            "summary": "The bridge is 61 metres long.",
            "explanation": "The yearbook gives 61 metres [1].",
            "citations": [citation],
            **changes,
        }

    return make


@pytest.fixture
def submitted(desk, editor, place, make_task, make_snapshot, make_finding):
    """Return a maker of verdicts that wait for approval, written by the editor."""

    def make(**changes):
        make_task(desk)
        task = handout.take(place(editor))
        snapshot = make_snapshot(task.claim, editor)
        return verdicts.submit(
            task, by=editor, token=task.lease_token, data=make_finding(snapshot, **changes)
        )

    return make


@pytest.fixture
def published(submitted, second_editor):
    """Return a maker of published verdicts, approved by the second editor."""

    def make(**changes):
        verdict = submitted(**changes)
        verdicts.approve(verdict, by=second_editor)
        verdicts.publish(verdict, by=second_editor)
        return verdict

    return make
