"""Splitting a sentence in the workbench: into the claims it joins, or leaving it whole."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from articles.models import Statement
from factcheck.access import desk_page
from factcheck.models import Membership
from factcheck.roles import Ability
from factcheck.states import Conflict
from reviews import jobs
from reviews.actions import splitting
from reviews.forms.finding import token_in
from reviews.forms.splitting import read_parts
from reviews.models import ReviewTask
from reviews.views.queue import go_to_next
from reviews.views.task_page import read_number
from reviews.views.tasks import lost, posted, refused, task_or_404


@desk_page(Ability.CHECK, "GET", "POST")
@posted
def task_split(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Split the posted statement into the kept parts and go on, or (`do` = whole) leave it one claim."""
    wanted = task_or_404(membership, pk)
    token = token_in(request.POST)
    try:
        statement = _statement(request, membership, wanted)
        if request.POST.get("do") == "whole":
            splitting.leave_whole(wanted, statement=statement, by=membership.user, token=token)
            messages.info(request, "Left whole: the sentence stays one claim.")
            return redirect("task", membership.desk.slug, pk)
        parts = read_parts(request.POST)
        done = splitting.split(wanted, statement=statement, parts=parts, by=membership.user, token=token)
    except ValidationError as error:
        return refused(request, membership, wanted, error)
    except Conflict as error:
        return lost(request, membership, pk, error)
    jobs.ring_hand_out(membership.desk)
    return _go_on(request, membership, pk, done)


def _go_on(request: HttpRequest, membership: Membership, pk: int, done: splitting.Split) -> HttpResponse:
    listed = ", ".join(str(claim.pk) for claim in done.claims)
    said = f"Split into claims {listed}. Each has its own check in the queue."
    if done.is_set_aside:
        messages.success(request, said)
        return go_to_next(request, membership)
    messages.success(request, f"{said} Other articles make the whole claim in other words, so it stays.")
    return redirect(reverse("task", args=[membership.desk.slug, pk]))


def _statement(request: HttpRequest, membership: Membership, wanted: ReviewTask) -> Statement:
    """Return the posted statement, one that makes the task's claim; Http404 for any other.

    Raises ValidationError (`statement`) where none is named.
    """
    key = read_number(request.POST.get("statement", ""))
    if key is None:
        raise ValidationError({"statement": "Say which statement is split."})
    seen = Statement.objects.visible_to([membership]).filter(matches__claim=wanted.claim_id)
    found = seen.filter(pk=key).distinct().first()
    if found is None:
        raise Http404("No such statement.")
    return found
