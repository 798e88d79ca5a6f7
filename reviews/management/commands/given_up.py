"""manage.py given_up: list the texts whose matching, suggesting or comparing was given up; try them again."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from factcheck.management.desk_option import add_desk_option, chosen_desks
from factcheck.states import Conflict
from reviews import jobs
from reviews.actions import trying
from reviews.reports.given_up import GivenUp, given_up


class Command(BaseCommand):
    help = (
        "List the texts that could not be matched to claims, or compared with others, in five attempts. "
        "With --again each is tried anew."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take one desk, and whether to try again."""
        add_desk_option(parser)
        parser.add_argument("--again", action="store_true", help="try each again")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line for each text: desk, step, key, title and reason. CommandError for no such desk."""
        found = [(desk, each) for desk in chosen_desks(options["desk"]) for each in given_up(desk)]
        for desk, each in found:
            title = each.revision.title
            self.stdout.write(f"{desk.slug} {each.step.name} {each.revision.pk} “{title}”: {each.reason}")
            if options["again"]:
                self._try_again(each)
        if not found:
            self.stdout.write("Nothing was given up.")

    def _try_again(self, each: GivenUp) -> None:
        try:
            trying.again(revision=each.revision, step=each.step.name, by=None)
        except Conflict as late:
            self.stderr.write(f"revision {each.revision.pk}: {late}")
        else:
            jobs.ring_step(each.step.name, each.revision.pk)
