"""Setting up desks: their people, scale and standards."""

from __future__ import annotations

from django.db import transaction

from factcheck import audit
from factcheck.models import Desk, Membership, User
from factcheck.roles import Role
from reviews.models import DeskPolicy, Rating, RatingScale
from reviews.scales import HOUSE, HOUSE_NAME


@transaction.atomic
def house_scale() -> RatingScale:
    """Return the House scale, version 1, made at first use."""
    scale, made = RatingScale.objects.get_or_create(name=HOUSE_NAME, version=1)
    if made:
        Rating.objects.bulk_create(
            Rating(scale=scale, position=position, **row._asdict())
            for position, row in enumerate(HOUSE, start=1)
        )
    return scale


@transaction.atomic
def open_desk(*, name: str, slug: str, by: User | None, language: str = "en") -> Desk:
    """Open a desk with the house scale and default standards, or return the one that has this slug."""
    desk, made = Desk.objects.get_or_create(slug=slug, defaults={"name": name, "language": language})
    if made:
        DeskPolicy.objects.create(desk=desk, scale=house_scale())
        audit.record("desk.opened", desk, by=by, desk=desk)
    return desk


@transaction.atomic
def admit(user: User, *, desk: Desk, role: Role, by: User | None) -> Membership:
    """Give `user` the `role` at `desk`, whatever role they had there before."""
    membership, _ = Membership.objects.update_or_create(user=user, desk=desk, defaults={"role": role})
    audit.record("membership.granted", membership, by=by, desk=desk, role=role.value, user=user.pk)
    return membership
