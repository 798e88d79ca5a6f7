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

SECONDS, MEGABYTES = 2.0, 50
QUICK = ("markup.xml_entities", "markup.json_ld")


def judge(group: str) -> list[dict[str, object]]:
    """Return what became of each input of a group, read one after another by one process."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "tests.hostile.judge", group],
        cwd=settings.BASE_DIR,
        env=os.environ,
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    "group", [pytest.param(name, marks=() if name in QUICK else pytest.mark.soak) for name in MAKERS]
)
def test_hostile_inputs_end_in_time_and_within_memory(group: str):
    found = judge(group)
    over = [each for each in found if each["seconds"] > SECONDS or each["megabytes"] > MEGABYTES]
    assert over == []
    assert [each for each in found if not each["articles"] and not each["reason"]] == []


@pytest.mark.soak
def test_there_are_at_least_150_hostile_inputs():
    names = [name for maker in MAKERS.values() for name, _ in maker()]
    assert len(names) >= 150
