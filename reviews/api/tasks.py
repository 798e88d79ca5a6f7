"""Tasks over the API: take the next, keep a draft, submit, renew, give back, skip, escalate, snooze."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api import DeskView, as_json, fields_of, read
from factcheck.models import Membership, User, desks_with
from factcheck.roles import Ability, may
from reviews import jobs
from reviews.actions import drafts, escalating, handout, verdicts
from reviews.api.held_back import hold_back_tasks
from reviews.api.proposals import TaskFull, proposals_json
from reviews.api.serializers import (
    DraftIn,
    DraftOut,
    EscalateIn,
    NextIn,
    SkipIn,
    SnoozeIn,
    SubmitIn,
    TaskOut,
    TokenIn,
    VerdictBrief,
)
from reviews.models import ReviewTask

CONFLICT = OpenApiResponse(description="409: the token is not the current one; `present` is the task's state")


def require_role(place: Membership, kind: str) -> None:
    """Raise PermissionDenied where a task of this kind asks for more than checking: approvals for editing."""
    if kind in ReviewTask.APPROVING and not may(place.role, Ability.EDIT):
        raise PermissionDenied(f"Your role here, {place.role}, may not approve.")


def task_json(task: ReviewTask, user: User) -> dict[str, Any]:
    """Return the task as JSON; its lease token is shown to its holder alone."""
    mine = task.lease_holder_id == user.pk
    shown = {**as_json(TaskOut, task), "lease_token": str(task.lease_token) if mine else None}
    hold_back_tasks([shown], user=user)
    return shown


class Tasks(DeskView):
    """The live tasks of one's desks."""

    rules = {"GET": Ability.READ}

    @extend_schema(parameters=[OpenApiParameter("desk", str)], responses=TaskOut(many=True))
    def get(self, request: Request) -> Response:
        """List tasks that are open or in work, newest first."""
        rows = ReviewTask.objects.live().select_related("desk", "claim")
        answer = self.page(self.within_desks(rows), TaskOut)
        hold_back_tasks(answer.data["results"], user=self.user)
        return answer


class NextTask(DeskView):
    """The hand-out."""

    rules = {"POST": Ability.CHECK}

    @extend_schema(request=NextIn, responses={200: TaskOut, 204: None, 409: CONFLICT})
    def post(self, request: Request) -> Response:
        """Lease the next task to the caller: 200 with its `lease_token`, or 204 when nothing is open."""
        given = read(request, NextIn)
        place = self.chosen_desk(given.get("desk"))
        kinds = ReviewTask.APPROVING if given["kind"] == "approval" else ReviewTask.CHECKING
        require_role(place, kinds[0])
        try:
            task = handout.take(place, kinds=kinds)
        except handout.NothingToDo:
            return Response(status=status.HTTP_204_NO_CONTENT)
        task.desk = place.desk
        return Response(task_json(task, self.user))


class TaskView(DeskView):
    """What every endpoint of one task shares."""

    def task(self, pk: int) -> tuple[ReviewTask, Membership]:
        """Return the task and the caller's membership at its desk; 404 for strangers."""
        task = ReviewTask.objects.in_full(pk)
        if task is None or not self.sees(task):
            raise Http404("No such object.")
        return task, self.place_at(task.desk_id)

    def sees(self, task: ReviewTask) -> bool:
        """Return whether no embargo hides the task from the caller."""
        mine = [place for place in self.places if place.desk_id == task.desk_id]
        if desks_with(Ability.EMBARGO, mine):
            return True
        return ReviewTask.objects.visible_to(mine).filter(pk=task.pk).exists()

    def shown(self, task: ReviewTask) -> Response:
        """Return the task as it is now."""
        return Response(task_json(task, self.user))


class Task(TaskView):
    """One task."""

    rules = {"GET": Ability.READ}

    @extend_schema(responses=TaskFull)
    def get(self, request: Request, pk: int) -> Response:
        """Return the task, with the parts into which the machine would split its sentence."""
        task, place = self.task(pk)
        return Response({**task_json(task, self.user), **proposals_json(task, place)})


