"""The statement engine: rates, memory and growth, beside a floor of the same run.

    python -m bench.engine [--articles 200]

Texts are articles of 1,000 words made of our labelled statements. The floor is syntok, a splitter that does
nothing else. Times are CPU seconds of this process, since other processes share the machine.
"""

from __future__ import annotations

import argparse
import json
import random
import time
import tracemalloc
from collections.abc import Callable, Sequence
from itertools import chain, combinations, pairwise
from pathlib import Path
from typing import Final

import syntok.segmenter

from articles import embedding
from articles.statements import extract, split_blocks
from articles.statements.sentences import split_sentences
from bench.retrieval import archive
from reviews.matching import inference
from reviews.matching.comparing.compare import compare
from reviews.matching.ranking import Collection, Text

GOLD: Final = Path(__file__).resolve().parents[1] / "seeds/gold/statements.jsonl"
CLAIMS: Final = 1_000
NEAREST: Final = 5
READ_AGAIN: Final = 64  # as in reviews/actions/comparing.py, which a bench without a database cannot import
READER: Final = Path(__file__).resolve().parents[1] / "reviews/matching/second_reader"
GROWTH: Final = (1_000, 4_000, 16_000, 64_000, 256_000, 1_000_000)


def article(sentences: Sequence[str], words: int, seed: int) -> str:
    """Return paragraphs of three sentences drawn at random, `words` words or a few more."""
    draw, kept, count = random.Random(seed), list[str](), 0  # noqa: S311 - a text, no secret
    while count < words:
        kept.append(" ".join(draw.choice(sentences) for _ in range(3)))
        count += len(kept[-1].split())
    return "\n\n".join(kept)


def seconds(act: Callable[[str], object], texts: Sequence[str]) -> float:
    """Return the CPU seconds that `act` takes for all texts."""
    began = time.process_time()
    for text in texts:
        act(text)
    return time.process_time() - began


def by_syntok(text: str) -> int:
    """The floor: sentences of each line, by syntok alone."""
    lines = [line for line in text.splitlines() if line]
    return sum(1 for line in lines for part in syntok.segmenter.analyze(line) for _ in part)


def split_only(text: str) -> int:
    """Blocks and sentences, nothing judged."""
    return sum(len(split_sentences(text, block.start, block.end)) for block in split_blocks(text))


def whole_road(sentences: Sequence[str], articles: int) -> None:
    """Print the CPU seconds of an article from text to differences, by words alone and with embeddings.

    Its statements are found and scored, each is looked for among CLAIMS claims that are indexed already and
    compared with the NEAREST of them, as the desk does; then every two of the article are compared. With
    embeddings the network reads the nearest READ_AGAIN of these pairs again. Either way has sentences of its
    own, so that none is known from before.
    """
    claims = archive(CLAIMS)
    said = {claim.id: claim.text for claim in claims}
    compare("The ferry sank.", "The ferry did not sink.")  # loads the word lists, once a process
    reader = inference.load(READER)
    reader.read([("The ferry sank.", "The ferry did not sink.")])
    print(f"\nfrom text to differences among {CLAIMS:,} claims, CPU seconds an article")
    heads = ("found", "matched", "compared", "read again", "sum", "every two", "all")
    print(f"{'':<16}" + "".join(f" {head:>10}" for head in heads))
    for half, (name, embedder) in enumerate((("by words", None), ("with embeddings", embedding.load()))):
        collection = Collection(claims, embedder=embedder)
        texts = [article(sentences[half::2], 1_000, seed) for seed in range(articles)]
        marks = [time.process_time()]
        statements = [[one.exact for one in extract(text)] for text in texts]
        marks.append(time.process_time())
        ranked = [list(collection.rank(map(Text, each, each), top=NEAREST)) for each in statements]
        marks.append(time.process_time())
        near = [[(query.text, said[claim.id]) for query, best in each for claim in best] for each in ranked]
        nearest = [sorted(pairs, key=lambda pair: -compare(*pair).nearness)[:READ_AGAIN] for pairs in near]
        marks.append(time.process_time())
        if embedder is not None:
            for pairs in nearest:
                reader.read(pairs)
        marks.append(time.process_time())
        for a, b in chain.from_iterable(combinations(each, 2) for each in statements):
            compare(a, b)
        marks.append(time.process_time())
        found, matched, compared, again, every = ((y - x) / articles for x, y in pairwise(marks))
        desk = found + matched + compared + again
        figures = (found, matched, compared, again, desk, every, desk + every)
        print(f"{name:<16}" + "".join(f" {figure:>10.3f}" for figure in figures), flush=True)


def main() -> None:
    """Print the rates, the memory and the growth."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=200)
    count = options.parse_args().articles
    sentences = [json.loads(line)["text"] for line in GOLD.read_text(encoding="utf-8").splitlines()]
    texts = [article(sentences, 1_000, seed) for seed in range(count)]
    letters, found = sum(map(len, texts)), sum(len(extract(text)) for text in texts)
    print(f"{count} articles of 1,000 words, {found:,} statements")
    print(f"{'':<22} {'s/article':>9} {'articles/s':>10} {'statements/s':>12} {'MB/s':>6}")
    acts = {"floor: syntok alone": by_syntok, "blocks and sentences": split_only, "all: extract": extract}
    for name, act in acts.items():
        taken = seconds(act, texts)
        rates = f"{count / taken:>10.0f} {found / taken:>12.0f} {letters / taken / 1e6:>6.2f}"
        print(f"{name:<22} {taken / count:>9.4f} {rates}")
    inside = [pair for text in texts[:5] for pair in combinations([one.exact for one in extract(text)], 2)]
    began = time.process_time()
    for a, b in inside:
        compare(a, b)
    taken = (time.process_time() - began) / min(5, count)
    print(f"every pair of statements inside one article compared: {taken:.3f} s an article")
    whole_road(sentences, min(5, count))
    tracemalloc.start()
    extract(texts[0])
    print(f"memory at the peak of one article: {tracemalloc.get_traced_memory()[1] / 1e6:.1f} MB")
    tracemalloc.stop()
    print(f"\n{'characters':>10} {'seconds':>8} {'µs/character':>12}")
    long = article(sentences, 200_000, 0)
    for length in GROWTH:
        taken = min(seconds(extract, [long[:length]]) for _ in range(2))
        print(f"{length:>10,} {taken:>8.3f} {taken / length * 1e6:>12.3f}")


if __name__ == "__main__":
    main()
