"""Which machine outputs stood behind an article's report, and what people did with them, from the record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from django.db.models import Q

from articles.models import Statement
from factcheck.audit import target_of
from reviews.models import ClaimMatch, ClaimRelation, Suggestion

DECIDED = ("accepted", "edited", "rejected")


def suggested(statements: Collection[int], claims: Collection[int]) -> list[str]:
    """Return a sentence for each kind, model and version of output about these statements and claims (keys).

    An output about a claim stands with the statement that first made it, perhaps in another article.
    Four queries.
    """
    matches = ClaimMatch.objects.filter(statement__in=statements).values_list("pk", flat=True)
    firsts = (
        ClaimMatch.objects.filter(claim__in=claims, state="CONFIRMED", method="fingerprint")
        .order_by("claim", "pk")
        .distinct("claim")
    )
    keys = {*statements, *firsts.values_list("statement", flat=True)}
    targets = [
        *(target_of(Statement(pk=pk)) for pk in keys),
        *(target_of(ClaimMatch(pk=pk)) for pk in matches),
    ]
    relations = ClaimRelation.objects.filter(Q(claim_a__in=claims) | Q(claim_b__in=claims))
    targets += [target_of(ClaimRelation(pk=pk)) for pk in relations.values_list("pk", flat=True)]
    rows = Suggestion.objects.filter(target__in=targets)
    return _sentences(list(rows.order_by("kind", "model", "version")))


def _sentences(rows: Sequence[Suggestion]) -> list[str]:
    sorts: defaultdict[tuple[str, str, str], list[Suggestion]] = defaultdict(list)
    for row in rows:
        sorts[row.get_kind_display(), row.model, row.version].append(row)
    return [_sentence(*sort, found) for sort, found in sorts.items()]


def _sentence(kind: str, model: str, version: str, rows: Sequence[Suggestion]) -> str:
    """Return such as “Does it say the same (matching trigram): 3 answers, 2 accepted, 1 left to decide.”"""
    if model == Suggestion.CONFIRMING:
        undone = sum(row.decision == Suggestion.Decision.REJECTED for row in rows)
        return f"Confirmed by the machine itself (ban list {version}): {len(rows)}, of which {undone} undone."
    decided = Counter(row.decision for row in rows)
    parts = [f"{decided[word]} {word}" for word in DECIDED if decided[word]]
    if left := decided[""]:
        parts.append(f"{left} left to decide")
    if unseen := sum(row.shown_at is None for row in rows):
        parts.append(f"{unseen} decided without being shown")
    if overturned := sum(row.overturned_at is not None for row in rows):
        parts.append(f"{overturned} overturned later")
    answers = f"{len(rows)} answer{'' if len(rows) == 1 else 's'} by the machine"
    return f"{kind} ({model} {version}): {answers}, {', '.join(parts)}."
