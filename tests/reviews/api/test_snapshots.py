"""Snapshots over the API: ask for a capture, see how it went, of one's own desks alone."""

from __future__ import annotations

import pytest

from reviews.models import Snapshot


def test_a_capture_is_asked_for_and_waits(checker, desk, make_task, program):
    claim, asked = make_task(desk).claim_id, program(checker)
    status, body = asked.post("snapshots/", {"claim": claim, "url": "https://yearbook.example/bridges"})
    assert (status, body["state"], body["claim"], body["url"]) == (
        202,
        "PENDING",
        claim,
        "https://yearbook.example/bridges",
    )
    assert asked.get(f"snapshots/{body['id']}/") == (200, body)
    assert Snapshot.objects.get().requested_by == checker


@pytest.mark.parametrize(
    "url",
    [
        "",
        "yearbook",
        "ftp://yearbook.example/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "https://u:p@a.example/",
    ],
)
def test_an_address_that_may_not_be_fetched_is_refused_by_field(url, checker, desk, make_task, program):
    status, body = program(checker).post("snapshots/", {"claim": make_task(desk).claim_id, "url": url})
    assert (status, list(body["error"]["fields"])) == (400, ["url"])
    assert Snapshot.objects.count() == 0


def test_no_page_is_captured_for_a_foreign_claim(checker, other_desk, make_task, program):
    body = {"claim": make_task(other_desk).claim_id, "url": "https://yearbook.example/"}
    assert program(checker).post("snapshots/", body)[0] == 404
    assert program(checker).post("snapshots/", {**body, "claim": 10**30})[0] == 404
    assert Snapshot.objects.count() == 0


def test_snapshots_are_listed_by_claim(reader, editor, desk, make_task, make_snapshot, program):
    first, second = make_task(desk).claim, make_task(desk).claim
    rows = [make_snapshot(claim, editor).pk for claim in (first, second, first)]
    asked = program(reader)
    assert [row["id"] for row in asked.get("snapshots/")[1]["results"]] == rows[::-1]
    narrowed = asked.get("snapshots/", claim=first.pk)[1]["results"]
    assert [row["id"] for row in narrowed] == [rows[2], rows[0]]


def test_a_stranger_finds_no_snapshot(stranger, editor, desk, make_task, make_snapshot, program):
    snapshot, asked = make_snapshot(make_task(desk).claim, editor), program(stranger)
    assert asked.get(f"snapshots/{snapshot.pk}/")[0] == 404
    assert asked.get("snapshots/")[1]["results"] == []
