"""Ranking of claims for posts and debate lines in an archive of 10,000: MAP@5, time and memory.

    python -m bench.ranking [--claims 10000] [--half dev] [--no-embeddings] [--only METHOD]

The queries and their claims are written by hand (`seeds/gold/README.md`); rules and weights are chosen on the
half `dev`. TF-IDF is the baseline, `whole texts` the cosine of one embedding for each. CPU seconds to index
the claims, CPU ms for a query, and what memory the index takes. Reading 10,000 claims takes about two CPU
minutes.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from articles import embedding
from bench.retrieval import Asked, archive, asked
from reviews.matching.lexical import Index, terms
from reviews.matching.noise import clean
from reviews.matching.ranking import Collection, Text

_TOP: Final = 5
_STYLES: Final = ("near", "far", "debate")
# Makes an index of the claims; that gives the ids of the best five for each query.
Ranks = Callable[[Sequence[str]], Iterable[Sequence[str | int]]]
Method = Callable[[Sequence[Text]], Ranks]


def gain(ranked: Sequence[str | int], sought: str) -> float:
    """Return 1 / place of the one claim that is sought, 0 past the fifth: the average precision of five."""
    return next((1 / place for place, claim in enumerate(ranked[:_TOP], start=1) if claim == sought), 0.0)


def by_tf_idf(claims: Sequence[Text]) -> Ranks:
    """The baseline: the cosine of TF-IDF vectors over stems."""
    index = Index([terms(_whole(claim)) for claim in claims])
    return lambda texts: (_best(claims, index.likeness(terms(text))) for text in texts)


def by_vectors(claims: Sequence[Text]) -> Ranks:
    """The cosine of one embedding for each claim with its title, and one for the query."""
    embedder = embedding.load()
    held = embedder.embed([_whole(claim) for claim in claims])
    return lambda texts: (_best(claims, held @ said) for said in embedder.embed([*map(clean, texts)]))


def by_engine(embedder: embedding.Embedder | None) -> Method:
    """The engine, with the model or by words alone."""

    def of(claims: Sequence[Text]) -> Ranks:
        collection = Collection(claims, embedder=embedder)

        def ranks(texts: Sequence[str]) -> Iterable[Sequence[str | int]]:
            ranked = collection.rank([Text(at, text) for at, text in enumerate(texts)], top=_TOP)
            return ([claim.id for claim in best] for _, best in ranked)

        return ranks

    return of


def _whole(claim: Text) -> str:
    return clean(f"{claim.title} . {claim.text}" if claim.title else claim.text)


def _best(claims: Sequence[Text], scores: object) -> list[str | int]:
    order = np.argsort(-np.asarray(scores), kind="stable")[:_TOP]
    return [claims[at].id for at in order]


def _megabytes() -> float:
    """Return the memory that this process holds now, by /proc."""
    held = Path("/proc/self/status").read_text(encoding="utf-8").partition("VmRSS:")[2].split()[0]
    return int(held) / 1024


def measure(name: str, method: Method, claims: Sequence[Text], queries: Sequence[Asked]) -> None:
    """Print a line: MAP@5 of all queries and of each style, CPU seconds, megabytes."""
    before, began = _megabytes(), time.process_time()
    rank = method(claims)
    indexed, grown = time.process_time() - began, _megabytes() - before
    began = time.process_time()
    ranked = list(rank([query.text for query in queries]))
    taken = (time.process_time() - began) * 1000 / len(queries)
    gains = [gain(best, query.sought) for best, query in zip(ranked, queries, strict=True)]
    by_style = {
        style: [g for g, q in zip(gains, queries, strict=True) if q.style == style] for style in _STYLES
    }
    figures = " ".join(f"{np.mean(of):>7.3f}" for of in [gains, *by_style.values()])
    print(f"{name:<16} {figures} {indexed:>8.1f} {taken:>9.1f} {grown:>7.0f}", flush=True)


def main() -> None:
    """Print a line for each method."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, default=10_000)
    options.add_argument("--half", choices=("dev", "test"), default="dev")
    options.add_argument("--no-embeddings", action="store_true")
    options.add_argument("--only", metavar="METHOD", help="this method alone")
    given = options.parse_args()
    claims, queries = archive(given.claims), asked(given.half)
    methods: dict[str, Method] = {"TF-IDF of stems": by_tf_idf, "words": by_engine(None)}
    if not given.no_embeddings:
        methods |= {"whole texts": by_vectors, "engine": by_engine(embedding.load())}
    print(f"{len(claims):,} claims, {len(queries)} queries of {given.half}; MAP@5, CPU, memory")
    styles = " ".join(f"{style:>7}" for style in _STYLES)
    print(f"{'':<16} {'all':>7} {styles} {'index s':>8} {'query ms':>9} {'MB':>7}")
    for name, method in methods.items():
        if given.only not in (None, name):
            continue
        measure(name, method, claims, queries)


if __name__ == "__main__":
    main()
