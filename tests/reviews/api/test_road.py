"""The whole road of a claim over the API: from an article to a retracted verdict, by two people."""

from __future__ import annotations

import pytest

from articles import jobs as article_jobs
from articles.models import ArticleRevision, ImportRun
from factcheck.models import AuditEvent
from reviews.actions import claims
from reviews.models import Snapshot
from tests.program import Program

TEXT = "The bridge at Tessel is 90 metres long."


@pytest.fixture
def imported(db):
    """Return a worker: it takes the run of this number from its items to tasks, as the jobs would."""

    def work(run_id: int) -> None:
        run = ImportRun.objects.get(pk=run_id)
        article_jobs.import_items(list(run.items.values_list("pk", flat=True)))
        for revision in ArticleRevision.objects.all():
            article_jobs.extract_statements(revision.pk)
            claims.match(revision.pk)

    return work


def captured(asked: Program, claim: int, text: str) -> int:
    """Ask for a capture and let it succeed with this text; return its number."""
    status, snapshot = asked.post("snapshots/", {"claim": claim, "url": "https://yearbook.example/bridges"})
    assert (status, snapshot["state"]) == (202, "PENDING")
    Snapshot.objects.filter(pk=snapshot["id"]).update(
        state="CAPTURED", fetched_at=snapshot_time(), status=200, sha256="0" * 64, text=text
    )
    assert asked.get(f"snapshots/{snapshot['id']}/")[1]["state"] == "CAPTURED"
    return snapshot["id"]


def snapshot_time():
    from django.utils import timezone

    return timezone.now()


def finding(snapshot: int, **changes) -> dict:
    citation = {
        "snapshot": snapshot,
        "exact": "the bridge at Tessel is 61 metres long",
        "stance": "refutes",
        "source_type": "primary",
    }
    return {
        "rating": "false",
        "summary": "It is 61 metres long.",
        "explanation": "The yearbook gives 61 metres [1].",
        "citations": [citation],
        **changes,
    }


def test_from_an_article_to_a_retracted_verdict(editor, second_editor, program, imported):
    ann, ben = program(editor), program(second_editor)
    status, run = ann.post("imports/", {"articles": [{"text": TEXT, "title": "The bridge"}]})
    assert status == 202
    imported(run["id"])

    status, task = ann.post("tasks/next/")
    assert (status, task["state"], task["claim"]["text"]) == (200, "LEASED", TEXT)
    token, path = task["lease_token"], f"tasks/{task['id']}"
    page = "Yearbook. In 2026 the bridge at Tessel is 61 metres long. Opened 1987."
    data = finding(captured(ann, task["claim"]["id"], page))
    status, draft = ann.post(f"{path}/draft/", {"token": token, "data": data})
    assert (status, draft["data"]) == (200, data)
    status, verdict = ann.post(f"{path}/submit/", {"token": token, **data})
    assert (status, verdict["state"], verdict["version"]) == (201, "SUBMITTED", 1)
    assert ann.get(f"{path}/draft/") == (204, None)
    assert ann.post("tasks/next/") == (204, None)

    verdicts = f"verdicts/{verdict['id']}"
    status, body = ann.post(f"{verdicts}/approve/")
    assert (status, body["error"]["present"]) == (409, "SUBMITTED")
    status, body = ben.post(f"{verdicts}/publish/")
    assert (status, body["error"]["present"]) == (409, "SUBMITTED")
    status, approval = ben.post("tasks/next/", {"kind": "approval"})
    assert (status, approval["verdict"]) == (200, verdict["id"])
    status, body = ben.post(f"{verdicts}/approve/")
    assert (status, body["state"], body["approved_by"]) == (200, "APPROVED", second_editor.pk)
    status, body = ben.post(f"{verdicts}/publish/")
    assert (status, body["state"], body["citations"][0]["start"]) == (
        200,
        "PUBLISHED",
        page.index("the bridge"),
    )

    status, report = ann.get(f"reports/articles/{ann.get('articles/')[1]['results'][0]['id']}/")
    assert (status, report["settled"], report["checkable"]) == (200, 1, 1)
    assert [row["id"] for row in report["verdicts"]] == [verdict["id"]]

    data = finding(data["citations"][0]["snapshot"], rating="mostly-false", correction_note="Too harsh.")
    status, newer = ann.post(f"{verdicts}/correct/", data)
    assert (status, newer["version"], newer["state"]) == (201, 2, "SUBMITTED")
    for act in ("approve", "publish"):
        assert ben.post(f"verdicts/{newer['id']}/{act}/")[0] == 200
    assert ben.get(f"{verdicts}/")[1]["state"] == "SUPERSEDED"
    status, body = ben.post(f"verdicts/{newer['id']}/retract/", {"note": "The yearbook was withdrawn."})
    assert (status, body["state"], body["retraction_note"]) == (
        200,
        "RETRACTED",
        "The yearbook was withdrawn.",
    )

    history = ann.get(f"claims/{task['claim']['id']}/")[1]["verdicts"]
    assert [(row["version"], row["state"]) for row in history] == [(1, "SUPERSEDED"), (2, "RETRACTED")]
    acts = AuditEvent.objects.filter(target__startswith="reviews.verdict:").order_by("id")
    assert [event.action for event in acts] == [
        "verdict.submitted",
        "verdict.approved",
        "verdict.published",
        "verdict.corrected",
        "verdict.approved",
        "verdict.superseded",
        "verdict.published",
        "verdict.retracted",
    ]
