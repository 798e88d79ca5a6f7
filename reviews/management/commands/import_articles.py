"""Import articles from files and folders; with --wait, work them here until their tasks are there."""

from __future__ import annotations

import json
import sys
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles import jobs
from articles.actions import importing
from articles.actions.opening import open_files
from articles.formats import FORMATS
from articles.models import ImportRun
from factcheck.models import Desk
from reviews.actions.importing import work
from reviews.management.run_progress import RunProgress
from reviews.reports.import_outcome import import_outcome

DEFAULT_DESK = "economy"
_INTERRUPTED = 130  # as a shell says of what Ctrl-C ended


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument(
            "paths", nargs="+", metavar="PATH", help="a file, or a folder whose files to take"
        )
        parser.add_argument("--desk", default="", metavar="SLUG", help="the desk that gets the work")
        parser.add_argument(
            "--source", default="", metavar="NAME", help="publisher of what names none itself"
        )
        parser.add_argument("--format", default="auto", choices=FORMATS, help="default: told from the bytes")
        parser.add_argument(
            "--wait", action="store_true", help="do the work in this process, and wait for it"
        )
        parser.add_argument("--json", action="store_true", help="print the outcome as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Hand the files over and ring for them, or work them here; exit 1 when the run failed."""
        desk = chosen_desk(options["desk"])
        files, refusals = open_files(options["paths"], format=options["format"])
        try:
            run = importing.start(
                desk=desk, by=None, files=files, refusals=refusals, source=options["source"]
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if options["wait"]:
            self._work(run)
        else:
            jobs.ring_run(run)
        self._print(run, as_json=options["json"])
        if run.state == ImportRun.State.FAILED:
            sys.exit(1)

    def _work(self, run: ImportRun) -> None:
        shown = RunProgress(run, self.stderr)
        try:
            left = work(run, tick=shown.tick)
        except KeyboardInterrupt:
            shown.end()
            self._leave(run)
        shown.end()
        if left:
            told = ", ".join(str(pk) for pk in left)
            self.stderr.write(f"Without claims, because their work failed (see the log): revisions {told}")

    def _leave(self, run: ImportRun) -> NoReturn:
        """Leave the rest to the workers, and say how to follow it."""
        jobs.ring_run(run)
        self.stderr.write(
            f"Import {run.pk} goes on in the background. Follow it with manage.py import_run {run.pk}, or end"
            f" it with manage.py import_run {run.pk} --cancel."
        )
        sys.exit(_INTERRUPTED)

    def _print(self, run: ImportRun, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(import_outcome(run), ensure_ascii=False))
        elif not run.is_finished:
            self.stdout.write(f"Import {run.pk} is queued at {run.desk}.")
        else:
            self.stdout.write("\n".join(outcome_lines(import_outcome(run))))


def chosen_desk(slug: str) -> Desk:
    """Return the desk `slug`; for "" the only one, else `economy`. CommandError names the desks there are."""
    desks = {desk.slug: desk for desk in Desk.objects.order_by("slug")}
    if not desks:
        raise CommandError("There is no desk yet. Open one with manage.py open_desk.")
    if not slug:
        slug = next(iter(desks)) if len(desks) == 1 else DEFAULT_DESK
        if slug not in desks:
            raise CommandError(f"Say which desk with --desk: {', '.join(desks)}.")
    if slug not in desks:
        raise CommandError(f"There is no desk “{slug}”. The desks are: {', '.join(desks)}.")
    return desks[slug]


def outcome_lines(outcome: dict[str, Any]) -> list[str]:
    """Return the outcome of a run as lines for people."""
    counts = _said(outcome, "created", "revised", "unchanged", "refused")
    return [
        f"Import {outcome['run']} {outcome['state'].lower()}: {outcome['seen']} seen, {counts}.",
        *(
            f"  {each['title']}: {_said(each, 'statements', 'claims', 'tasks')}"
            for each in outcome["articles"]
        ),
        *(f"  refused {each['locator']}: {each['reason']}" for each in outcome["refusals"]),
    ]


def _said(counts: dict[str, Any], *names: str) -> str:
    return ", ".join(f"{counts[name]} {name}" for name in names)
