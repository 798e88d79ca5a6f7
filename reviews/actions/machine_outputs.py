"""What the machines said, read from the rows of statements and matches, and what people's acts say to it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Final

from articles.models import Statement
from articles.statements import PROPOSER
from factcheck import prepared, rows
from factcheck.audit import target_of
from factcheck.models import User
from reviews.actions import suggestions
from reviews.actions.suggestions import Output
from reviews.matching import bans
from reviews.matching.comparing import compare
from reviews.models import Claim, ClaimMatch, ClaimMerge, ClaimRelation, DeskPolicy, Rating, Suggestion

Kind, Decision = Suggestion.Kind, Suggestion.Decision
HASH: Final = 40  # characters of a model's hash that name its version; the whole stands in what it said

_FIRST = """
    SELECT {columns} FROM reviews_claimmatch m JOIN articles_statement s ON s.id = m.statement_id
    WHERE m.claim_id = {claim} AND m.state = 'CONFIRMED' AND m.method = 'fingerprint' ORDER BY m.id LIMIT 1
"""
_OF_CLAIM = _FIRST.format(columns=rows.columns(Statement, "s"), claim="%(claim)s")

# A submission is one statement, and this a part of it: `of_statement` and the decisions on it, by PostgreSQL.
# `held` gives claim_id and desk_id. A verdict says that the claim deserved its check, and that it could be
# verified unless it is rated otherwise; a rating that says so later overturns the earlier yes.
CHECKED = suggestions.clause(
    f"""
    SELECT held.desk_id, 'articles.statement:' || s.id AS target, k.kind, 'statements' AS model,
           s.detector AS version, encode(sha256(convert_to(s.exact, 'UTF8')), 'hex') AS input_sha256,
           CASE k.kind WHEN 'checkability' THEN jsonb_build_object('checkability', s.checkability)
               ELSE jsonb_build_object('worth', s.check_worthiness, 'reasons', s.reasons) END AS output,
           CASE WHEN k.kind = 'checkability' AND %(not_checkable)s::boolean THEN 'rejected'
               ELSE 'accepted' END AS decision
    FROM held, LATERAL ({_FIRST.format(columns="s.*", claim="held.claim_id")}) s,
         (VALUES ('checkability'), ('check_worthiness')) AS k (kind)
    """,  # noqa: S608  # our own words
    shown="%(shown)s::boolean",
    by="%(me)s::bigint",
)


def of_statement(statement: Statement) -> list[Output]:
    """Return how the rules read a statement: can it be verified, and does it deserve a check."""
    asked = {
        Kind.CHECKABILITY: {"checkability": statement.checkability},
        Kind.CHECK_WORTHINESS: {"worth": statement.check_worthiness, "reasons": statement.reasons},
    }
    return [
        Output(
            kind=kind,
            target=target_of(statement),
            model="statements",
            version=statement.detector,
            judged=statement.exact,
            said=said,
        )
        for kind, said in asked.items()
    ]


def of_match(match: ClaimMatch) -> Output:
    """Return a suggested match as the matcher made it."""
    return Output(
        kind=Kind.MATCH,
        target=target_of(match),
        model="matching",
        version=match.method,
        judged=f"{match.alone}\n{match.claim.text}",
        said={"statement": match.statement_id, "claim": match.claim_id, "score": match.score},
    )


def of_matches(matches: Iterable[ClaimMatch]) -> list[Output]:
    """Return the suggested matches among `matches` that a machine made."""
    return [of_match(match) for match in matches if match.method != ClaimMatch.Method.HAND]


def of_confirmation(match: ClaimMatch) -> Output:
    """Return that the machine confirmed a match by itself, under which version of its ban list."""
    return Output(
        kind=Kind.MATCH,
        target=target_of(match),
        model=Suggestion.CONFIRMING,
        version=bans.VERSION,
        judged=f"{match.alone}\n{match.claim.text}",
        said={"statement": match.statement_id, "claim": match.claim_id, "score": match.score},
    )


def of_merges(merges: Iterable[ClaimMerge]) -> list[Output]:
    """Return the confirmations of the machine among `merges`, each with its `match`."""
    return [of_confirmation(row.match) for row in merges if row.is_by_machine and row.match is not None]


def of_relation(relation: ClaimRelation) -> Output:
    """Return a suggested relation as the comparison made it."""
    inferred = next((each["model"] for each in relation.differences if "model" in each), "")
    return Output(
        kind=Kind.RELATION,
        target=target_of(relation),
        model="inference" if inferred else "comparing",
        version=inferred[:HASH] or compare.VERSION,
        judged=f"{relation.claim_a.text}\n{relation.claim_b.text}",
        said={"kind": relation.kind, "differences": relation.differences, "score": relation.score},
    )


def of_relations(relations: Iterable[ClaimRelation]) -> list[Output]:
    """Return those of `relations` that wait for somebody's word, as the comparison made them."""
    return [of_relation(row) for row in relations if row.state == ClaimRelation.State.SUGGESTED]


