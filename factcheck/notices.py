"""Notices: tell people of a desk, in the transaction of what is told; mark as read; forget what is old."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db.models.functions import Now

from factcheck.models import Desk, Membership, Notice, User
from factcheck.roles import Ability, roles_with

AT_ONCE: Final = 1000


def tell(
    *,
    desk: Desk,
    kind: Notice.Kind,
    text: str,
    about: int,
    needs: Ability,
    to: User | None = None,
    thread: str = "",
) -> int:
    """Give each member of `desk` with the ability `needs` a notice, or `to` alone; return how many got one.

    `about` is the key of what it tells of, by which it is linked. A newer notice of the same `thread` takes
    the place of an unread one. Nobody gets what they have no right to: `to` must be such a member too.
    """
    people = Membership.objects.filter(desk=desk, role__in=roles_with(needs), user__is_active=True)
    readers = list((people if to is None else people.filter(user=to)).values_list("user", flat=True))
    if thread:
        older = Notice.objects.filter(desk=desk, user__in=readers, thread=thread, read_at__isnull=True)
        older.update(read_at=Now())
    longest = Notice.text.field.max_length or 0
    said = text if len(text) <= longest else f"{text[: longest - 1]}…"
    rows = [
        Notice(desk=desk, user_id=reader, kind=kind, needs=needs, text=said, about=about, thread=thread)
        for reader in readers
    ]
    return len(Notice.objects.bulk_create(rows, batch_size=AT_ONCE))


def mark_read(membership: Membership, notices: Collection[int] | None = None) -> int:
    """Mark this person's notices at this desk as read, these or all; return how many were unread."""
    unread = Notice.objects.of(membership).filter(read_at__isnull=True)
    if notices is not None:
        unread = unread.filter(pk__in=notices)
    return unread.update(read_at=Now())


def forget() -> int:
    """Delete the notices older than NOTICE_DAYS by the database clock, some at once; return how many."""
    forgotten, old = 0, Notice.objects.filter(created_at__lt=Now() - timedelta(days=settings.NOTICE_DAYS))
    while some := list(old.order_by("created_at").values_list("pk", flat=True)[:AT_ONCE]):
        forgotten += Notice.objects.filter(pk__in=some).delete()[0]
    return forgotten
