"""manage.py index_vectors: make pgvector's index over embeddings where the extension came late."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reviews.actions import vector_index


class Command(BaseCommand):
    help = (
        "Make the index by which pgvector finds claims that mean alike. Migrations make it where the "
        "extension is there; run this once after it was installed later. It may run again, and while the "
        "desk works."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what came of it. CommandError where the server has no pgvector or the role may not use it."""
        try:
            outcome = vector_index.make()
        except vector_index.NoVectors as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"The index over the embeddings is {outcome.value}.")
