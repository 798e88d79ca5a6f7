"""The steps of the work on an extracted revision: when each is due, and how often it was tried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet

from articles.actions import attempts
from articles.models import ArticleRevision


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the work on a revision: its name, what to say where it fails, its counter, and when due."""

    name: str
    failed: str
    counter: str
    due: Q

    def waiting(self) -> QuerySet[ArticleRevision]:
        """Return the revisions that wait for this step and were not given up."""
        return ArticleRevision.objects.filter(self.due, **{f"{self.counter}__lte": attempts.LIMIT})

    def given_up(self) -> QuerySet[ArticleRevision]:
        """Return the revisions that wait for this step and were given up."""
        return ArticleRevision.objects.filter(self.due, **{f"{self.counter}__gt": attempts.LIMIT})


MATCHING: Final = Step(
    "match",
    "its statements could not be matched to claims",
    "match_attempts",
    Q(extracted_at__isnull=False, matched_at__isnull=True),
)
SUGGESTING: Final = Step(
    "suggest",
    "like claims could not be looked for",
    "suggest_attempts",
    Q(matched_at__isnull=False, suggested_at__isnull=True),
)
COMPARING: Final = Step(
    "compare",
    "its claims could not be compared with others",
    "compare_attempts",
    Q(matched_at__isnull=False, compared_at__isnull=True),
)
STEPS: Final = {step.name: step for step in (MATCHING, SUGGESTING, COMPARING)}
