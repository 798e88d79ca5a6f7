"""Issue an API token for a person, and print it once; or revoke all of theirs."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck import authentication
from factcheck.models import User


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare `USERNAME`, `--name` and `--revoke`."""
        parser.add_argument("username")
        parser.add_argument("--revoke", action="store_true", help="revoke every token of this person instead")
        parser.add_argument("--name", default="", help="what the token is for")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a new token of the named user; CommandError where there is no such user."""
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"There is no user named {options['username']}.")
        if options["revoke"]:
            self.stdout.write(f"{authentication.revoke(user)} tokens of {user.username} are revoked.")
            return
        self.stdout.write(authentication.issue(user, name=options["name"]))
