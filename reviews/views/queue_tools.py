"""What one does to the queue as a list: views of it saved and deleted, a lead's acts on many tasks."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from factcheck.access import desk_page
from factcheck.models import Membership
from factcheck.roles import Ability
from reviews import jobs
from reviews.actions import queue_views
from reviews.actions.batches import Outcome
from reviews.forms.batches import ACTS, BatchForm
from reviews.forms.queue_filter import QueueFilterForm
from reviews.reports.queue import TABS


@desk_page(Ability.READ, "POST")
def queue_view_save(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Save the view that `query` names under `name`, or (`do` = delete) delete the one of that name."""
    name, query = request.POST.get("name", ""), _known(request, membership)
    if request.POST.get("do") == "delete":
        if queue_views.drop(membership, name=name):
            messages.info(request, f"The view “{name}” is deleted.")
        return _to_queue(membership, query)
    try:
        view = queue_views.keep(membership, name=name, query=query)
        messages.success(
            request, f"Saved as “{view.name}”. Its address can be given to anybody at this desk."
        )
    except ValidationError as error:
        messages.error(request, f"Not saved. {' '.join(error.messages)}")
    return _to_queue(membership, query)


@desk_page(Ability.LEAD, "POST")
def queue_batch(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Do one act to the selected tasks, and say to how many and to which not."""
    form = BatchForm(request.POST, place=membership)
    try:
        if form.is_valid():
            outcome = form.do()
            _tell(request, ACTS[form.cleaned_data["act"]], outcome)
            jobs.ring_hand_out(membership.desk)
        else:
            messages.error(request, " ".join(str(line) for lines in form.errors.values() for line in lines))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return _to_queue(membership, _known(request, membership))


def _tell(request: HttpRequest, done: str, outcome: Outcome) -> None:
    tasks = f"{outcome.done} task{'' if outcome.done == 1 else 's'}"
    refused = "; ".join(f"{number} {why}" for why, number in outcome.refused.items())
    words = f"{done} {tasks}." + (f" Not done: {refused}." if refused else "")
    (messages.warning if refused else messages.success)(request, words)


def _known(request: HttpRequest, membership: Membership) -> str:
    """Return the posted address of the queue with what it knows of it: its tab and filters."""
    given = QueryDict(request.POST.get("query", "")[:2000])
    tab = given.get("tab", "open")
    tab = tab if tab in TABS else "open"
    return QueueFilterForm(given, desk=membership.desk, tab=tab).query(tab)


def _to_queue(membership: Membership, query: str) -> HttpResponse:
    return redirect(f"{reverse('queue', args=[membership.desk.slug])}?{query}")
