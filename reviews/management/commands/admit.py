"""Give a person a role at a desk, in place of any that they had there."""

from __future__ import annotations

from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.models import Desk, User
from factcheck.roles import Role
from reviews.actions import desks


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare `USERNAME`, `ROLE` and `DESK`."""
        parser.add_argument("username")
        parser.add_argument("role", choices=Role.values)
        parser.add_argument("desk", help="the desk's slug")
        parser.add_argument("--new", action="store_true", help="somebody new: asks for a password")

    def handle(self, *args: Any, **options: Any) -> None:
        """Admit the person; CommandError where there is no such desk or person, or where --new is wrong."""
        desk = Desk.objects.filter(slug=options["desk"]).first()
        if desk is None:
            raise CommandError(f"There is no desk “{options['desk']}”: manage.py open_desk opens one.")
        user = new_person(options["username"]) if options["new"] else known_person(options["username"])
        desks.admit(user, desk=desk, role=Role(options["role"]), by=None)
        self.stdout.write(f"{user.name} is {options['role']} at {desk.name}.")


def known_person(username: str) -> User:
    """Return the person of this name; CommandError where there is none."""
    user = User.objects.filter(username=username).first()
    if user is None:
        raise CommandError(f"There is no user named {username}: with --new one is made.")
    return user


def new_person(username: str) -> User:
    """Return a person with the password that is typed; CommandError for a name or password that fails."""
    user = User(username=username)
    try:
        user.clean_fields(exclude=["password"])
        user.validate_unique()
        password = getpass(f"Password of {username}: ")
        validate_password(password, user)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    user.set_password(password)
    user.save()
    return user