def of_split(statement: Statement) -> list[Output]:
    """Return into which claims the rules would split a statement; nothing where it is one claim."""
    parts = statement.proposed_parts()
    output = Output(
        kind=Kind.SPLIT,
        target=target_of(statement),
        model="proposing",
        version=PROPOSER,
        judged=statement.exact,
        said={"parts": parts},
    )
    return [output] if parts else []


def of_claim(claim: Claim) -> list[Output]:
    """Return how the rules read the first statement that the machine found to make `claim`; one query."""
    for row in prepared.run(_OF_CLAIM, {"claim": claim.pk}):
        [statement] = rows.objects(row, Statement)
        statement.reasons = json.loads(statement.reasons)  # the driver gives JSON as text
        return of_statement(statement)
    return []


def terms(rating: Rating, policy: DeskPolicy) -> dict[str, bool]:
    """Return the values that CHECKED asks for beside `me`."""
    return {"not_checkable": rating.mark == Rating.Mark.NONE, "shown": _is_shown(policy)}


def dismissed(claim: Claim, *, by: User, policy: DeskPolicy) -> None:
    """Say that the claim needs no check: against its check-worthiness, which overturns an earlier check."""
    _decide(of_claim(claim), {Kind.CHECK_WORTHINESS: Decision.REJECTED}, by=by, policy=policy)


def marked(statement: Statement, *, by: User, policy: DeskPolicy) -> None:
    """Say that a statement makes a claim after all: against what said that it could not or need not be."""
    floor = policy.worthiness_floor
    if not statement.is_checkable:
        decisions = {Kind.CHECKABILITY: Decision.REJECTED}
    elif floor is not None and statement.check_worthiness < floor:
        decisions = {Kind.CHECK_WORTHINESS: Decision.REJECTED}
    else:
        return
    _decide(of_statement(statement), decisions, by=by, policy=policy)


def matched(match: ClaimMatch, decision: Suggestion.Decision, *, by: User, policy: DeskPolicy) -> None:
    """Say what a person decided on a suggested match."""
    _decide(of_matches([match]), {Kind.MATCH: decision}, by=by, policy=policy)


def undone(match: ClaimMatch, merge: ClaimMerge, *, by: User) -> None:
    """Say that a person undid a merge: against the machine's confirmation, or in place of a person's."""
    policy = match.claim.desk.policy
    outputs = [of_confirmation(match)] if merge.is_by_machine else of_matches([match])
    _decide(outputs, {Kind.MATCH: Decision.REJECTED}, by=by, policy=policy)


def split(statement: Statement, decision: Suggestion.Decision, *, by: User, policy: DeskPolicy) -> None:
    """Say what a person made of the proposed parts of a statement."""
    _decide(of_split(statement), {Kind.SPLIT: decision}, by=by, policy=policy)


def related(relation: ClaimRelation, decision: Suggestion.Decision, *, by: User, policy: DeskPolicy) -> None:
    """Say what a person decided on a suggested relation."""
    _decide([of_relation(relation)], {Kind.RELATION: decision}, by=by, policy=policy)


def _decide(
    outputs: list[Output],
    decisions: Mapping[Suggestion.Kind, Suggestion.Decision],
    *,
    by: User,
    policy: DeskPolicy,
) -> None:
    decided = [(output, decisions[output.kind]) for output in outputs if output.kind in decisions]
    suggestions.decide(decided, desk=policy.desk_id, by=by, shown=_is_shown(policy))


def _is_shown(policy: DeskPolicy) -> bool:
    return policy.ai_suggestions == DeskPolicy.Suggestions.BEFORE
