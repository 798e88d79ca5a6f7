"""The notices of a person at a desk: what happened while they looked elsewhere."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from factcheck import notices as acts
from factcheck.access import desk_page
from factcheck.models import Membership, Notice
from factcheck.pages import page_of
from factcheck.roles import Ability


@desk_page(Ability.READ)
def notices(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List this person's notices, newest first."""
    rows = Notice.objects.of(membership).select_related("desk")
    page = page_of(rows, request.GET.get("cursor", ""))
    return render(
        request,
        "notices.html",
        {"section": "notices", "page": page},
    )


@desk_page(Ability.READ, "POST")
def notices_read(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Mark all as read, or with `notice` that one, and with `open` go where it leads."""
    asked = request.POST.get("notice", "")
    if not asked:
        acts.mark_read(membership)
        return redirect("notices", membership.desk.slug)
    if not asked.isascii() or not asked.isdigit() or len(asked) > 18:
        raise BadRequest("A notice is named by its number.")
    notice = Notice.objects.of(membership).select_related("desk").filter(pk=int(asked)).first()
    if notice is None:
        raise Http404("No such notice.")
    acts.mark_read(membership, [notice.pk])
    return redirect(notice.link) if "open" in request.POST else redirect("notices", membership.desk.slug)
