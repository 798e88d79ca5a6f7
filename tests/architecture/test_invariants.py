"""Every constraint and trigger of every model is named by a test that trips it."""

from __future__ import annotations

from pathlib import Path

import pgtrigger
import pytest
from django.apps import apps
from django.db.models import Model

TESTS = Path(__file__).parent.parent
WRITTEN = [path.read_text() for path in TESTS.rglob("test_*.py") if path != Path(__file__)]
MODELS = [
    model for app in ("factcheck", "articles", "reviews") for model in apps.get_app_config(app).get_models()
]
CONSTRAINTS = [rule.name for model in MODELS for rule in model._meta.constraints]
TRIGGERS = [(model, trigger) for model in MODELS for trigger in getattr(model._meta, "triggers", [])]


def words_of(model: type[Model], trigger: pgtrigger.Trigger) -> list[str]:
    """Return the words that a file testing the trigger must hold: those by which it refuses, or its name."""
    if isinstance(trigger, pgtrigger.FSM):
        return [model.__name__, "Invalid transition"]
    if not isinstance(trigger, pgtrigger.Protect | pgtrigger.ReadOnly):  # it refuses nothing, but writes
        return [model.__name__, str(trigger.name)]
    verbs = " or ".join(
        verb for verb in ("insert", "update", "delete") if verb.upper() in str(trigger.operation)
    )
    return [f"Cannot {verbs} rows from {model._meta.db_table}"]


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_a_test_violates_the_constraint(name: str):
    assert any(name in text for text in WRITTEN), f"no test names {name}"


@pytest.mark.parametrize(
    ("model", "trigger"), TRIGGERS, ids=[f"{model.__name__}-{trigger.name}" for model, trigger in TRIGGERS]
)
def test_a_test_trips_the_trigger(model: type[Model], trigger: pgtrigger.Trigger):
    wanted = words_of(model, trigger)
    assert any(all(word in text for word in wanted) for text in WRITTEN), f"no test holds {wanted}"


def test_constraints_are_sentences_of_their_own():
    assert len(set(CONSTRAINTS)) == len(CONSTRAINTS)
    assert [name for name in CONSTRAINTS if "_" not in name] == []
