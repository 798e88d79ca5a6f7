"""Commits of background work that need not wait for the disk."""

from __future__ import annotations

from django.db import connection


def need_not_wait() -> None:
    """Let the transaction under way commit without waiting until its log is on disk.

    For work that its own rows say is due and that is made known to nobody: a crash of the server within the
    next moments (three times `wal_writer_delay`, 0.6 s) undoes the last of it together with the mark that it
    is done, and it is found due again. Whatever anybody commits afterwards, a person's act say, takes
    everything before it to disk first, so nothing that stands on it can outlive it (ADR 20). Source:
    PostgreSQL's manual, “Asynchronous Commit”.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
