"""What people hear of imports: a run that ended with refusals, a feed that the machine stopped."""

from __future__ import annotations

from articles.models import Feed, ImportRun
from factcheck import notices
from factcheck.models import Notice
from factcheck.roles import Ability

_TOLD = (ImportRun.State.PARTIAL, ImportRun.State.FAILED)


def run_ended(run: ImportRun) -> None:
    """Tell of a run that ended with refusals: whoever started it, or the desk's editors where nobody did.

    Called in the transaction that ends it. Of the runs of one feed only the latest stays unread.
    """
    if run.state not in _TOLD:
        return
    whose = f" of {run.source_name}" if run.source_name else ""
    of_all = "every entry" if run.refused == run.seen else f"{run.refused:,} of {run.seen:,} entries"
    verb = "was" if run.refused == 1 or run.refused == run.seen else "were"
    notices.tell(
        desk=run.desk,
        kind=Notice.Kind.RUN_ENDED,
        text=f"Import {run.pk}{whose}: {of_all} {verb} refused.",
        about=run.pk,
        needs=Ability.EDIT,
        to=run.started_by,
        thread=f"runs of feed {run.feed_id}" if run.feed_id else "",
    )


def feed_stopped(feed: Feed, reason: str) -> None:
    """Tell the desk's editors that the machine paused a feed. Called in the transaction that does."""
    notices.tell(
        desk=feed.desk,
        kind=Notice.Kind.FEED_PAUSED,
        text=f"The feed of {feed.source_name} stopped: {reason}",
        about=feed.pk,
        needs=Ability.EDIT,
        thread=f"feed {feed.pk}",
    )
