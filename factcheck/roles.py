"""What each role may do. A rule is an ability; every route names one, and the matrix test proves it."""

from __future__ import annotations

from django.db import models


class Role(models.TextChoices):
    """A person's role at one desk; each includes the abilities of those before it."""

    READER = "reader", "Reader"
    CHECKER = "checker", "Checker"
    EDITOR = "editor", "Editor"
    LEAD = "lead", "Lead"


class Ability(models.TextChoices):
    """What a rule asks for."""

    READ = "read", "Read the desk's articles, claims, verdicts and reports"
    CHECK = "check", "Take tasks, write verdicts, capture evidence, mark statements"
    EDIT = "edit", "Import, approve, return, publish, correct, retract, merge and dismiss"
    # What an import says of its entries, and how many they are, may be of articles under embargo.
    EMBARGO = "embargo", "See and work on articles that are under embargo"
    LEAD = "lead", "Set the desk's standards and its people"


_LEAST: dict[Ability, Role] = {
    Ability.READ: Role.READER,
    Ability.CHECK: Role.CHECKER,
    Ability.EDIT: Role.EDITOR,
    Ability.EMBARGO: Role.CHECKER,
    Ability.LEAD: Role.LEAD,
}
_RANK = {role: rank for rank, role in enumerate(Role)}


def may(role: str, ability: Ability) -> bool:
    """Return whether `role` includes `ability`."""
    return _RANK[Role(role)] >= _RANK[_LEAST[ability]]


def roles_with(ability: Ability) -> list[Role]:
    """Return the roles that include `ability`."""
    return [role for role in Role if may(role, ability)]


def abilities_of(role: str) -> list[Ability]:
    """Return what `role` may do."""
    return [ability for ability in Ability if may(role, ability)]
