"""Snapshots over the API: ask for a capture, and read it."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck import bell
from factcheck.api import DeskView, number_of, read
from factcheck.roles import Ability
from reviews import jobs
from reviews.actions import evidence
from reviews.api.serializers import CaptureIn, SnapshotBrief, SnapshotOut
from reviews.models import Claim, Snapshot


class Snapshots(DeskView):
    """The captured pages of one's desks."""

    rules = {"GET": Ability.READ, "POST": Ability.CHECK}

    @extend_schema(responses=SnapshotBrief(many=True))
    def get(self, request: Request) -> Response:
        """List snapshots without their texts, newest first; `claim` narrows the list."""
        rows = self.within_desks(Snapshot.objects.defer("text"))
        if (claim := number_of(request, "claim")) is not None:
            rows = rows.filter(claim=claim)
        return self.page(rows, SnapshotBrief)

    @extend_schema(request=CaptureIn, responses={202: SnapshotOut})
    def post(self, request: Request) -> Response:
        """Ask for a capture; 202 with the snapshot to look up until its state is CAPTURED or FAILED."""
        given = read(request, CaptureIn)
        claim, _ = self.find(Claim.objects.select_related("desk"), given["claim"])
        snapshot = evidence.request(claim, url=given["url"], by=self.user)
        bell.ring(jobs.capture_snapshot, snapshot.pk)
        return Response(SnapshotOut(snapshot).data, status=status.HTTP_202_ACCEPTED)


class SnapshotDetail(DeskView):
    """One captured page."""

    rules = {"GET": Ability.READ}

    @extend_schema(responses=SnapshotOut)
    def get(self, request: Request, pk: int) -> Response:
        """Return the snapshot with its text."""
        return Response(SnapshotOut(self.find(Snapshot.objects.all(), pk)[0]).data)
