"""Machine and people: the rates, the desk's models, and rolling one back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from factcheck.access import desk_page
from factcheck.models import Membership
from factcheck.roles import Ability
from reviews import jobs
from reviews.actions import learning
from reviews.models import DeskModel, DeskPolicy
from reviews.reports.machine_and_people import ENOUGH, tallies, trainings


@desk_page(Ability.READ)
def machine(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show what people did with the machine's outputs, and what the desk's models learned."""
    desk = membership.desk
    context = {
        "section": "machine",
        "policy": DeskPolicy.objects.get(desk=desk),
        "tallies": tallies(desk),
        "enough": ENOUGH,
        "trainings": trainings(desk),
    }
    return render(request, "reviews/machine.html", context)


@desk_page(Ability.LEAD, "POST")
def model_roll_back(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Take the active model out of service; the one before it ranks again, or the engine's worth."""
    model = get_object_or_404(DeskModel, pk=pk, desk=membership.desk)
    earlier = learning.roll_back(model=model, by=membership.user)
    jobs.ring_ranking(membership.desk_id)
    ranks = f"Model {earlier.number}" if earlier else "The engine’s check-worthiness"
    messages.success(request, f"Model {model.number} was rolled back. {ranks} ranks the queue again.")
    return redirect("machine", membership.desk.slug)
