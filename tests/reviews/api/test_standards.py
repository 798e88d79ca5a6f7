"""The desk's standards over the API."""

from __future__ import annotations

import pytest

from reviews.models import DeskPolicy

STANDING = {
    "desk": "economy",
    "worthiness_floor": None,
    "min_independent_sources": 1,
    "primary_source_required": False,
    "ai_suggestions": "before",
    "suggest_from": 0.6,
    "confirm_from": None,
    "work_limit": 3,
    "lease_minutes": 30,
    "assignment_minutes": 60,
    "idle_minutes": 30,
}


def test_every_member_reads_the_standards(reader, program):
    assert program(reader).get("desk/standards/") == (200, STANDING)


def test_a_lead_sets_those_named_and_the_others_stay(lead, program):
    asked = program(lead)
    sent = {"worthiness_floor": 0.4, "ai_suggestions": "off"}
    assert asked.post("desk/standards/", sent) == (200, {**STANDING, **sent})
    assert asked.post("desk/standards/", {"desk": "economy", "worthiness_floor": None}) == (
        200,
        {**STANDING, "ai_suggestions": "off"},
    )


@pytest.mark.parametrize(
    "wrong", [{"lease_minutes": 0}, {"worthiness_floor": "much"}, {"ai_suggestions": ""}, {"colour": "red"}]
)
def test_a_wrong_value_is_400_by_its_name(lead, program, wrong):
    status, answer = program(lead).post("desk/standards/", {"work_limit": 9, **wrong})
    assert (status, list(answer["error"]["fields"])) == (400, list(wrong))
    assert DeskPolicy.objects.get(desk__slug="economy").work_limit == 3


def test_an_editor_may_not_set_them(editor, program):
    assert program(editor).post("desk/standards/", {"work_limit": 9})[0] == 403
