"""Revisions: numbered, one latest, frozen, never deleted."""

from __future__ import annotations

import pytest
from django.utils import timezone

from articles.models import ArticleRevision

pytestmark = pytest.mark.django_db

FROZEN = {
    "number": 9,
    "title": "Other",
    "byline": "Other",
    "publisher": "Other",
    "original_author": "Other",
    "published_at": "2026-01-01T00:00Z",
    "modified_at": "2026-01-01T00:00Z",
    "attribution": "Other",
    "editorial_note": "Other",
    "rights": "Other",
    "text": "Other",
    "text_sha256": "0" * 64,
    "raw_sha256": "0" * 64,
    "extra": {"other": 1},
    "created_at": "2026-01-01T00:00Z",
}


@pytest.fixture
def revision(desk, make_revision) -> ArticleRevision:
    return make_revision(desk, "The bridge is 90 metres long.", identity="sha:1")


def test_one_revision_per_article_and_number(revision, refused_by):
    with refused_by("one_revision_per_article_and_number"):
        ArticleRevision.objects.create(
            article=revision.article, number=1, is_latest=False, title="T", text="T", text_sha256="0" * 64
        )


def test_one_latest_revision_per_article(revision, refused_by):
    with refused_by("one_latest_revision_per_article"):
        ArticleRevision.objects.create(
            article=revision.article, number=2, title="T", text="T", text_sha256="0" * 64
        )


def test_matched_only_after_extracted(revision, refused_by):
    rows = ArticleRevision.objects.filter(pk=revision.pk)
    with refused_by("matched_only_after_extracted"):
        rows.update(matched_at=timezone.now())
    assert rows.update(extracted_at=timezone.now(), matched_at=timezone.now()) == 1


@pytest.mark.parametrize("field", FROZEN)
def test_content_frozen(revision, refused_by, field):
    with refused_by("Cannot update rows from articles_articlerevision"):
        ArticleRevision.objects.filter(pk=revision.pk).update(**{field: FROZEN[field]})


def test_every_field_is_frozen_but_the_marks_of_the_work(revision):
    fields = {field.name for field in ArticleRevision._meta.concrete_fields}
    assert fields - FROZEN.keys() == {
        "id",
        "article",
        "is_latest",
        "extract_attempts",
        "extracted_at",
        "matched_at",
        "suggested_at",
        "compared_at",
        "match_attempts",
        "suggest_attempts",
        "compare_attempts",
    }


def test_no_delete(revision, refused_by):
    with refused_by("Cannot delete rows from articles_articlerevision"):
        revision.delete()


def test_a_revision_is_shown_by_title_and_number(revision):
    assert str(revision) == "A test article (revision 1)"
