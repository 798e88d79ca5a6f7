"""A notice: what a person of a desk should hear of, unread until they look."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from factcheck.models.desk import Desk
from factcheck.models.membership import Membership
from factcheck.roles import Ability, abilities_of

_ROUTES: Final = {"run_ended": "import_run", "feed_paused": "feed", "task_escalated": "task"}
_NOUNS: Final = {"run_ended": "import", "feed_paused": "feed", "task_escalated": "task"}


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Reads of notices."""

    def of(self, membership: Membership) -> NoticeQuerySet:
        """Return this person's notices at this desk that their role, as it is now, lets them see."""
        mine = self.filter(user=membership.user_id, desk=membership.desk_id)
        return mine.filter(needs__in=abilities_of(membership.role))


class Notice(models.Model):
    """One person's copy of a notice. `about` is the key of what it tells of, `needs` the ability it takes.

    Of one `thread`, such as the runs of a feed, a person has one unread notice: a newer one takes its place.
    """

    class Kind(models.TextChoices):
        RUN_ENDED = "run_ended", "Import ended"
        FEED_PAUSED = "feed_paused", "Feed stopped"
        TASK_ESCALATED = "task_escalated", "Task escalated"

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, db_index=False, related_name="notices")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, db_index=False, related_name="notices"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    needs = models.CharField(max_length=10, choices=Ability.choices)
    text = models.CharField(max_length=500)
    about = models.BigIntegerField()
    thread = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            # a person's notices at a desk, newest first
            models.Index(name="notice_by_reader", fields=["user", "desk", "-id"]),
            # the bell: what a person has not read, and its thread
            models.Index(
                name="notice_unread", fields=["user", "desk", "thread"], condition=Q(read_at__isnull=True)
            ),
            # notices.forget: what is old, oldest first
            models.Index(name="notice_by_age", fields=["created_at"]),
        ]
        constraints = [models.CheckConstraint(name="notice_says_something", condition=~Q(text=""))]

    def __str__(self) -> str:
        return self.text

    @property
    def link(self) -> str:
        """Return the path of the page of what this tells of; `desk` is read for it."""
        return reverse(_ROUTES[self.kind], args=[self.desk.slug, self.about])

    @property
    def noun(self) -> str:
        """Return what the link leads to, in a word."""
        return _NOUNS[self.kind]

    @property
    def is_bad(self) -> bool:
        """Return whether work stands still until a person acts."""
        return self.kind in (self.Kind.FEED_PAUSED, self.Kind.TASK_ESCALATED)
