"""Every constraint of these models is named by a test beside this one, which violates it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import CheckConstraint, UniqueConstraint

WRITTEN = "\n".join(
    path.read_text() for path in Path(__file__).parent.glob("test_*.py") if path != Path(__file__)
)
RULES = [
    rule.name
    for model in apps.get_app_config("articles").get_models()
    for rule in model._meta.constraints
    if isinstance(rule, CheckConstraint | UniqueConstraint)
]


@pytest.mark.parametrize("rule", RULES)
def test_a_test_violates(rule):
    assert f'refused_by("{rule}")' in WRITTEN
