"""The imports of a desk: the list of runs, the upload, and one run with its progress and refused items."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from articles import jobs
from articles.actions import importing
from articles.forms.imports import ItemFilter, UploadForm
from articles.models import ImportRun
from articles.run_page import run_page
from factcheck import bell
from factcheck.access import desk_page
from factcheck.models import Membership
from factcheck.pages import page_of
from factcheck.roles import Ability


@desk_page(Ability.EMBARGO)
def imports(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List the runs of this desk, newest first."""
    runs = ImportRun.objects.filter(desk=membership.desk).select_related("started_by")
    page = page_of(runs, request.GET.get("cursor", ""))
    return _show(request, "imports.html", page=page)


@desk_page(Ability.EDIT, "GET", "POST")
def import_upload(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Take files and start a run of them."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        files, refusals = form.incoming()
        source = form.cleaned_data["source"]
        try:
            run = importing.start(
                desk=membership.desk, by=membership.user, files=files, refusals=refusals, source=source
            )
        except ValidationError as error:
            form.add_error("upload", ValidationError(error.messages))
        else:
            bell.ring(jobs.import_run, run.pk)
            return redirect("import_run", membership.desk.slug, run.pk)
    shown = {"form": form, "limit": settings.IMPORT_MAX_BYTES}
    return _show(request, "import_upload.html", status=422 if form.errors else 200, **shown)


@desk_page(Ability.EMBARGO)
def import_run(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Show one run; an open page asks again every two seconds until the run is finished."""
    runs = ImportRun.objects.filter(desk=membership.desk).select_related("started_by")
    run = get_object_or_404(runs, pk=pk)
    form = ItemFilter(request.GET)
    if not form.is_valid():
        raise BadRequest("No such outcome.")
    shown = run_page(
        run, outcome=form.cleaned_data["outcome"], cursor=request.GET.get("cursor", ""), places=[membership]
    )
    template = "import_run.html#run" if "HX-Request" in request.headers else "import_run.html"
    return _show(request, template, shown=shown)


def _show(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, f"articles/{template}", {"section": "imports", **context}, status=status)
