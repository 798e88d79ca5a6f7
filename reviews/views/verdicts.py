"""Verdict pages: read, approve, return, publish and retract."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from factcheck.access import desk_page
from factcheck.models import Membership
from factcheck.roles import Ability
from factcheck.states import Conflict
from reviews.actions import verdicts
from reviews.forms.checklist import checklist
from reviews.forms.finding import errors_by_field, words_in
from reviews.models import Verdict
from reviews.reports.verdict_page import find_verdict, verdict_view
from reviews.views.task_page import Errors

GATES = ("rating", "summary", "explanation", "citations")


def verdict_or_404(membership: Membership, pk: int) -> Verdict:
    """Return a verdict of this desk; Http404 for any other."""
    try:
        return find_verdict(membership, pk)
    except Verdict.DoesNotExist as error:
        raise Http404("No such verdict.") from error


@desk_page(Ability.READ)
def verdict(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Show one version of a verdict with its citations, gates and history."""
    return _page(request, membership, verdict_or_404(membership, pk))


@desk_page(Ability.EDIT, "GET", "POST")
def verdict_approve(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Sign off somebody else's verdict."""
    return _act(request, membership, pk, verdicts.approve, "Approved. Publish it when the time is right.")


@desk_page(Ability.EDIT, "GET", "POST")
def verdict_return(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Send a verdict back to its author with a comment."""
    said = "Returned to {author}, who goes on from the same text."
    return _act(request, membership, pk, verdicts.return_to_author, said, words="comment")


@desk_page(Ability.EDIT, "GET", "POST")
def verdict_publish(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Publish an approved verdict."""
    return _act(request, membership, pk, verdicts.publish, "Published.")


@desk_page(Ability.EDIT, "GET", "POST")
def verdict_retract(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Withdraw a published verdict, with the reason for readers."""
    said = "Retracted. It stays readable, with the reason."
    return _act(request, membership, pk, verdicts.retract, said, words="note")


def _act(
    request: HttpRequest,
    membership: Membership,
    pk: int,
    act: Callable[..., object],
    said: str,
    *,
    words: str = "",
) -> HttpResponse:
    """Do one thing to a verdict and show it; on a refusal show it as it is now, with what was typed.

    `words` names the field of the form that the act asks for, if any; `said` may name the `author`.
    """
    found = verdict_or_404(membership, pk)
    if request.method == "GET":  # a reload of what the form answered, or the way back after signing in
        return redirect("verdict", membership.desk.slug, pk)
    try:
        typed = {words: words_in(request.POST, words)} if words else {}
        act(found, by=membership.user, **typed)
        messages.success(request, said.format(author=found.author.name))
    except ValidationError as error:
        return _page(request, membership, found, errors=errors_by_field(error), status=422)
    except Conflict as error:
        return _page(request, membership, verdict_or_404(membership, pk), conflict=str(error), status=409)
    return redirect("verdict", membership.desk.slug, pk)


def _page(
    request: HttpRequest,
    membership: Membership,
    found: Verdict,
    *,
    errors: Errors | None = None,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "section": "claims",
        "view": verdict_view(found.pk, membership),
        "checks": checklist(verdicts.draft_of(found), desk=membership.desk),
        "errors": errors or {},
        "gate_errors": [line for name, lines in (errors or {}).items() if name in GATES for line in lines],
        "conflict": conflict,
        "typed": request.POST,
    }
    return render(request, "reviews/verdict.html", context, status=status)
