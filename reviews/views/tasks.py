"""The workbench: one task, from taking it to handing it in. A draft outlives the lease, whatever happens."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from factcheck.access import View, desk_page
from factcheck.models import Membership
from factcheck.roles import Ability, may
from factcheck.states import Conflict
from reviews import citing
from reviews.actions import drafts, escalating, handout, verdicts
from reviews.forms.checklist import checklist, missing, shut_by_field
from reviews.forms.finding import errors_by_field, read_posted, token_in, words_in
from reviews.models import Draft, ReviewTask
from reviews.reports.draft_copies import copies_beside
from reviews.reports.workbench import find_task
from reviews.views import draft_choice
from reviews.views.queue import go_to_next
from reviews.views.task_page import citations_in_place, read_number, task_page


def task_or_404(membership: Membership, pk: int) -> ReviewTask:
    """Return a task of this desk; Http404 for any other."""
    try:
        return find_task(membership, pk)
    except ReviewTask.DoesNotExist as error:
        raise Http404("No such task.") from error


def posted(view: View) -> View:
    """Lead a GET to the task's page: a reload of what a form answered, or the way back after signing in."""

    @wraps(view)
    def led(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
        if request.method == "POST":
            return view(request, membership, pk)
        return redirect("task", membership.desk.slug, task_or_404(membership, pk).pk)

    return led


@desk_page(Ability.READ)
def task(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Show the task: to work on if this person holds it, else to read."""
    return task_page(request, membership, task_or_404(membership, pk))


@desk_page(Ability.CHECK, "GET", "POST")
@posted
def task_take(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Take this very task."""
    wanted = task_or_404(membership, pk)
    if wanted.kind == ReviewTask.Kind.APPROVAL and not may(membership.role, Ability.EDIT):
        raise PermissionDenied(f"Your role here, {membership.role}, may not approve.")
    try:
        handout.take_this(membership, wanted)
    except Conflict as error:
        return lost(request, membership, pk, error)
    return redirect("task", membership.desk.slug, pk)


@desk_page(Ability.CHECK, "GET", "POST")
@posted
def task_draft(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Save what was typed, with an edit of the citations (`do`) if one was asked for."""
    wanted, sent = task_or_404(membership, pk), read_posted(request)
    try:
        if (choice := draft_choice.read(sent.word)) and sent.seen:
            draft_choice.settle(choice, wanted, sent, by=membership.user)
            return redirect("task", membership.desk.slug, pk)
        edit = citing.edit(sent.data, sent.word, quoted=sent.quoted)
        draft = drafts.save(wanted, by=membership.user, token=sent.token, data=edit.data, seen=sent.seen)
    except ValidationError as error:
        return refused(request, membership, wanted, error, sent.data)
    except Conflict as error:
        return lost(request, membership, pk, error)
    if request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return citations_in_place(request, membership, edit)
    if not request.accepts("text/html"):
        return JsonResponse({"saved_at": draft.saved_at.isoformat(), "version": draft.version})
    place = f"#citation-{edit.touched}" if edit.touched else "#citations"
    return redirect(reverse("task", args=[membership.desk.slug, pk]) + place)


@desk_page(Ability.CHECK)
def task_checklist(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Show the gates as this person's saved draft meets them."""
    wanted = task_or_404(membership, pk)
    draft = Draft.objects.filter(task=wanted, editor=membership.user).first()
    checks = checklist(draft.data if draft else {}, desk=membership.desk)
    context = {"checks": checks, "missing": missing(checks), "swap": True}
    return render(request, "reviews/workbench/checklist.html#gates", context)


@desk_page(Ability.CHECK)
def task_copies(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Show what the window `draft_window` keeps apart from this person's draft, if anything."""
    wanted = task_or_404(membership, pk)
    draft = drafts.of(wanted, by=membership.user)
    kept = copies_beside(draft, wanted, desk=membership.desk, by=membership.user)
    context = {
        "copies": [copy for copy in kept if str(copy.window) == request.GET.get("draft_window")],
        "version": draft.version if draft else 0,
        "draft_url": reverse("task_draft", args=[membership.desk.slug, pk]),
    }
    return render(request, "reviews/workbench/draft_changed.html", context)


@desk_page(Ability.CHECK, "GET", "POST")
@posted
def task_submit(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Hand the verdict in and go to the next task."""
    wanted, sent = task_or_404(membership, pk), read_posted(request)
    try:
        verdict = verdicts.submit(
            wanted, by=membership.user, token=sent.token, data=sent.data, seen=sent.seen
        )
    except ValidationError as error:
        shut = shut_by_field(missing(checklist(sent.data, desk=membership.desk)))
        return refused(request, membership, wanted, ValidationError(shut) if shut else error, sent.data)
    except Conflict as error:
        return lost(request, membership, pk, error)
    messages.success(request, f"Handed in: {verdict.rating.label}. It waits for approval by somebody else.")
    return go_to_next(request, membership)


@desk_page(Ability.CHECK, "GET", "POST")
@posted
def task_renew(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Hold the task for the desk's lease time from now."""
    wanted = task_or_404(membership, pk)
    try:
        until = handout.renew(wanted, token=token_in(request.POST), by=membership.user)
    except Conflict as error:
        return lost(request, membership, pk, error)
    if request.accepts("text/html"):
        return redirect("task", membership.desk.slug, pk)
    now = find_task(membership, pk).now  # type: ignore[attr-defined]  # annotated
    return JsonResponse({"expires_at": until.isoformat(), "now": now.isoformat()})


@desk_page(Ability.CHECK, "GET", "POST")
@posted
def task_give_back(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Return the task to the pool and go to the queue."""
    wanted = task_or_404(membership, pk)
    try:
        handout.give_back(wanted, token=token_in(request.POST), by=membership.user)
    except Conflict as error:
        return lost(request, membership, pk, error)
    messages.info(request, "Given back. What you typed is kept for when you take it again.")
    tab = "approve" if wanted.kind == ReviewTask.Kind.APPROVAL else "open"
    return redirect(reverse("queue", args=[membership.desk.slug], query={"tab": tab}))


@desk_page(Ability.CHECK, "GET", "POST")
@posted
def task_skip(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Pass the task by, with a reason, and go to the next."""
    wanted = task_or_404(membership, pk)
    try:
        reason = words_in(request.POST, "reason")
        handout.skip(wanted, token=token_in(request.POST), by=membership.user, reason=reason)
    except ValidationError as error:
        return refused(request, membership, wanted, error)
    except Conflict as error:
        return lost(request, membership, pk, error)
    messages.info(request, "Skipped. It will not be offered to you again.")
    return go_to_next(request, membership, approving=wanted.kind == ReviewTask.Kind.APPROVAL)


@desk_page(Ability.CHECK, "GET", "POST")
@posted
def task_escalate(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Hand the task to a lead with a note, and go to the next."""
    wanted = task_or_404(membership, pk)
    try:
        note, to = words_in(request.POST, "note"), read_number(request.POST.get("to", "")) or 0
        token = token_in(request.POST)
        made = escalating.escalate(wanted, token=token, by=membership.user, to=to, note=note)
    except ValidationError as error:
        return refused(request, membership, wanted, error)
    except Conflict as error:
        return lost(request, membership, pk, error)
    messages.info(request, f"Escalated to {made.to.name}. Your draft is kept.")
    return go_to_next(request, membership, approving=wanted.kind == ReviewTask.Kind.APPROVAL)


@desk_page(Ability.CHECK, "GET", "POST")
@posted
def task_snooze(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Put the task to sleep for some minutes and go to the next."""
    wanted = task_or_404(membership, pk)
    typed = request.POST.get("minutes", "")
    minutes = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0
    try:
        handout.snooze(wanted, token=token_in(request.POST), by=membership.user, minutes=minutes)
    except ValidationError as error:
        return refused(request, membership, wanted, error)
    except Conflict as error:
        return lost(request, membership, pk, error)
    messages.info(request, "Snoozed. It comes back by itself.")
    return go_to_next(request, membership, approving=wanted.kind == ReviewTask.Kind.APPROVAL)


def refused(
    request: HttpRequest,
    membership: Membership,
    wanted: ReviewTask,
    error: ValidationError,
    data: dict[str, Any] | None = None,
) -> HttpResponse:
    """Say by field why it was not done; the page keeps all that was typed."""
    errors = errors_by_field(error)
    if request.accepts("text/html"):
        present = task_or_404(membership, wanted.pk)
        return task_page(request, membership, present, data=data, errors=errors, status=422)
    message = " ".join(error.messages)
    body = {"code": "invalid", "message": message, "fields": errors}
    return JsonResponse({"error": body}, status=400)


def lost(request: HttpRequest, membership: Membership, pk: int, error: Conflict) -> HttpResponse:
    """Say what became of the task or the draft meanwhile: 409, with the page as it is and what was kept."""
    code = "draft_changed" if isinstance(error, drafts.DraftChanged) else "conflict"
    body = {"code": code, "message": str(error), "present": error.present}
    if request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        response = JsonResponse({"error": body}, status=409)
        response["HX-Redirect"] = reverse("task", args=[membership.desk.slug, pk])
        return response
    if not request.accepts("text/html"):
        return JsonResponse({"error": body}, status=409)
    present = task_or_404(membership, pk)
    return task_page(request, membership, present, conflict=str(error), status=409)
