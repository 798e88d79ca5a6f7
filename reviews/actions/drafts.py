"""Drafts: what was typed is kept, whatever becomes of the lease, and in however many windows it is typed."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now

from factcheck import prepared
from factcheck.models import User
from factcheck.states import Conflict, WrongState
from reviews.actions import handout
from reviews.finding import UNSTORABLE
from reviews.models import Draft, DraftCopy, ReviewTask

MAX_CHARACTERS = 200_000

# One statement, so that of two windows one is first. A window may go on from the version that it has seen and
# from its own saves, of which a late one never replaces a later. That settles what it had to keep apart.
_KEEP = """
    WITH kept AS (
        INSERT INTO reviews_draft AS d (task_id, editor_id, data, saved_at, version, from_window, serial)
        VALUES (%(task)s, %(editor)s, %(data)s::jsonb, statement_timestamp(), 1, %(window)s::uuid, %(serial)s)
        ON CONFLICT ON CONSTRAINT one_draft_per_task_and_editor DO UPDATE
        SET data = EXCLUDED.data, saved_at = EXCLUDED.saved_at, version = d.version + 1,
            from_window = EXCLUDED.from_window, serial = EXCLUDED.serial
        WHERE %(version)s::integer IS NULL OR d.version = %(version)s::integer
           OR d.from_window = EXCLUDED.from_window AND d.serial <= EXCLUDED.serial
        RETURNING d.task_id, d.editor_id),
    settled AS (
        DELETE FROM reviews_draftcopy c USING kept
        WHERE c.task_id = kept.task_id AND c.editor_id = kept.editor_id AND c.from_window = %(window)s::uuid)
    SELECT count(*) FROM kept
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the sender knows of the draft: its version (0: none yet), and which browser window it is, if any.

    `serial` counts this window's saves, so that one overtaken on its way is known as the older.
    """

    version: int
    window: uuid.UUID | None
    serial: int = 0


class DraftChanged(Conflict):
    """Another window of the same editor saved a text that this one has not seen; `present` is its version."""


def keep(task: ReviewTask, *, by: User, data: dict[str, Any], seen: Seen | None = None) -> Draft:
    """Store what `by` typed on `task`, lease or no lease, and return the draft.

    Raises ValidationError when it is too long or no text. With `seen`, DraftChanged where another window of
    theirs has saved since: the draft stays as it is, and this text is kept as that window's copy. A program,
    which has no window, keeps its own.
    """
    require_storable(data)
    with transaction.atomic():
        stored = _stored(task, by=by, data=data, seen=seen)
        draft = Draft.objects.get(task=task, editor=by)
        if stored or seen is None or draft.data == data:
            return draft
        if seen.window is None:
            raise DraftChanged("This draft was saved anew since you read it.", present=str(draft.version))
        if draft.from_window == seen.window:
            return draft
        DraftCopy.objects.update_or_create(
            task=task, editor=by, from_window=seen.window, defaults={"data": data, "saved_at": Now()}
        )
    raise DraftChanged(
        "Another window of yours has saved a different text on this task. Both are kept: choose one.",
        present=str(draft.version),
    )


def _stored(task: ReviewTask, *, by: User, data: dict[str, Any], seen: Seen | None) -> bool:
    values = {
        "task": task.pk,
        "editor": by.pk,
        "data": json.dumps(data),
        "version": seen.version if seen else None,
        "window": seen.window if seen else None,
        "serial": seen.serial if seen else 0,
    }
    [(number,)] = prepared.run(_KEEP, values)
    return bool(number)


def require_storable(data: dict[str, Any]) -> None:
    """Raise ValidationError for a draft that is too long, or that holds what is no text."""
    text = json.dumps(data, ensure_ascii=False)
    if len(text) > MAX_CHARACTERS:
        raise ValidationError(
            {"draft": f"A draft holds at most {MAX_CHARACTERS} characters; this has {len(text)}."}
        )
    if odd := next(filter(None, map(UNSTORABLE.search, _texts(data))), None):
        raise ValidationError({"draft": f"The draft contains U+{ord(odd[0]):04X}, which is not text."})


def _texts(value: object) -> Iterator[str]:
    """Return every text in a JSON value, the names of fields too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts([*value.keys(), *value.values()])
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def save(
    task: ReviewTask, *, by: User, token: uuid.UUID, data: dict[str, Any], seen: Seen | None = None
) -> Draft:
    """Store the draft and return it. With a token that is not current the text is kept all the same,
    and StaleLease tells the editor what became of the task. DraftChanged as `keep` raises it."""
    draft = keep(task, by=by, data=data, seen=seen)
    task.refresh_from_db()
    if task.lease_token != token or task.lease_holder_id != by.pk:
        raise handout.require_lease(task, WrongState(task, "LEASED", task.state))
    return draft


def drop_copy(task: ReviewTask, *, by: User, window: uuid.UUID) -> None:
    """Let go of what one window kept apart; nothing where it keeps nothing."""
    DraftCopy.objects.filter(task=task, editor=by, from_window=window).delete()


@transaction.atomic
def use_copy(task: ReviewTask, *, by: User, window: uuid.UUID, seen: Seen) -> Draft | None:
    """Make what `window` kept apart the draft, and return it; None where it keeps nothing any more.

    Raises DraftChanged where the draft is no longer the one `seen` beside it.
    """
    copy = DraftCopy.objects.select_for_update().filter(task=task, editor=by, from_window=window).first()
    if copy is None:
        return None
    draft = keep(task, by=by, data=copy.data, seen=seen)
    copy.delete()
    return draft


def bring_back(claims: Collection[int]) -> None:
    """Copy what was typed on the cancelled checks of these claims (keys) to the checks that are open now."""
    tasks = dict(ReviewTask.objects.live().filter(claim__in=claims, kind="CHECK").values_list("claim", "pk"))
    old = Draft.objects.filter(task__claim__in=tasks, task__kind="CHECK", task__state="CANCELLED")
    newest = {
        (row.task.claim_id, row.editor_id): row for row in old.select_related("task").order_by("saved_at")
    }
    Draft.objects.bulk_create(
        [
            Draft(task_id=tasks[claim], editor_id=editor, data=row.data, saved_at=row.saved_at)
            for (claim, editor), row in newest.items()
        ],
        ignore_conflicts=True,
    )


def of(task: ReviewTask, *, by: User) -> Draft | None:
    """Return what `by` has typed on `task`, if anything."""
    return Draft.objects.filter(task=task, editor=by).first()
