"""People: how they are named, and that no two sign in by one name."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from factcheck.models import User


def test_two_people_with_one_user_name_are_refused(editor):
    with pytest.raises(IntegrityError, match="factcheck_user_username"):
        User.objects.create_user("edda")


@pytest.mark.parametrize(
    ("user", "name", "initials"),
    [
        (User(username="ines", first_name="Ines", last_name="Okafor"), "Ines Okafor", "I.O."),
        (User(username="ines"), "ines", "I."),
        (User(username="o", first_name="Ola van der", last_name="Berg"), "Ola van der Berg", "O.V.D.B."),
    ],
)
def test_a_person_has_a_name_and_initials(user, name, initials):
    assert (user.name, user.initials) == (name, initials)
