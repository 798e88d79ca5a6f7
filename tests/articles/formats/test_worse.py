"""Files made worse at random: each is read or refused with a reason, in time, and nothing is left behind."""

from __future__ import annotations

import pytest

from tests.articles.formats.fuzzing import GROWTH, PARSERS, SLOWEST, stand, trial, worse

SOAK_SECONDS = 60
# The search for the article in a page takes as long as reading fifty files of another format.
TRIES = {"html": 10, "zip": 40}


@pytest.mark.parametrize("name", PARSERS)
def test_what_is_read_of_a_worse_file_can_be_stored_and_the_rest_says_why_not(name: str):
    for seed in range(TRIES.get(name, 100)):
        data = worse(name, seed)
        try:
            stand(name, data)
        except Exception as wrong:
            wrong.add_note(f"{name}, seed {seed}: {data[:300]!r}")
            raise


@pytest.mark.soak
@pytest.mark.parametrize("name", PARSERS)
def test_a_minute_of_worse_files_leaves_nothing_behind(name: str):
    found = trial(name, SOAK_SECONDS)
    assert found.crashes == []
    assert found.slowest < SLOWEST
    assert found.growth < GROWTH
