"""Undoing a merge, whoever brought it about: the claims are two again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from factcheck.access import desk_page
from factcheck.models import Membership
from factcheck.roles import Ability
from reviews import jobs
from reviews.actions import merge_undoing
from reviews.models import ClaimMerge
from reviews.views.way_back import way_back


@desk_page(Ability.CHECK, "POST")
def merge_undo(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Part the two claims, and go back to where the button was, else to the claim that went away.

    Whoever may confirm a match may undo what one brought about; what was merged by hand, an editor.
    """
    seen = ClaimMerge.objects.visible_to([membership]).select_related("claim", "into")
    merge = get_object_or_404(seen, pk=pk, into__desk=membership.desk)
    merge_undoing.require_role(merge, membership.role)
    merge_undoing.undo(merge=merge, by=membership.user)
    jobs.ring_hand_out(membership.desk)  # its own check is open again
    messages.success(request, f"Undone: claim {merge.claim_id} stands by itself again.")
    return way_back(request, reverse("claim", args=[membership.desk.slug, merge.claim_id]))
