"""Withdrawing articles by hand over the API, and taking that back."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.serializers import ArticleOut
from articles.models import Article
from factcheck.api import DeskView, as_json, read
from factcheck.roles import Ability
from reviews import jobs
from reviews.actions import withdrawing
from reviews.api.serializers import ReasonIn
from reviews.api.tasks import CONFLICT


class ArticleView(DeskView):
    """What both endpoints share."""

    rules = {"POST": Ability.LEAD}

    def article(self, pk: int) -> Article:
        """Return the article of one of the caller's desks; 404 for strangers."""
        rows = Article.objects.select_related("desk").prefetch_related("revisions")
        return self.find(rows, pk)[0]

    def shown(self, article: Article) -> Response:
        """Return the article as it is now; ring for the people whom its tasks concern."""
        jobs.ring_hand_out(article.desk)
        return Response(as_json(ArticleOut, article))


class Withdraw(ArticleView):
    """Withdrawing."""

    @extend_schema(request=ReasonIn, responses={200: ArticleOut, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Take the article back with a reason; its open tasks are cancelled, its report is stamped."""
        article = self.article(pk)
        withdrawing.withdraw(article, by=self.user, reason=read(request, ReasonIn)["reason"])
        return self.shown(article)


class Restore(ArticleView):
    """Undoing a withdrawal."""

    @extend_schema(request=ReasonIn, responses={200: ArticleOut, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Take a withdrawal back with a reason; the article asks for its checks again."""
        article = self.article(pk)
        withdrawing.restore(article, by=self.user, reason=read(request, ReasonIn)["reason"])
        return self.shown(article)
