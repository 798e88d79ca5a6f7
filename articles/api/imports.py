"""Imports over the API: hand over files or JSON articles, and read what became of them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from articles import jobs
from articles.actions import importing
from articles.actions.opening import open_uploads
from articles.api.serializers import ImportIn, ImportRunFull, ImportRunOut
from articles.formats.parsed import ParsedArticle
from articles.models import ImportRun
from factcheck.api import DeskView, fields_of
from factcheck.roles import Ability


class Imports(DeskView):
    """The import runs of one's desks."""

    rules = {"GET": Ability.READ, "POST": Ability.EDIT}

    @extend_schema(responses=ImportRunOut(many=True))
    def get(self, request: Request) -> Response:
        """List runs, newest first."""
        return self.page(self.within_desks(ImportRun.objects.select_related("desk")), ImportRunOut)

    @extend_schema(request=ImportIn, responses={202: ImportRunOut})
    def post(self, request: Request) -> Response:
        """Start a run of multipart `files` or JSON `articles`; answer 202 with the run to look up."""
        fields = {name: value for name, value in fields_of(request).items() if name != "files"}
        form = ImportIn(data=fields)
        form.is_valid(raise_exception=True)
        given = form.validated_data
        place = self.chosen_desk(given.get("desk"))
        files, refusals = open_uploads(request.FILES.getlist("files"), format=given["format"])
        run = importing.start(
            desk=place.desk,
            by=self.user,
            files=files,
            refusals=refusals,
            articles=[_parsed(row, number) for number, row in enumerate(given.get("articles", []), start=1)],
            source=given["source"],
        )
        jobs.ring_run(run)
        return Response(ImportRunOut(run).data, status=status.HTTP_202_ACCEPTED)


class Import(DeskView):
    """One import run."""

    rules = {"GET": Ability.READ}

    @extend_schema(responses=ImportRunFull)
    def get(self, request: Request, pk: int) -> Response:
        """Return the run with up to 1,000 of its refused items, each with where and why."""
        run, _ = self.find(ImportRun.objects.select_related("desk"), pk)
        return Response(ImportRunFull(run).data)


def _parsed(row: dict[str, Any], number: int) -> ParsedArticle:
    fields = {name: value for name, value in row.items() if name not in ("title", "text")}
    text = row["text"].replace("\r\n", "\n")
    title = row["title"] or text.strip().partition("\n")[0][:300]
    return ParsedArticle(locator=f"articles[{number}]", title=title, text=text, **fields)
