"""Drafts: what was typed is kept, whatever becomes of the lease."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now

from factcheck.models import User
from factcheck.states import WrongState
from reviews.actions import handout
from reviews.finding import UNSTORABLE
from reviews.models import Draft, ReviewTask

MAX_CHARACTERS = 200_000


def keep(task: ReviewTask, *, by: User, data: dict[str, Any]) -> Draft:
    """Store what `by` typed on `task`, lease or no lease. ValidationError when it is too long or no text."""
    require_storable(data)
    draft, _ = Draft.objects.update_or_create(
        task=task, editor=by, defaults={"data": data, "saved_at": Now()}
    )
    draft.refresh_from_db(fields=["saved_at"])
    return draft


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


def save(task: ReviewTask, *, by: User, token: uuid.UUID, data: dict[str, Any]) -> Draft:
    """Store the draft and return it. With a token that is not current the text is kept all the same,
    and StaleLease tells the editor what became of the task."""
    with transaction.atomic():
        draft = keep(task, by=by, data=data)
    task.refresh_from_db()
    if task.lease_token != token or task.lease_holder_id != by.pk:
        raise handout.require_lease(task, WrongState(task, "LEASED", task.state))
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
