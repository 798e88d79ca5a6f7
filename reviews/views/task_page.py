"""The page of one task, in whichever of its forms: a check in hand, an approval, or only to read."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from factcheck.models import Desk, Membership
from factcheck.roles import Ability, may
from reviews.actions import drafts, escalating, machine_outputs, suggestions, tasks, verdicts
from reviews.actions.suggestions import Output
from reviews.citing import Edit
from reviews.forms.checklist import checklist, missing
from reviews.forms.finding import FindingForm
from reviews.models import Rating, ReviewTask, Snapshot
from reviews.reports.cancelled import why_cancelled
from reviews.reports.cited_rows import cited_rows
from reviews.reports.draft_copies import copies_beside
from reviews.reports.lost_words import lost_words, open_ones
from reviews.reports.queue_rows import standing_of
from reviews.reports.verdict_page import verdict_view
from reviews.reports.workbench import Workbench, workbench

Context = dict[str, Any]
Errors = Mapping[str, list[str]]

ACTS = (
    *("take", "draft", "copies", "checklist", "submit", "renew", "give_back", "skip", "snooze", "split"),
    *("stand", "escalate"),
)
FIELDS = ("rating", "summary", "explanation", "correction_note", "citations")


def task_page(
    request: HttpRequest,
    membership: Membership,
    task: ReviewTask,
    *,
    data: dict[str, Any] | None = None,
    errors: Errors | None = None,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    """Show `task` (as `find_task` returns it); `data` is what was just typed, else the draft.

    `errors` are by field; `conflict` says what became of the task meanwhile.
    """
    draft = drafts.of(task, by=membership.user)
    typed = data if data is not None else draft.data if draft else {}
    rights = _rights(task, membership)
    around = _around(request, task, membership, may_split=rights["may_split"])
    context: Context = {
        "section": "queue",
        "desk": membership.desk,
        "membership": membership,
        "task": task,
        "claim": task.claim,
        "around": around,
        "draft": draft,
        "copies": copies_beside(draft, task, desk=membership.desk, by=membership.user),
        "window": uuid.uuid4(),
        "conflict": conflict,
        "cancelled": why_cancelled(task),
        "escalation": escalating.of(task),
        "leads": escalating.leads_for(task, by=membership.user) if rights["held"] else [],
        "standing": standing_of(task, membership.user),
        "urls": _urls(task, membership),
        "here": reverse("task", args=[membership.desk.slug, task.pk]),
        **rights,
    }
    context |= _work(request, context, typed, errors or {})
    return render(request, "reviews/task.html", context, status=status)


def _work(request: HttpRequest, context: Context, typed: dict[str, Any], errors: Errors) -> Context:
    """Return what the middle pane shows: by the kind of the task, and by who holds it."""
    task, membership = context["task"], context["membership"]
    if task.kind == ReviewTask.Kind.APPROVAL:
        return _approval(task, membership)
    if task.kind == ReviewTask.Kind.RECHECK and task.verdict_id:
        return _recheck(request, context, typed, errors)
    if context["held"]:
        return _finding(context, typed, errors)
    return kept_draft(typed, desk=membership.desk) if context["draft"] else {}


def _around(request: HttpRequest, task: ReviewTask, membership: Membership, *, may_split: bool) -> Workbench:
    """Return what stands around the task, and record the machine's outputs that it puts before a person."""
    wanted = read_number(request.GET.get("statement", ""))
    current = task.verdict_id if task.kind == ReviewTask.Kind.APPROVAL else None
    around = workbench(
        task.claim, user=membership.user, statement=wanted, current=current, places=[membership]
    )
    of_page = machine_outputs.of_merges(row.merge for row in around.page.taken_in)  # no secret from anybody
    if around.is_shown:
        of_page += [
            *machine_outputs.of_claim(task.claim),
            *(_split_outputs(around) if may_split else []),
            *machine_outputs.of_matches(around.suggested),
            *machine_outputs.of_relations(row.relation for row in around.page.conflicts),
        ]
    suggestions.record(of_page, desk=task.desk_id)
    return around


def _split_outputs(around: Workbench) -> list[Output]:
    return machine_outputs.of_split(around.article.statement) if around.proposals and around.article else []


def _approval(task: ReviewTask, membership: Membership) -> Context:
    view = verdict_view(task.verdict_id, membership)
    return {"view": view, "checks": checklist(verdicts.draft_of(view.verdict), desk=membership.desk)}


