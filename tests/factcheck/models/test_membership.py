"""Memberships: one for each person and desk, with a role that exists."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from factcheck.models import Membership
from factcheck.roles import Role


def test_one_membership_per_person_and_desk(desk, editor):
    with pytest.raises(IntegrityError, match="one_membership_per_person_and_desk"):
        Membership.objects.create(desk=desk, user=editor, role=Role.READER)


def test_a_person_may_belong_to_several_desks(desk, other_desk, editor):
    Membership.objects.create(desk=other_desk, user=editor, role=Role.READER)
    assert [place.role for place in editor.memberships.order_by("id")] == ["editor", "reader"]


@pytest.mark.parametrize("role", ["", "owner", "Editor"])
def test_membership_role_is_known(desk, editor, role):
    with pytest.raises(IntegrityError, match="membership_role_is_known"):
        Membership.objects.filter(user=editor).update(role=role)


def test_a_membership_is_told_by_person_desk_and_role(editor):
    place = editor.memberships.get()
    assert (str(place), place.on_shift) == ("edda at Economy desk: editor", False)
