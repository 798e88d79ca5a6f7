"""What PostgreSQL refuses of a draft's copy."""

from __future__ import annotations

import uuid

import pytest
from django.db import IntegrityError

from reviews.models import DraftCopy


def test_one_copy_of_a_draft_per_window(desk, editor, make_task):
    task, window = make_task(desk), uuid.uuid4()
    copies = [
        DraftCopy.objects.create(task=task, editor=editor, from_window=w) for w in (window, uuid.uuid4())
    ]
    assert str(copies[0]) == f"copy of the draft of {editor.pk} on {task.pk}"
    with pytest.raises(IntegrityError, match="one_copy_of_a_draft_per_window"):
        DraftCopy.objects.create(task=task, editor=editor, from_window=window)
