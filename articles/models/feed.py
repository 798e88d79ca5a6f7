"""A feed: an address or a drop folder that a desk imports from on schedule."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from articles.schedule import spoken
from factcheck.models import Desk
from factcheck.states import Transitions, guard

MOVES: Transitions = {"ACTIVE": ("PAUSED",), "PAUSED": ("ACTIVE",)}


class FeedQuerySet(models.QuerySet["Feed"]):
    """Reads of feeds."""

    def of(self, desk: Desk) -> FeedQuerySet:
        """Return the feeds of one desk."""
        return self.filter(desk=desk)

    def given_up(self) -> FeedQuerySet:
        """Return the feeds that the machine paused because they failed; a person has to look."""
        return self.filter(state=Feed.State.PAUSED, failures__gt=0)


class Feed(models.Model):
    """Where articles come from by themselves. `url` or `folder` says where, `every` or `daily_at` how often.

    `full_text` fetches the pages that its entries lead to instead of what the entries say themselves.
    `every` is in minutes, `daily_at` holds times of day in `zone` (an IANA name). What the last fetch taught
    is kept for the next: the validators of a conditional GET, where a permanent redirect led, the hash of the
    last document, and of a folder the sizes and times of its files (`looked`), since a file counts as whole
    once two looks saw the same.
    """

    class State(models.TextChoices):
        ACTIVE = "ACTIVE", "Active"
        PAUSED = "PAUSED", "Paused"

    TRANSITIONS = MOVES

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, db_index=False, related_name="feeds")
    source_name = models.CharField(max_length=200)
    format = models.CharField(max_length=20, default="auto")
    url = models.CharField(max_length=2000, blank=True)
    folder = models.CharField(max_length=300, blank=True)
    full_text = models.BooleanField(db_default=False)
    every = models.PositiveIntegerField(null=True, blank=True)
    daily_at = ArrayField(models.TimeField(), default=list, blank=True)
    zone = models.CharField(max_length=64, default="UTC")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    next_run_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_reason = models.CharField(max_length=500, blank=True)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=1000, blank=True)
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    moved_to = models.CharField(max_length=4096, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    looked = models.JSONField(default=dict, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now())

    objects = FeedQuerySet.as_manager()

    class Meta:
        indexes = [
            # the feeds of a desk, newest first
            models.Index(name="feed_by_desk", fields=["desk", "-id"]),
            # calling.due_feeds: active feeds by the time of their next run
            models.Index(name="feed_due", fields=["next_run_at"], condition=Q(state="ACTIVE")),
            # the banner of a desk: its paused feeds
            models.Index(name="feed_paused", fields=["desk"], condition=Q(state="PAUSED")),
        ]
        constraints = [
            models.CheckConstraint(
                name="feed_has_an_address_or_a_folder",
                condition=Q(url="") & ~Q(folder="") | ~Q(url="") & Q(folder=""),
            ),
            models.CheckConstraint(
                name="feed_runs_every_so_often_or_daily",
                condition=Q(every__isnull=False, every__gte=1, daily_at=[])
                | Q(every__isnull=True) & ~Q(daily_at=[]),
            ),
            models.CheckConstraint(
                name="feed_is_paused_or_knows_its_next_run",
                condition=Q(
                    state="ACTIVE", next_run_at__isnull=False, paused_at__isnull=True, paused_reason=""
                )
                | Q(state="PAUSED", next_run_at__isnull=True, paused_at__isnull=False) & ~Q(paused_reason=""),
            ),
            models.CheckConstraint(
                name="feed_folder_stays_below_its_root",
                condition=~Q(folder__regex=r"(^|/)(\.|\.\.|)(/|$)") | Q(folder=""),
            ),
            models.UniqueConstraint(
                name="one_feed_per_desk_and_folder", fields=["desk", "folder"], condition=~Q(folder="")
            ),
        ]
        triggers = [guard(MOVES)]

    def __str__(self) -> str:
        return f"{self.source_name} ({self.place})"

    @property
    def place(self) -> str:
        """Return the address or the folder."""
        return self.url or self.folder

    @property
    def schedule(self) -> str:
        """Return the schedule in words, such as `every 2 h`."""
        return spoken(every=self.every, daily_at=self.daily_at, zone=self.zone)

    @property
    def is_paused(self) -> bool:
        """Return whether this feed waits for a person."""
        return self.state == self.State.PAUSED
