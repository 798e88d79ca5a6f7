"""What PostgreSQL refuses of a snapshot: half a capture, a change to captured bytes, a removal."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models.functions import Now

from reviews.models import Snapshot

CAPTURED = {"state": "CAPTURED", "fetched_at": Now(), "status": 200, "sha256": "0" * 64, "text": "Words."}


@pytest.fixture
def make(desk, editor, make_task):
    """Return a maker of snapshots for one claim."""
    claim = make_task(desk).claim
    terms = {"desk": desk, "claim": claim, "url": "https://a.example/", "requested_by": editor}
    return lambda **fields: Snapshot.objects.create(**{**terms, **fields})


@pytest.mark.parametrize(
    "missing",
    [{"fetched_at": None}, {"status": None}, {"sha256": ""}, {"text": ""}],
    ids=lambda each: next(iter(each)),
)
def test_captured_snapshot_is_complete(make, missing):
    with pytest.raises(IntegrityError, match="captured_snapshot_is_complete"):
        make(**{**CAPTURED, **missing})


def test_failed_snapshot_has_a_reason(make):
    with pytest.raises(IntegrityError, match="failed_snapshot_has_a_reason"):
        make(state="FAILED")


@pytest.mark.parametrize(
    ("source", "target"), [("FAILED", "CAPTURED"), ("CAPTURED", "PENDING"), ("CAPTURED", "FAILED")]
)
def test_allowed_moves_refuses_every_other_edge(make, source, target):
    snapshot = make(**{**CAPTURED, "state": source, "reason": "It timed out."})
    with pytest.raises(DatabaseError, match="Invalid transition of field"), transaction.atomic():
        Snapshot.objects.filter(pk=snapshot.pk).update(**{**CAPTURED, "state": target})


def test_a_failed_capture_may_be_tried_again(make):
    snapshot = make(state="FAILED", reason="It timed out.")
    assert Snapshot.objects.filter(pk=snapshot.pk).update(state="PENDING", reason="") == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "Other."},
        {"sha256": "1" * 64},
        {"url": "https://b.example/"},
        {"title": "T"},
    ],
    ids=lambda each: next(iter(each)),
)
def test_captured_is_frozen(make, fields):
    snapshot = make(**CAPTURED)
    with (
        pytest.raises(DatabaseError, match="Cannot update rows from reviews_snapshot"),
        transaction.atomic(),
    ):
        Snapshot.objects.filter(pk=snapshot.pk).update(**fields)
    kept = Snapshot.objects.get(pk=snapshot.pk)
    assert (kept.text, kept.sha256, kept.state) == ("Words.", "0" * 64, "CAPTURED")


@pytest.mark.parametrize("fields", [{}, {"state": "FAILED", "reason": "No."}, CAPTURED])
def test_no_delete(make, fields):
    snapshot = make(**fields)
    with (
        pytest.raises(DatabaseError, match="Cannot delete rows from reviews_snapshot"),
        transaction.atomic(),
    ):
        Snapshot.objects.filter(pk=snapshot.pk).delete()
    assert str(snapshot) == "https://a.example/"
