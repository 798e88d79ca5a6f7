"""What PostgreSQL refuses of a correction's draft."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from reviews.models import CorrectionDraft


def test_one_draft_per_verdict_and_editor(editor, second_editor, published):
    verdict = published()
    made = [CorrectionDraft.objects.create(verdict=verdict, editor=user) for user in (editor, second_editor)]
    assert str(made[0]) == f"draft of {editor.pk} on {verdict.pk}"
    with pytest.raises(IntegrityError, match="one_draft_per_verdict_and_editor"):
        CorrectionDraft.objects.create(verdict=verdict, editor=editor)