class Take(TaskView):
    """Taking one particular task."""

    rules = {"POST": Ability.CHECK}

    @extend_schema(request=None, responses={200: TaskOut, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Lease this task to the caller; 409 where somebody else holds it."""
        task, place = self.task(pk)
        require_role(place, task.kind)
        leased = handout.take_this(place, task)
        leased.desk = place.desk
        return self.shown(leased)


class TaskDraft(TaskView):
    """The caller's draft on a task."""

    rules = {"GET": Ability.CHECK, "POST": Ability.CHECK}

    @extend_schema(responses={200: DraftOut, 204: None})
    def get(self, request: Request, pk: int) -> Response:
        """Return what the caller has typed, or 204."""
        draft = drafts.of(self.task(pk)[0], by=self.user)
        return Response(DraftOut(draft).data) if draft else Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=DraftIn, responses={200: DraftOut, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Keep what the caller typed; with a stale token it is kept too, and the answer is 409.

        With a `version` that is no longer the draft's nothing is kept: 409, `present` is the version now.
        """
        task, _ = self.task(pk)
        given = read(request, DraftIn)
        seen = drafts.Seen(given["version"], None) if "version" in given else None
        draft = drafts.save(task, by=self.user, token=given["token"], data=given["data"], seen=seen)
        return Response(DraftOut(draft).data)


class Submit(TaskView):
    """Handing in a finding."""

    rules = {"POST": Ability.CHECK}

    @extend_schema(request=SubmitIn, responses={201: VerdictBrief, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Turn the finding into a verdict that waits for approval; the lease token is spent."""
        task, _ = self.task(pk)
        token = read(request, TokenIn)["token"]
        data = {name: value for name, value in fields_of(request).items() if name != "token"}
        verdict = verdicts.submit(task, by=self.user, token=token, data=data)
        return Response(as_json(VerdictBrief, verdict), status=status.HTTP_201_CREATED)


class Renew(TaskView):
    """Extending a lease."""

    rules = {"POST": Ability.CHECK}

    @extend_schema(request=TokenIn, responses={200: TaskOut, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Extend the lease by the desk's lease time from now."""
        task, _ = self.task(pk)
        handout.renew(task, token=read(request, TokenIn)["token"], by=self.user)
        return self.shown(task)


class GiveBack(TaskView):
    """Returning a task to the pool."""

    rules = {"POST": Ability.CHECK}

    @extend_schema(request=TokenIn, responses={200: TaskOut, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Return the task to the pool; the draft stays."""
        task, _ = self.task(pk)
        handout.give_back(task, token=read(request, TokenIn)["token"], by=self.user)
        jobs.ring_hand_out(task.desk)
        return self.shown(task)


class Skip(TaskView):
    """Passing a task by."""

    rules = {"POST": Ability.CHECK}

    @extend_schema(request=SkipIn, responses={200: TaskOut, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Return the task to the pool and do not offer it to the caller again."""
        task, _ = self.task(pk)
        given = read(request, SkipIn)
        handout.skip(task, token=given["token"], by=self.user, reason=given["reason"])
        jobs.ring_hand_out(task.desk)
        return self.shown(task)


class Escalate(TaskView):
    """Handing a task to a lead."""

    rules = {"POST": Ability.CHECK}

    @extend_schema(request=EscalateIn, responses={200: TaskOut, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Hand the task to a lead of the desk with a note; the draft stays."""
        task, _ = self.task(pk)
        given = read(request, EscalateIn)
        terms = {"to": given["to"], "note": given["note"]}
        escalating.escalate(task, token=given["token"], by=self.user, **terms)
        return self.shown(task)


class Snooze(TaskView):
    """Putting a task to sleep."""

    rules = {"POST": Ability.CHECK}

    @extend_schema(request=SnoozeIn, responses={200: TaskOut, 409: CONFLICT})
    def post(self, request: Request, pk: int) -> Response:
        """Put the task to sleep for so many minutes."""
        task, _ = self.task(pk)
        given = read(request, SnoozeIn)
        handout.snooze(task, token=given["token"], by=self.user, minutes=given["minutes"])
        task.refresh_from_db(fields=["available_at"])
        return self.shown(task)
