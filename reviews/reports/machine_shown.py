"""Whether the machine's suggestions about a claim are shown to a person: at once, once they chose, or never.

Held back are suggested matches, reasons, and the figures of check-worthiness and likeness. Which statements
were found and the order of the queue are no suggestion about a claim; they stay in every setting.
"""

from __future__ import annotations

from collections.abc import Collection

from factcheck import prepared
from factcheck.models import User

# Somebody has chosen when their draft has a rating or they wrote a verdict; where a verdict stands and nobody
# is to check the claim anew, nothing is left to be swayed.
_SHOWN = """
    SELECT c.id FROM reviews_claim c JOIN reviews_deskpolicy p ON p.desk_id = c.desk_id
    WHERE c.id = ANY(%(claims)s::bigint[])
      AND (p.ai_suggestions = 'before' OR p.ai_suggestions = 'after' AND (
        EXISTS (SELECT FROM reviews_draft d JOIN reviews_reviewtask t ON t.id = d.task_id
                WHERE t.claim_id = c.id AND d.editor_id = %(me)s::bigint AND d.data->>'rating' <> '')
        OR EXISTS (SELECT FROM reviews_verdict v WHERE v.claim_id = c.id AND v.author_id = %(me)s::bigint)
        OR EXISTS (SELECT FROM reviews_verdict v
                   WHERE v.claim_id = c.id AND v.state IN ('SUBMITTED', 'APPROVED', 'PUBLISHED'))
           AND NOT EXISTS (SELECT FROM reviews_reviewtask t WHERE t.claim_id = c.id
                           AND t.kind IN ('CHECK', 'RECHECK') AND t.state IN ('OPEN', 'LEASED'))))
"""

# A statement is judged apart from its claims only where the desk shows everything from the start.
_OF_STATEMENTS = """
    SELECT s.id, p.ai_suggestions, (SELECT array_agg(m.claim_id) FROM reviews_claimmatch m
                                    WHERE m.statement_id = s.id AND m.state = 'CONFIRMED')
    FROM articles_statement s JOIN articles_articlerevision r ON r.id = s.revision_id
    JOIN articles_article a ON a.id = r.article_id JOIN reviews_deskpolicy p ON p.desk_id = a.desk_id
    WHERE s.id = ANY(%(statements)s::bigint[])
"""


def shown_claims(claims: Collection[int], *, user: User) -> set[int]:
    """Return those of `claims` (keys) about which suggestions are shown to `user`; one query."""
    if not claims:
        return set()
    return {row[0] for row in prepared.run(_SHOWN, {"claims": list(claims), "me": user.pk})}


def is_shown(claim: int, *, user: User) -> bool:
    """Return whether the machine's suggestions about one claim (its key) are shown to `user`; one query."""
    return claim in shown_claims([claim], user=user)


def shown_statements(statements: Collection[int], *, user: User) -> set[int]:
    """Return those of `statements` (keys) whose judgement is shown to `user`; at most two queries.

    Where suggestions are held back, a statement is shown once every claim that it makes is.
    """
    found = prepared.run(_OF_STATEMENTS, {"statements": list(statements)}) if statements else []
    made = {statement: claims or [] for statement, mode, claims in found if mode == "after"}
    shown = shown_claims({claim for claims in made.values() for claim in claims}, user=user)
    chosen = {statement for statement, claims in made.items() if claims and shown.issuperset(claims)}
    return chosen | {statement for statement, mode, _ in found if mode == "before"}
