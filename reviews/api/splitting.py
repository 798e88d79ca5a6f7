"""Splitting over the API: a task's sentence becomes the claims that it joins."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from articles.models import Statement
from factcheck.api import as_json, read
from factcheck.models import Membership
from factcheck.roles import Ability
from reviews import jobs
from reviews.actions import splitting
from reviews.actions.splitting import Part
from reviews.api.held_back import hold_back_claims
from reviews.api.serializers import ClaimOut, TokenIn
from reviews.api.tasks import CONFLICT, TaskView
from reviews.models import ReviewTask


class PartIn(serializers.Serializer[Any]):
    """One part: `start`, `end` are code points inside the statement; `wording` puts it in neutral words."""

    start = serializers.IntegerField(min_value=0, max_value=2**31 - 1)
    end = serializers.IntegerField(min_value=0, max_value=2**31 - 1)
    wording = serializers.CharField(required=False, allow_blank=True, max_length=5000, default="")


class SplitIn(TokenIn):
    """The parts of `statement`; none at all says that it is one claim, against what was proposed."""

    statement = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    parts = PartIn(many=True)


class SplitOut(serializers.Serializer[Any]):
    """The claims of the parts, and whether that of the whole sentence was set aside with its task."""

    claims = ClaimOut(many=True)
    is_set_aside = serializers.BooleanField()


class SplitTask(TaskView):
    """Splitting the sentence of a task."""

    rules = {"POST": Ability.CHECK}

    @extend_schema(request=SplitIn, responses={200: SplitOut, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Mark each part as a claim with a check of its own; 409 unless the caller holds the task."""
        task, place = self.task(pk)
        given = read(request, SplitIn)
        said = _said(task, place, given)
        if not given["parts"]:
            splitting.leave_whole(task, statement=said, by=self.user, token=given["token"])
            return Response({"claims": [], "is_set_aside": False})
        parts = [Part(**part) for part in given["parts"]]
        done = splitting.split(task, statement=said, parts=parts, by=self.user, token=given["token"])
        jobs.ring_hand_out(task.desk)
        made = [as_json(ClaimOut, claim) for claim in done.claims]
        hold_back_claims(made, user=self.user)
        return Response({"claims": made, "is_set_aside": done.is_set_aside})


def _said(task: ReviewTask, place: Membership, given: dict[str, Any]) -> Statement:
    """Return the statement that was named, one that makes the task's claim; Http404 for any other."""
    seen = Statement.objects.visible_to([place]).filter(pk=given["statement"], matches__claim=task.claim_id)
    found = seen.first()
    if found is None:
        raise Http404("No such object.")
    return found
