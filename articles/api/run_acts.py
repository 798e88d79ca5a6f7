"""What a program does to an import run, and the report of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, cast

from django.core.exceptions import ValidationError
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from articles import jobs, run_report
from articles.actions import run_control
from articles.api.serializers import ImportRunOut
from articles.models import ImportRun
from factcheck.api import DeskView
from factcheck.roles import Ability

RUNS = ImportRun.objects.select_related("desk")


class _RunAct(DeskView):
    """One act on a run; 409 with the present state where that does not allow it."""

    rules = {"POST": Ability.EDIT}
    act: ClassVar[Callable[..., ImportRun | None]]
    status: ClassVar[int] = status.HTTP_200_OK

    @extend_schema(request=None, responses=ImportRunOut)
    def post(self, request: Request, pk: int) -> Response:
        """Do it, and answer with the run as it is now, or with the new one."""
        run, _ = self.find(RUNS, pk)
        made = type(self).act(run=run, by=self.user) or run
        if made.state in ImportRun.WORKING:
            jobs.ring_run(made)
        made.refresh_from_db()
        return Response(ImportRunOut(made).data, status=self.status)


class ImportPause(_RunAct):
    """Pausing a run."""

    act = run_control.pause


class ImportResume(_RunAct):
    """Letting a paused run go on."""

    act = run_control.resume


class ImportCancel(_RunAct):
    """Ending a run; what is imported stays."""

    act = run_control.cancel


class ImportRetry(_RunAct):
    """Trying what a run refused again: answers 202 with a new run."""

    act = run_control.retry
    status = status.HTTP_202_ACCEPTED


class ImportReport(DeskView):
    """The report of a run."""

    rules = {"GET": Ability.EMBARGO}

    @extend_schema(
        parameters=[OpenApiParameter("form", str, enum=["csv", "json"])], responses=OpenApiTypes.BINARY
    )
    def get(self, request: Request, pk: int) -> Response:
        """Return each item with locator, outcome, field, reason and snippet: `?form=csv` or `json`."""
        run, _ = self.find(RUNS, pk)
        form = request.query_params.get("form", "csv")
        if form not in run_report.MEDIA_TYPES:
            raise ValidationError({"form": "Must be csv or json."})
        return cast(Response, run_report.answer(run, form, self.places))
