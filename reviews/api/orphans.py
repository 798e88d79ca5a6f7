"""Orphans over the API: words that people decided on and a new text has not, and what became of them."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from articles.models import Statement
from factcheck.api import DeskView, as_json, number_of, read
from factcheck.roles import Ability
from reviews.actions import orphans
from reviews.api.serializers import TaskOut, TokenIn
from reviews.api.tasks import CONFLICT, TaskView
from reviews.models import Orphan
from reviews.reports.lost_words import lost_words, open_ones


class OrphanOut(serializers.ModelSerializer[Orphan]):
    """A lost place: the words decided on, the revision that has them no more, and what was decided."""

    claim = serializers.IntegerField(source="match.claim_id", read_only=True)
    article = serializers.IntegerField(source="revision.article_id", read_only=True)
    revision = serializers.IntegerField(source="revision.number", read_only=True)
    exact = serializers.CharField(source="match.statement.exact", read_only=True)

    class Meta:
        model = Orphan
        fields = ["id", "claim", "article", "revision", "exact", "fate", "why", "near", "state", "statement"]


class ChoiceOut(serializers.Serializer[Any]):
    """A statement of the latest text that may make the claim now; `score` is 0 to 1.3."""

    statement = serializers.IntegerField(source="statement.pk")
    exact = serializers.CharField(source="statement.exact")
    score = serializers.FloatField()
    reasons = serializers.ListField(child=serializers.CharField())


class OrphanFull(OrphanOut):
    """A lost place with the statements to choose from, the likest first; none once it is decided."""

    choices = serializers.ListField(child=ChoiceOut(), read_only=True)

    class Meta(OrphanOut.Meta):
        fields = [*OrphanOut.Meta.fields, "choices"]


class AttachIn(serializers.Serializer[Any]):
    """The statement that makes the claim; `token` is that of the recheck in hand, if there is one."""

    statement = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    token = serializers.UUIDField(required=False, allow_null=True, default=None)


class LetGoIn(serializers.Serializer[Any]):
    """`token` is that of the recheck in hand, if there is one."""

    token = serializers.UUIDField(required=False, allow_null=True, default=None)


class StandIn(TokenIn):
    """`places` gives for each orphan (key) the statement that makes the claim now; the others are gone."""

    note = serializers.CharField(max_length=orphans.NOTE_LIMIT, required=False, allow_blank=True, default="")
    places = serializers.DictField(
        child=serializers.IntegerField(min_value=1, max_value=2**63 - 1), required=False, default=dict
    )


class Orphans(DeskView):
    """The orphans of one's desks."""

    rules = {"GET": Ability.CHECK}

    @extend_schema(
        parameters=[
            OpenApiParameter("desk", str),
            OpenApiParameter("claim", int),
            OpenApiParameter("article", int),
        ],
        responses=OrphanOut(many=True),
    )
    def get(self, request: Request) -> Response:
        """List what waits for a decision, newest first; `claim` and `article` narrow the list."""
        rows = self.within_desks(open_ones(), desk="match__claim__desk")
        if (claim := number_of(request, "claim")) is not None:
            rows = rows.filter(match__claim=claim)
        if (article := number_of(request, "article")) is not None:
            rows = rows.filter(revision__article=article)
        return self.page(rows, OrphanOut)


class OrphanView(DeskView):
    """What every endpoint of one orphan shares."""

    def orphan(self, pk: int) -> Orphan:
        """Return the orphan of one of the caller's desks; 404 for strangers."""
        rows = Orphan.objects.select_related("match__claim__desk", "match__statement", "revision__article")
        return self.find(rows, pk, desk="match__claim__desk")[0]

    def shown(self, orphan: Orphan) -> Response:
        """Return the orphan as it is now, with what may be chosen while it is open."""
        rows = lost_words(open_ones(pk=orphan.pk), most=12)
        orphan.choices = rows[0].choices if rows else []  # type: ignore[attr-defined]  # of the answer
        return Response(as_json(OrphanFull, orphan))


class OrphanDetail(OrphanView):
    """One orphan."""

    rules = {"GET": Ability.CHECK}

    @extend_schema(responses=OrphanFull)
    def get(self, request: Request, pk: int) -> Response:
        """Return the orphan with the statements that may make its claim now."""
        return self.shown(self.orphan(pk))


class OrphanAttach(OrphanView):
    """Attaching."""

    rules = {"POST": Ability.CHECK}

    @extend_schema(request=AttachIn, responses={200: OrphanFull, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Say that a statement of the article's latest text makes the claim; its verdict counts there."""
        orphan, given = self.orphan(pk), read(request, AttachIn)
        place = orphan.revision.article_id
        statement = Statement.objects.filter(pk=given["statement"], revision__article=place).first()
        if statement is None:
            raise Http404("No such statement.")
        orphans.attach(orphan=orphan, statement=statement, by=self.user, token=given["token"])
        return self.shown(orphan)


class OrphanLetGo(OrphanView):
    """Letting go."""

    rules = {"POST": Ability.CHECK}

    @extend_schema(request=LetGoIn, responses={200: OrphanFull, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Say that the article does not make the claim any more; the verdict stays."""
        orphan = self.orphan(pk)
        orphans.let_go(orphan=orphan, by=self.user, token=read(request, LetGoIn)["token"])
        return self.shown(orphan)


class Stand(TaskView):
    """Answering a recheck."""

    rules = {"POST": Ability.CHECK}

    @extend_schema(request=StandIn, responses={200: TaskOut, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Say that the verdict stands after the change; the recheck is done. A new verdict is submitted."""
        task, _ = self.task(pk)
        given = read(request, StandIn)
        for name in given["places"]:
            if not (name.isascii() and name.isdigit() and len(name) < 19):
                raise serializers.ValidationError({"places": [f"“{name[:40]}” is the number of no orphan."]})
        places = {int(name): value for name, value in given["places"].items()}
        orphans.stand(task, by=self.user, token=given["token"], note=given["note"], places=places)
        return self.shown(task)
