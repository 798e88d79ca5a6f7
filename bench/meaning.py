"""Finding claims that mean alike, by cells and by pgvector's index, in archives of several sizes.

    python -m bench.meaning [--claims 1000 10000 100000] [--indexed 30000] [--queries 60]

Vectors are around the embeddings of our own labelled statements. A query is a vector at a cosine of 0.85 from
one of the archive; `found` is how often that one is among the twenty nearest. The floor is reading 20 vectors
by their keys. CPU in ms a claim: of PostgreSQL and of this process. Up to --indexed claims the index
(HNSW) is made and measured too; making it takes a second for a thousand claims. `all` is comparing with every
vector in numpy, as exact search without cells would.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

import django
import numpy as np
from django.db import connection

GOLD: Final = Path(__file__).resolve().parents[1] / "seeds/gold/statements.jsonl"
NEAR: Final = 0.85
INDEX: Final = """
    CREATE INDEX claim_meaning ON reviews_claimembedding
    USING hnsw ((vector::vector(384)) vector_cosine_ops) WHERE vector IS NOT NULL
"""


def at_cosine(vectors: Any, cosine: Any, draw: np.random.Generator) -> Any:
    """Return vectors of length 1 at these cosines from `vectors`."""
    other = draw.standard_normal(vectors.shape).astype(np.float32)
    other -= (other * vectors).sum(axis=1, keepdims=True) * vectors
    other /= np.linalg.norm(other, axis=1, keepdims=True)
    turned = cosine * vectors + np.sqrt(1 - cosine**2) * other
    return turned.astype(np.float32)


def archive(count: int, draw: np.random.Generator) -> Any:
    """Return `count` vectors around those of our statements, 0.2 to 0.7 from them."""
    from articles import embedding

    texts = [json.loads(line)["text"] for line in GOLD.read_text(encoding="utf-8").splitlines()]
    centres = embedding.load().embed(texts)
    cosines = draw.uniform(0.2, 0.7, (count, 1)).astype(np.float32)
    return at_cosine(centres[draw.integers(0, len(centres), count)], cosines, draw)


def fill(vectors: Any, first: int, desk: int) -> None:
    """Add claims with these vectors and their cells by COPY, keys from `first`."""
    from articles import embedding
    from reviews.matching.cells import cells, signature
    from reviews.models.meaning import realm_of, written

    draw = random.Random(first)  # noqa: S311  # the same keys every time
    realm = realm_of(desk, "en")
    claim = "id, public_id, desk_id, text, claimant, language, fingerprint, check_worthiness, dismissal"
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY reviews_claim ({claim}, searchable) FROM STDIN") as copy:
            for pk in range(first, first + len(vectors)):
                key = uuid.UUID(int=draw.getrandbits(128))
                copy.write_row((pk, key, desk, f"Claim {pk}.", "", "en", f"{pk:064x}", 0.5, "", True))
        head = "COPY reviews_claimembedding (claim_id, realm, model, version, vector) FROM STDIN"
        with cursor.copy(head) as copy:
            for pk, vector in enumerate(vectors, start=first):
                copy.write_row((pk, realm, embedding.NAME, embedding.MODEL_SHA256, written(vector, "{}")))
        with cursor.copy("COPY reviews_claimcell (cell, claim_id, signature) FROM STDIN") as copy:
            for pk, vector in enumerate(vectors, start=first):
                for cell in cells(vector, realm=realm):
                    copy.write_row((cell, pk, signature(vector)))
        cursor.execute("VACUUM (ANALYZE) reviews_claim, reviews_claimembedding, reviews_claimcell")


def cost(backend: int, act: Callable[[int], object], times: int) -> tuple[float, float]:
    """Return the CPU in ms of (PostgreSQL, this process) for `act`, once warm."""
    from bench import processes

    act(0)
    server, client = processes.cpu_seconds(backend), time.process_time()
    for at in range(times):
        act(at)
    taken = processes.cpu_seconds(backend) - server, time.process_time() - client
    return taken[0] * 1000 / times, taken[1] * 1000 / times


def main() -> None:
    """Print a line for each size and way."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    options.add_argument("--indexed", type=int, default=30_000)
    options.add_argument("--queries", type=int, default=60)
    asked = options.parse_args()
    django.setup()
    from bench import desk_data
    from reviews.actions import desks

    desk_data.fresh_database("factcheck_bench_meaning")
    desk = desks.open_desk(name="Bench desk", slug="bench", by=None).pk
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX claim_text_trigrams; DROP INDEX IF EXISTS claim_meaning")
        cursor.execute("SELECT pg_backend_pid()")
        [backend] = cursor.fetchone()
    draw = np.random.default_rng(3)
    print(f"{'claims':>8} {'way':<6} {'PG ms':>6} {'py ms':>6} {'floor':>6} {'found':>6}")
    vectors = archive(0, draw)
    for size in sorted(asked.claims):
        more = archive(size - len(vectors), draw)
        fill(more, len(vectors) + 1, desk)
        vectors = np.concatenate([vectors, more])
        measure(vectors, desk, backend, asked.queries, draw, indexed=size <= asked.indexed)


def measure(
    vectors: Any, desk: int, backend: int, queries: int, draw: np.random.Generator, *, indexed: bool
) -> None:
    """Print how long each way takes among `vectors`, and how often it finds."""
    from django.db import transaction

    from reviews.models import meaning

    size, realm = len(vectors), meaning.realm_of(desk, "en")
    meant = draw.integers(0, size, queries)
    said = at_cosine(vectors[meant], np.float32(NEAR), draw)
    found: dict[int, bool] = {}

    def search(at: int, *, by_index: bool) -> None:
        with transaction.atomic():
            if by_index:
                meaning.has_index()
            near = meaning.nearest(said[at], realm=realm, before=meaning.ANY, most=20, by_index=by_index)
        found[at] = int(meant[at]) + 1 in {one.claim for one in near}

    def floor(at: int) -> None:
        with connection.cursor() as cursor:
            keys = [int(key) for key in draw.integers(1, size + 1, 20)]
            cursor.execute("SELECT vector FROM reviews_claimembedding WHERE claim_id = ANY(%s)", [keys])
            cursor.fetchall()

    least = sum(cost(backend, floor, queries))
    ways: dict[str, Callable[[int], object]] = {
        "cells": lambda at: search(at, by_index=False),
        "all": lambda at: found.update({at: int(meant[at]) in np.argsort(-(vectors @ said[at]))[:20]}),
    }
    if indexed:
        with connection.cursor() as cursor:
            cursor.execute(INDEX)
        ways["hnsw"] = lambda at: search(at, by_index=True)
    for name, act in ways.items():
        server, client = cost(backend, act, queries)
        share = sum(found.values()) / len(found)
        print(f"{size:>8} {name:<6} {server:>6.2f} {client:>6.2f} {least:>6.2f} {share:>6.3f}", flush=True)
    if indexed:
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX claim_meaning")


if __name__ == "__main__":
    main()
