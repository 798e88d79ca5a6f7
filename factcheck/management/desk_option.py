"""The option of commands that go over desks: all of them, or the one that is named."""

from __future__ import annotations

from django.core.management.base import CommandError, CommandParser
from django.db.models import QuerySet

from factcheck.models import Desk


def add_desk_option(parser: CommandParser) -> None:
    """Let a command take `--desk SLUG`."""
    parser.add_argument("--desk", metavar="SLUG", help="only this desk")


def chosen_desks(slug: str | None) -> QuerySet[Desk]:
    """Return the desk `slug`, or all by their slug where none is named. CommandError where there is none."""
    desks = Desk.objects.order_by("slug")
    if not slug:
        return desks
    if not (chosen := desks.filter(slug=slug)):
        raise CommandError(f"There is no desk “{slug}”.")
    return chosen
