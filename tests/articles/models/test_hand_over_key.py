"""PostgreSQL keeps a caller's key for one run."""

from __future__ import annotations

import pytest

from articles.models import HandOverKey, ImportRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(desk, editor) -> HandOverKey:
    run = ImportRun.objects.create(desk=desk)
    return HandOverKey.objects.create(desk=desk, user=editor, key="one", fingerprint="0" * 64, run=run)


def test_a_caller_has_a_key_once_at_a_desk(key, refused_by):
    with refused_by("one_run_per_desk_caller_and_key"):
        HandOverKey(desk=key.desk, user=key.user, key="one", fingerprint="1" * 64, run=key.run).save()


def test_a_key_says_something(key, refused_by):
    with refused_by("hand_over_key_says_something"):
        HandOverKey(desk=key.desk, user=key.user, key="", fingerprint="1" * 64, run=key.run).save()
