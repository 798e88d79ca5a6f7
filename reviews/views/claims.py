"""The claims of a desk: the list, one claim with its history, and what people decide about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from factcheck.access import desk_page
from factcheck.models import Membership
from factcheck.roles import Ability
from reviews.actions import claims as actions
from reviews.actions import machine_outputs, matches, suggestions
from reviews.forms.claims import DismissForm, MergeForm
from reviews.forms.filters import ClaimFilter, read_filter
from reviews.models import Claim, ClaimMatch
from reviews.reports import claim_list
from reviews.reports.claim_page import claim_page, json_ld
from reviews.reports.machine_shown import is_shown, shown_claims


@desk_page(Ability.READ)
def claims(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List the claims, newest first, searched and filtered by the address."""
    form = ClaimFilter(request.GET)
    listed = claim_list.claim_list(membership.desk, places=[membership], **read_filter(form))
    shown = shown_claims([claim.pk for claim, _ in listed.rows], user=membership.user)
    return _show(request, "claims.html", form=form, list=listed, shown=shown)


@desk_page(Ability.READ)
def claim(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Show one claim."""
    return _claim(request, membership, _find(membership, pk))


@desk_page(Ability.READ)
def claim_review(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Answer the ClaimReview of the published verdict; Http404 where none is published."""
    text = json_ld(_find(membership, pk), url=_address(membership, pk))
    if not text:
        raise Http404("No verdict on this claim is published.")
    return HttpResponse(text, content_type="application/ld+json")


@desk_page(Ability.EDIT, "POST")
def claim_dismiss(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Dismiss the claim, with the reason."""
    found = _find(membership, pk)
    form = DismissForm(request.POST)
    if not form.is_valid():
        return _claim(request, membership, found, dismiss=form)
    try:
        actions.dismiss(claim=found, by=membership.user, reason=form.cleaned_data["reason"])
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return _claim(request, membership, found, dismiss=form)
    messages.success(request, "Dismissed: this claim asks for no check any more.")
    return redirect("claim", membership.desk.slug, pk)


@desk_page(Ability.EDIT, "POST")
def claim_restore(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Take a dismissal back."""
    found = _find(membership, pk)
    _decide(request, actions.restore, "Taken up again.", claim=found, by=membership.user)
    return redirect("claim", membership.desk.slug, pk)


@desk_page(Ability.EDIT, "POST")
def claim_merge(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Merge the claim into another, which is shown next."""
    found = _find(membership, pk)
    form = MergeForm(request.POST, desk=membership.desk)
    if not form.is_valid():
        return _claim(request, membership, found, merge=form)
    into = form.cleaned_data["into"]
    try:
        actions.merge(claim=found, into=into, by=membership.user)
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return _claim(request, membership, found, merge=form)
    messages.success(request, f"Claim {pk} was merged into this one.")
    return redirect("claim", membership.desk.slug, into.pk)


@desk_page(Ability.CHECK, "POST")
def match_confirm(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Say that the statement makes the claim."""
    found = _find_match(membership, pk)
    said = "Confirmed: the statement makes this claim."
    _decide(request, matches.confirm, said, match=found, by=membership.user)
    return redirect("claim", membership.desk.slug, found.claim_id)


@desk_page(Ability.CHECK, "POST")
def match_reject(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Say that the statement does not make the claim."""
    found = _find_match(membership, pk)
    said = "Rejected: the statement says something else."
    _decide(request, matches.reject, said, match=found, by=membership.user)
    return redirect("claim", membership.desk.slug, found.claim_id)


def _find(membership: Membership, pk: int) -> Claim:
    seen = Claim.objects.of(membership.desk).visible_to([membership])
    return get_object_or_404(seen.select_related("desk", "written_by", "dismissed_by"), pk=pk)


def _find_match(membership: Membership, pk: int) -> ClaimMatch:
    return get_object_or_404(ClaimMatch.objects.visible_to([membership]), pk=pk, claim__desk=membership.desk)


def _address(membership: Membership, pk: int) -> str:
    return f"{settings.SITE_URL}{reverse('claim', args=[membership.desk.slug, pk])}"


def _decide(request: HttpRequest, act: Callable[..., object], said: str, **what: object) -> None:
    """Do what was decided, and say so, or say why it cannot be done."""
    try:
        act(**what)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, said)


def _claim(
    request: HttpRequest,
    membership: Membership,
    found: Claim,
    *,
    dismiss: DismissForm | None = None,
    merge: MergeForm | None = None,
) -> HttpResponse:
    """Show the page of one claim; a form that was refused comes back as it was typed."""
    page = claim_page(found, is_shown=is_shown(found.pk, user=membership.user), places=[membership])
    suggested = machine_outputs.of_matches(row.match for row in page.suggestions)
    related = machine_outputs.of_relations(row.relation for row in page.conflicts)
    confirmed = machine_outputs.of_merges(row.merge for row in page.merged)
    suggestions.record([*suggested, *related, *confirmed], desk=found.desk_id)
    context = {
        "page": page,
        "json_ld": json_ld(found, url=_address(membership, found.pk)),
        "dismiss": dismiss or DismissForm(),
        "merge": merge or MergeForm(desk=membership.desk),
    }
    status = 422 if dismiss or merge else 200
    return _show(request, "claim.html", status=status, **context)


def _show(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, f"reviews/{template}", {"section": "claims", **context}, status=status)
