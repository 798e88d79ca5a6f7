"""Makes reviews/matching/wordnet/wordnet.txt from WordNet's own files: `manage.py make_wordnet FOLDER`."""

from __future__ import annotations

from argparse import ArgumentParser
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reviews.matching.wordnet.making import table
from reviews.matching.wordnet.table import PATH


class Command(BaseCommand):
    """Reads data.noun, data.verb, data.adj, data.adv and index.sense of WordNet 3.1 in FOLDER; no database.

    Writes the table and prints its SHA-256, which belongs into the README beside it. The same files give the
    same table each time. CommandError when a file is missing or broken, and then nothing is written.
    """

    help = "Make the table of words that comparing reads, from the files of WordNet."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder that holds data.noun and the others")
        parser.add_argument("--to", type=Path, default=PATH, help="the file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = "".join(f"{line}\n" for line in table(options["folder"])).encode()
        except (OSError, ValueError, IndexError) as wrong:
            raise CommandError(f"{options['folder']}: not the files of WordNet: {wrong}") from wrong
        options["to"].write_bytes(made)
        self.stdout.write(f"{options['to']}: {len(made):,} bytes, SHA-256 {sha256(made).hexdigest()}")
