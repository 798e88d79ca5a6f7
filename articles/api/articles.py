"""Articles and their statements over the API."""

from __future__ import annotations

from django.db.models import Prefetch
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.serializers import ArticleFull, ArticleOut, StatementOut
from articles.holding import hold_back
from articles.models import Article, ArticleRevision, Statement
from factcheck.api import DeskView, as_json, number_of
from factcheck.roles import Ability

DESK = OpenApiParameter("desk", str, description="slug of one desk; all of yours where it is missing")


class Articles(DeskView):
    """The articles of one's desks."""

    rules = {"GET": Ability.READ}

    @extend_schema(parameters=[DESK], responses=ArticleOut(many=True))
    def get(self, request: Request) -> Response:
        """List articles, newest first."""
        rows = Article.objects.select_related("desk").prefetch_related("revisions")
        return self.page(self.within_desks(rows), ArticleOut)


class ArticleDetail(DeskView):
    """One article."""

    rules = {"GET": Ability.READ}

    @extend_schema(responses=ArticleFull)
    def get(self, request: Request, pk: int) -> Response:
        """Return the article with every revision's text, oldest first."""
        texts = Prefetch("revisions", ArticleRevision.objects.order_by("number"))
        article, _ = self.find(Article.objects.select_related("desk").prefetch_related(texts), pk)
        return Response(ArticleFull(article).data)


class Statements(DeskView):
    """The statements of one's desks' articles."""

    rules = {"GET": Ability.READ}

    @extend_schema(
        parameters=[DESK, OpenApiParameter("article", int), OpenApiParameter("checkable", bool)],
        responses=StatementOut(many=True),
    )
    def get(self, request: Request) -> Response:
        """List statements of latest revisions, newest first; `article` and `checkable=1` narrow the list."""
        latest = Statement.objects.select_related("revision").filter(revision__is_latest=True)
        rows = self.within_desks(latest, desk="revision__article__desk")
        if (article := number_of(request, "article")) is not None:
            rows = rows.filter(revision__article=article)
        if request.query_params.get("checkable") in ("1", "true"):
            rows = rows.filter(checkability__in=Statement.CHECKABLE)
        answer = self.page(rows, StatementOut)
        hold_back(answer.data["results"], user=self.user)
        return answer


class StatementDetail(DeskView):
    """One statement."""

    rules = {"GET": Ability.READ}

    @extend_schema(responses=StatementOut)
    def get(self, request: Request, pk: int) -> Response:
        """Return the statement with its selectors."""
        rows = Statement.objects.select_related("revision__article__desk")
        statement, _ = self.find(rows, pk, desk="revision__article__desk")
        shown = as_json(StatementOut, statement)
        hold_back([shown], user=self.user)
        return Response(shown)
