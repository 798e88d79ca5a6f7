"""Finding the claims that an article's may repeat, in archives of a thousand to a million claims.

    python -m bench.matching [--claims 1000 10000 100000 1000000] [--articles 20]

An article brings 20 claims, each a repeat of one of the archive in other words. `found` is the share of true
repeats (those alike enough to be suggested) among what is found, `recent` that of the newest thousand's. The
floor is reading 20 texts by their keys, in the same run. Times are CPU in ms a claim, of PostgreSQL's backend
and of this process; `growth` compares with the smallest archive, the floor's growth beside it. Last come the
cost of storing a claim's terms, the plan, and the sizes. Run beside nothing else: the server must be on this
machine.
"""

from __future__ import annotations

import argparse
import os
import random
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

import django
from django.db import connection

PER_ARTICLE: Final = 20
REALM: Final = "en"
LEAST: Final = 0.6  # the score from which a desk is shown a repeat, unless it set another


@dataclass(slots=True)
class Desk:
    """The desk under measure: its key, its claims' texts in order (keys from 1), and PostgreSQL's pid."""

    pk: int
    texts: list[str] = field(default_factory=list)
    backend: int = 0


def sql(statement: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
    """Run a statement; return its rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def grow(desk: Desk, texts: Iterator[str], draw: random.Random) -> None:
    """Add claims with their terms by COPY."""
    from reviews.matching.search_terms import search_terms

    first = len(desk.texts) + 1
    desk.texts.extend(texts)
    new = list(enumerate(desk.texts[first - 1 :], start=first))
    columns = "id, public_id, desk_id, text, claimant, language, fingerprint, check_worthiness, dismissal"
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY reviews_claim ({columns}, searchable) FROM STDIN") as copy:
            for pk, text in new:
                public_id = uuid.UUID(int=draw.getrandbits(128))
                copy.write_row((pk, public_id, desk.pk, text, "", REALM, f"{pk:064x}", 0.5, "", True))
        with cursor.copy("COPY reviews_claimterm (term, claim_id) FROM STDIN") as copy:
            for pk, text in new:
                for term in search_terms(text, realm=f"{desk.pk} {REALM}"):
                    copy.write_row((term, pk))
        cursor.execute("VACUUM (ANALYZE) reviews_claim, reviews_claimterm")


def cost(desk: Desk, act: Callable[[int], object], articles: int) -> tuple[float, float]:
    """Return the CPU in ms a claim of (PostgreSQL, this process) for `act` on each article's number."""
    from bench import processes

    act(0)  # plans and caches
    server, client = processes.cpu_seconds(desk.backend), time.process_time()
    for number in range(articles):
        act(number)
    claims = articles * PER_ARTICLE
    server, client = processes.cpu_seconds(desk.backend) - server, time.process_time() - client
    return server * 1000 / claims, client * 1000 / claims


def measure(desk: Desk, repeat: Callable[[str], str], articles: int, draw: random.Random) -> list[float]:
    """Return (floor, PostgreSQL, Python) in ms a claim, shares found of all and of recent, terms' ms."""
    from reviews.actions import candidates, claim_terms
    from reviews.matching.similarity import score
    from reviews.models import Claim

    size, count = len(desk.texts), articles * PER_ARTICLE
    # One half repeats what is new, the other what is anywhere.
    picked = [draw.randrange(max(0, size - 1000) if at % 2 else 0, size) for at in range(count)]
    said = [repeat(desk.texts[at]) for at in picked]
    claims = [Claim(pk=size + 1 + at, text=text) for at, text in enumerate(said)]
    found: dict[int, list[candidates.Candidate]] = {}

    def of(number: int) -> list[Claim]:
        return claims[number * PER_ARTICLE : (number + 1) * PER_ARTICLE]

    def read(number: int) -> object:
        keys = [draw.randrange(1, size + 1) for _ in range(PER_ARTICLE)]
        return sql("SELECT id, text FROM reviews_claim WHERE id = ANY(%s)", [keys])

    def search(number: int) -> object:
        return found.update(candidates.find(of(number), desk=desk.pk, language=REALM, least=LEAST))

    def store(number: int) -> object:
        texts = {claim.pk: claim.text for claim in of(number)}
        return claim_terms.store(texts, desk=desk.pk, language=REALM)

    floor = sum(cost(desk, read, articles))
    server, client = cost(desk, search, articles)
    stored = sum(cost(desk, store, articles))
    sql("DELETE FROM reviews_claimterm WHERE claim_id > %s", [size])
    true = [at for at in range(count) if score(said[at], desk.texts[picked[at]]) >= LEAST]
    hits = [any(one.claim == picked[at] + 1 for one in found.get(size + 1 + at, [])) for at in true]
    recent = [hit for at, hit in zip(true, hits, strict=True) if at % 2]
    return [floor, server, client, sum(hits) / len(hits), sum(recent) / len(recent), stored]


def plan(desk: Desk) -> list[str]:
    """Return how PostgreSQL searches for one claim now, without the columns."""
    from reviews.actions import candidates
    from reviews.models import Claim, claim_lookup

    claim = Claim(pk=len(desk.texts) + 1, text=desk.texts[-1])
    values = {
        **claim_lookup.sought([claim], desk=desk.pk, language=REALM),
        "desk": desk.pk,
        "language": REALM,
    }
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF, BUFFERS, TIMING OFF) {candidates.FIND}", values)
        return [row[0] for row in cursor.fetchall()]


def main() -> None:
    """Print a line for each size, then the plan and the sizes of the largest."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, nargs="+", default=[1_000, 10_000, 100_000, 1_000_000])
    options.add_argument("--articles", type=int, default=20)
    asked = options.parse_args()
    django.setup()
    from bench import desk_data, processes
    from bench.claim_archive import Archive
    from reviews.actions import desks

    desk_data.fresh_database("factcheck_bench_matching")
    desk = Desk(desks.open_desk(name="Bench desk", slug="bench", by=None).pk)
    sql("DROP INDEX claim_text_trigrams")  # the claim list's own; a million rows are filled faster without
    [(desk.backend,)] = sql("SELECT pg_backend_pid()")  # type: ignore[misc]
    archive, draw = Archive(), random.Random(3)  # noqa: S311  # the same repeats every time
    print(f"{'claims':>8} {'PG ms':>6} {'py ms':>6} {'growth':>6} {'floor':>6} {'growth':>6} "
          f"{'found':>6} {'recent':>6} {'store':>6} {'PG MB':>6}")  # fmt: skip
    first: list[float] = []
    for size in sorted(asked.claims):
        grow(desk, archive.claims(size - len(desk.texts)), draw)
        floor, server, client, share, recent, stored = measure(desk, archive.repeat, asked.articles, draw)
        first = first or [server + client, floor]
        print(f"{size:>8} {server:>6.2f} {client:>6.2f} {(server + client) / first[0]:>6.2f} {floor:>6.3f} "
              f"{floor / first[1]:>6.2f} {share:>6.3f} {recent:>6.3f} {stored:>6.2f} "
              f"{processes.memory_mb(desk.backend):>6.0f}", flush=True)  # fmt: skip
    print("", *plan(desk), sep="\n")
    for name in ("reviews_claim", "reviews_claimterm", "reviews_claimterm_pkey"):
        [(size_of,)] = sql("SELECT pg_relation_size(%s) / 1e6", [name])
        print(f"{name:<24} {size_of:>8.0f} MB")


if __name__ == "__main__":
    main()
