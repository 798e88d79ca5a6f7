"""Statements: found in a revision's text once, and stored together with the mark that this is done."""

from __future__ import annotations

from collections.abc import Mapping

import structlog
from django.db import connection, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from articles import statements
from articles.actions import attempts
from articles.models import ArticleRevision, Statement
from articles.statements import DETECTOR, FoundStatement
from factcheck import audit, tallies
from factcheck.models import User
from factcheck.states import Conflict

log = structlog.get_logger(__name__)


def extract(revision_id: int) -> bool:
    """Store the statements of a revision; return whether this call did it.

    False: they are stored already, another worker is at it, or the revision was given up after LIMIT
    attempts, which the audit record says with the reason. Raises what an earlier attempt raised.
    """
    with attempts.attempt(unextracted(), revision_id, "extract_attempts") as attempt:
        return False if attempt is None else _try_extracting(revision_id, attempt)


def carry(pairs: Mapping[int, int]) -> None:
    """Note of statements (keys) which earlier ones (values) they are; within the caller's transaction."""
    if pairs:
        with connection.cursor() as cursor:
            cursor.execute(_CARRY, [list(pairs), list(pairs.values())])


_CARRY = """
    UPDATE articles_statement s SET carried_from_id = pairs.old
    FROM unnest(%s::bigint[], %s::bigint[]) AS pairs (new, old) WHERE s.id = pairs.new
"""


def unextracted() -> QuerySet[ArticleRevision]:
    """Return the revisions whose statements are not stored yet and that were not given up."""
    return ArticleRevision.objects.filter(extracted_at__isnull=True, extract_attempts__lte=attempts.LIMIT)


def unextracted_for_good() -> QuerySet[ArticleRevision]:
    """Return the revisions that were given up without their statements."""
    return ArticleRevision.objects.filter(extracted_at__isnull=True, extract_attempts__gt=attempts.LIMIT)


@transaction.atomic
def try_again(revision: ArticleRevision, *, by: User) -> None:
    """Make a revision that was given up due again; ring for it afterwards. Raises Conflict for any other."""
    if not unextracted_for_good().filter(pk=revision.pk).update(extract_attempts=0):
        raise Conflict("This text was not given up.", present="due")
    audit.record("revision.retried", revision, by=by, desk=revision.article.desk_id)


def _try_extracting(revision_id: int, attempt: int) -> bool:
    if attempt > attempts.LIMIT:
        _give_up(revision_id, attempts.DID_NOT_END)
        return False
    try:
        return _extract(revision_id)
    except Exception as error:
        if attempt < attempts.LIMIT:
            raise
        log.exception("revision.given_up", revision=revision_id)
        _give_up(revision_id, error)
        return False


@transaction.atomic
@tallies.timed("extract")
def _extract(revision_id: int) -> bool:
    revision = _locked(revision_id)
    if revision is None:
        return False
    found = statements.extract(revision.text, title=revision.title, language=revision.article.language)
    rows = [_row(revision, statement) for statement in found]
    Statement.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    ArticleRevision.objects.filter(pk=revision.pk).update(extracted_at=Now())
    audit.record(
        "revision.extracted",
        revision,
        by=None,
        desk=revision.article.desk_id,
        statements=len(rows),
        detector=DETECTOR,
    )
    return True


@transaction.atomic
def _give_up(revision_id: int, error: Exception | str) -> None:
    revision = _locked(revision_id)
    if revision is None:
        return
    ArticleRevision.objects.filter(pk=revision.pk).update(extract_attempts=attempts.LIMIT + 1)
    reason = attempts.failure("the statements could not be extracted", error)
    audit.record("revision.given_up", revision, by=None, desk=revision.article.desk_id, reason=reason)


def _locked(revision_id: int) -> ArticleRevision | None:
    rows = ArticleRevision.objects.select_related("article")
    locked = rows.select_for_update(skip_locked=True, no_key=True, of=("self",))
    return locked.filter(pk=revision_id, extracted_at__isnull=True).first()


def _row(revision: ArticleRevision, found: FoundStatement) -> Statement:
    """Return the unsaved statement of a revision for one that was found in its text."""
    return Statement(
        revision=revision,
        start=found.start,
        end=found.end,
        exact=found.exact,
        readable=found.readable or None,
        prefix=found.prefix,
        suffix=found.suffix,
        kind=found.kind,
        section=found.section,
        speaker=found.speaker,
        checkability=found.checkability,
        check_worthiness=found.check_worthiness,
        reasons=list(found.reasons),
        detector=DETECTOR,
    )
