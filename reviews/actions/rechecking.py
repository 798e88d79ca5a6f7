"""Rechecking: what a new text lost of what people decided becomes orphans, and its verdicts RECHECK tasks.

A RECHECK is opened for a claim that has a verdict (submitted, approved or published) where a statement that
made it was changed and the new words do not make it, or where its words vanished or are in doubt and no
article that is in use makes the claim any more.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models.functions import Now

from articles.models import ArticleRevision, Statement
from articles.revision_diff import Traced
from factcheck import states
from reviews.actions import tasks
from reviews.actions.carrying import Carriage
from reviews.models import ClaimMatch, Orphan, Verdict

BACK = "its words came back"


def settle(carriage: Carriage, revision: ArticleRevision, statements: list[Statement]) -> int:
    """Store the orphans of a matched revision, open its RECHECK tasks and return how many were opened.

    What came back is settled, and its waiting RECHECK cancelled. A revision that a later matched one has
    replaced asks for nothing. Callers hold the locks of the claims.
    """
    for orphan, statement in carriage.back:
        states.move(orphan, "FOUND", statement=statement, decided_at=Now())
    _withdraw({orphan.match.claim_id for orphan, _ in carriage.back})
    if not carriage.lost or _is_overtaken(revision):
        return 0
    verdicts = _standing({match.claim_id for match, _ in carriage.lost})
    decided = [row for row in carriage.lost if row[0].claim_id in verdicts or row[0].method == "hand"]
    lost = _really_lost(decided, statements)
    Orphan.objects.bulk_create(
        [
            Orphan(
                match=match,
                revision=revision,
                near=None if fate.after is None else statements[fate.after],
                fate=fate.fate,
                why=fate.why,
            )
            for match, fate in lost
        ],
        ignore_conflicts=True,
    )
    reopened = {match.claim_id: verdicts[match.claim_id] for match, _ in lost if match.claim_id in verdicts}
    return tasks.open_rechecks(reopened) if revision.article.status == "usable" else 0


def open_again(claims: Collection[int]) -> int:
    """Open the RECHECK tasks of claims (keys) that lost words and have a verdict; return how many."""
    return tasks.open_rechecks(_standing(claims))


def _really_lost(
    lost: list[tuple[ClaimMatch, Traced]], statements: list[Statement]
) -> list[tuple[ClaimMatch, Traced]]:
    """Return those whose claim is not made by the new words or, of what has none, by anything in use."""
    claims = {match.claim_id for match, _ in lost}
    confirmed = ClaimMatch.objects.filter(claim__in=claims, state="CONFIRMED")
    made = set(confirmed.filter(statement__in=statements).values_list("statement", "claim"))
    in_use = {"statement__revision__is_latest": True, "statement__revision__article__status": "usable"}
    stands = set(confirmed.filter(**in_use).values_list("claim", flat=True))
    return [
        (match, fate)
        for match, fate in lost
        if (
            match.claim_id not in stands
            if fate.after is None
            else (statements[fate.after].pk, match.claim_id) not in made
        )
    ]


def _standing(claims: Collection[int]) -> dict[int, int]:
    """Return the verdict that stands on each claim: the published one, else the one under way."""
    rows = Verdict.objects.filter(claim__in=claims, state__in=tasks.STANDING)
    found: dict[int, int] = {}
    for claim, pk, state in rows.order_by("version").values_list("claim", "pk", "state"):
        if state == Verdict.State.PUBLISHED or claim not in found:
            found[claim] = pk
    return found


def _is_overtaken(revision: ArticleRevision) -> bool:
    later = ArticleRevision.objects.filter(article=revision.article_id, number__gt=revision.number)
    return not revision.is_latest and later.filter(matched_at__isnull=False).exists()


def _withdraw(claims: set[int]) -> None:
    """Cancel the waiting RECHECK of claims that have no open orphan left."""
    if claims:
        open_ones = Orphan.objects.open().filter(match__claim__in=claims)
        rest = claims - set(open_ones.values_list("match__claim", flat=True))
        tasks.cancel_waiting(rest, reason=BACK, kind="RECHECK")
