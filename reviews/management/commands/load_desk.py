"""Load two desks with people in every role, so that there is somebody to sign in as."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from factcheck.models import Membership, User
from factcheck.roles import Role
from reviews.actions import desks

DEMO_PASSWORD = "paper-and-ink"  # noqa: S105  # printed at start: the demo listens on this machine only
DESKS = {"economy": "Economy desk", "city": "City desk"}
PEOPLE = (
    ("ines", "Ines", "Okafor", {"economy": Role.LEAD, "city": Role.EDITOR}),
    ("tomas", "Tomas", "Lind", {"economy": Role.EDITOR}),
    ("mira", "Mira", "Kessel", {"economy": Role.EDITOR, "city": Role.LEAD}),
    ("noor", "Noor", "Haddad", {"economy": Role.CHECKER, "city": Role.CHECKER}),
    ("ruth", "Ruth", "Amsel", {"economy": Role.READER}),
)


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Open the desks and admit the people that are not there yet; print the sign-ins."""
        opened = {slug: desks.open_desk(name=name, slug=slug, by=None) for slug, name in DESKS.items()}
        for username, first, last, places in PEOPLE:
            user = User.objects.filter(username=username).first()
            if user is None:
                user = User.objects.create_user(
                    username, password=DEMO_PASSWORD, first_name=first, last_name=last
                )
            for slug, role in places.items():
                if not Membership.objects.filter(user=user, desk=opened[slug]).exists():
                    desks.admit(user, desk=opened[slug], role=role, by=None)
            shown = ", ".join(f"{role.value} at {slug}" for slug, role in places.items())
            self.stdout.write(f"{username:8} {DEMO_PASSWORD}   {shown}")
