"""What PostgreSQL refuses of a desk's model."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError
from django.db.models.functions import Now

from reviews.models import DeskModel


def make(desk, number: int = 1, **fields) -> DeskModel:
    fields = {"coefficients": {}, "figures": {}, "decisions": 0, "language": "en", **fields}
    return DeskModel.objects.create(desk=desk, number=number, **fields)


def change(model: DeskModel, **fields) -> None:
    DeskModel.objects.filter(pk=model.pk).update(**fields)


def test_a_desk_numbers_its_models_in_each_language(desk):
    assert str(make(desk)) == "model 1 of Economy desk for en"
    make(desk, language="de")
    with pytest.raises(IntegrityError, match="one_model_per_desk_language_and_number"):
        make(desk)


def test_one_model_ranks_a_desk_and_language(desk, other_desk):
    for model in (make(desk), make(desk, language="de"), make(other_desk)):
        change(model, state="ACTIVE")
    with pytest.raises(IntegrityError, match="one_active_model_per_desk_and_language"):
        change(make(desk, 2), state="ACTIVE")


def test_a_roll_back_has_a_person_and_a_time(desk):
    model = make(desk)
    change(model, state="ACTIVE")
    with pytest.raises(IntegrityError, match="model_rolled_back_by_a_person_at_a_time"):
        change(model, state="ROLLED_BACK")


def test_only_what_was_rolled_back_says_by_whom(desk, lead):
    with pytest.raises(IntegrityError, match="model_rolled_back_by_a_person_at_a_time"):
        make(desk, rolled_back_by=lead, rolled_back_at=Now())


@pytest.mark.parametrize("field", ["coefficients", "figures", "decisions", "number", "language"])
def test_what_was_learned_is_frozen(desk, field):
    with pytest.raises(DatabaseError, match="Cannot update rows from reviews_deskmodel"):
        change(make(desk), **{field: 7 if field in ("decisions", "number") else {"a": 1}})


def test_a_training_is_never_deleted(desk):
    with pytest.raises(DatabaseError, match="Cannot delete rows from reviews_deskmodel"):
        make(desk).delete()


@pytest.mark.parametrize(
    ("old", "new"), [("REFUSED", "ACTIVE"), ("CANDIDATE", "RETIRED"), ("ACTIVE", "REFUSED")]
)
def test_a_model_moves_only_where_it_may(desk, old, new):
    model = make(desk)
    if old != "CANDIDATE":
        change(model, state=old)
    with pytest.raises(DatabaseError, match="Invalid transition"):
        change(model, state=new)
