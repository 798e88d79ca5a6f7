"""Short cuts of the tests of the API of reviews."""

from __future__ import annotations

import pytest


@pytest.fixture
def finding(make_finding):
    """Return a maker of JSON findings on an offline source: `finding(rating="true")`."""
    return lambda **changes: make_finding(None, **changes)


@pytest.fixture
def taken(desk, make_task, program):
    """Return a maker of leased tasks: `taken(user)` gives the program and the task's JSON."""

    def take(user, text: str = "The bridge is 90 metres long."):
        make_task(desk, text)
        asked = program(user)
        status, task = asked.post("tasks/next/")
        assert status == 200
        return asked, task

    return take
