"""Run the whole desk on this machine: servers, sample articles, web, workers and beat, until Ctrl-C."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.embedded_addresses import EmbeddedServerError
from factcheck.programs import free_port
from factcheck.supervisor import Supervisor, SupervisorError


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare `--exit-when-ready`."""
        parser.add_argument(
            "--exit-when-ready", action="store_true", help="stop everything once the desk has answered"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the supervisor; CommandError when the desk cannot be brought up."""
        wished = os.environ.get("PORT") or "8000"
        if not wished.isdigit():
            raise CommandError(f"PORT is {wished!r}: it must be a number.")
        try:
            supervisor = Supervisor(
                base=settings.BASE_DIR,
                var=settings.VAR_DIR,
                port=free_port(int(wished)),
                loud=options["verbosity"] > 1,
            )
            supervisor.run(exit_when_ready=options["exit_when_ready"])
        except (EmbeddedServerError, SupervisorError, OSError) as error:
            raise CommandError(str(error)) from error
