"""A review task: human work on one claim, and who holds it until when (by the database clock)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import cast

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from factcheck import prepared
from factcheck.models import Desk, Membership, User
from factcheck.rows import columns, objects
from factcheck.states import Transitions, guard
from reviews.models.claim import Claim
from reviews.models.desk_policy import DeskPolicy

_NO_LEASE = Q(lease_holder__isnull=True, lease_token__isnull=True, lease_expires_at__isnull=True)
_LEASE = Q(lease_holder__isnull=False, lease_token__isnull=False, lease_expires_at__isnull=False)

MOVES: Transitions = {
    "OPEN": ("LEASED", "DONE", "CANCELLED"),
    "LEASED": ("OPEN", "LEASED", "DONE", "CANCELLED"),
    # its claim was merged into another, and the merge was undone
    "CANCELLED": ("OPEN",),
}


_IN_FULL = """
    SELECT {}, {}, {}, {} FROM reviews_reviewtask t JOIN reviews_claim c ON c.id = t.claim_id
    JOIN factcheck_desk d ON d.id = t.desk_id JOIN reviews_deskpolicy p ON p.desk_id = d.id
    WHERE t.id = %(pk)s
"""


class ReviewTaskQuerySet(models.QuerySet["ReviewTask"]):
    """Reads of tasks. A lapsed lease counts as open everywhere."""

    def of(self, desk: Desk) -> ReviewTaskQuerySet:
        """Return the tasks of one desk."""
        return self.filter(desk=desk)

    def visible_to(self, places: Sequence[Membership]) -> ReviewTaskQuerySet:
        """Return the tasks on claims that somebody with these memberships may see; nobody is ()."""
        return self.exclude(claim__in=Claim.objects.hidden_from(places).values("pk"))

    def live(self) -> ReviewTaskQuerySet:
        """Return the tasks that are not finished."""
        return self.filter(state__in=["OPEN", "LEASED"])

    def in_work(self) -> ReviewTaskQuerySet:
        """Return the tasks that somebody holds by a lease that has not lapsed."""
        return self.filter(state="LEASED", lease_expires_at__gt=Now())

    def held_by(self, user: User) -> ReviewTaskQuerySet:
        """Return the tasks that `user` holds now."""
        return self.in_work().filter(lease_holder=user)

    def in_full(self, pk: int) -> ReviewTask | None:
        """Return one task with its claim, its desk and the desk's policy, in one spelled-out query."""
        for row in prepared.run(_in_full(), {"pk": pk}):
            task, task.claim, task.desk, task.desk.policy = objects(row, *_wanted())
            return cast(ReviewTask, task)
        return None


def _wanted() -> tuple[type[models.Model], ...]:
    return ReviewTask, Claim, Desk, DeskPolicy


@cache
def _in_full() -> str:
    return _IN_FULL.format(*map(columns, _wanted(), "tcdp"))


