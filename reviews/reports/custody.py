"""How an article was checked: what machines proposed, what people decided, from rows and audit record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from articles.models import ArticleRevision
from factcheck.audit import target_of
from factcheck.models import AuditEvent, Membership
from reviews.models import ClaimMatch, Verdict
from reviews.reports.coverage import Coverage, Marked
from reviews.reports.findings import Finding
from reviews.reports.suggested import suggested

ACTS = ("verdict.submitted", "verdict.corrected", "verdict.approved")


@dataclass(frozen=True, slots=True)
class Custody:
    """What the paragraph "How this was checked" says, as figures."""

    proposed: dict[str, int]
    by_hand: int
    dismissed: int
    confirmed: int
    rejected: int
    undecided: int
    people: tuple[tuple[str, str, int, int], ...]
    published: int
    behind_two: int
    waiting: int
    unsettled: int
    suggested: tuple[str, ...] = ()

    @property
    def sentences(self) -> list[str]:
        """Return the paragraph, sentence by sentence."""
        return [
            line
            for line in (*self._machine(), *self.suggested, *self._people(), self._proof(), self._rest())
            if line
        ]

    def _machine(self) -> list[str]:
        lines = [f"The machine ({name}) found {_many(n, 'statement')}." for name, n in self.proposed.items()]
        lines.append(f"People marked {_many(self.by_hand, 'claim')} by hand and dismissed {self.dismissed}.")
        if self.confirmed or self.rejected or self.undecided:
            lines.append(
                f"Of the matches that the machine suggested, people confirmed {self.confirmed}, rejected "
                f"{self.rejected} and have {self.undecided} left to decide."
            )
        return lines

    def _people(self) -> list[str]:
        lines = []
        for name, role, written, signed in self.people:
            did = ((f"checked {_many(written, 'claim')}", written), (f"approved {signed}", signed))
            lines.append(f"{name} ({role}) {' and '.join(words for words, count in did if count)}.")
        return lines

    def _proof(self) -> str:
        if not self.published:
            return "No verdict is published yet."
        if self.behind_two == self.published:
            return f"The audit record shows two people behind {_each(self.published)}."
        shown = f"{self.behind_two} of {self.published} published verdicts"
        return f"The audit record shows two people behind {shown}."

    def _rest(self) -> str:
        if not self.unsettled:
            return "Nothing checkable is left unchecked."
        rest = f"Still unchecked: {_many(self.unsettled, 'statement')}"
        return f"{rest}, {self.waiting} of them waiting for a claim." if self.waiting else f"{rest}."


def custody(
    revision: ArticleRevision, marks: Sequence[Marked], counts: Coverage, found: Sequence[Finding]
) -> Custody:
    """Return who and what stands behind a report; six queries."""
    matches = ClaimMatch.objects.filter(statement__revision=revision)
    tally = Counter(
        (method, state, decided is not None)
        for method, state, decided in matches.values_list("method", "state", "decided_by")
    )
    hand, trigram = ClaimMatch.Method.HAND, ClaimMatch.Method.TRIGRAM
    proposed = Counter(mark.statement.detector for mark in marks)
    verdicts = [finding.verdict for finding in found if finding.verdict]
    behind = _behind(found)
    return Custody(
        proposed=dict(proposed),
        by_hand=sum(n for (method, _, _), n in tally.items() if method == hand),
        dismissed=counts.dismissed,
        confirmed=tally[trigram, "CONFIRMED", True],
        rejected=sum(n for (method, state, _), n in tally.items() if state == "REJECTED" and method != hand),
        undecided=sum(n for (_, state, _), n in tally.items() if state == "SUGGESTED"),
        people=_people(revision, verdicts),
        published=len(verdicts),
        behind_two=sum(len(behind[target_of(verdict)]) >= 2 for verdict in verdicts),
        waiting=counts.waiting_for_a_claim,
        unsettled=counts.checkable - counts.settled,
        suggested=tuple(
            suggested(
                [mark.statement.pk for mark in marks],
                {claim.pk for mark in marks for claim, _ in mark.claims},
            )
        ),
    )


def _behind(found: Sequence[Finding]) -> defaultdict[str, set[int]]:
    """Return who wrote or signed each verdict by the audit record, by its target."""
    who: defaultdict[str, set[int]] = defaultdict(set)
    targets = [target_of(verdict) for finding in found for verdict in finding.verdicts]
    events = AuditEvent.objects.filter(target__in=targets, action__in=ACTS, actor__isnull=False)
    for action, target, actor, data in events.values_list("action", "target", "actor_id", "data"):
        if action == "verdict.corrected":  # recorded on the corrected version, names the one written then
            target = target_of(Verdict(pk=data["successor"]))
        who[target].add(actor)
    return who


def _people(revision: ArticleRevision, verdicts: Sequence[Verdict]) -> tuple[tuple[str, str, int, int], ...]:
    """Return name, role at the desk, verdicts written and verdicts signed, of each person."""
    written = Counter(row.author for row in verdicts)
    signed = Counter(row.approved_by for row in verdicts if row.approved_by)
    people = sorted({*written, *signed}, key=lambda person: person.name)
    roles = dict(
        Membership.objects.filter(desk=revision.article.desk_id, user__in=people).values_list("user", "role")
    )
    return tuple(
        (person.name, roles.get(person.pk, "no longer at this desk"), written[person], signed[person])
        for person in people
    )


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _each(count: int) -> str:
    return "the one published verdict" if count == 1 else f"each of the {count} published verdicts"
