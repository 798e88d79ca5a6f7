"""Tasks over the API: take, draft, submit, renew, give back, skip, snooze; a stale token loses nothing."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from reviews.actions import drafts
from reviews.models import ReviewTask, Verdict

ACTS = ("draft", "submit", "renew", "give-back", "skip", "snooze", "escalate")


def lapse(task: dict) -> None:
    """Let the lease of a task end."""
    ReviewTask.objects.filter(pk=task["id"]).update(lease_expires_at=Now() - timedelta(seconds=1))


def test_next_takes_the_worthiest_task_and_shows_its_token_to_the_holder_alone(
    editor, second_editor, program, desk, make_task
):
    make_task(desk, priority=0.2)
    best = make_task(desk, priority=0.9)
    status, task = program(editor).post("tasks/next/", {"desk": "economy", "kind": "check"})
    assert (status, task["id"], task["state"], task["lease_holder"]) == (200, best.pk, "LEASED", editor.pk)
    assert uuid.UUID(task["lease_token"]) == ReviewTask.objects.get(pk=best.pk).lease_token
    assert program(editor).get(f"tasks/{best.pk}/")[1]["lease_token"] == task["lease_token"]
    assert program(second_editor).get(f"tasks/{best.pk}/")[1]["lease_token"] is None
    assert program(second_editor).get("tasks/")[1]["results"][0]["lease_token"] is None


def test_next_with_nothing_open_is_204(editor, program):
    assert program(editor).post("tasks/next/") == (204, None)


def test_next_above_the_work_limit_is_409_and_says_how_many(editor, program, desk, make_task):
    asked = program(editor)
    for _ in range(4):
        make_task(desk)
    assert [asked.post("tasks/next/")[0] for _ in range(3)] == [200, 200, 200]
    status, body = asked.post("tasks/next/")
    assert (status, body["error"]["present"]) == (409, "3 held")


def test_a_checker_takes_checks_but_no_approvals(checker, submitted, program):
    approval = ReviewTask.objects.get(verdict=submitted())
    asked = program(checker)
    refused = {"code": "forbidden", "message": "Your role here, checker, may not approve."}
    assert asked.post("tasks/next/", {"kind": "approval"}) == (403, {"error": refused})
    assert asked.post(f"tasks/{approval.pk}/take/") == (403, {"error": refused})
    assert ReviewTask.objects.get(pk=approval.pk).state == "OPEN"


def test_the_author_cannot_take_the_approval_of_their_own_verdict(editor, submitted, program):
    approval = ReviewTask.objects.get(verdict=submitted())
    asked = program(editor)
    assert asked.post("tasks/next/", {"kind": "approval"}) == (204, None)
    assert asked.post(f"tasks/{approval.pk}/take/")[0] == 409


def test_taking_a_task_twice_renews_it(editor, program, desk, make_task):
    task = make_task(desk)
    asked = program(editor)
    first = asked.post(f"tasks/{task.pk}/take/")[1]
    status, again = asked.post(f"tasks/{task.pk}/take/")
    assert (status, again["lease_token"]) == (200, first["lease_token"])


def test_renewing_moves_the_end_of_the_lease(editor, taken):
    asked, task = taken(editor)
    ReviewTask.objects.update(lease_expires_at=Now() + timedelta(minutes=1))
    status, renewed = asked.post(f"tasks/{task['id']}/renew/", {"token": task["lease_token"]})
    ends = datetime.fromisoformat(renewed["lease_expires_at"])
    assert (status, ends > timezone.now() + timedelta(minutes=29)) == (200, True)


def test_giving_back_opens_the_task_for_others(editor, second_editor, taken, program):
    asked, task = taken(editor)
    status, body = asked.post(f"tasks/{task['id']}/give-back/", {"token": task["lease_token"]})
    assert (status, body["state"], body["lease_holder"], body["lease_token"]) == (200, "OPEN", None, None)
    assert program(second_editor).post("tasks/next/")[1]["id"] == task["id"]


def test_a_skipped_task_goes_to_others_only(editor, second_editor, taken, program):
    asked, task = taken(editor)
    path = f"tasks/{task['id']}/skip/"
    assert asked.post(path, {"token": task["lease_token"]})[0] == 400
    status, body = asked.post(path, {"token": task["lease_token"], "reason": "I know the mayor."})
    assert (status, body["state"]) == (200, "OPEN")
    assert asked.post("tasks/next/") == (204, None)
    assert program(second_editor).post("tasks/next/")[1]["id"] == task["id"]


def test_a_snoozed_task_sleeps_until_its_time(editor, taken):
    asked, task = taken(editor)
    path = f"tasks/{task['id']}/snooze/"
    for minutes in (0, 20161, "soon"):
        assert asked.post(path, {"token": task["lease_token"], "minutes": minutes})[0] == 400
    status, body = asked.post(path, {"token": task["lease_token"], "minutes": 60})
    wakes = datetime.fromisoformat(body["available_at"])
    assert (status, body["state"]) == (200, "OPEN")
    assert timedelta(minutes=59) < wakes - timezone.now() < timedelta(minutes=61)
    assert asked.post("tasks/next/") == (204, None)
    ReviewTask.objects.update(available_at=Now())
    assert asked.post("tasks/next/")[1]["id"] == task["id"]


@pytest.mark.parametrize("act", ACTS)
def test_a_stale_token_gets_409_with_the_present_state(
    act, editor, second_editor, lead, taken, program, finding
):
    asked, task = taken(editor)
    lapse(task)
    assert program(second_editor).post("tasks/next/")[1]["id"] == task["id"]
    more = {
        "draft": {"data": finding()},
        "skip": {"reason": "Why."},
        "snooze": {"minutes": 5},
        "escalate": {"to": lead.pk, "note": "Is this ours?"},
    }
    body = {"token": task["lease_token"], **more.get(act, finding())}
    status, answer = asked.post(f"tasks/{task['id']}/{act}/", body)
    assert (status, answer["error"]["code"], answer["error"]["present"]) == (409, "conflict", "LEASED")
    assert ReviewTask.objects.get(pk=task["id"]).lease_holder == second_editor


@pytest.mark.parametrize("act", ["draft", "submit"])
def test_with_a_stale_token_what_was_typed_is_kept(act, editor, second_editor, taken, program, finding):
    asked, task = taken(editor)
    lapse(task)
    program(second_editor).post("tasks/next/")
    data = finding(summary="My own words.")
    body = {"token": task["lease_token"], **({"data": data} if act == "draft" else data)}
    assert asked.post(f"tasks/{task['id']}/{act}/", body)[0] == 409
    status, draft = asked.get(f"tasks/{task['id']}/draft/")
    assert (status, draft["data"], Verdict.objects.count()) == (200, data, 0)


def test_an_escalated_task_goes_to_the_lead(editor, lead, taken):
    asked, task = taken(editor)
    body = {"token": task["lease_token"], "to": lead.pk, "note": "Is this ours?"}
    status, shown = asked.post(f"tasks/{task['id']}/escalate/", body)
    assert (status, shown["state"]) == (200, "OPEN")
    assert ReviewTask.objects.get(pk=task["id"]).assigned_to == lead


def test_a_draft_made_from_an_older_version_gets_409_with_the_present_one(editor, taken, finding):
    asked, task = taken(editor)
    place = f"tasks/{task['id']}/draft/"
    first = {"token": task["lease_token"], "data": finding(summary="First."), "version": 0}
    assert asked.post(place, first)[1]["version"] == 1
    assert asked.post(place, {**first, "data": finding(summary="Second."), "version": 1})[1]["version"] == 2
    status, answer = asked.post(place, {**first, "data": finding(summary="Late."), "version": 1})
    assert (status, answer["error"]["present"]) == (409, "2")
    assert asked.get(place)[1]["data"]["summary"] == "Second."


def test_a_lapsed_task_that_nobody_took_is_still_its_holders(editor, taken, finding):
    asked, task = taken(editor)
    lapse(task)
    assert asked.post(f"tasks/{task['id']}/submit/", {"token": task["lease_token"], **finding()})[0] == 201


def test_a_refused_submission_names_the_gates_and_keeps_the_lease_and_the_text(editor, taken, finding):
    asked, task = taken(editor)
    body = {"token": task["lease_token"], **finding(rating="perhaps", explanation="No mark.")}
    status, answer = asked.post(f"tasks/{task['id']}/submit/", body)
    assert (status, answer["error"]["fields"]) == (
        400,
        {
            "rating": ["“perhaps” is not a rating of this desk's scale."],
            "explanation": ["The reasons do not refer to [1]."],
        },
    )
    assert asked.get(f"tasks/{task['id']}/draft/")[1]["data"]["rating"] == "perhaps"
    assert ReviewTask.objects.get(pk=task["id"]).lease_holder == editor


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("token", ["missing", "", "7", "not-a-uuid", None])
def test_a_token_that_is_none_is_400(act, token, editor, taken):
    asked, task = taken(editor)
    status, answer = asked.post(f"tasks/{task['id']}/{act}/", {} if token == "missing" else {"token": token})
    assert (status, "token" in answer["error"]["fields"]) == (400, True)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("summary", "a\0b"),
        ("summary", "a\ud800b"),
        ("explanation", "a\ud800b [1]"),
        ("rating", "\ud800"),
        ("summary", {"a": 1}),
        ("citations", [{"snapshot": 10**30}]),
        ("citations", [{"snapshot": -1}]),
        ("citations", [{"exact": "\ud800", "stance": "refutes", "source_type": "primary"}]),
        ("citations", {"a": 1}),
        ("citations", [7]),
        ("anything", "\ud800"),
        ("anything", [[[[]]]]),
        ("summary", "a backslash and u0000: \\u0000"),
    ],
)
def test_odd_values_in_a_finding_are_400_or_kept_never_an_error(field, value, editor, taken, finding):
    asked, task = taken(editor)
    data = finding(**{field: value})
    kept = asked.post(f"tasks/{task['id']}/draft/", {"token": task["lease_token"], "data": data})[0]
    handed_in = asked.post(f"tasks/{task['id']}/submit/", {"token": task["lease_token"], **data})[0]
    assert {kept, handed_in} <= {200, 201, 400}


def test_a_citation_of_a_snapshot_number_beyond_all_is_refused_by_field(editor, taken, finding):
    asked, task = taken(editor)
    citation = {"snapshot": 10**30, "exact": "words", "stance": "refutes", "source_type": "primary"}
    body = {"token": task["lease_token"], **finding(citations=[citation])}
    status, answer = asked.post(f"tasks/{task['id']}/submit/", body)
    assert (status, list(answer["error"]["fields"])) == (400, ["citations"])


def test_a_draft_is_its_editors_own(editor, second_editor, taken, program, desk):
    asked, task = taken(editor)
    asked.post(f"tasks/{task['id']}/draft/", {"token": task["lease_token"], "data": {"summary": "Mine."}})
    assert program(second_editor).get(f"tasks/{task['id']}/draft/") == (204, None)
    kept = drafts.of(ReviewTask.objects.get(), by=editor)
    assert kept is not None
    assert kept.data == {"summary": "Mine."}


def test_the_list_of_tasks_leaves_finished_ones_out(editor, taken, finding):
    asked, task = taken(editor)
    asked.post(f"tasks/{task['id']}/submit/", {"token": task["lease_token"], **finding()})
    [approval] = asked.get("tasks/")[1]["results"]
    assert (approval["kind"], approval["id"] == task["id"]) == ("APPROVAL", False)
    assert asked.get(f"tasks/{task['id']}/")[1]["state"] == "DONE"
