"""A person who signs in."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person; what they may do at a desk is in their Membership."""

    @property
    def name(self) -> str:
        """Return the full name, or the user name where none was given."""
        return self.get_full_name() or self.username

    @property
    def initials(self) -> str:
        """Return the letters that stand for this person in a proof's margin, such as `I.O.`."""
        return "".join(f"{word[0].upper()}." for word in self.name.split())