def _recheck(request: HttpRequest, context: Context, typed: dict[str, Any], errors: Errors) -> Context:
    """Return the words before and after, the standing verdict and, where a new one is written, its form.

    A new one is written where that was asked for (`?revise=1`), or where something was typed already; it
    begins as the old one.
    """
    task, membership = context["task"], context["membership"]
    view = verdict_view(task.verdict_id, membership)
    stands = view.verdict.state in tasks.STANDING
    # What is refused of the answer that the verdict stands is no field of the form.
    answered = "places" in errors or "note" in errors
    writes = bool(typed or errors) and not answered
    revises = not stands or writes or "revise" in request.GET
    shown = {
        "recheck": view,
        "stands": stands,
        "revises": revises,
        "note": request.POST.get("note", ""),
        "answer_errors": [line for lines in errors.values() for line in lines],
        "lost": lost_words(open_ones(match__claim=task.claim_id), chosen=_chosen(request)),
    }
    if context["held"] and revises:
        shown |= _finding(context, typed or verdicts.draft_of(view.verdict), errors)
    return shown


def _chosen(request: HttpRequest) -> dict[int, str]:
    """Return what was posted for each lost place: `place-<orphan>`."""
    typed = {name.removeprefix("place-"): request.POST[name] for name in request.POST}
    return {key: value for name, value in typed.items() if (key := read_number(name)) is not None}


def _finding(context: Context, typed: dict[str, Any], errors: Errors) -> Context:
    corrects = context["around"].page.standing.verdict is not None
    fields = finding_fields(typed, errors, desk=context["desk"], corrects=corrects)
    urls = context["urls"]
    return {**fields, "edit_url": urls["draft"], "submit_url": urls["submit"]}


def read_number(text: str) -> int | None:
    """Return a key from an address, or None where there is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def finding_fields(data: dict[str, Any], errors: Errors, *, desk: Desk, corrects: bool) -> Context:
    """Return what the verdict form shows of the draft `data`."""
    scale = desk.policy.scale
    checks = checklist(data, desk=desk, corrects=corrects)
    return {
        "form": FindingForm(data, errors, corrects=corrects),
        "corrects": corrects,
        "data": data,
        "errors": errors,
        "rating_errors": errors.get("rating", []),
        "citation_errors": errors.get("citations", []),
        "other_errors": [line for name, lines in errors.items() if name not in FIELDS for line in lines],
        "scale": scale,
        "ratings": [
            {"key": row.key, "label": row.label, "definition": row.definition, "pattern": row.mark}
            for row in scale.ratings.order_by("position")
        ],
        "cited": cited_rows(data, cited_snapshots(data, desk=desk)),
        "checks": checks,
        "missing": missing(checks),
        "may_capture": True,
    }


def citations_in_place(request: HttpRequest, membership: Membership, edit: Edit) -> HttpResponse:
    """Answer an edit in place: the citations anew, and the new numbers for the marks in the reasons."""
    context = {
        "cited": cited_rows(edit.data, cited_snapshots(edit.data, desk=membership.desk)),
        "desk": membership.desk,
        "touched": edit.touched,
        "edit_url": request.path,
    }
    response = render(request, "reviews/workbench/citations.html", context)
    numbers = {str(old): new for old, new in edit.numbers.items()}
    response["HX-Trigger-After-Settle"] = json.dumps({"desk:renumber": numbers, "desk:saved": {}})
    return response


def kept_draft(data: dict[str, Any], *, desk: Desk) -> Context:
    """Return what is shown of a draft that outlived its lease."""
    rating = Rating.objects.filter(scale=desk.policy.scale_id, key=str(data.get("rating") or "")).first()
    cited = cited_rows(data, cited_snapshots(data, desk=desk))
    return {"data": data, "kept_rating": rating, "cited": cited}


def cited_snapshots(data: Mapping[str, Any], *, desk: Desk) -> dict[int, Snapshot]:
    """Return the captured pages that a draft cites, by id."""
    rows = data.get("citations") or []
    listed = rows if isinstance(rows, list) else []
    wanted = [row.get("snapshot") for row in listed if isinstance(row, dict)]
    numbers = {number for number in wanted if isinstance(number, int)}
    return Snapshot.objects.filter(desk=desk).in_bulk(numbers) if numbers else {}


def _urls(task: ReviewTask, membership: Membership) -> dict[str, str]:
    return {name: reverse(f"task_{name}", args=[membership.desk.slug, task.pk]) for name in ACTS}


def _rights(task: ReviewTask, membership: Membership) -> Context:
    """Return what this person may do with the task now, by the database clock."""
    held_now = bool(task.lease_expires_at and task.lease_expires_at > task.now)  # type: ignore[attr-defined]
    mine = task.lease_holder_id == membership.user_id
    needs = Ability.EDIT if task.kind == ReviewTask.Kind.APPROVAL else Ability.CHECK
    able = may(membership.role, needs)
    barred = task.barred_id == membership.user_id
    live = task.state in (ReviewTask.State.OPEN, ReviewTask.State.LEASED)
    return {
        "held": held_now and mine,
        "may_split": held_now and mine and task.kind == ReviewTask.Kind.CHECK,
        "held_by_other": held_now and not mine,
        "lapsed": mine and not held_now,
        "barred": barred,
        "may_take": able and live and not barred and not held_now,
        "able": able,
        "live": live,
    }
