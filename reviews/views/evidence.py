"""Evidence: ask for a captured page, look at it, ask again, and see whether words stand in it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from factcheck import bell
from factcheck.access import desk_page
from factcheck.models import Membership
from factcheck.roles import Ability
from reviews import jobs
from reviews.actions import evidence
from reviews.models import Claim, Snapshot
from reviews.reports.cited_rows import quote_status

PARTIAL = "reviews/workbench/snapshot.html"


def snapshot_or_404(membership: Membership, pk: int) -> Snapshot:
    """Return a captured page of this desk; Http404 for any other."""
    seen = Snapshot.objects.filter(desk=membership.desk_id, pk=pk).visible_to([membership])
    rows = seen.select_related("claim", "requested_by")
    found = rows.first()
    if found is None:
        raise Http404("No such captured page.")
    return found


@desk_page(Ability.CHECK, "POST")
def snapshot_create(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Ask for a capture of the posted address for a claim, and ring for it."""
    claim = Claim.objects.filter(desk=membership.desk_id, pk=_number(request.POST.get("claim", ""))).first()
    if claim is None:
        raise Http404("No such claim.")
    try:
        made = evidence.request(claim, url=request.POST.get("url", "").strip(), by=membership.user)
    except ValidationError as error:
        return _refused(request, membership, claim, error)
    bell.ring(jobs.capture_snapshot, made.pk)
    return _shown(request, membership, made)


@desk_page(Ability.READ)
def snapshot(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Show a captured page's text, or why it could not be captured. Asked every 2 s while pending."""
    found = snapshot_or_404(membership, pk)
    context = {"section": "claims", "snapshot": found}
    if not request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return render(request, "reviews/snapshot.html", context)
    context |= {"open": True, "edit_url": _edits(request.GET, membership)}
    response = render(request, PARTIAL, context)
    if found.state != Snapshot.State.PENDING and "polled" in request.GET:
        response["HX-Trigger-After-Settle"] = "desk:captured"
    return response


@desk_page(Ability.CHECK, "POST")
def snapshot_retry(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Ask again for a page that could not be captured."""
    found = snapshot_or_404(membership, pk)
    evidence.retry(found, by=membership.user)
    bell.ring(jobs.capture_snapshot, found.pk)
    return _shown(request, membership, found)


@desk_page(Ability.READ, "POST")
def snapshot_check(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Say whether the posted words stand in the captured page. `field` names the field that holds them."""
    found = snapshot_or_404(membership, pk)
    exact = request.POST.get(request.POST.get("field", "exact"), "")
    status = quote_status(exact, found) if exact.strip() else ""
    if not request.accepts("text/html"):
        return JsonResponse({"status": status or "missing"})
    return render(request, "reviews/workbench/quote_status.html", {"status": status})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _shown(request: HttpRequest, membership: Membership, found: Snapshot) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        context = {"snapshot": found, "open": True}
        return render(request, PARTIAL, {**context, "edit_url": _edits(request.POST, membership)})
    return redirect(_back(request, membership, found.claim_id) + f"#snapshot-{found.pk}")


def _refused(
    request: HttpRequest, membership: Membership, claim: Claim, error: ValidationError
) -> HttpResponse:
    """Say what is wrong with the address beside its field, which keeps it."""
    if request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        response = render(request, "reviews/workbench/capture_errors.html", {"errors": error.messages})
        response["HX-Retarget"], response["HX-Reswap"] = "#capture-errors", "innerHTML"
        return response
    context = {
        "section": "claims",
        "claim": claim,
        "errors": error.messages,
        "url": request.POST.get("url", ""),
        "next": _back(request, membership, claim.pk),
    }
    return render(request, "reviews/capture.html", context, status=422)


def _edits(values: QueryDict, membership: Membership) -> str:
    """Return where the page that asked sends edits of citations, if it names an address of this desk."""
    wanted = values.get("edits", "")
    return wanted if wanted.startswith(reverse("overview", args=[membership.desk.slug])) else ""


def _back(request: HttpRequest, membership: Membership, claim: int) -> str:
    """Return the page that asked, if it is one of ours, else the claim's page."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return reverse("claim", args=[membership.desk.slug, claim])
