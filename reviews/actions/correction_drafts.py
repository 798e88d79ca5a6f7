"""Drafts of corrections: kept while an editor types, until the new version is handed in or begun anew."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from factcheck.models import User
from reviews.actions.drafts import require_storable
from reviews.models import CorrectionDraft, Verdict


@transaction.atomic
def save(verdict: Verdict, *, by: User, data: dict[str, Any]) -> CorrectionDraft:
    """Store what `by` typed of a new version of `verdict`. ValidationError when it is too long or no text."""
    require_storable(data)
    draft, _ = CorrectionDraft.objects.update_or_create(
        verdict=verdict, editor=by, defaults={"data": data, "saved_at": Now()}
    )
    draft.refresh_from_db(fields=["saved_at"])
    return draft


def drop(verdict: Verdict, *, by: User) -> None:
    """Forget what `by` typed: it was handed in, or they begin anew from the published words."""
    CorrectionDraft.objects.filter(verdict=verdict, editor=by).delete()


def of(verdict: Verdict, *, by: User) -> CorrectionDraft | None:
    """Return what `by` has typed of a new version of `verdict`, if anything."""
    return CorrectionDraft.objects.filter(verdict=verdict, editor=by).first()
