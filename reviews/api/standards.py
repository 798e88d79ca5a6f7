"""The desk's standards over the API: every member reads them, a lead changes them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api import DeskView, fields_of
from factcheck.models import Membership
from factcheck.roles import Ability
from reviews import jobs
from reviews.actions import standards
from reviews.models import DeskPolicy


class StandardsOut(serializers.ModelSerializer[DeskPolicy]):
    """What a verdict of the desk needs and how its work is handed out; times in minutes."""

    desk = serializers.CharField(source="desk.slug", read_only=True)

    class Meta:
        model = DeskPolicy
        fields = ["desk", *standards.FIELDS]
        extra_kwargs = {name: {"required": False} for name in standards.FIELDS}


class StandardsIn(StandardsOut):
    """The standards to change, and the desk that they are of (one's only one where missing)."""

    desk = serializers.SlugField(required=False)


class Standards(DeskView):
    """The standards of one desk."""

    rules = {"GET": Ability.READ, "POST": Ability.LEAD}

    @extend_schema(parameters=[OpenApiParameter("desk", str)], responses=StandardsOut)
    def get(self, request: Request) -> Response:
        """Return the standards of `?desk=`, or of the caller's only desk."""
        return _shown(self.chosen_desk(request.query_params.get("desk")))

    @extend_schema(request=StandardsIn, responses=StandardsOut)
    def post(self, request: Request) -> Response:
        """Set the standards named; the others stay. 400 by field for a value that no desk can have."""
        given = fields_of(request)
        slug = given.pop("desk", None)
        place = self.chosen_desk(slug if isinstance(slug, str) else None)
        standards.change(desk=place.desk, by=self.user, wanted=_read(given))
        jobs.ring_floor(place.desk_id)
        return _shown(place)


def _read(given: dict[str, Any]) -> dict[str, Any]:
    """Return the values as their fields take them; unknown names are left for the action to refuse."""
    form = StandardsOut(data=given, partial=True)
    form.is_valid(raise_exception=True)
    unknown = {name: value for name, value in given.items() if name not in form.fields}
    return {**form.validated_data, **unknown}


def _shown(place: Membership) -> Response:
    policy = DeskPolicy.objects.select_related("desk").get(desk=place.desk)
    return Response(StandardsOut(policy).data)
