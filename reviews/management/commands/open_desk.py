"""Open a desk with the house scale and default standards; one that is open already stays as it is."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.models import Desk
from reviews.actions import desks


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare `SLUG`, `NAME` and `--language`."""
        parser.add_argument("slug", help="its part of every address: small letters, digits, hyphens")
        parser.add_argument("name", help="what people call it")
        parser.add_argument("--language", default="en", help="of articles that do not name their own")

    def handle(self, *args: Any, **options: Any) -> None:
        """Open the desk; CommandError names what is wrong with its slug, name or language."""
        given = {name: options[name] for name in ("slug", "name", "language")}
        try:
            Desk(**given).clean_fields()
        except ValidationError as error:
            said = "; ".join(f"{name}: {' '.join(lines)}" for name, lines in error.message_dict.items())
            raise CommandError(said) from error
        desk = desks.open_desk(**given, by=None)
        self.stdout.write(f"{desk.name} is open: /desks/{desk.slug}/. Let people in with manage.py admit.")
