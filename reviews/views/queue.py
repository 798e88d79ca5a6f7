"""The queue page, and the key that takes the next task."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from factcheck.access import desk_page
from factcheck.models import Membership
from factcheck.roles import Ability, may
from reviews.actions import batches, handout
from reviews.forms.queue_filter import QueueFilterForm
from reviews.models import QueueView, ReviewTask
from reviews.reports.queue import TABS, counts
from reviews.reports.queue_page import queue_page
from reviews.reports.queue_rows import article_title, queue_rows

LABELS = dict(zip(TABS, ("Open", "Mine", "To approve", "Snoozed", "Done"), strict=True))


@desk_page(Ability.READ)
def queue(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show one tab of the queue, narrowed by the filters in the address."""
    tab = request.GET.get("tab", "open")
    if tab not in TABS:
        raise BadRequest(f"The queue has no tab “{tab[:20]}”: one of {', '.join(TABS)}.")
    form = QueueFilterForm(request.GET, desk=membership.desk, tab=tab)
    filters = form.filters()
    page = queue_page(tab, membership, filters, request.GET.get("cursor", ""))
    context = {
        "section": "queue",
        "tab": tab,
        "tabs": _tabs(tab, membership),
        "form": form,
        "filters": filters,
        "told": form.told(),
        "query": form.query(tab),
        "views": QueueView.objects.filter(desk=membership.desk, owner=membership.user).order_by("name"),
        "people": batches.people(membership) if tab != "done" and may(membership.role, Ability.LEAD) else [],
        "page": page,
        "rows": queue_rows(page.tasks, me=membership.user, places=[membership]),
        "article": article_title(filters.article, desk=membership.desk_id, places=[membership])
        if filters.article
        else "",
        "when_words": {"done": "Done", "asleep": "Wakes"}.get(tab, "Waits"),
    }
    return render(request, "reviews/queue.html", context)


def _tabs(current: str, membership: Membership) -> list[dict[str, object]]:
    found = counts(membership)
    return [
        {"label": LABELS[tab], "url": f"?tab={tab}", "count": found[tab], "current": tab == current}
        for tab in TABS
    ]


@desk_page(Ability.CHECK, "GET", "POST")
def task_next(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Take the next task, a check or (`kind=approval`) an approval, and go there; a GET takes nothing."""
    if request.method == "GET":  # the way back after signing in
        return redirect("queue", membership.desk.slug)
    approving = request.POST.get("kind") == "approval"
    if approving and not may(membership.role, Ability.EDIT):
        raise PermissionDenied(f"Your role here, {membership.role}, may not approve.")
    return go_to_next(request, membership, approving=approving)


def go_to_next(request: HttpRequest, membership: Membership, *, approving: bool = False) -> HttpResponse:
    """Take the next task and go to it; where there is none, go to the queue and say why."""
    slug = membership.desk.slug
    kinds = ReviewTask.APPROVING if approving else ReviewTask.CHECKING
    try:
        task = handout.take(membership, kinds=kinds)
    except handout.LimitReached as error:
        messages.warning(request, str(error))
        return redirect(reverse("queue", args=[slug], query={"tab": "mine"}))
    except handout.NothingToDo:
        what = "approve" if approving else "check"
        messages.info(request, f"Nothing is left for you to {what} right now.")
        return redirect(reverse("queue", args=[slug], query={"tab": "approve" if approving else "open"}))
    return redirect("task", slug, task.pk)
