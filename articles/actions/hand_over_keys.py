"""Keys of hand-overs: what a caller sends again under the same key makes no second run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.functions import Now

from articles import payload
from articles.actions import handing_over
from articles.actions.handing_over import IncomingFile
from articles.formats.parsed import ParsedArticle, Refusal
from articles.models import HandOverKey, ImportRun
from factcheck.models import Desk, User

AT_ONCE: Final = 1000


class KeyReused(ValueError):
    """The key was given to another hand-over before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """All that is handed over at one time, as `handing_over.start` takes it."""

    files: Sequence[IncomingFile] = ()
    articles: Sequence[ParsedArticle] = ()
    refusals: Sequence[Refusal] = ()
    source: str = ""

    def start(self, *, desk: Desk, by: User) -> ImportRun:
        """Make a run of it, whatever was handed over before."""
        return handing_over.start(
            desk=desk,
            by=by,
            files=self.files,
            articles=self.articles,
            refusals=self.refusals,
            source=self.source,
        )

    @property
    def fingerprint(self) -> str:
        """The SHA-256, in hex, of its content, however the bytes came."""
        handed = {
            "source": self.source,
            "files": [(file.name, file.format, file.sha256 or _sha256(file.data)) for file in self.files],
            "articles": [payload.full_json(article) for article in self.articles],
            "refusals": [asdict(refusal) for refusal in self.refusals],
        }
        return _sha256(json.dumps(handed, sort_keys=True, default=str).encode())


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The run of a hand-over; `is_again` where an earlier request made it, so that nobody rings again."""

    run: ImportRun
    is_again: bool = False


def start_once(*, desk: Desk, by: User, key: str, handed: HandOver) -> HandedOver:
    """Start a run of what is handed over, or return the one that this key of this caller made before.

    A key is remembered for IDEMPOTENCY_HOURS by the database clock; of requests at the same time one makes
    the run and the others return it. Without a key ("") every hand-over makes a run. Raises KeyReused where
    the key came with anything else before, and what `handing_over.start` raises.
    """
    if not key:
        return HandedOver(handed.start(desk=desk, by=by))
    mine = HandOverKey(desk=desk, user=by, key=key, fingerprint=handed.fingerprint)
    if earlier := _earlier(mine):
        return _again(earlier, mine)
    try:
        return HandedOver(_start(mine, handed))
    except IntegrityError:
        earlier = _earlier(mine)
        if earlier is None:
            raise
        return _again(earlier, mine)


@transaction.atomic
def _start(mine: HandOverKey, handed: HandOver) -> ImportRun:
    # The run comes first, since the key's row names it: whoever loses the race takes its run back.
    mine.run = handed.start(desk=mine.desk, by=mine.user)
    HandOverKey.objects.filter(_is_over(), desk=mine.desk_id, user=mine.user_id, key=mine.key).delete()
    mine.save(force_insert=True)
    return mine.run


def forget() -> int:
    """Delete the keys whose time is over, some at once; return how many."""
    forgotten = 0
    while over := list(HandOverKey.objects.filter(_is_over()).order_by("created_at")[:AT_ONCE]):
        forgotten += HandOverKey.objects.filter(pk__in=[each.pk for each in over]).delete()[0]
    return forgotten


def _is_over() -> Q:
    return Q(created_at__lte=Now() - timedelta(hours=settings.IDEMPOTENCY_HOURS))


def _earlier(mine: HandOverKey) -> HandOverKey | None:
    same = HandOverKey.objects.filter(~_is_over(), desk=mine.desk_id, user=mine.user_id, key=mine.key)
    return same.select_related("run__desk").first()


def _again(earlier: HandOverKey, mine: HandOverKey) -> HandedOver:
    if earlier.fingerprint != mine.fingerprint:
        raise KeyReused(f"This key belongs to import {earlier.run_id}, which was handed something else.")
    return HandedOver(earlier.run, is_again=True)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
