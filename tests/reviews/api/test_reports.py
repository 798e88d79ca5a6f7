"""Reports over the API: every statement in its state, and the verdicts with what they stand on."""

from __future__ import annotations

import pytest

from reviews.models import Claim
from tests.reviews.reports.story import TEXT, claim_in, say, verdict_on


@pytest.fixture
def revision(desk, make_revision):
    return make_revision(desk, TEXT, title="The bridge at Tessel", editorial_note="Prepared by the desk.")


def test_a_report_says_what_is_settled_and_what_is_open(reader, desk, revision, editor, lead, program):
    settled = say(revision, "The bridge is 90 metres long.")
    verdict_on(claim_in(settled, desk=desk), "false", author=editor, approver=lead)
    status, report = program(reader).get(f"reports/articles/{revision.article_id}/")
    assert (status, report["title"], report["editorial_note"], report["revision"]) == (
        200,
        "The bridge at Tessel",
        "Prepared by the desk.",
        1,
    )
    assert (report["settled"], report["checkable"]) == (1, 1)
    [statement] = report["statements"]
    assert TEXT[statement["start"] : statement["end"]] == "The bridge is 90 metres long."
    assert (statement["state"], statement["claims"]) == ("change", [Claim.objects.get().pk])
    assert [verdict["rating"] for verdict in report["verdicts"]] == ["false"]


def test_a_stranger_finds_no_report(stranger, revision, program):
    assert program(stranger).get(f"reports/articles/{revision.article_id}/")[0] == 404
