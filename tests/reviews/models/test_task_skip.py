"""What PostgreSQL refuses of a skip."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.db.models import ProtectedError

from reviews.models import TaskSkip


def test_a_person_skips_a_task_once(desk, editor, make_task):
    task = make_task(desk)
    TaskSkip.objects.create(task=task, editor=editor, reason="I know the mayor.")
    with pytest.raises(IntegrityError, match="one_skip_per_task_and_editor"):
        TaskSkip.objects.create(task=task, editor=editor, reason="Again.")


def test_another_person_may_skip_it_too(desk, editor, second_editor, make_task):
    task = make_task(desk)
    for person in (editor, second_editor):
        TaskSkip.objects.create(task=task, editor=person, reason="I know the mayor.")
    assert task.skips.count() == 2


def test_a_skip_without_a_reason_is_refused(desk, editor, make_task):
    with pytest.raises(IntegrityError, match="skip_has_a_reason"):
        TaskSkip.objects.create(task=make_task(desk), editor=editor, reason="")


def test_a_skipped_task_cannot_be_deleted(desk, editor, make_task):
    skip = TaskSkip.objects.create(task=make_task(desk), editor=editor, reason="I know the mayor.")
    with pytest.raises(ProtectedError):
        skip.task.delete()
