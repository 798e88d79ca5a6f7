"""Roles: each includes what those before it may do, and abilities are asked for by name."""

from __future__ import annotations

import pytest

from factcheck.roles import Ability, Role, may, roles_with

MATRIX = {
    "reader": {"read"},
    "checker": {"read", "check", "embargo"},
    "editor": {"read", "check", "edit", "embargo"},
    "lead": {"read", "check", "edit", "embargo", "lead"},
}


@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_this_and_no_more(role):
    assert {ability.value for ability in Ability if may(role, ability)} == MATRIX[role]


@pytest.mark.parametrize("ability", Ability)
def test_the_roles_with_an_ability_are_those_that_may(ability):
    assert roles_with(ability) == [role for role in Role if ability.value in MATRIX[role]]


@pytest.mark.parametrize("role", ["", "owner", "Editor"])
def test_an_unknown_role_may_do_nothing_and_says_so(role):
    with pytest.raises(ValueError, match="is not a valid Role"):
        may(role, Ability.READ)
