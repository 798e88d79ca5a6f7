"""What reviews hears of: stored statements to match, what to hold back, processes that start and live."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import structlog
from celery.signals import task_prerun
from django.conf import settings

from articles import embedding, holding
from articles.signals import statements_extracted
from factcheck import bell, hearing
from factcheck.models import User
from factcheck.starting import process_started
from reviews import jobs
from reviews.matching import inference
from reviews.reports.machine_shown import shown_statements

log = structlog.get_logger(__name__)


def ring_for_matching(sender: Any, revision_ids: list[int], **kwargs: Any) -> None:
    """Enqueue the matching of these revisions once their statements are committed."""
    bell.ring(jobs.match_statements, *revision_ids)


def shown(statements: Collection[int], user: User) -> set[int]:
    """Return the statements (keys) whose judgement by the machine the user sees, by their desks' setting."""
    return shown_statements(statements, user=user)


def warn_of_the_model(sender: Any, process: str, **kwargs: Any) -> None:
    """Say in one line of the log each, which model's files are missing or another's."""
    folder = settings.INFERENCE_MODEL
    for reason in (embedding.files_problem(), inference.problem(Path(folder)) if folder else ""):
        if reason:
            log.warning(reason, process=process)


def connect() -> None:
    """Connect the receivers and set the rule; called once when the app is ready."""
    holding.set_rule(shown)
    statements_extracted.connect(ring_for_matching, dispatch_uid="reviews.ring_for_matching")
    task_prerun.connect(hearing.began, dispatch_uid="reviews.hear_of_workers")
    process_started.connect(warn_of_the_model, dispatch_uid="reviews.warn_of_the_model")
