"""Stop the desk of this folder: the supervisor with all it runs, and the built-in servers."""

from __future__ import annotations

import os
import signal
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from factcheck import embedded
from factcheck.processes import holder, wait_until
from factcheck.supervisor import lock_path

SECONDS = 60


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Stop what runs; CommandError when the supervisor does not end."""
        lock = lock_path(settings.VAR_DIR)
        supervisor = holder(lock)
        if supervisor is not None:
            os.kill(supervisor, signal.SIGTERM)
            if not wait_until(lambda: holder(lock) is None, SECONDS):
                raise CommandError(f"The supervisor, process {supervisor}, has not ended after {SECONDS} s.")
        embedded.stop(settings.VAR_DIR)
        self.stdout.write("Stopped.")
