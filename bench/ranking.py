"""Ranking of claims for posts in a made-up archive: MAP@5 and CPU seconds, TF-IDF beside.

    python -m bench.ranking [--claims 10000] [--posts 1000] [--no-embeddings]

Embedding 10,000 claims takes about two CPU minutes.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

import numpy as np

from bench.posts import Made, claims, posts
from reviews.matching import embedding
from reviews.matching.lexical import Index, terms
from reviews.matching.ranking import Collection, Text

_TOP = 5


def gain(ranked: Sequence[str | int], sought: str) -> float:
    """Return 1 / place of the one claim that is sought, 0 past the fifth: the average precision of five."""
    return next((1 / place for place, claim in enumerate(ranked[:_TOP], start=1) if claim == sought), 0.0)


def by_tf_idf(made: Sequence[Made], asked: Sequence[tuple[str, str]]) -> float:
    """Return MAP@5 of the baseline: the cosine of TF-IDF vectors over stems."""
    index = Index([terms(claim.text) for claim in made])
    total = 0.0
    for post, sought in asked:
        order = np.argsort(-index.likeness(terms(post)), kind="stable")[:_TOP]
        total += gain([made[at].id for at in order], sought)
    return total / len(asked)


def by_engine(collection: Collection, asked: Sequence[tuple[str, str]]) -> float:
    """Return MAP@5 of the engine; posts stream through it in small batches."""
    queries = (Text(sought, post) for post, sought in asked)
    gains = [
        gain([claim.id for claim in ranked], str(query.id))
        for query, ranked in collection.rank(queries, top=_TOP)
    ]
    return sum(gains) / len(gains)


def main() -> None:
    """Print MAP@5 and the CPU seconds for all posts of each method."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, default=10_000)
    options.add_argument("--posts", type=int, default=1_000)
    options.add_argument("--no-embeddings", action="store_true")
    given = options.parse_args()
    made = claims(given.claims)
    asked = posts(made, given.posts)
    texts = [Text(claim.id, claim.text, claim.title) for claim in made]
    methods = {"TF-IDF of stems": lambda: by_tf_idf(made, asked)}
    methods["words"] = lambda: by_engine(Collection(texts, embedder=None), asked)
    if not given.no_embeddings:
        methods["with meaning"] = lambda: by_engine(Collection(texts, embedder=embedding.load()), asked)
    print(f"{given.claims:,} claims, {given.posts:,} posts, seed 1")
    print(f"{'':<18} {'MAP@5':>7} {'CPU s':>8}")
    for name, method in methods.items():
        began = time.process_time()
        found = method()
        print(f"{name:<18} {found:>7.3f} {time.process_time() - began:>8.1f}")


if __name__ == "__main__":
    main()
