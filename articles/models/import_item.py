"""An import item: one article to import, or one refusal with its place and reason."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from django.db.models import Q

from articles.models.article import Article
from articles.models.import_file import ImportFile
from articles.models.import_run import ImportRun
from factcheck.models import Membership
from factcheck.states import Transitions, guard

MOVES: Transitions = {"PENDING": ("DONE",)}


class ImportItemQuerySet(models.QuerySet["ImportItem"]):
    """Reads of items."""

    def visible_to(self, places: Sequence[Membership]) -> ImportItemQuerySet:
        """Return the items but for those of articles that these memberships may not see."""
        return self.exclude(article__in=Article.objects.hidden_from(places).values("pk"))


class ImportItem(models.Model):
    """One entry of a run. `payload` holds the parsed article until it is imported."""

    class State(models.TextChoices):
        PENDING = "PENDING", "Pending"
        DONE = "DONE", "Done"

    class Outcome(models.TextChoices):
        CREATED = "created", "Created"
        REVISED = "revised", "Revised"
        UNCHANGED = "unchanged", "Unchanged"
        REFUSED = "refused", "Refused"
        CANCELLED = "cancelled", "Cancelled"

    TRANSITIONS = MOVES

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, db_index=False, related_name="items")
    file = models.ForeignKey(ImportFile, on_delete=models.CASCADE, null=True, related_name="items")
    position = models.PositiveIntegerField()
    locator = models.CharField(max_length=1000)
    payload = models.JSONField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, null=True, related_name="import_items")
    reason = models.TextField(blank=True)
    snippet = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = ImportItemQuerySet.as_manager()

    class Meta:
        verbose_name = "import item"
        constraints = [
            models.UniqueConstraint(
                name="one_item_per_file_and_position",
                fields=["run", "file", "position"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="item_has_an_outcome_iff_done",
                condition=Q(state="PENDING", outcome="", payload__isnull=False)
                # What could not be imported keeps what was read of it, to be tried again.
                | Q(state="DONE", outcome="refused", article__isnull=True) & ~Q(reason="")
                | Q(state="DONE", payload__isnull=True, outcome="cancelled", article__isnull=True)
                | Q(
                    state="DONE",
                    payload__isnull=True,
                    outcome__in=["created", "revised", "unchanged"],
                    article__isnull=False,
                ),
            ),
        ]
        indexes = [
            # due.pending_items, importing.finish: items still pending, and whether a run has any left
            models.Index(name="item_pending", fields=["run", "id"], condition=Q(state="PENDING")),
        ]
        triggers = [guard(MOVES)]

    def __str__(self) -> str:
        return self.locator
