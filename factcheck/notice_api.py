"""Notices over the API: one's own, and marking them as read."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck import notices
from factcheck.api import DeskView, fields_of
from factcheck.models import Notice
from factcheck.roles import Ability, abilities_of, may

MOST = 1000


class NoticeOut(serializers.ModelSerializer[Notice]):
    """A notice; `link` is the path of the page that it leads to."""

    desk = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    link = serializers.CharField(read_only=True)

    class Meta:
        model = Notice
        fields = ["id", "desk", "kind", "text", "link", "created_at", "read_at"]


class ReadIn(serializers.Serializer[Any]):
    """Which of one's notices at a desk are read; all of them without `notices`."""

    desk = serializers.SlugField(required=False)
    notices = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**63 - 1), required=False, max_length=MOST
    )


class ReadOut(serializers.Serializer[Any]):
    """How many were unread until now."""

    read = serializers.IntegerField()


class Notices(DeskView):
    """One's own notices."""

    rules = {"GET": Ability.READ}

    @extend_schema(
        parameters=[OpenApiParameter("desk", str), OpenApiParameter("unread", bool)],
        responses=NoticeOut(many=True),
    )
    def get(self, request: Request) -> Response:
        """List one's notices at one's desks, newest first; with `unread=true` those alone."""
        rows = self.within_desks(Notice.objects.filter(self._seen(), user=self.user).select_related("desk"))
        unread = request.query_params.get("unread", "false").lower()
        if unread not in ("true", "false"):
            raise ValidationError({"unread": "Must be true or false."})
        return self.page(rows.filter(read_at__isnull=True) if unread == "true" else rows, NoticeOut)

    def _seen(self) -> Q:
        """Which notices the caller's roles let them see; nothing where they belong to no desk."""
        seen = Q(pk__in=[])
        for place in self.places:
            if may(place.role, Ability.READ):
                seen |= Q(desk=place.desk_id, needs__in=abilities_of(place.role))
        return seen


class NoticesRead(DeskView):
    """Having read one's notices."""

    rules = {"POST": Ability.READ}

    @extend_schema(request=ReadIn, responses=ReadOut)
    def post(self, request: Request) -> Response:
        """Mark one's notices at a desk as read, those named or all."""
        form = ReadIn(data=fields_of(request))
        form.is_valid(raise_exception=True)
        place = self.chosen_desk(form.validated_data.get("desk"))
        return Response({"read": notices.mark_read(place, form.validated_data.get("notices"))})
