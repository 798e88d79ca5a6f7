"""What every page of a desk knows without its view saying so: the desk, who is here, what they may do."""

from __future__ import annotations

from django.http import HttpRequest

from factcheck.models import Membership
from factcheck.roles import Ability, may


def desk_context(request: HttpRequest) -> dict[str, object]:
    """Return `desk`, `membership` and what the role may do; nothing on pages of no desk.

    For pages that say that something went wrong too: `desk_page` notes the membership before it refuses.
    """
    membership: Membership | None = getattr(request, "membership", None)
    if membership is None:
        return {}
    return {
        "desk": membership.desk,
        "membership": membership,
        "can_check": may(membership.role, Ability.CHECK),
        "can_edit": may(membership.role, Ability.EDIT),
        "can_lead": may(membership.role, Ability.LEAD),
    }
