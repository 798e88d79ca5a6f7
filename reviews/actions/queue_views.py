"""Saved views of the queue: kept and let go by the person whose they are."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from factcheck import audit
from factcheck.models import Membership
from reviews.models import QueueView

MOST = 30


@transaction.atomic
def keep(membership: Membership, *, name: str, query: str) -> QueueView:
    """Save `query` for this person under `name`, in place of what had that name; return the view.

    Raises ValidationError for no name or one too long, for too long a query, and past MOST views.
    """
    view = QueueView(desk=membership.desk, owner=membership.user, name=name.strip(), query=query)
    view.clean_fields(exclude=["desk", "owner"])
    Membership.objects.select_for_update(no_key=True).get(pk=membership.pk)  # one saves at a time
    mine = QueueView.objects.filter(desk=membership.desk_id, owner=membership.user_id)
    if mine.exclude(name=view.name).count() >= MOST:
        raise ValidationError({"name": f"You have {MOST} views here: delete one first."})
    view, _ = mine.update_or_create(
        name=view.name,
        defaults={"query": query},
        create_defaults={"query": query, "desk": membership.desk, "owner": membership.user},
    )
    audit.record("queue_view.saved", view, by=membership.user, desk=membership.desk_id, query=query)
    return view


@transaction.atomic
def drop(membership: Membership, *, name: str) -> bool:
    """Delete this person's view `name`; return whether there was one."""
    for view in QueueView.objects.filter(desk=membership.desk_id, owner=membership.user_id, name=name):
        audit.record("queue_view.deleted", view, by=membership.user, desk=membership.desk_id)
        view.delete()
        return True
    return False
