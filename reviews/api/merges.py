"""Undoing a merge over the API."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api import DeskView
from factcheck.roles import Ability
from reviews import jobs
from reviews.actions import merge_undoing
from reviews.api.serializers import MergeOut
from reviews.api.tasks import CONFLICT
from reviews.models import ClaimMerge


class UndoMerge(DeskView):
    """Parting two claims that were merged."""

    rules = {"POST": Ability.CHECK}

    @extend_schema(request=None, responses={200: MergeOut, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Make two claims of them again, with the statements, relations and tasks that each had.

        A merge by hand is for editors to undo. 409 where it is undone already, or the survivor was merged
        into another claim since.
        """
        rows = ClaimMerge.objects.select_related("claim", "into__desk")
        merge, place = self.find(rows, pk, desk="into__desk")
        merge_undoing.require_role(merge, place.role)
        merge_undoing.undo(merge=merge, by=self.user)
        jobs.ring_hand_out(place.desk)
        merge.refresh_from_db()
        return Response(MergeOut(merge).data)
