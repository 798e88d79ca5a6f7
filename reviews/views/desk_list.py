"""Where a person goes first: their only desk, or the list of their desks."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from factcheck.access import signed_in
from factcheck.models import User
from reviews.reports.desk_list import desks_of


@signed_in
@require_safe
def desk_list(request: HttpRequest) -> HttpResponse:
    """Show the desks of this person with the work that waits there, or go to the only one."""
    places = desks_of(cast(User, request.user))
    if len(places) == 1:
        return redirect("overview", places[0].membership.desk.slug)
    return render(request, "reviews/desk_list.html", {"places": places})
