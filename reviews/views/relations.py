"""How claims stand to each other: an editor confirms or rejects what the machine suggests."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from factcheck.access import desk_page
from factcheck.models import Membership
from factcheck.roles import Ability
from reviews.actions import relations
from reviews.models import ClaimRelation
from reviews.views.way_back import way_back

CONFIRMED = {
    "contradicts": "Confirmed: these two cannot both hold.",
    "quote": "Confirmed: one quote misleads.",
    "narrows": "Confirmed: one claim is a special case of the other.",
}
REJECTED = {
    "contradicts": "Rejected: both can hold.",
    "quote": "Rejected: the quotes differ without harm.",
    "narrows": "Rejected: neither claim is a case of the other.",
}


@desk_page(Ability.CHECK, "POST")
def relation_confirm(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Say that it is so: both cannot hold, one quote misleads, one claim is a case of the other."""
    return _decide(request, membership, pk, relations.confirm, CONFIRMED)


@desk_page(Ability.CHECK, "POST")
def relation_reject(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Say that it is not so, or does no harm."""
    return _decide(request, membership, pk, relations.reject, REJECTED)


def _decide(
    request: HttpRequest, membership: Membership, pk: int, act: Callable[..., None], said: Mapping[str, str]
) -> HttpResponse:
    """Do what was decided, and go back to where it was: the page in `next`, else the older claim."""
    rows = ClaimRelation.objects.select_related("claim_a__desk", "claim_b")
    relation = get_object_or_404(rows, pk=pk, claim_a__desk=membership.desk)
    act(relation=relation, by=membership.user)
    messages.success(request, said[relation.kind])
    return way_back(request, reverse("claim", args=[membership.desk.slug, relation.claim_a_id]))
