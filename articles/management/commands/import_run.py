"""Show an import run, act on it, or write its report: pause, resume, cancel, retry what was refused."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles import jobs, run_report
from articles.actions import importing, run_control
from articles.models import ImportRun
from factcheck.states import Conflict

_ACTS = {
    "pause": run_control.pause,
    "resume": run_control.resume,
    "cancel": run_control.cancel,
    "retry": run_control.retry,
}


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("run", type=int, metavar="ID", help="the number of the run")
        act = parser.add_mutually_exclusive_group()
        for name, does in _ACTS.items():
            act.add_argument(
                f"--{name}",
                dest="act",
                action="store_const",
                const=name,
                help=(does.__doc__ or "").split(".")[0],
            )
        act.add_argument(
            "--report", choices=tuple(run_report.MEDIA_TYPES), help="write it to standard output"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is asked and say how the run stands. CommandError where its state does not allow it."""
        run = ImportRun.objects.filter(pk=options["run"]).first()
        if run is None:
            raise CommandError(f"There is no import {options['run']}.")
        if options["report"]:
            self._report(run, options["report"])
            return
        if options["act"]:
            run = self._act(run, options["act"])
        counts = importing.progress(run)
        said = ", ".join(f"{getattr(counts, name)} {name}" for name in importing.COUNTS)
        self.stdout.write(
            f"Import {run.pk} {run.get_state_display().lower()}: {said}, {counts.pending} pending."
        )

    def _act(self, run: ImportRun, name: str) -> ImportRun:
        try:
            made = _ACTS[name](run=run, by=None) or run
        except (Conflict, ValidationError) as error:
            raise CommandError(" ".join(getattr(error, "messages", [str(error)]))) from error
        if made.state in ImportRun.WORKING:
            jobs.ring_run(made)
        made.refresh_from_db()
        return made

    def _report(self, run: ImportRun, form: str) -> None:
        for line in (
            run_report.as_csv(run.items.all()) if form == "csv" else run_report.as_json(run.items.all())
        ):
            self.stdout.write(line, ending="")
