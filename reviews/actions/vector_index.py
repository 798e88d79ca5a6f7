"""The index of pgvector over the embeddings of claims (HNSW), made where the extension came late."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from django.db import ProgrammingError, connection

_AVAILABLE: Final = "SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector')"
_VALID: Final = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('claim_meaning')"
# Beside reading and writing: claims may be embedded while it is made.
_MAKE: Final = """
    CREATE INDEX CONCURRENTLY claim_meaning ON reviews_claimembedding
    USING hnsw ((vector::vector(384)) vector_cosine_ops) WHERE vector IS NOT NULL
"""


class Outcome(StrEnum):
    """What making the index came to."""

    MADE = "made"
    THERE = "there already"
    MADE_AGAIN = "made again, since an earlier making was stopped"


class NoVectors(Exception):
    """This server has no pgvector, or this role may not use it; the message says what to do."""


def make() -> Outcome:
    """Make the extension and the index where they are missing; searches use it from then on.

    Outside a transaction, about a second for a thousand claims. Raises NoVectors where it cannot be.
    """
    with connection.cursor() as cursor:
        cursor.execute(_AVAILABLE)
        if cursor.fetchone() != (True,):
            raise NoVectors(
                "This PostgreSQL has no extension “vector”: install pgvector on its server first."
            )
        try:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS vector")
        except ProgrammingError as refused:
            raise NoVectors(
                "This role may not make the extension: have a superuser run CREATE EXTENSION vector."
            ) from refused
        cursor.execute(_VALID)
        known = cursor.fetchone()
        if known == (True,):
            return Outcome.THERE
        if known is not None:
            cursor.execute("DROP INDEX CONCURRENTLY claim_meaning")
        cursor.execute(_MAKE)
    return Outcome.MADE if known is None else Outcome.MADE_AGAIN
