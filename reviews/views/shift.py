"""The shift switch: on shift, tasks come by themselves."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from factcheck import shifts
from factcheck.access import desk_page
from factcheck.models import Membership
from factcheck.roles import Ability
from reviews import jobs
from reviews.views.way_back import way_back


@desk_page(Ability.CHECK, "POST")
def shift(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Start (`on=1`) or end (`on=0`) this person's shift, and go back to `next`."""
    if request.POST.get("on") == "1":
        shifts.start(membership)
    else:
        shifts.end(membership)
    jobs.ring_hand_out(membership.desk)  # to assign tasks, or to take back what was not started
    return way_back(request, reverse("overview", args=[membership.desk.slug]))
