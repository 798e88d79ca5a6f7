"""Reports over the API: how far an article is checked, and what was found."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from articles.models import Article
from factcheck.api import DeskView
from factcheck.roles import Ability
from reviews.api.serializers import VerdictOut
from reviews.reports.article_report import article_report

_COVERAGE: dict[str, serializers.Field[Any, Any, Any, Any]] = {
    "settled": serializers.IntegerField(),
    "checkable": serializers.IntegerField(),
    "not_checkable": serializers.IntegerField(),
    "counts": serializers.DictField(child=serializers.IntegerField()),
}


class ArticleReport(DeskView):
    """The verdict report of one article."""

    rules = {"GET": Ability.READ}

    @extend_schema(
        responses=inline_serializer(
            "ReportOut",
            {
                "article": serializers.IntegerField(),
                "revision": serializers.IntegerField(),
                "title": serializers.CharField(),
                "line": serializers.CharField(),
                "status": serializers.ChoiceField(choices=Article.Status.choices),
                "status_reason": serializers.CharField(),
                "attribution": serializers.CharField(),
                "editorial_note": serializers.CharField(),
                **_COVERAGE,
                "statements": serializers.ListField(child=serializers.DictField()),
                "verdicts": VerdictOut(many=True),
                "how_this_was_checked": serializers.ListField(child=serializers.CharField()),
            },
        )
    )
    def get(self, request: Request, pk: int) -> Response:
        """Return the report on the article's latest text: every statement in its state, and the verdicts."""
        article, _ = self.find(Article.objects.with_text().select_related("desk", "source"), pk)
        report = article_report(article, places=self.places)
        coverage = report.coverage
        body: dict[str, Any] = {
            "article": article.pk,
            "revision": report.revision.number,
            "title": report.revision.title,
            "line": report.line,
            "status": article.status,
            "status_reason": article.status_reason,
            "attribution": report.revision.attribution,
            "editorial_note": report.revision.editorial_note,
            **{name: getattr(coverage, name) for name in _COVERAGE},
            "statements": [
                {
                    "id": mark.statement.pk,
                    "start": mark.statement.start,
                    "end": mark.statement.end,
                    "state": mark.state,
                    "claims": [claim.pk for claim, _ in mark.claims],
                }
                for mark in report.marks
            ],
            "verdicts": VerdictOut([finding.latest for finding in report.findings], many=True).data,
            "how_this_was_checked": report.custody.sentences,
        }
        return Response(body)
