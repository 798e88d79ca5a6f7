"""Working a run in this process: read, import, extract and match, beside any workers at the same rows."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable

import structlog
from django.db.models import QuerySet

from articles import due
from articles.actions import bulk_statements, importing, statements
from articles.actions.attempts import LIMIT
from articles.models import ArticleRevision, ImportRun
from reviews.actions import claims, relations, suggesting

Work = tuple[Callable[[int], object], int]
"""An action and the id of the row that it is to work on."""

# A worker holds all the rows that are left: look again this much later.
_PAUSE_SECONDS = 0.1
BATCH = 50

log = structlog.get_logger(__name__)


def work(run: ImportRun, *, tick: Callable[[], None]) -> list[int]:
    """Do all that is left of `run`; return the ids of its revisions that had to be left without their claims.

    `tick` is called after each piece of work. Row locks keep this and running workers apart.
    """
    failures: Counter[Work] = Counter()
    before: list[Work] = []
    while left := [each for each in _left(run.pk) if failures[each] < LIMIT]:
        if left == before:
            time.sleep(_PAUSE_SECONDS)
        _together(run.pk)
        tick()
        for each in left:
            _try(each, failures)
            tick()
        importing.finish(run.pk)
        before = left
    importing.finish(run.pk)
    _find_near(run.pk, tick)
    run.refresh_from_db()
    return list(revisions_of(run.pk).filter(matched_at__isnull=True).values_list("pk", flat=True))


def revisions_of(run_id: int) -> QuerySet[ArticleRevision]:
    """Return all revisions of the articles that a run touched, oldest first."""
    touched = ImportRun.objects.filter(pk=run_id).values("items__article")
    return ArticleRevision.objects.filter(article__in=touched).order_by("pk")


def _find_near(run_id: int, tick: Callable[[], None]) -> None:
    """Suggest matches and contradictions; what fails is logged, and `catch_up` finds it again."""
    matched = revisions_of(run_id).filter(matched_at__isnull=False)
    failures: Counter[Work] = Counter()
    for act, waiting in (
        (suggesting.suggest, matched.filter(suggested_at__isnull=True)),
        (relations.find, matched.filter(compared_at__isnull=True)),
    ):
        for pk in waiting.values_list("pk", flat=True):
            _try((act, pk), failures)
            tick()


def _together(run_id: int) -> None:
    """Do in batches what can be done in batches; what fails there is left, and done one by one."""
    items = due.parts_of(run_id)[1]
    new = revisions_of(run_id).filter(extracted_at__isnull=True, extract_attempts=0)
    extracted = revisions_of(run_id).filter(extracted_at__isnull=False, matched_at__isnull=True)
    for act, ids in (
        (importing.import_all, items),
        (bulk_statements.extract_all, list(new.values_list("pk", flat=True))),
        (claims.match_all, list(extracted.values_list("pk", flat=True))),
    ):
        for at in range(0, len(ids), BATCH):
            try:
                act(ids[at : at + BATCH])
            except Exception:
                log.exception("import_run.batch_failed", act=act.__name__, run=run_id)


def _left(run_id: int) -> list[Work]:
    """Return what is to be done now, in the order of the work; doing it may bring more."""
    files, items = due.parts_of(run_id)
    new = revisions_of(run_id).filter(extracted_at__isnull=True, extract_attempts__lte=LIMIT)
    extracted = revisions_of(run_id).filter(extracted_at__isnull=False, matched_at__isnull=True)
    return [
        *((importing.read_file, pk) for pk in files),
        *((importing.import_item, pk) for pk in items),
        *((statements.extract, pk) for pk in new.values_list("pk", flat=True)),
        *((claims.match, pk) for pk in extracted.values_list("pk", flat=True)),
    ]


def _try(piece: Work, failures: Counter[Work]) -> None:
    """Do one piece of work; what it raises is logged and counted, and the rest goes on."""
    act, pk = piece
    try:
        act(pk)
    except Exception:
        log.exception("import_run.work_failed", act=act.__name__, id=pk)
        failures[piece] += 1
