"""Relations: how claims stand to each other is found and suggested; an editor confirms or rejects."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models.functions import Now

from articles.models import ArticleRevision
from factcheck import audit, commits, states, tallies
from factcheck.models import User
from reviews.actions import comparing, machine_outputs
from reviews.actions.near_claims import NearClaim, near
from reviews.matching.traces import sought, traces
from reviews.models import Claim, ClaimRelation, ClaimTrace, Suggestion


@transaction.atomic
@tallies.timed("compare")
def find(revision_id: int) -> int:
    """Compare the claims of a matched revision with the claims near them; return how many relations are new.

    A revision that was compared already, or is not matched yet, is left as it is. Raises
    ArticleRevision.DoesNotExist.
    """
    commits.need_not_wait()
    rows = ArticleRevision.objects.select_for_update(no_key=True, of=("self",)).select_related("article")
    row = rows.defer("text", "extra").get(pk=revision_id)
    if row.compared_at is not None or row.matched_at is None:
        return 0
    claims = list(
        Claim.objects.live()
        .filter(matches__statement__revision=row, matches__state="CONFIRMED", dismissed_at__isnull=True)
        .distinct()
    )
    found = _related(claims, row)
    made = ClaimRelation.objects.bulk_create(found, ignore_conflicts=True)
    ArticleRevision.objects.filter(pk=revision_id).update(compared_at=Now())
    desk = row.article.desk_id
    audit.record("revision.compared", row, by=None, desk=desk, claims=len(claims), relations=len(made))
    return len(made)


@transaction.atomic
def confirm(*, relation: ClaimRelation, by: User) -> None:
    """Say that the relation is as suggested: both cannot hold, one misquotes, one is a case of the other.

    Raises WrongState when it is decided.
    """
    _decide(relation, "CONFIRMED", by)


@transaction.atomic
def reject(*, relation: ClaimRelation, by: User) -> None:
    """Say that it is not so, or does no harm. Raises WrongState when it is decided."""
    _decide(relation, "REJECTED", by)


def _decide(relation: ClaimRelation, to: str, by: User) -> None:
    states.move(relation, to, decided_by=by, decided_at=Now())
    word = {"CONFIRMED": Suggestion.Decision.ACCEPTED, "REJECTED": Suggestion.Decision.REJECTED}[to]
    machine_outputs.related(relation, word, by=by, policy=relation.claim_a.desk.policy)
    action = {"CONFIRMED": "relation.confirmed", "REJECTED": "relation.rejected"}[to]
    claims = {"claim_a": relation.claim_a_id, "claim_b": relation.claim_b_id}
    audit.record(action, relation, by=by, desk=relation.claim_a.desk_id, **claims)


def _related(claims: list[Claim], revision: ArticleRevision) -> list[ClaimRelation]:
    """Return unsaved relations between `claims` and the claims near them."""
    if not claims:
        return []
    article = revision.article
    realm, day = f"{article.desk_id} {article.language}", _day(revision)
    _trace(claims, realm, day)
    looked_for = {claim: sought(claim.text, realm=realm, day=day) for claim in claims}
    by_claim = near(looked_for, desk=article.desk_id, language=article.language)
    mine = {claim.pk: NearClaim(claim.pk, claim.text) for claim in claims}
    return comparing.relations_between([(mine[new], other) for new, of in by_claim.items() for other in of])


def _trace(claims: Iterable[Claim], realm: str, day: datetime.date) -> None:
    rows = [ClaimTrace(claim=claim, traces=traces(claim.text, realm=realm, day=day)) for claim in claims]
    ClaimTrace.objects.bulk_create(rows, ignore_conflicts=True)


def _day(revision: ArticleRevision) -> datetime.date:
    return (revision.published_at or revision.created_at).date()
