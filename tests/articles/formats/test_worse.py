"""Files made worse at random: each is read or refused with a reason, in time, and nothing is left behind."""

from __future__ import annotations

import gc
import time
import tracemalloc
from pathlib import Path
from random import Random

import pytest

from articles.formats import ParsedArticle, Refusal, parse
from articles.formats.registry import KNOWN
from articles.formats.sitemap import parse_sitemap
from articles.payload import from_json, objection, to_json
from tests.articles.formats.mutations import mutated

ROOT = Path(__file__).parent / "fixtures"
STRUCTURED = sorted(path.name for path in ROOT.iterdir())
PARSERS = {known.name: known.parse for known in KNOWN}
SLOWEST = 2.0
SOAK_SECONDS = 60
GROWTH = 5_000_000


def fixtures(name: str) -> list[bytes]:
    files = sorted(path for path in (ROOT / name).iterdir() if not path.name.endswith(".expected.json"))
    return [path.read_bytes() for path in files]


def worse(name: str, seed: int) -> bytes:
    files, chance = fixtures(name), Random(seed)  # noqa: S311  nothing here is secret
    return mutated(chance.choice(files), files, chance)


def stand_the_test(name: str, data: bytes) -> None:
    """Read as its format without a look before, and as whatever it looks like."""
    begun = time.process_time()
    found = [*PARSERS[name](data, locator="f"), *parse(data, locator="f")]
    if name == "sitemap":
        parse_sitemap(data, "f")
    assert time.process_time() - begun < SLOWEST
    for one in found:
        assert one.locator.startswith("f")
        if isinstance(one, Refusal):
            assert one.reason
            continue
        assert isinstance(one, ParsedArticle)
        assert from_json(to_json(one)) == one
        refused = objection(one, max_length=1_000_000)
        assert refused is None or refused.reason in {"the article has no text"}


@pytest.mark.parametrize("name", STRUCTURED)
def test_what_is_read_of_a_worse_file_can_be_stored_and_the_rest_says_why_not(name: str):
    for seed in range(100):
        data = worse(name, seed)
        try:
            stand_the_test(name, data)
        except Exception as wrong:
            wrong.add_note(f"{name}, seed {seed}: {data[:300]!r}")
            raise


@pytest.mark.soak
@pytest.mark.parametrize("name", STRUCTURED)
def test_a_minute_of_worse_files_leaves_nothing_behind(name: str):
    until = time.monotonic() + SOAK_SECONDS
    seed, before = 1_000, 0
    for page in (b"<p>Words.</p>", b"<html><body>" + b"<div>Words and more words.</div>" * 50):
        parse(page, locator="f")  # the search for an article in HTML reads its 30 MB of word lists once
    tracemalloc.start()
    try:
        while time.monotonic() < until:
            stand_the_test(name, worse(name, seed))
            seed += 1
            if seed == 1_200:  # what is made once for all is made by now
                gc.collect()
                before = tracemalloc.get_traced_memory()[0]
        gc.collect()
        assert seed > 1_200
        assert tracemalloc.get_traced_memory()[0] - before < GROWTH
    finally:
        tracemalloc.stop()
