"""Why a task was cancelled, by the audit record."""

from __future__ import annotations

from factcheck import audit
from factcheck.models import AuditEvent
from reviews.models import ReviewTask


def why_cancelled(task: ReviewTask) -> str:
    """Return the reason, as a sentence, for which `task` was cancelled; "" for a task in another state."""
    if task.state != ReviewTask.State.CANCELLED:
        return ""
    events = AuditEvent.objects.filter(target=audit.target_of(task), action="task.cancelled")
    reason = (
        events.order_by("-id").values_list("data__reason", flat=True).first() or "its claim needs no check"
    )
    return f"{reason[:1].upper()}{reason[1:]}."
