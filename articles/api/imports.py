"""Imports over the API: hand over articles, files or a stream, and read what became of them."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from articles import jobs
from articles.actions.hand_over_keys import KeyReused, start_once
from articles.api.handed import KeyUsedOtherwise, given_in, handed_over, key_of
from articles.api.serializers import ImportIn, ImportRunFull, ImportRunOut
from articles.formats import FORMATS
from articles.models import HandOverKey, ImportRun
from factcheck.api import DeskView
from factcheck.roles import Ability

_FILE_TYPES = (
    "application/octet-stream",
    "application/x-ndjson",
    "text/csv",
    "application/xml",
    "text/plain",
)
_HAND_OVER = extend_schema(
    description=(
        "Start a run; answers 202 with the run to look up. Hand over JSON `articles`, multipart `files`, "
        "or one file of any format as the body itself: name it by `filename`, or send it under a type of "
        "its own. A file is stored as it comes, chunked or not; JSONL and CSV may be far longer than "
        "other files. An `Idempotency-Key` makes sending the same again answer as the first time did, "
        "with the same run, for 24 hours (`IDEMPOTENCY_HOURS`), per desk and caller. A refused request "
        "(4xx) leaves its key unused."
    ),
    parameters=[
        OpenApiParameter("desk", str, description="of a file: the desk; not needed by members of one alone"),
        OpenApiParameter(
            "filename", str, description="of a file: its name; whatever its type, it is one then"
        ),
        OpenApiParameter("source", str, description="of a file: publisher of articles that name none"),
        OpenApiParameter("format", str, enum=FORMATS, description="of a file: told from its bytes otherwise"),
        OpenApiParameter(
            "Idempotency-Key",
            {"type": "string", "maxLength": HandOverKey.MOST, "pattern": "^[!-~]+$"},
            OpenApiParameter.HEADER,
        ),
    ],
    request={
        "application/json": ImportIn,
        "multipart/form-data": ImportIn,
        **dict.fromkeys(_FILE_TYPES, OpenApiTypes.BINARY),
    },
    responses={
        202: ImportRunOut,
        411: None,
        413: None,
        422: None,
    },
)


class Imports(DeskView):
    """The import runs of one's desks."""

    rules = {"GET": Ability.EMBARGO, "POST": Ability.EDIT}

    @extend_schema(responses=ImportRunOut(many=True))
    def get(self, request: Request) -> Response:
        """List runs, newest first."""
        return self.page(self.within_desks(ImportRun.objects.select_related("desk")), ImportRunOut)

    @_HAND_OVER
    def post(self, request: Request) -> Response:
        """Start a run of what is handed over, once for each key."""
        key = key_of(request)
        given = given_in(request)
        place = self.chosen_desk(given.get("desk"))  # whether one may is told before a file is read
        try:
            handed = start_once(desk=place.desk, by=self.user, key=key, handed=handed_over(request, given))
        except KeyReused as error:
            raise KeyUsedOtherwise(error) from error
        if not handed.is_again:
            jobs.ring_run(handed.run)
        answer = Response(ImportRunOut(_as_started(handed.run)).data, status=status.HTTP_202_ACCEPTED)
        if handed.is_again:
            answer["Idempotent-Replayed"] = "true"
        return answer


class Import(DeskView):
    """One import run."""

    rules = {"GET": Ability.EMBARGO}

    @extend_schema(responses=ImportRunFull)
    def get(self, request: Request, pk: int) -> Response:
        """Return the run with up to 1,000 of its refused items, each with where and why."""
        run, _ = self.find(ImportRun.objects.select_related("desk"), pk)
        return Response(ImportRunFull(run).data)


def _as_started(run: ImportRun) -> ImportRun:
    """Return the run as its first answer told it, however far it is by now."""
    return ImportRun(pk=run.pk, desk=run.desk, source_name=run.source_name, started_at=run.started_at)
