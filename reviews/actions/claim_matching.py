"""Matching a revision: each checkable statement to one claim, and one check for each claim that needs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now

from articles.models import Article, ArticleRevision, Statement
from factcheck import audit, tallies
from reviews.actions import candidates, carrying, claim_locks, claim_writing, rechecking, tasks
from reviews.matching.wording import Wording, word
from reviews.models import Claim, ClaimMatch

GONE = "its words stand in no article's latest revision"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchCounts:
    """What one run did: statements matched, claims written, tasks opened and cancelled, and so on."""

    statements: int = 0
    claims: int = 0
    tasks: int = 0
    suggestions: int = 0
    cancelled: int = 0
    rechecks: int = 0


@dataclass(frozen=True, slots=True)
class _Revision:
    """A revision under its row lock, with its statements and the terms of its desk."""

    row: ArticleRevision
    statements: list[Statement]
    desk: int
    language: str
    floor: float | None


@transaction.atomic
@tallies.timed("match")
def match(revision_id: int) -> MatchCounts:
    """Match the checkable statements of a revision to claims, and open the checks that these need.

    A revision that is matched already is left as it is. One that a newer one has replaced gets its matches,
    but asks for no work. Raises ArticleRevision.DoesNotExist, and ValueError before its statements are there.
    """
    rows = ArticleRevision.objects.select_for_update(no_key=True, of=("self",)).select_related("article")
    row = rows.defer("text", "extra").get(pk=revision_id)
    if row.extracted_at is None:
        raise ValueError(f"revision {revision_id} has no statements yet: extract them first")
    if row.matched_at is not None:
        return MatchCounts()
    # Asked after the lock: whoever withdraws the article waits for it, or was before us.
    now = Article.objects.values_list("status", "desk__policy__worthiness_floor")
    row.article.status, floor = now.get(pk=row.article_id)
    revision = _Revision(
        row,
        list(row.statements.order_by("start", "end")),
        row.article.desk_id,
        row.article.language,
        floor,
    )
    counts = claim_locks.settled(lambda: _match(revision))
    ArticleRevision.objects.filter(pk=revision_id).update(matched_at=Now(), suggested_at=Now())
    return counts


class Said(Protocol):
    """What of a statement words its claim."""

    @property
    def alone(self) -> str:
        """What it says, read alone."""

    @property
    def kind(self) -> str:
        """Statement.Kind."""

    @property
    def checkability(self) -> str:
        """Statement.Checkability."""

    @property
    def speaker(self) -> str:
        """Whom the article quotes; "" for nobody."""


def wording_of(statement: Said, text: str = "") -> Wording:
    """Return how a claim by `statement`, or by `text` of it, is worded; of a quote the speaker counts.

    A row of a table is worded with the names of its columns: its cells alone claim nothing.
    """
    is_quote = "quote" in (statement.checkability, statement.kind)
    return word(text or statement.alone, speaker=statement.speaker if is_quote else "")


def _match(revision: _Revision) -> MatchCounts:
    checkable = [row for row in revision.statements if row.is_checkable]
    carriage = carrying.carry(revision.row, revision.statements)
    worded = {row: wording_of(row).fingerprint for row in checkable if row.pk not in carriage.made}
    drafts = _drafts(revision, list(worded))
    keys = claim_writing.write(drafts, desk=revision.desk, language=revision.language)
    before = _claims_before(revision)
    claims = claim_locks.lock({*keys.values(), *before})
    claim_writing.require_still(keys, claims, desk=revision.desk, language=revision.language)
    makers = {row: claims[keys[print_]] for row, print_ in worded.items()}
    carried = [row for row in carriage.matches if row.claim_id in claims]
    _store(makers, carried)
    made = {draft.public_id for draft in drafts.values()}
    new = [claim for claim in claims.values() if claim.public_id in made]
    counts = MatchCounts(
        statements=len(checkable),
        claims=len(new),
        tasks=_open(revision, {*makers.values(), *_confirmed(carried, claims)}),
        suggestions=_suggest(revision, makers, new),
        cancelled=_cancel(before),
        rechecks=rechecking.settle(carriage, revision.row, revision.statements),
    )
    numbers = {name: getattr(counts, name) for name in counts.__slots__}
    audit.record("revision.matched", revision.row, by=None, desk=revision.desk, **numbers)
    return counts


def _claims_before(revision: _Revision) -> set[int]:
    if revision.row.number == 1:
        return set()
    return set(carrying.earlier(revision.row).values_list("claim_id", flat=True))


def _drafts(revision: _Revision, statements: list[Statement]) -> dict[str, Claim]:
    """Return an unsaved claim for each fingerprint, as worthy as the worthiest statement that makes it."""
    drafts: dict[str, Claim] = {}
    for row in sorted(statements, key=lambda row: -row.check_worthiness):
        wording = wording_of(row)
        if wording.fingerprint not in drafts:
            drafts[wording.fingerprint] = claim_writing.draft(
                wording, desk=revision.desk, language=revision.language, worth=row.check_worthiness
            )
    return drafts


def _store(makers: dict[Statement, Claim], carried: list[ClaimMatch]) -> None:
    """Store the matches; what is made anew goes before what is carried over."""
    anew = [
        ClaimMatch(
            statement=row,
            claim=claim,
            start=0,
            end=len(row.exact),
            state=ClaimMatch.State.CONFIRMED,
            method=ClaimMatch.Method.FINGERPRINT,
        )
        for row, claim in makers.items()
    ]
    ClaimMatch.objects.bulk_create([*anew, *carried], ignore_conflicts=True)
    worth: dict[Claim, float] = {}
    for row, claim in makers.items():
        worth[claim] = max(row.check_worthiness, worth.get(claim, 0.0))
    tasks.raise_worthiness(worth)


def _confirmed(carried: list[ClaimMatch], claims: dict[int, Claim]) -> set[Claim]:
    return {claims[row.claim_id] for row in carried if row.state == "CONFIRMED" and row.claim_id in claims}


def _open(revision: _Revision, claims: set[Claim]) -> int:
    if not revision.row.is_latest or revision.row.article.status != Article.Status.USABLE:
        return 0
    return tasks.open_checks(tasks.needing_check(claims, floor=revision.floor))


def _suggest(revision: _Revision, makers: dict[Statement, Claim], new: list[Claim]) -> int:
    """Suggest older claims for the first statement of each new claim; known ones were asked about before."""
    first = {claim.pk: row for row, claim in reversed(makers.items())}
    return candidates.suggest(first, claims=new, desk=revision.desk, language=revision.language)


def _cancel(before: set[int]) -> int:
    """Cancel the waiting checks of earlier claims whose words stand in no article in use any more."""
    if not before:
        return 0
    stands = ClaimMatch.objects.filter(
        claim=OuterRef("pk"),
        state="CONFIRMED",
        statement__revision__is_latest=True,
        statement__revision__article__status=Article.Status.USABLE,
    )
    gone = Claim.objects.filter(~Exists(stands), pk__in=before)
    return tasks.cancel_waiting(list(gone.values_list("pk", flat=True)), reason=GONE)
