"""The correction form: a new version of a published verdict, saved while it is typed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from factcheck.access import desk_page
from factcheck.models import Membership
from factcheck.roles import Ability
from factcheck.states import Conflict
from reviews import citing
from reviews.actions import correction_drafts, verdicts
from reviews.forms.checklist import checklist, missing, shut_by_field
from reviews.forms.finding import errors_by_field, typed
from reviews.models import Verdict
from reviews.reports.workbench import workbench
from reviews.views.task_page import Errors, citations_in_place, finding_fields
from reviews.views.verdicts import verdict_or_404


@desk_page(Ability.EDIT, "GET", "POST")
def verdict_correct(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Write a new version of a published verdict, from one's draft or from the version that stands."""
    found = verdict_or_404(membership, pk)
    if request.method == "GET":
        return _correction(request, membership, found, _begun(found, membership), {})
    data = typed(request.POST)
    try:
        if "do" in request.POST:
            return _edited(request, membership, found, data)
        correction_drafts.save(found, by=membership.user, data=data)
        newer = verdicts.correct(found, by=membership.user, data=data)
    except ValidationError as error:
        shut = shut_by_field(missing(checklist(data, desk=membership.desk, corrects=True)))
        return _correction(request, membership, found, data, shut or errors_by_field(error), status=422)
    except Conflict as error:
        return _correction(request, membership, found, data, {"": [str(error)]}, status=409)
    correction_drafts.drop(found, by=membership.user)
    messages.success(request, "Handed in. The published version stands until this one is published.")
    return redirect("verdict", membership.desk.slug, newer.pk)


@desk_page(Ability.EDIT, "POST")
def verdict_correct_draft(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Save what was typed, or (`do` = anew) begin again from the published words."""
    found = verdict_or_404(membership, pk)
    if request.POST.get("do") == "anew":
        correction_drafts.drop(found, by=membership.user)
        return redirect("verdict_correct", membership.desk.slug, pk)
    data = typed(request.POST)
    try:
        draft = correction_drafts.save(found, by=membership.user, data=data)
    except ValidationError as error:
        if request.accepts("text/html"):
            return _correction(request, membership, found, data, errors_by_field(error), status=422)
        told = {"code": "invalid", "message": " ".join(error.messages), "fields": errors_by_field(error)}
        return JsonResponse({"error": told}, status=400)
    if request.accepts("text/html"):
        return redirect("verdict_correct", membership.desk.slug, pk)
    return JsonResponse({"saved_at": draft.saved_at.isoformat()})


def _begun(found: Verdict, membership: Membership) -> dict[str, Any]:
    draft = correction_drafts.of(found, by=membership.user)
    return draft.data if draft else {**verdicts.draft_of(found), "correction_note": ""}


def _edited(
    request: HttpRequest, membership: Membership, found: Verdict, data: dict[str, Any]
) -> HttpResponse:
    """Edit the citations, and save that with what was typed."""
    edit = citing.edit(data, request.POST["do"], quoted=request.POST.get("quoted", ""))
    correction_drafts.save(found, by=membership.user, data=edit.data)
    if request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return citations_in_place(request, membership, edit)
    return _correction(request, membership, found, edit.data, {})


def _correction(
    request: HttpRequest,
    membership: Membership,
    found: Verdict,
    data: dict[str, Any],
    errors: Errors,
    *,
    status: int = 200,
) -> HttpResponse:
    """Show the form of a new version."""
    here = reverse("verdict_correct", args=[membership.desk.slug, found.pk])
    context = {
        "section": "claims",
        "verdict": found,
        "claim": found.claim,
        "draft": correction_drafts.of(found, by=membership.user),
        "here": here,
        "edit_url": here,
        "submit_url": here,
        "urls": {"draft": reverse("verdict_correct_draft", args=[membership.desk.slug, found.pk])},
        "around": workbench(found.claim, user=membership.user, places=[membership]),
        **finding_fields(data, errors, desk=membership.desk, corrects=True),
        "checks": checklist(data, desk=membership.desk, corrects=True),
    }
    return render(request, "reviews/correct.html", context, status=status)
