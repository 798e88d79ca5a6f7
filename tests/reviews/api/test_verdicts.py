"""Verdicts over the API: four eyes, each step from its state, and lists narrowed by claim and state."""

from __future__ import annotations

import pytest

from reviews.models import Verdict


def test_the_author_can_neither_approve_nor_return(editor, submitted, program):
    verdict, asked = submitted(), program(editor)
    for act, body in (("approve", {}), ("return", {"comment": "Hm."})):
        status, answer = asked.post(f"verdicts/{verdict.pk}/{act}/", body)
        assert (status, answer["error"]["present"]) == (409, "SUBMITTED")
    assert Verdict.objects.get().state == "SUBMITTED"


def test_a_checker_may_read_a_verdict_but_not_decide_on_it(checker, submitted, program):
    verdict, asked = submitted(), program(checker)
    assert asked.get(f"verdicts/{verdict.pk}/")[0] == 200
    acts = ("approve", "return", "publish", "correct", "retract")
    assert [asked.post(f"verdicts/{verdict.pk}/{act}/")[0] for act in acts] == [403] * 5


def test_a_second_approval_is_409(second_editor, lead, submitted, program):
    verdict = submitted()
    assert program(second_editor).post(f"verdicts/{verdict.pk}/approve/")[0] == 200
    status, answer = program(lead).post(f"verdicts/{verdict.pk}/approve/")
    assert (status, answer["error"]["present"]) == (409, "APPROVED")
    assert Verdict.objects.get().approved_by == second_editor


def test_a_returned_verdict_carries_its_comment(second_editor, submitted, program):
    verdict, asked = submitted(), program(second_editor)
    assert asked.post(f"verdicts/{verdict.pk}/return/", {"comment": "  "})[0] == 400
    status, body = asked.post(f"verdicts/{verdict.pk}/return/", {"comment": "Which edition?"})
    assert (status, body["state"], body["return_comment"], body["returned_by"]) == (
        200,
        "RETURNED",
        "Which edition?",
        second_editor.pk,
    )


@pytest.mark.parametrize("act", ["publish", "correct", "retract"])
def test_an_unapproved_verdict_is_not_published_corrected_or_retracted(
    act, second_editor, submitted, program, finding
):
    verdict = submitted()
    body = {"note": "Why.", **finding(correction_note="Why.")}
    status, answer = program(second_editor).post(f"verdicts/{verdict.pk}/{act}/", body)
    assert (status, answer["error"]["present"]) == (409, "SUBMITTED")


def test_a_correction_without_a_note_and_a_retraction_without_a_reason_are_400(
    editor, published, program, finding
):
    verdict, asked = published(), program(editor)
    status, answer = asked.post(f"verdicts/{verdict.pk}/correct/", finding())
    assert (status, answer["error"]["fields"]) == (
        400,
        {"correction_note": ["Tell readers what was corrected."]},
    )
    status, answer = asked.post(f"verdicts/{verdict.pk}/retract/", {"note": ""})
    assert (status, list(answer["error"]["fields"])) == (400, ["note"])
    assert Verdict.objects.get().state == "PUBLISHED"


def test_whoever_wrote_the_correction_cannot_approve_it(editor, second_editor, published, program, finding):
    verdict = published()
    status, newer = program(second_editor).post(
        f"verdicts/{verdict.pk}/correct/", finding(correction_note="Why.")
    )
    assert (status, newer["author"]) == (201, second_editor.pk)
    assert program(second_editor).post(f"verdicts/{newer['id']}/approve/")[0] == 409
    assert program(editor).post(f"verdicts/{newer['id']}/approve/")[0] == 200


def test_verdicts_are_listed_by_claim_and_state(reader, submitted, published, program):
    first, second = published(), submitted()
    asked = program(reader)
    listed = {
        "all": asked.get("verdicts/"),
        "claim": asked.get("verdicts/", claim=first.claim_id),
        "state": asked.get("verdicts/", state="submitted"),
        "neither": asked.get("verdicts/", claim=first.claim_id, state="SUBMITTED"),
    }
    assert {name: [row["id"] for row in body["results"]] for name, (_, body) in listed.items()} == {
        "all": [second.pk, first.pk],
        "claim": [first.pk],
        "state": [second.pk],
        "neither": [],
    }


def test_an_unknown_state_is_named_with_those_there_are(reader, program):
    status, answer = program(reader).get("verdicts/", state="gone")
    assert (status, answer["error"]["fields"]["state"][0].startswith("Must be one of SUBMITTED,")) == (
        400,
        True,
    )


def test_a_stranger_finds_no_verdict(stranger, published, program):
    verdict, asked = published(), program(stranger)
    assert asked.get(f"verdicts/{verdict.pk}/")[0] == 404
    assert asked.get("verdicts/")[1]["results"] == []
    assert asked.post(f"verdicts/{verdict.pk}/retract/", {"note": "Ha."})[0] == 404


def test_a_list_of_verdicts_costs_the_same_queries_however_long(
    reader, published, program, django_assert_num_queries
):
    asked = program(reader)
    published()
    with django_assert_num_queries(2):  # beside the one that reads the token and its desks
        asked.get("verdicts/")
    for _ in range(3):
        published()
    with django_assert_num_queries(2):  # beside the one that reads the token and its desks
        asked.get("verdicts/")
