"""The status page in a real browser: accessible in both themes, and no wider than a phone."""

from __future__ import annotations

import pytest

from factcheck.models import Heartbeat
from tests.e2e.test_accessibility import faults

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 320)])
def test_the_status_page_is_accessible_and_fits(lead, visit, theme, width):
    Heartbeat.objects.create(name="general@a-rather-long-name-of-a-machine.newsroom.example")
    assert faults(visit(lead, theme=theme, width=width), "/desks/economy/status/") == []
