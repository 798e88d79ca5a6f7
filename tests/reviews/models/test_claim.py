"""What PostgreSQL refuses of a claim."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.db.models.functions import Now

from reviews.models import Claim


@pytest.fixture
def claim(desk) -> Claim:
    return Claim.objects.create(desk=desk, text="The quay is long.", fingerprint="a" * 64)


def copy_of(claim: Claim, **fields) -> Claim:
    terms = {"desk": claim.desk, "language": claim.language, "fingerprint": claim.fingerprint, **fields}
    return Claim.objects.create(text=claim.text, **terms)


def test_two_live_claims_with_one_fingerprint_are_refused(claim):
    with pytest.raises(IntegrityError, match="one_live_claim_per_desk_language_and_fingerprint"):
        copy_of(claim)


def test_a_split_claim_that_is_not_set_aside_is_refused(claim):
    with pytest.raises(IntegrityError, match="split_claim_is_dismissed"):
        Claim.objects.filter(pk=claim.pk).update(split_at=Now())


def test_a_merged_claim_makes_room_for_a_live_one(claim, desk):
    into = Claim.objects.create(desk=desk, text="Another.", fingerprint="b" * 64)
    Claim.objects.filter(pk=claim.pk).update(merged_into=into)
    assert Claim.objects.live().count() == 1
    copy_of(claim)
    assert Claim.objects.live().count() == 2


def test_another_desk_and_another_language_have_claims_of_their_own(claim, desk, other_desk):
    copy_of(claim, desk=other_desk)
    copy_of(claim, language="de")
    assert (Claim.objects.of(desk).count(), Claim.objects.of(other_desk).count()) == (2, 1)


def test_a_claim_merged_into_itself_is_refused(claim):
    with pytest.raises(IntegrityError, match="claim_is_not_merged_into_itself"):
        Claim.objects.filter(pk=claim.pk).update(merged_into=claim)


@pytest.mark.parametrize("missing", ["dismissed_at", "dismissed_by", "dismissal"])
def test_a_dismissal_without_who_when_or_why_is_refused(claim, editor, missing):
    fields = {"dismissed_at": Now(), "dismissed_by": editor, "dismissal": "Common knowledge."}
    Claim.objects.filter(pk=claim.pk).update(**fields)
    with pytest.raises(IntegrityError, match="dismissal_has_who_when_and_why"):
        Claim.objects.filter(pk=claim.pk).update(**{missing: "" if missing == "dismissal" else None})


@pytest.mark.parametrize("given", ["dismissed_at", "dismissed_by", "dismissal"])
def test_half_a_dismissal_is_refused(claim, editor, given):
    fields = {"dismissed_at": Now(), "dismissed_by": editor, "dismissal": "Common knowledge."}
    with pytest.raises(IntegrityError, match="dismissal_has_who_when_and_why"):
        Claim.objects.filter(pk=claim.pk).update(**{given: fields[given]})


def test_who_wrote_or_dismissed_a_claim_cannot_be_deleted(claim, editor):
    Claim.objects.filter(pk=claim.pk).update(written_by=editor)
    editor.memberships.all().delete()
    with pytest.raises(ProtectedError):
        editor.delete()
