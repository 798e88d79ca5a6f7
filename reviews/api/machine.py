"""Machine and people over the API: the rates, the desk's models, and rolling one back."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api import DeskView
from factcheck.roles import Ability
from reviews import jobs
from reviews.actions import learning
from reviews.api.tasks import CONFLICT
from reviews.models import DeskModel
from reviews.reports.machine_and_people import Tally, tallies, trainings


class RateOut(serializers.Serializer[Any]):
    """A share of `of`; null under twenty."""

    count = serializers.IntegerField()
    of = serializers.IntegerField()
    share = serializers.FloatField(allow_null=True)


class TallyOut(serializers.Serializer[Tally]):
    """What became of the outputs of one kind, model and version."""

    kind = serializers.CharField()
    model = serializers.CharField()
    version = serializers.CharField()
    recorded = serializers.IntegerField()
    shown = serializers.IntegerField()
    accepted = serializers.IntegerField()
    edited = serializers.IntegerField()
    rejected = serializers.IntegerField()
    overturned = serializers.IntegerField()
    override = RateOut()
    followed_when_wrong = RateOut()


class ModelOut(serializers.ModelSerializer[DeskModel]):
    """One training: its figures, and whether it ranks."""

    figures = serializers.DictField(read_only=True)

    class Meta:
        model = DeskModel
        fields = [
            "id", "language", "number", "state", "decisions", "figures", "trained_at",
            "rolled_back_by", "rolled_back_at",
        ]  # fmt: skip


class MachineOut(serializers.Serializer[Any]):
    """What people did with the machine's outputs, and the desk's latest models, newest first."""

    outputs = TallyOut(many=True)
    models = ModelOut(many=True)


class Machine(DeskView):
    """Machine and people at one desk."""

    rules = {"GET": Ability.READ}

    @extend_schema(parameters=[OpenApiParameter("desk", str)], responses=MachineOut)
    def get(self, request: Request) -> Response:
        """Return the tallies and the models of `?desk=`, or of the caller's only desk."""
        desk = self.chosen_desk(request.query_params.get("desk")).desk
        return Response(MachineOut({"outputs": tallies(desk), "models": trainings(desk)}).data)


class RollBack(DeskView):
    """Rolling a model back."""

    rules = {"POST": Ability.LEAD}

    @extend_schema(request=None, responses={200: ModelOut, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Take the active model out of service; the one before it ranks again. 409 unless it is active."""
        model, place = self.find(DeskModel.objects.select_related("desk"), pk)
        learning.roll_back(model=model, by=self.user)
        jobs.ring_ranking(place.desk_id)
        model.refresh_from_db()
        return Response(ModelOut(model).data)