class ReviewTask(models.Model):
    """Work of one kind on one claim. `barred` may not do it: the claim's writer, the verdict's author."""

    class Kind(models.TextChoices):
        CHECK = "CHECK", "Check"
        APPROVAL = "APPROVAL", "Approval"
        RECHECK = "RECHECK", "Recheck"

    class State(models.TextChoices):
        OPEN = "OPEN", "Open"
        LEASED = "LEASED", "In work"
        DONE = "DONE", "Done"
        CANCELLED = "CANCELLED", "Cancelled"

    TRANSITIONS = MOVES
    CHECKING = ("CHECK", "RECHECK")
    APPROVING = ("APPROVAL",)

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, db_index=False, related_name="tasks")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    verdict = models.ForeignKey("reviews.Verdict", on_delete=models.PROTECT, null=True, related_name="tasks")
    barred = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    priority = models.FloatField(default=0.0)
    available_at = models.DateTimeField(null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )
    assigned_at = models.DateTimeField(null=True, blank=True)
    # Who assigned it by hand, so that hand-out does not take it back; means nothing while nobody is assigned.
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )
    lease_token = models.UUIDField(null=True, blank=True)
    lease_expires_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )

    objects = ReviewTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "task"
        constraints = [
            models.UniqueConstraint(
                name="one_live_task_per_claim_and_kind",
                fields=["claim", "kind"],
                condition=Q(state__in=["OPEN", "LEASED"]),
            ),
            models.CheckConstraint(
                name="lease_complete_iff_leased",
                condition=Q(state="LEASED") & _LEASE | ~Q(state="LEASED") & _NO_LEASE,
            ),
            models.CheckConstraint(
                name="assigned_to_and_at_together",
                condition=Q(assigned_to__isnull=True, assigned_at__isnull=True)
                | Q(assigned_to__isnull=False, assigned_at__isnull=False),
            ),
            models.CheckConstraint(
                name="only_open_tasks_are_assigned", condition=Q(state="OPEN") | Q(assigned_to__isnull=True)
            ),
            models.CheckConstraint(
                name="finished_at_iff_finished",
                condition=Q(state__in=["OPEN", "LEASED"], finished_at__isnull=True)
                | Q(state__in=["DONE", "CANCELLED"], finished_at__isnull=False),
            ),
            models.CheckConstraint(
                name="approval_has_a_verdict", condition=~Q(kind="APPROVAL") | Q(verdict__isnull=False)
            ),
            models.CheckConstraint(
                name="barred_person_never_holds_it",
                condition=Q(barred__isnull=True)
                | Q(lease_holder__isnull=True)
                | ~Q(lease_holder=F("barred")),
            ),
            models.CheckConstraint(
                name="barred_person_is_never_assigned",
                condition=Q(barred__isnull=True) | Q(assigned_to__isnull=True) | ~Q(assigned_to=F("barred")),
            ),
        ]
        indexes = [
            # handout.take, the pool of checks: open, awake, unassigned, worthiest first
            models.Index(
                name="task_pool_of_checks",
                fields=["desk", "-priority", "id"],
                condition=Q(
                    state="OPEN",
                    available_at__isnull=True,
                    assigned_to__isnull=True,
                    kind__in=["CHECK", "RECHECK"],
                ),
            ),
            # handout.take, the pool of approvals, likewise
            models.Index(
                name="task_pool_of_approvals",
                fields=["desk", "-priority", "id"],
                condition=Q(
                    state="OPEN",
                    available_at__isnull=True,
                    assigned_to__isnull=True,
                    kind__in=["APPROVAL"],
                ),
            ),
            # handout.take and assign: one's own assignments; assignments not started in time
            models.Index(
                name="task_assigned",
                fields=["assigned_to", "desk", "-priority"],
                condition=Q(state="OPEN", assigned_to__isnull=False),
            ),
            # handout.take: leases that have lapsed; one's own leases
            models.Index(
                name="task_lease_end", fields=["desk", "lease_expires_at"], condition=Q(state="LEASED")
            ),
            models.Index(name="task_holder", fields=["lease_holder", "desk"], condition=Q(state="LEASED")),
            # handout.take: sleeping tasks whose time has come
            models.Index(
                name="task_asleep",
                fields=["desk", "available_at"],
                condition=Q(state="OPEN", available_at__isnull=False),
            ),
            # the queue page: live tasks of a desk, worthiest first
            models.Index(
                name="task_queue",
                fields=["desk", "-priority", "id"],
                condition=Q(state__in=["OPEN", "LEASED"]),
            ),
            # the overview: what was done when
            models.Index(name="task_done", fields=["desk", "-finished_at"], condition=Q(state="DONE")),
            # the overview: the oldest open task
            models.Index(
                name="task_oldest", fields=["desk", "created_at"], condition=Q(state__in=["OPEN", "LEASED"])
            ),
        ]
        triggers = [guard(MOVES)]

    def __str__(self) -> str:
        return f"{self.kind.lower()} task {self.pk}"
