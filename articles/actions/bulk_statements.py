"""Statements of many revisions at once: found, then stored by one COPY in one transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db import transaction
from django.db.models.functions import Now

from articles import statements
from articles.actions import attempts
from articles.actions.statements import unextracted
from articles.models import ArticleRevision, Statement
from articles.statements import DETECTOR, FoundStatement
from factcheck import audit, commits, tallies
from factcheck.copying import copy

Found = Mapping[ArticleRevision, Sequence[FoundStatement]]

_FIELDS = (
    "revision", "start", "end", "exact", "readable", "prefix", "suffix", "kind", "section", "speaker",
    "checkability", "check_worthiness", "reasons", "detector",
)  # fmt: skip


def extract_all(revision_ids: Collection[int]) -> list[int]:
    """Store the statements of these revisions, all or none; return the ids of those for which this did it.

    Left out is what was tried before, is done, or is in another worker's hands: `statements.extract` takes
    it alone. So it does with each one when this raises, and a bad one stops no other.
    """
    untried = attempts.first(unextracted(), revision_ids, "extract_attempts")
    return _extract(untried) if untried else []


@transaction.atomic
@tallies.timed("extract")
def _extract(revision_ids: list[int]) -> list[int]:
    commits.need_not_wait()
    waiting = unextracted().filter(pk__in=revision_ids).select_related("article").order_by("pk")
    locked = list(waiting.select_for_update(skip_locked=True, no_key=True, of=("self",)))
    found = {row: _statements(row) for row in locked}
    copy(Statement, _FIELDS, _rows(found))
    done = [row.pk for row in locked]
    ArticleRevision.objects.filter(pk__in=done).update(extracted_at=Now())
    for desk in {row.article.desk_id for row in locked}:
        events = [
            (row.pk, {"statements": len(own), "detector": DETECTOR})
            for row, own in found.items()
            if row.article.desk_id == desk
        ]
        audit.record_many("revision.extracted", events, model=ArticleRevision, by=None, desk=desk)
    return done


def _statements(revision: ArticleRevision) -> list[FoundStatement]:
    return statements.extract(revision.text, title=revision.title, language=revision.article.language)


def _rows(found: Found) -> Iterator[tuple[object, ...]]:
    """Yield the values of _FIELDS; a model for each row would cost as much as the COPY itself."""
    for revision, own in found.items():
        key = revision.pk
        for each in own:
            yield (
                key, each.start, each.end, each.exact, each.readable or None, each.prefix, each.suffix,
                each.kind, each.section, each.speaker, each.checkability, each.check_worthiness,
                json.dumps(each.reasons), DETECTOR,
            )  # fmt: skip
