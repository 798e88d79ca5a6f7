"""The choice between two texts of one draft that an editor wrote in two windows."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace

from factcheck.models import User
from reviews.actions import drafts
from reviews.forms.finding import Posted
from reviews.models import ReviewTask

_MINE = re.compile(r"mine:(\d{1,9})\Z", re.ASCII)
_OTHER = re.compile(r"(use|drop):([0-9a-f-]{36})\Z", re.ASCII)

Choice = tuple[str, str]


def read(word: str) -> Choice | None:
    """Return the choice that a button sent, or None for any other word.

    `mine:3` (the version that it stands against), `theirs`, `use:<window>` or `drop:<window>`.
    """
    if word == "theirs":
        return word, ""
    if found := _MINE.match(word):
        return "mine", found[1]
    found = _OTHER.match(word)
    return (found[1], found[2]) if found else None


def settle(choice: Choice, task: ReviewTask, sent: Posted, *, by: User) -> None:
    """Do what was chosen. Raises DraftChanged where the other text has changed again since it was shown."""
    if sent.seen is None or sent.seen.window is None:
        return
    act, value = choice
    if act == "mine":
        seen = replace(sent.seen, version=int(value))
        drafts.save(task, by=by, token=sent.token, data=sent.data, seen=seen)
    elif act == "theirs":
        drafts.drop_copy(task, by=by, window=sent.seen.window)
    elif act == "use":
        drafts.use_copy(task, by=by, window=uuid.UUID(value), seen=sent.seen)
    else:
        drafts.drop_copy(task, by=by, window=uuid.UUID(value))
