"""move(): allowed edges only, one winner of a race, fields set together with the state."""

from __future__ import annotations

import ast
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.models import Q
from django.db.models.functions import Now

from articles.models import ImportRun
from factcheck.states import WrongState, guard, move, move_all

SOURCES = [
    path
    for app in ("factcheck", "articles", "reviews")
    for path in (settings.BASE_DIR / app).rglob("*.py")
    if "migrations" not in path.parts
]


@pytest.fixture
def run(desk) -> ImportRun:
    return ImportRun.objects.create(desk=desk)


def test_a_move_sets_the_state_and_its_fields_in_one_update(run, django_assert_num_queries):
    with django_assert_num_queries(1):
        move(run, "RUNNING", source_name="Harbour Post")
    assert (run.state, run.source_name) == ("RUNNING", "Harbour Post")
    kept = ImportRun.objects.get(pk=run.pk)
    assert (kept.state, kept.source_name) == ("RUNNING", "Harbour Post")


def test_a_time_of_the_database_is_read_when_asked_for(run):
    move(run, "RUNNING")
    move(run, "FAILED", finished_at=Now())
    assert run.finished_at == ImportRun.objects.get(pk=run.pk).finished_at is not None


def test_a_wrong_move_changes_nothing_and_says_what_is(run):
    with pytest.raises(WrongState) as refused:
        move(run, "SUCCEEDED", source_name="Other")
    assert (refused.value.present, str(refused.value)) == (
        "QUEUED",
        "This import run is queued now, so it cannot become succeeded.",
    )
    assert ImportRun.objects.get(pk=run.pk).source_name == ""


def test_a_stale_object_learns_the_present_state(run):
    stale = ImportRun.objects.get(pk=run.pk)
    move(run, "RUNNING")
    move(run, "FAILED", finished_at=Now())
    with pytest.raises(WrongState) as refused:
        move(stale, "RUNNING")
    assert (refused.value.present, stale.state) == ("FAILED", "FAILED")


def test_a_move_happens_only_if_its_condition_holds(run):
    with pytest.raises(WrongState):
        move(run, "RUNNING", only_if=Q(source_name="Harbour Post"))
    move(run, "RUNNING", only_if=Q(source_name=""))
    assert run.state == "RUNNING"


def test_all_rows_that_may_move_are_moved_and_counted(desk, run):
    ImportRun.objects.create(desk=desk, state="FAILED", finished_at=Now())
    other = ImportRun.objects.create(desk=desk)
    assert move_all(ImportRun.objects.all(), "RUNNING") == 2
    assert set(ImportRun.objects.filter(state="RUNNING")) == {run, other}


@pytest.mark.django_db(transaction=True)
def test_of_eight_movers_at_once_one_wins(run):
    start = Barrier(8)

    def race(_: int) -> str:
        mine = ImportRun.objects.get(pk=run.pk)
        start.wait()
        try:
            move(mine, "RUNNING")
        except WrongState as refused:
            return refused.present
        else:
            return "won"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(race, range(8))) == ["RUNNING"] * 7 + ["won"]


def test_the_trigger_is_made_of_the_same_edges():
    trigger = guard({"A": ("B", "C"), "B": ("A",)})
    assert (trigger.name, trigger.field, trigger.transitions) == (
        "allowed_moves",
        "state",
        [("A", "B"), ("A", "C"), ("B", "A")],
    )


def test_every_model_with_a_state_declares_its_edges_and_guards_them():
    for model in apps.get_models():
        if model._meta.app_label in ("factcheck", "articles", "reviews") and hasattr(model, "state"):
            known = {value for value, _ in model._meta.get_field("state").choices}
            named = set(model.TRANSITIONS) | {to for targets in model.TRANSITIONS.values() for to in targets}
            assert (model.__name__, named <= known) == (model.__name__, True)
            assert "allowed_moves" in [trigger.name for trigger in model._meta.triggers]


def writes_of_state(tree: ast.AST) -> list[int]:
    """Return the lines that set a `state`: `x.state = …`, or `.update(state=…)` of rows."""
    lines = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            lines += [
                node.lineno for to in node.targets if isinstance(to, ast.Attribute) and to.attr == "state"
            ]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "update":
            lines += [node.lineno for keyword in node.keywords if keyword.arg == "state"]
    return lines


# move() itself, and a row that is given its first state before it is stored
WRITERS = {"factcheck/states.py": 2, "articles/actions/handing_over.py": 1}


def test_nothing_but_move_writes_the_state_of_a_stored_row():
    found = {
        str(path.relative_to(settings.BASE_DIR)): len(lines)
        for path in SOURCES
        if (lines := writes_of_state(ast.parse(path.read_text())))
    }
    assert found == WRITERS


def test_the_diagram_in_the_docs_is_that_of_the_code(tmp_path):
    call_command("states", "--check")


def test_a_diagram_that_is_out_of_date_fails_the_check(monkeypatch):
    monkeypatch.setitem(ImportRun.TRANSITIONS, "FAILED", ("QUEUED",))
    with pytest.raises(CommandError):
        call_command("states", "--check")
