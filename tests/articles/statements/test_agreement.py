"""Agreement of two labellings, and the command that prints it."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command

from articles.statements.agreement import kappa, percent


def test_agreement_is_the_share_of_equal_labels() -> None:
    assert percent(["a", "b", "a", "a"], ["a", "b", "b", "a"]) == 0.75


def test_kappa_takes_chance_away() -> None:
    assert kappa(
        [True] * 20 + [False] * 15 + [True] * 5 + [False] * 10,
        [True] * 20 + [False] * 15 + [False] * 5 + [True] * 10,
    ) == pytest.approx(0.4)
    assert kappa(["a"], ["a"]) == 1.0


def test_no_labels_have_no_agreement() -> None:
    with pytest.raises(ValueError, match="no labels"):
        percent([], [])


def test_the_figures_are_printed_beside_the_baselines() -> None:
    out = io.StringIO()
    call_command("evaluate", stdout=out)
    lines = [line.split("  ")[0] for line in out.getvalue().splitlines()]
    assert lines[1:6] == ["average precision", "all positive", "length", "scorer", "cross-validated"]
    assert lines[8:11] == ["kind", "checkable", "worth"]
    assert lines[11] == "exact spans of the 157 statements in 21 articles"
    assert lines[13:16] == ["full stop, space", "and every line", "engine"]
