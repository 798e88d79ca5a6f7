"""Trying: a revision is matched, suggested for and compared in LIMIT attempts; then it waits for a lead.

As extraction does (`articles.actions.statements`): each attempt is counted before it is made, so that a text
which kills its worker comes to an end too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import structlog
from django.db import transaction

from articles.actions import attempts
from articles.models import ArticleRevision
from factcheck import audit
from factcheck.models import User
from factcheck.states import Conflict
from reviews.actions import bulk_matching, claims, relations, suggesting
from reviews.steps import COMPARING, MATCHING, STEPS, SUGGESTING, Step

log = structlog.get_logger(__name__)


def match_together(revision_ids: Collection[int]) -> list[int]:
    """Match new revisions in a batch, counting a first attempt for each; return the ids of those matched.

    What was tried before, or is none for a batch, is left for `match`. Raises what went wrong.
    """
    untried = attempts.first(bulk_matching.new(MATCHING.waiting()), revision_ids, MATCHING.counter)
    return claims.match_all(untried) if untried else []


def suggest_together(revision_ids: Collection[int]) -> int:
    """Look for like claims for a batch in the same way; return how many suggestions were stored."""
    untried = attempts.first(SUGGESTING.waiting(), revision_ids, SUGGESTING.counter)
    return suggesting.suggest_all(untried) if untried else 0


def match(revision_id: int) -> None:
    """Match one revision, unless it is done, given up or in another worker's hands.

    The last attempt that fails gives it up, on the record; earlier ones raise what went wrong.
    """
    _try(MATCHING, revision_id, claims.match)


def suggest(revision_id: int) -> None:
    """Look for like claims for one revision, in the same way."""
    _try(SUGGESTING, revision_id, suggesting.suggest)


def compare(revision_id: int) -> None:
    """Compare the claims of one revision, in the same way."""
    _try(COMPARING, revision_id, relations.find)


@transaction.atomic
def again(*, revision: ArticleRevision, step: str, by: User | None) -> None:
    """Have a step tried again that was given up; ring for it afterwards. Conflict where it was not."""
    tried = STEPS[step]
    if not tried.given_up().filter(pk=revision.pk).update(**{tried.counter: 0}):
        raise Conflict("This was not given up, or somebody is trying it again already.", present="waiting")
    audit.record("revision.retried", revision, by=by, desk=revision.article.desk_id, step=step)


def _try(step: Step, revision_id: int, act: Callable[[int], Any]) -> None:
    with attempts.attempt(step.waiting(), revision_id, step.counter) as attempt:
        if attempt is None:
            return
        if attempt > attempts.LIMIT:
            _give_up(step, revision_id, attempts.DID_NOT_END)
            return
        try:
            act(revision_id)
        except Exception as error:
            if attempt < attempts.LIMIT:
                raise
            log.exception("revision.given_up", revision=revision_id, step=step.name)
            _give_up(step, revision_id, error)


@transaction.atomic
def _give_up(step: Step, revision_id: int, error: Exception | str) -> None:
    row = ArticleRevision.objects.filter(step.due, pk=revision_id).select_related("article").first()
    if row is None:
        return  # done after all
    ArticleRevision.objects.filter(pk=row.pk).update(**{step.counter: attempts.LIMIT + 1})
    reason = attempts.failure(step.failed, error)
    audit.record("revision.given_up", row, by=None, desk=row.article.desk_id, step=step.name, reason=reason)
