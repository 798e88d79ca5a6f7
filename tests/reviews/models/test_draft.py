"""What PostgreSQL refuses of a draft."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from reviews.models import Draft


def test_one_draft_per_task_and_editor(desk, editor, lead, make_task):
    task = make_task(desk)
    drafts = [Draft.objects.create(task=task, editor=user, data={}) for user in (editor, lead)]
    assert str(drafts[0]) == f"draft of {editor.pk} on {task.pk}"
    with pytest.raises(IntegrityError, match="one_draft_per_task_and_editor"):
        Draft.objects.create(task=task, editor=editor, data={})
