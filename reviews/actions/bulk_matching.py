"""Matching many new articles at once: their claims, matches and checks in a few statements for all of them.

For first revisions, where nothing is carried over and no work ends. Other ones take `claim_matching.match`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from articles.models import Article, ArticleRevision
from factcheck import audit, commits, prepared, tallies
from reviews.actions import claim_locks, claim_writing, tasks
from reviews.actions.bulk_claims import known_or_written
from reviews.actions.claim_matching import MatchCounts, wording_of
from reviews.matching.wording import Wording
from reviews.models import Claim, DeskPolicy

_READ = """
    SELECT id, revision_id, exact, readable, kind, speaker, checkability, check_worthiness
    FROM articles_statement
    WHERE revision_id = ANY(%(revisions)s::bigint[])
      AND checkability IN ('fact', 'quote') ORDER BY revision_id, start
"""
_MATCH = """
    INSERT INTO reviews_claimmatch (statement_id, claim_id, start, "end", state, method, score)
    SELECT statement, claim, 0, length, 'CONFIRMED', 'fingerprint', 1.0
    FROM unnest(%(statements)s::bigint[], %(claims)s::bigint[], %(lengths)s::int[]) AS made (
        statement, claim, length
    ) ON CONFLICT DO NOTHING
"""


class Read(NamedTuple):
    """What matching reads of a checkable statement: a model of each would cost more than all the rest."""

    pk: int
    revision_id: int
    exact: str
    readable: str | None
    kind: str
    speaker: str
    checkability: str
    check_worthiness: float

    @property
    def alone(self) -> str:
        """Return what it says, read alone."""
        return self.readable or self.exact

    def words_it_better_than(self, others: Sequence[Read]) -> bool:
        """Return whether the claim is in these words: those of the first article, and there the worthiest."""
        return not others or (
            others[0].revision_id == self.revision_id
            and all(self.check_worthiness > each.check_worthiness for each in others)
        )


@dataclass(slots=True)
class Batch:
    """New revisions of one desk and language under their locks, and what their statements claim."""

    desk: int
    language: str
    revisions: list[ArticleRevision]
    floor: float | None
    made: dict[str, list[Read]] = field(default_factory=dict)
    wordings: dict[str, Wording] = field(default_factory=dict)

    def read(self) -> None:
        """Read the checkable statements, and note which of them make the same claim."""
        for row in prepared.run(_READ, {"revisions": [row.pk for row in self.revisions]}):
            statement = Read(*row)
            wording = wording_of(statement)
            of = self.made.setdefault(wording.fingerprint, [])
            if statement.words_it_better_than(of):
                self.wordings[wording.fingerprint] = wording
            of.append(statement)

    def worth(self) -> dict[str, float]:
        """Return how worthy of a check each claim is: as its worthiest statement."""
        return {print_: max(row.check_worthiness for row in of) for print_, of in self.made.items()}


def match_all(revision_ids: Collection[int]) -> list[int]:
    """Match these revisions, all or none; return the ids of those for which this call did it.

    Left out is what is matched, has no statements yet, is in another worker's hands, is no first revision
    or of a withdrawn article. Suggestions of similar claims come later (`suggesting`). Raises what went
    wrong.
    """
    with transaction.atomic(), tallies.timed("match"):
        commits.need_not_wait()
        batches = _locked(revision_ids)
        for batch in batches:
            batch.read()
            claim_locks.settled(partial(_match, batch))
        done = [row.pk for batch in batches for row in batch.revisions]
        ArticleRevision.objects.filter(pk__in=done).update(matched_at=Now())
    return done


def new(revisions: QuerySet[ArticleRevision]) -> QuerySet[ArticleRevision]:
    """Return those of `revisions` that a batch takes: first ones of articles in use."""
    return revisions.filter(number=1, is_latest=True, article__status=Article.Status.USABLE)


def _locked(revision_ids: Collection[int]) -> list[Batch]:
    waiting = new(
        ArticleRevision.objects.filter(
            pk__in=revision_ids, extracted_at__isnull=False, matched_at__isnull=True
        )
    )
    locked = waiting.select_for_update(no_key=True, skip_locked=True, of=("self",)).select_related("article")
    rows = list(locked.defer("text", "extra").order_by("pk"))
    # Asked after the lock: whoever withdraws an article waits for it, or was before us.
    articles = Article.objects.filter(pk__in=[row.article_id for row in rows], status="usable")
    usable = set(articles.values_list("pk", flat=True))
    places = defaultdict(list)
    for row in (row for row in rows if row.article_id in usable):
        places[row.article.desk_id, row.article.language].append(row)
    floors = dict(DeskPolicy.objects.values_list("desk", "worthiness_floor"))
    return [Batch(*place, found, floors[place[0]]) for place, found in places.items()]


def _match(batch: Batch) -> None:
    worth = batch.worth()
    known, new = known_or_written(batch.wordings, worth, desk=batch.desk, language=batch.language)
    claims = claim_locks.lock(known.values())
    claim_writing.require_still(known, claims, desk=batch.desk, language=batch.language)
    _store(batch, {**known, **new})
    tasks.raise_worthiness(_raised(worth, known, claims))
    opened = _open(batch, worth, new, set(claims.values()))
    _record(batch, new, opened)


def _raised(worth: dict[str, float], known: dict[str, int], claims: dict[int, Claim]) -> dict[Claim, float]:
    wanted: dict[Claim, float] = {}
    for print_, key in known.items():
        wanted[claims[key]] = max(worth[print_], wanted.get(claims[key], 0.0))
    return wanted


def _store(batch: Batch, keys: dict[str, int]) -> None:
    made = [(row, keys[print_]) for print_, of in batch.made.items() for row in of]
    values = {
        "statements": [row.pk for row, _ in made],
        "claims": [key for _, key in made],
        "lengths": [len(row.exact) for row, _ in made],
    }
    prepared.run(_MATCH, values)


def _open(batch: Batch, worth: dict[str, float], new: dict[str, int], known: Iterable[Claim]) -> set[int]:
    """Open the checks of the claims that need one; return these claims' keys."""
    above = {key for print_, key in new.items() if batch.floor is None or worth[print_] >= batch.floor}
    wanted = above | {claim.pk for claim in tasks.needing_check(set(known), floor=batch.floor)}
    return tasks.open_checks_of(wanted)


def _record(batch: Batch, new: dict[str, int], opened: set[int]) -> None:
    """Record for each revision what it brought; a claim of several is the first one's."""
    counts = {row.pk: dict.fromkeys(MatchCounts.__slots__, 0) for row in batch.revisions}
    for print_, of in batch.made.items():
        for row in of:
            counts[row.revision_id]["statements"] += 1
        if print_ in new:
            counts[of[0].revision_id]["claims"] += 1
            counts[of[0].revision_id]["tasks"] += new[print_] in opened
    audit.record_many("revision.matched", counts.items(), model=ArticleRevision, by=None, desk=batch.desk)
