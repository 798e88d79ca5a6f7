"""Articles and sources: what PostgreSQL refuses."""

from __future__ import annotations

import pytest

from articles.models import Article, ArticleKey, Source

pytestmark = pytest.mark.django_db


def test_one_article_per_desk_and_identity(desk, other_desk, refused_by):
    for place in (desk, other_desk):
        Article.objects.create(desk=place, identity="sha:1")
    with refused_by("one_article_per_desk_and_identity"):
        Article.objects.create(desk=desk, identity="sha:1")


def test_one_source_per_slug(db, refused_by):
    Source.objects.create(name="Harbour Post", slug="harbour-post")
    with refused_by("articles_source_slug"):
        Source.objects.create(name="Harbour Post again", slug="harbour-post")


def test_a_desk_reads_its_own_articles(desk, other_desk):
    own = Article.objects.create(desk=desk, identity="sha:1")
    Article.objects.create(desk=other_desk, identity="sha:2")
    assert list(Article.objects.of(desk)) == [own]
    assert (str(own), str(Source(name="Harbour Post"))) == ("sha:1", "Harbour Post")


def test_an_article_is_usable_unless_it_was_withdrawn(desk, refused_by):
    plain = Article.objects.create(desk=desk, identity="sha:1")
    plain.refresh_from_db()
    assert (plain.status, plain.embargoed_until) == ("usable", None)
    with refused_by("article_is_usable_or_withdrawn"):
        Article.objects.create(desk=desk, identity="sha:2", status="lost")


def test_an_article_is_known_by_its_identity_from_the_first(desk, other_desk, refused_by):
    assert "is_known_by_its_identity" in {trigger.name for trigger in Article._meta.triggers}
    article = Article.objects.create(desk=desk, identity="sha:1")
    assert str(ArticleKey.objects.get(article=article)) == "sha:1"
    ArticleKey.objects.create(desk=other_desk, key="sha:1", article=article)
    with refused_by("one_article_per_desk_and_key"):
        ArticleKey.objects.create(desk=desk, key="sha:1", article=article)
