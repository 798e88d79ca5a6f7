"""Verdicts over the API: approve, return, publish, correct, retract."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api import DeskView, fields_of, number_of, read
from factcheck.roles import Ability
from reviews import jobs
from reviews.actions import verdicts
from reviews.api.serializers import CommentIn, FindingIn, NoteIn, VerdictOut
from reviews.api.tasks import CONFLICT
from reviews.models import Verdict


class Verdicts(DeskView):
    """The verdicts of one's desks."""

    rules = {"GET": Ability.READ}

    @extend_schema(
        parameters=[
            OpenApiParameter("desk", str),
            OpenApiParameter("claim", int),
            OpenApiParameter("state", str),
        ],
        responses=VerdictOut(many=True),
    )
    def get(self, request: Request) -> Response:
        """List verdicts, newest first; `claim` and `state` narrow the list."""
        every = Verdict.objects.select_related("rating").prefetch_related("citations")
        rows = self.within_desks(every, desk="claim__desk")
        if (claim := number_of(request, "claim")) is not None:
            rows = rows.filter(claim=claim)
        if state := request.query_params.get("state", "").upper():
            if state not in Verdict.State.values:
                raise ValidationError({"state": f"Must be one of {', '.join(Verdict.State.values)}."})
            rows = rows.filter(state=state)
        return self.page(rows, VerdictOut)


class VerdictView(DeskView):
    """What every endpoint of one verdict shares."""

    def verdict(self, pk: int) -> Verdict:
        """Return the verdict of one of the caller's desks; 404 for strangers."""
        rows = Verdict.objects.select_related("rating", "claim__desk", "author").prefetch_related("citations")
        return self.find(rows, pk, desk="claim__desk")[0]

    def shown(self, verdict: Verdict, code: int = status.HTTP_200_OK) -> Response:
        """Return the verdict as it is now."""
        return Response(VerdictOut(verdict).data, status=code)


class VerdictDetail(VerdictView):
    """One verdict."""

    rules = {"GET": Ability.READ}

    @extend_schema(responses=VerdictOut)
    def get(self, request: Request, pk: int) -> Response:
        """Return the verdict with its citations."""
        return self.shown(self.verdict(pk))


class Approve(VerdictView):
    """Signing off."""

    rules = {"POST": Ability.EDIT}

    @extend_schema(request=None, responses={200: VerdictOut, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Approve somebody else's verdict."""
        verdict = self.verdict(pk)
        verdicts.approve(verdict, by=self.user)
        return self.shown(verdict)


class Return(VerdictView):
    """Sending back."""

    rules = {"POST": Ability.EDIT}

    @extend_schema(request=CommentIn, responses={200: VerdictOut, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Return the verdict to its author with a comment."""
        verdict = self.verdict(pk)
        verdicts.return_to_author(verdict, by=self.user, comment=read(request, CommentIn)["comment"])
        jobs.ring_hand_out(verdict.claim.desk)
        return self.shown(verdict)


class Publish(VerdictView):
    """Publishing."""

    rules = {"POST": Ability.EDIT}

    @extend_schema(request=None, responses={200: VerdictOut, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Publish an approved verdict; the one published before is superseded."""
        verdict = self.verdict(pk)
        verdicts.publish(verdict, by=self.user)
        return self.shown(verdict)


class Correct(VerdictView):
    """Correcting."""

    rules = {"POST": Ability.EDIT}

    @extend_schema(request=FindingIn, responses={201: VerdictOut, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Hand in a new version with `correction_note`; it needs approval like the first."""
        newer = verdicts.correct(self.verdict(pk), by=self.user, data=fields_of(request))
        return self.shown(newer, status.HTTP_201_CREATED)


class Retract(VerdictView):
    """Withdrawing."""

    rules = {"POST": Ability.EDIT}

    @extend_schema(request=NoteIn, responses={200: VerdictOut, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Withdraw a published verdict with a note to readers."""
        verdict = self.verdict(pk)
        verdicts.retract(verdict, by=self.user, note=read(request, NoteIn)["note"])
        return self.shown(verdict)
