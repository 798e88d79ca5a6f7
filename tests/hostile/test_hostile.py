"""Every hostile input is refused with its reason or read: two CPU seconds, 50 MB, and the worker lives."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.hostile.case import MAKERS
from tests.hostile.judge import MODULES

for module in MODULES:
    importlib.import_module(f"tests.hostile.{module}")

pytestmark = pytest.mark.slow

SECONDS, MEGABYTES = 2.0, 50
LEAST = 150
"""Inputs that the normal run judges; the soak judges the heaviest as well."""


def judge(*terms: str) -> list[dict[str, object]]:
    """Return what became of each input, read one after another by one process."""
    done = subprocess.run(  # noqa: S603  our own Python and words
        [sys.executable, "-m", "tests.hostile.judge", *terms],
        cwd=settings.BASE_DIR,
        env=os.environ,
        capture_output=True,
        text=True,
        check=True,
        timeout=900,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def beyond(found: list[dict[str, object]]) -> list[dict[str, object]]:
    """Return those that took too much, and those that gave neither an article nor a reason."""
    silent = [each for each in found if not each["articles"] and not each["reason"]]
    return silent + [each for each in found if each["seconds"] > SECONDS or each["megabytes"] > MEGABYTES]


def test_hostile_inputs_end_in_time_and_within_memory_and_one_process_reads_them_all():
    found = judge("--light")
    assert beyond(found) == []
    assert len(found) >= LEAST
    assert {each["case"].split(":")[0] for each in found} == set(MAKERS)


@pytest.mark.soak
@pytest.mark.parametrize("group", MAKERS)
def test_each_group_with_its_heaviest_inputs_ends_in_time_and_within_memory(group: str):
    assert beyond(judge(group)) == []
