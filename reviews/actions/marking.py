"""Marking by hand: an editor says that a statement, or some words of it, makes a claim."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now

from articles.models import ArticleRevision, Statement
from factcheck import audit, states
from factcheck.models import User
from factcheck.states import Conflict
from reviews.actions import claim_locks, claim_writing, embeddings, machine_outputs, tasks
from reviews.actions.claim_matching import wording_of
from reviews.matching.fingerprint import words
from reviews.models import Claim, ClaimMatch, DeskPolicy

Span = tuple[int, int]


@transaction.atomic
def mark(
    *,
    statement: Statement,
    by: User,
    start: int | None = None,
    end: int | None = None,
    text: str = "",
    as_proposed: bool = False,
    draft: Claim | None = None,
) -> Claim:
    """Return the claim that `statement` makes by its words from `start` to `end` (code points inside it).

    All of the statement where neither is given; `text` words the claim, else the marked words do. A live
    claim in the same words is matched, else one is written by `by`, who may not check it. Its check is
    opened, whatever the desk's floor. `as_proposed`: the machine proposed these words, so they are its own,
    and `by` may check the claim. `draft` is what `drafted` gave for it, where the caller wrote that already.
    Raises ValidationError for `start` or `text`, Conflict when a newer
    revision has replaced the text or when such a claim is dismissed.
    """
    revision = hold_latest(statement)
    span, worded = drafted(
        statement, revision, by=by, start=start, end=end, text=text, as_proposed=as_proposed
    )
    return claim_locks.settled(lambda: _mark(statement, span, revision, by, draft or worded))


def hold_latest(statement: Statement) -> ArticleRevision:
    """Lock and return the revision of `statement`; Conflict when a newer one has replaced it."""
    rows = ArticleRevision.objects.select_for_update(no_key=True, of=("self",)).select_related("article")
    revision = rows.defer("text", "extra").get(pk=statement.revision_id)
    if not revision.is_latest:
        raise Conflict("A newer text of this article has come in: mark it there.", present="superseded")
    return revision


def drafted(
    statement: Statement,
    revision: ArticleRevision,
    *,
    by: User,
    start: int | None,
    end: int | None,
    text: str,
    as_proposed: bool,
) -> tuple[Span, Claim]:
    """Return the span and the unsaved claim that `mark` would match or write. ValidationError as there."""
    span = _span(statement, start, end)
    _require_words(statement.exact[slice(*span)], "start", "Mark at least one word.")
    if text.strip():
        _require_words(text, "text", "Word the claim in at least one word, or leave this empty.")
    marked = "" if span == (0, len(statement.exact)) else statement.exact[slice(*span)]
    return span, claim_writing.draft(
        wording_of(statement, text.strip() or marked),
        desk=revision.article.desk_id,
        language=revision.article.language,
        worth=statement.check_worthiness,
        by=None if as_proposed and not text.strip() else by,
    )


def _span(statement: Statement, start: int | None, end: int | None) -> Span:
    """Return the span without white space at its ends."""
    length = len(statement.exact)
    if (start is None) != (end is None):
        raise ValidationError({"start": "Give both the start and the end, or neither."})
    first, last = (0, length) if start is None or end is None else (start, end)
    if not 0 <= first < last <= length:
        message = f"The words from {first} to {last} do not lie in a statement of {length} characters."
        raise ValidationError({"start": message})
    marked = statement.exact[first:last]
    return first + len(marked) - len(marked.lstrip()), last - len(marked) + len(marked.rstrip())


def _require_words(text: str, field: str, message: str) -> None:
    if not words(text):
        raise ValidationError({field: message})
    if "\0" in text:
        raise ValidationError({field: f"{field} contains a NUL character."})


def _mark(statement: Statement, span: Span, revision: ArticleRevision, by: User, draft: Claim) -> Claim:
    desk, language = revision.article.desk_id, revision.article.language
    found = claim_writing.write({draft.fingerprint: draft}, desk=desk, language=language)
    [key] = found.values()
    embeddings.register([key], desk=desk, language=language)
    claims = claim_locks.lock([key])
    claim_writing.require_still(found, claims, desk=desk, language=language)
    claim = claims[key]
    if claim.dismissed_at is not None:
        raise Conflict("A claim in these words is dismissed: restore it instead.", present="dismissed")
    _confirm(statement, claim, span, by)
    tasks.raise_worthiness({claim: statement.check_worthiness})
    tasks.open_checks(tasks.needing_check([claim], floor=None))
    machine_outputs.marked(statement, by=by, policy=DeskPolicy.objects.get(desk=desk))
    action = "claim.created" if claim.public_id == draft.public_id else "claim.marked"
    audit.record(action, claim, by=by, desk=desk, statement=statement.pk, start=span[0], end=span[1])
    return claim


def _confirm(statement: Statement, claim: Claim, span: Span, by: User) -> None:
    """Store the match, in place of a suggestion or an earlier no; one that is confirmed stays as it is."""
    known = ClaimMatch.objects.filter(statement=statement, claim=claim).first()
    fields: dict[str, Any] = {
        "start": span[0],
        "end": span[1],
        "method": "hand",
        "decided_by": by,
        "decided_at": Now(),
    }
    if known is not None and known.state == ClaimMatch.State.SUGGESTED:
        states.move(known, "CONFIRMED", **fields)
    elif known is None or known.state == ClaimMatch.State.REJECTED:
        ClaimMatch.objects.filter(statement=statement, claim=claim).delete()
        ClaimMatch.objects.create(statement=statement, claim=claim, state="CONFIRMED", **fields)
