"""What an editor does to an import run, and its report to take along."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from articles import jobs, run_report
from articles.actions import run_control
from articles.models import ImportRun
from factcheck.access import desk_page
from factcheck.models import Membership
from factcheck.roles import Ability
from factcheck.states import Conflict


@desk_page(Ability.EDIT, "POST")
def run_pause(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Pause a run."""
    return _act(request, membership, pk, run_control.pause)


@desk_page(Ability.EDIT, "POST")
def run_resume(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Let a paused run go on."""
    return _act(request, membership, pk, run_control.resume)


@desk_page(Ability.EDIT, "POST")
def run_cancel(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """End a run; what is imported stays."""
    return _act(request, membership, pk, run_control.cancel)


@desk_page(Ability.EDIT, "POST")
def run_retry(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Try what a run refused again, in a new run."""
    return _act(request, membership, pk, run_control.retry)


@desk_page(Ability.EMBARGO)
def run_report_file(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Return the report of a run as a file, row by row: `?form=csv` or `json`."""
    run = get_object_or_404(ImportRun, pk=pk, desk=membership.desk)
    form = request.GET.get("form", "csv")
    if form not in run_report.MEDIA_TYPES:
        raise BadRequest("The report comes as csv or json.")
    return cast(HttpResponse, run_report.answer(run, form, [membership]))


def _act(
    request: HttpRequest, membership: Membership, pk: int, act: Callable[..., ImportRun | None]
) -> HttpResponse:
    run = get_object_or_404(ImportRun, pk=pk, desk=membership.desk)
    try:
        made = act(run=run, by=membership.user)
    except Conflict as late:
        messages.error(request, str(late))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        run = made or run
        if run.state in ImportRun.WORKING:
            jobs.ring_run(run)
    return redirect("import_run", membership.desk.slug, run.pk)
