"""Machine and people: how often a desk overrules its machine, and follows it when it is wrong.

Both rates are by the desk's own last word, for each kind of output, model and version:

- **override rate** = (rejected + edited) / decided: how often people did otherwise than the machine said;
- **followed when wrong** = overturned / (rejected + edited + overturned): of the outputs that turned out
  wrong, the share that somebody had accepted first. An accepted output is overturned when a person later says
  no: a claim that was checked is dismissed after all (worth), or its next verdict says “not checkable”
  (verifiable), or the merge that a confirmed match brought about is undone.

What the machine confirmed by itself takes effect without a word, and silence lets it stand: there the rate is
of all that it confirmed, and an undo is a rejection.

With fewer than ENOUGH in the denominator a rate says "too few".
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from factcheck.models import Desk
from reviews.models import DeskModel, Suggestion

ENOUGH = 20
TRAININGS = 20


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of `of`; None, shown as “too few”, under ENOUGH."""

    count: int
    of: int

    @property
    def share(self) -> float | None:
        """Return the share, 0 to 1; None where there are too few to tell."""
        return self.count / self.of if self.of >= ENOUGH else None

    @property
    def words(self) -> str:
        """Return the share in percent, or that there are too few."""
        return "too few" if self.share is None else f"{self.share:.0%}"


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the outputs of one kind, model and version."""

    kind: str
    model: str
    version: str
    recorded: int
    shown: int
    accepted: int
    edited: int
    rejected: int
    overturned: int

    @property
    def label(self) -> str:
        """Return the kind in words."""
        return "Confirmed by the machine itself" if self.acts_alone else Suggestion.Kind(self.kind).label

    @property
    def decided(self) -> int:
        """Return how many people decided on."""
        return self.accepted + self.edited + self.rejected

    @property
    def acts_alone(self) -> bool:
        """Return whether these took effect by themselves, so that people only undo them."""
        return self.model == Suggestion.CONFIRMING

    @property
    def override(self) -> Rate:
        """Return how often people did otherwise than the machine said."""
        return Rate(self.edited + self.rejected, self.recorded if self.acts_alone else self.decided)

    @property
    def followed_when_wrong(self) -> Rate:
        """Return which share of what turned out wrong had been accepted first."""
        return Rate(self.overturned, self.edited + self.rejected + self.overturned)


def tallies(desk: Desk) -> list[Tally]:
    """Return a tally for each kind, model and version that reached people of `desk`; one query."""
    rows = Suggestion.objects.filter(desk=desk).values("kind", "model", "version")
    counted = rows.annotate(
        recorded=Count("pk"),
        shown=Count("pk", filter=Q(shown_at__isnull=False)),
        accepted=Count("pk", filter=Q(decision="accepted")),
        edited=Count("pk", filter=Q(decision="edited")),
        rejected=Count("pk", filter=Q(decision="rejected")),
        overturned=Count("pk", filter=Q(overturned_at__isnull=False)),
    )
    return [Tally(**row) for row in counted.order_by("kind", "model", "version")]


def trainings(desk: Desk) -> list[DeskModel]:
    """Return the latest trainings of `desk`, newest first, without what they learned; at most TRAININGS."""
    rows = DeskModel.objects.filter(desk=desk).select_related("rolled_back_by").defer("coefficients")
    return list(rows.order_by("-pk")[:TRAININGS])
