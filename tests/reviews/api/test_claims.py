"""Claims and matches over the API: marking, dismissing, restoring, merging, confirming, rejecting."""

from __future__ import annotations

import pytest

from articles.models import Statement
from reviews.models import Claim, ClaimMatch, ReviewTask

TEXT = "The bridge at Tessel is 90 metres long."


@pytest.fixture
def make_statement(make_revision):
    """Return a maker of statements: the one sentence of a revision of its own."""

    def make(desk, text: str = TEXT) -> Statement:
        fields = {"kind": "sentence", "checkability": "fact", "check_worthiness": 0.5, "detector": "test"}
        revision = make_revision(desk, text)
        return Statement.objects.create(revision=revision, start=0, end=len(text), exact=text, **fields)

    return make


@pytest.fixture
def suggested(make_statement, make_task, desk):
    """Return a suggested match of a statement with a claim of the desk."""
    return ClaimMatch.objects.create(
        statement=make_statement(desk), claim=make_task(desk).claim, start=0, end=len(TEXT), state="SUGGESTED"
    )


def test_marking_words_makes_a_claim_that_its_marker_may_not_check(checker, desk, make_statement, program):
    statement, asked = make_statement(desk), program(checker)
    status, claim = asked.post(f"statements/{statement.pk}/claims/", {"start": 24, "end": 38})
    assert (status, TEXT[24:38] in claim["text"]) == (201, True)
    task = ReviewTask.objects.get(claim=claim["id"])
    assert (task.state, task.barred) == ("OPEN", checker)
    assert asked.post("tasks/next/") == (204, None)


@pytest.mark.parametrize(
    "body", [{"start": 5}, {"start": 9, "end": 3}, {"start": 0, "end": 400}, {"start": "a", "end": 3}]
)
def test_words_that_are_not_in_the_statement_are_400(body, checker, desk, make_statement, program):
    status, answer = program(checker).post(f"statements/{make_statement(desk).pk}/claims/", body)
    assert (status, list(answer["error"]["fields"])) == (400, ["start"])
    assert Claim.objects.count() == 0


def test_a_dismissed_claim_says_why_and_can_be_taken_up_again(editor, desk, make_task, program):
    task, asked = make_task(desk), program(editor)
    path = f"claims/{task.claim_id}"
    assert asked.post(f"{path}/restore/")[0] == 409
    assert asked.post(f"{path}/dismiss/", {"reason": " "})[0] == 400
    status, body = asked.post(f"{path}/dismiss/", {"reason": "An opinion."})
    assert (status, body["dismissal"], ReviewTask.objects.get().state) == (200, "An opinion.", "CANCELLED")
    status, body = asked.post(f"{path}/dismiss/", {"reason": "Again."})
    assert (status, body["error"]["present"]) == (409, "dismissed")
    status, body = asked.post(f"{path}/restore/")
    assert (status, body["dismissal"], body["dismissed_at"]) == (200, "", None)
    assert asked.get("tasks/")[1]["results"][0]["claim"]["id"] == task.claim_id


def test_a_merged_claim_points_to_the_one_that_took_its_place(editor, desk, make_task, program):
    gone, stays, asked = make_task(desk).claim_id, make_task(desk).claim_id, program(editor)
    status, body = asked.post(f"claims/{gone}/merge/", {"into": stays})
    assert (status, body["merged_into"]) == (200, stays)
    assert [row["id"] for row in asked.get("claims/")[1]["results"]] == [stays]
    status, body = asked.post(f"claims/{gone}/merge/", {"into": stays})
    assert (status, body["error"]["present"]) == (409, "merged")


@pytest.mark.parametrize("into", ["foreign", "missing"])
def test_a_claim_cannot_be_merged_into_one_of_a_foreign_desk(
    into, editor, desk, other_desk, make_task, program
):
    claim = make_task(desk).claim_id
    wanted = make_task(other_desk).claim_id if into == "foreign" else 987_654_321
    status, body = program(editor).post(f"claims/{claim}/merge/", {"into": wanted})
    assert (status, body["error"]["code"]) == (404, "not_found")


def test_nobody_merges_into_a_desk_where_they_only_read(editor, desk, other_desk, make_task, program):
    from factcheck.roles import Role
    from reviews.actions import desks

    desks.admit(editor, desk=other_desk, role=Role.READER, by=None)
    claim, wanted = make_task(desk).claim_id, make_task(other_desk).claim_id
    assert program(editor).post(f"claims/{claim}/merge/", {"into": wanted})[0] == 403
    desks.admit(editor, desk=other_desk, role=Role.EDITOR, by=None)
    status, body = program(editor).post(f"claims/{claim}/merge/", {"into": wanted})
    assert (status, body["error"]["fields"]) == (400, {"into": ["Only claims of one desk can be merged."]})


@pytest.mark.parametrize(("act", "state"), [("confirm", "CONFIRMED"), ("reject", "REJECTED")])
def test_a_suggestion_is_decided_once(act, state, checker, suggested, program):
    asked = program(checker)
    status, body = asked.post(f"matches/{suggested.pk}/{act}/")
    assert (status, body["state"], body["exact"]) == (200, state, TEXT)
    for again in ("confirm", "reject"):
        status, body = asked.post(f"matches/{suggested.pk}/{again}/")
        assert (status, body["error"]["present"]) == (409, state)
    suggested.refresh_from_db()
    assert (suggested.state, suggested.decided_by) == (state, checker)


def test_a_claim_shows_the_statements_that_make_it(reader, suggested, program):
    status, body = program(reader).get(f"claims/{suggested.claim_id}/")
    [match] = body["matches"]
    assert (status, match["statement"], match["state"], match["article"]) == (
        200,
        suggested.statement_id,
        "SUGGESTED",
        suggested.statement.revision.article_id,
    )
    assert body["verdicts"] == []


def test_a_stranger_can_neither_see_nor_decide(stranger, suggested, program):
    asked = program(stranger)
    claim, match, statement = suggested.claim_id, suggested.pk, suggested.statement_id
    assert asked.get(f"claims/{claim}/")[0] == 404
    posts = (
        f"claims/{claim}/dismiss/",
        f"claims/{claim}/merge/",
        f"matches/{match}/confirm/",
        f"matches/{match}/reject/",
        f"statements/{statement}/claims/",
    )
    assert [asked.post(path, {"reason": "x", "into": claim})[0] for path in posts] == [404] * 5
    assert asked.get("claims/")[1]["results"] == []
