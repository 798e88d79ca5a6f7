"""The state of a run, for those who work on it: to begin it, and to hold it while a batch is stored."""

from __future__ import annotations

import structlog

from articles.models import ImportRun
from factcheck import states

log = structlog.get_logger(__name__)


def begin(run_id: int) -> None:
    """Move a queued run to running, unless another worker just did. In a transaction of its own, if any."""
    run = ImportRun.objects.get(pk=run_id)
    if run.state == ImportRun.State.QUEUED:
        try:
            states.move(run, ImportRun.State.RUNNING)
        except states.WrongState:
            log.debug("import_run.begun_by_another", run=run_id)


def hold_running(run_id: int) -> ImportRun | None:
    """Return the run, which cannot be paused or cancelled before the caller's transaction ends.

    None where it is not running. Many workers hold it together; whoever moves it waits for them.
    """
    found = ImportRun.objects.raw(_HOLD, [run_id])
    return next(iter(found), None)


_HOLD = "SELECT * FROM articles_importrun WHERE id = %s AND state = 'RUNNING' FOR SHARE"
