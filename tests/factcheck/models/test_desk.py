"""Desks: one slug each, fit for a queue's name and an address."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError

from factcheck import audit
from factcheck.models import Desk


def test_a_second_desk_with_the_slug_is_refused(desk):
    with pytest.raises(IntegrityError, match="factcheck_desk_slug"):
        Desk.objects.create(name="Another", slug="economy")


@pytest.mark.parametrize("slug", ["Economy", "eco nomy", "eco_nomy", "économie", "", "eco\nnomy"])
def test_desk_slug_is_lower_case(db, slug):
    with pytest.raises(IntegrityError, match="desk_slug_is_lower_case"):
        Desk.objects.create(name="A desk", slug=slug)


@pytest.mark.parametrize("slug", ["Economy", "economy\n"])
def test_a_form_refuses_such_a_slug_too(db, slug):
    with pytest.raises(ValidationError):
        Desk(name="A desk", slug=slug).full_clean()


def test_the_queue_of_a_desk_is_named_after_its_slug():
    assert (Desk(slug="economy-2").queue, str(Desk(name="Economy desk"))) == (
        "desk.economy-2",
        "Economy desk",
    )


def test_a_desk_with_a_record_is_never_deleted(desk):
    with pytest.raises(ProtectedError):
        desk.delete()


def test_desks_are_listed_by_name(desk, other_desk):
    audit.record("desk.seen", desk, by=None, desk=desk)
    assert list(Desk.objects.all()) == [other_desk, desk]
