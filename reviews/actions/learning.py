"""Learning from a desk's decisions: a candidate is trained, compared on held-back ones, and ranks or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Now

from factcheck import audit, states
from factcheck.models import Desk, User
from factcheck.states import Conflict
from reviews.actions.ranking import weights_of
from reviews.learning.features import features
from reviews.learning.training import Example, TooFew, Trained, train
from reviews.models import DeskModel, DeskPolicy
from reviews.models.decided_claims import decided_claims

NEWEST = 20_000
"""Decisions that a training looks at, the newest first: tastes change, and a job must end."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What came of one training: the model with its figures, or why there was nothing to learn."""

    desk: str
    language: str
    decisions: int
    model: DeskModel | None = None
    why_not: str = ""


def learn(*, desk: Desk, language: str) -> Lesson:
    """Train on a desk's decisions in one language; the candidate ranks if it is better on held-back ones.

    Equal or worse it is refused, and kept with its figures. Too few decisions are no error: the lesson says
    so. Training happens outside the transaction; Conflict where another model became active meanwhile.
    """
    examples = _examples(desk, language)
    present = DeskModel.objects.filter(desk=desk, language=language, state="ACTIVE").first()
    try:
        trained = train(examples, before=_scoring(present))
    except TooFew as error:
        return Lesson(desk.slug, language, len(examples), why_not=str(error))
    model = _keep(trained, desk=desk, language=language, present=present, decisions=len(examples))
    return Lesson(desk.slug, language, len(examples), model)


@transaction.atomic
def roll_back(*, model: DeskModel, by: User) -> DeskModel | None:
    """Take an active model out of service; the newest retired one ranks again, and is returned.

    None where there is none: then the engine's worth ranks. Raises WrongState unless `model` is active.
    """
    _lock(model.desk_id)
    states.move(model, "ROLLED_BACK", rolled_back_by=by, rolled_back_at=Now())
    retired = DeskModel.objects.filter(desk=model.desk_id, language=model.language, state="RETIRED")
    earlier = retired.filter(number__lt=model.number).order_by("-number").first()
    if earlier is not None:
        states.move(earlier, "ACTIVE")
    _mark_due(model.desk_id)
    back_to = earlier.number if earlier else None
    audit.record("desk_model.reverted", model, by=by, desk=model.desk_id, back_to=back_to)
    return earlier


def _examples(desk: Desk, language: str) -> list[Example]:
    rows = decided_claims().filter(desk=desk, language=language).order_by("-pk")[:NEWEST]
    return [
        Example(row.text, row.check_worthiness, row.wanted)  # type: ignore[attr-defined]  # annotated
        for row in rows
    ]


def _scoring(present: DeskModel | None) -> Callable[[str, float], float]:
    """Return what ranks now: the active model, else the engine's worth."""
    if present is None:
        return lambda _, worth: worth
    weights = weights_of(present.pk)
    return lambda text, worth: weights.score(features(text, worth))


@transaction.atomic
def _keep(
    trained: Trained, *, desk: Desk, language: str, present: DeskModel | None, decisions: int
) -> DeskModel:
    _lock(desk.pk)
    known = DeskModel.objects.filter(desk=desk, language=language)
    if known.filter(state="ACTIVE").first() != present:
        raise Conflict("Another model became active during this training.", present="ACTIVE")
    number = (known.aggregate(newest=Max("number"))["newest"] or 0) + 1
    figures = {**trained.figures(), "compared_with": present.number if present else None}
    model = DeskModel.objects.create(
        desk=desk,
        language=language,
        number=number,
        coefficients=trained.weights.kept(),
        figures=figures,
        decisions=decisions,
    )
    if not trained.is_better:
        states.move(model, "REFUSED")
        audit.record("desk_model.refused", model, by=None, desk=desk, **figures)
        return model
    if present is not None:
        states.move(present, "RETIRED")
    states.move(model, "ACTIVE")
    _mark_due(desk.pk)
    audit.record("desk_model.activated", model, by=None, desk=desk, **figures)
    return model


def _lock(desk: int) -> None:
    """Let one at a time change which model of a desk is active."""
    DeskPolicy.objects.select_for_update().get(desk=desk)


def _mark_due(desk: int) -> None:
    DeskPolicy.objects.filter(desk=desk).update(ranked_anew_at=Now())
