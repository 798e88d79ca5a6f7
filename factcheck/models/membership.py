"""A person's place at a desk: their role, and whether they are on shift."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q

from factcheck.models.desk import Desk
from factcheck.roles import Ability, Role, may


def desks_with(ability: Ability, places: Iterable[Membership]) -> list[int]:
    """Return the keys of the desks at which one of these memberships has `ability`."""
    return [place.desk_id for place in places if may(place.role, ability)]


class Membership(models.Model):
    """One person at one desk."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, db_index=False, related_name="memberships"
    )
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices)
    on_shift_at = models.DateTimeField(null=True, blank=True)
    active_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_membership_per_person_and_desk", fields=["user", "desk"]),
            models.CheckConstraint(name="membership_role_is_known", condition=Q(role__in=Role.values)),
        ]
        indexes = [
            # handout.assign: who is on shift at this desk
            models.Index(name="membership_on_shift", fields=["desk"], condition=Q(on_shift_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.desk}: {self.role}"

    @property
    def unread(self) -> int:
        """Return how many unread notices the person may see here, where `access` read this membership."""
        found: Iterable[str] = getattr(self, "unread_needs", ())
        return sum(may(self.role, Ability(needs)) for needs in found)

    @property
    def on_shift(self) -> bool:
        """Return whether hand-out may assign tasks to this person."""
        return self.on_shift_at is not None
