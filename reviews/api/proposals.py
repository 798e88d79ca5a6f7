"""The parts into which the machine would split a task's sentence, as the task's detail carries them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from factcheck.models import Membership
from reviews.actions import machine_outputs, suggestions
from reviews.api.serializers import HELD_BACK, TaskOut
from reviews.models import ReviewTask
from reviews.reports.machine_shown import is_shown
from reviews.reports.proposals import Proposal, proposals, statement_of


class ProposalOut(serializers.Serializer[Proposal]):
    """One part: `start`, `end` are code points inside the statement."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    text = serializers.CharField()


class TaskFull(TaskOut):
    """A task with the `statement` that makes its claim with all its words, and the parts that it joins."""

    statement = serializers.IntegerField(read_only=True, allow_null=True)
    proposals = ProposalOut(many=True, read_only=True, allow_null=True, help_text=HELD_BACK)

    class Meta(TaskOut.Meta):
        fields = [*TaskOut.Meta.fields, "statement", "proposals"]


def proposals_json(task: ReviewTask, place: Membership) -> dict[str, Any]:
    """Return `statement` and `proposals` of a task for whoever looks, and record that they were shown.

    `proposals` is null where the desk holds its machine back, and [] where the sentence is one claim.
    """
    is_check = task.kind == ReviewTask.Kind.CHECK
    statement = statement_of(task.claim, places=[place]) if is_check else None
    if statement is None:
        return {"statement": None, "proposals": []}
    if not is_shown(task.claim_id, user=place.user):
        return {"statement": statement.pk, "proposals": None}
    parts = proposals(statement)
    suggestions.record(machine_outputs.of_split(statement), desk=task.desk_id)
    return {"statement": statement.pk, "proposals": [ProposalOut(part).data for part in parts]}
