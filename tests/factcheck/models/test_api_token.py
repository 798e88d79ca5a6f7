"""Tokens: no two with one hash."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from factcheck.models import ApiToken


def test_two_tokens_with_one_hash_are_refused(editor, lead):
    ApiToken.objects.create(user=editor, sha256="a" * 64)
    with pytest.raises(IntegrityError, match="factcheck_apitoken_sha256"):
        ApiToken.objects.create(user=lead, sha256="a" * 64)


def test_a_token_is_told_by_number_and_person_never_by_its_hash(editor):
    token = ApiToken.objects.create(user=editor, sha256="a" * 64)
    assert str(token) == f"token {token.pk} of edda"
