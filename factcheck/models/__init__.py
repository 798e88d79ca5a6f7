"""Who did what: people, desks and the audit record."""

from factcheck.models.api_token import ApiToken
from factcheck.models.audit_event import AuditEvent
from factcheck.models.desk import Desk
from factcheck.models.heartbeat import Heartbeat
from factcheck.models.membership import Membership, desks_with
from factcheck.models.notice import Notice
from factcheck.models.tally import Tally
from factcheck.models.user import User

__all__ = [
    "ApiToken",
    "AuditEvent",
    "Desk",
    "Heartbeat",
    "Membership",
    "Notice",
    "Tally",
    "User",
    "desks_with",
]
