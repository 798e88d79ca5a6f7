"""The overview of a desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.feed_page import given_up
from factcheck.access import desk_page
from factcheck.models import Membership
from factcheck.roles import Ability, may
from reviews.reports import overview as reports
from reviews.reports.at_work import at_work


@desk_page(Ability.READ)
def overview(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show what is open, in work, waiting and done, who is at work, and the last fourteen days."""
    figures = reports.overview(membership.desk, places=[membership])
    context = {
        "section": "overview",
        "figures": figures,
        "given_up": given_up(membership.desk) if may(membership.role, Ability.EMBARGO) else None,
        "people": at_work(membership.desk) if may(membership.role, Ability.CHECK) else (),
    }
    return render(request, "reviews/overview.html", context)
