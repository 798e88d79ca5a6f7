"""Stop the desk of this folder and delete all of its data: the built-in database and the captured files."""

from __future__ import annotations

import os
import shutil
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from factcheck import embedded


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Empty the built-in database and the folders beside it; CommandError with a server of one's own."""
        if os.environ.get("DATABASE_URL"):
            raise CommandError("DATABASE_URL is set: only the built-in database is emptied by this command.")
        call_command("demo_stop", stdout=self.stdout)
        embedded.empty(settings.VAR_DIR)
        for folder in (settings.BLOB_ROOT, settings.VAR_DIR / "log"):
            if folder.is_relative_to(settings.VAR_DIR) and folder.exists():
                shutil.rmtree(folder)
        for schedule in settings.VAR_DIR.glob("beat-schedule*"):
            schedule.unlink()
        self.stdout.write("Emptied.")
