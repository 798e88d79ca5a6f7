"""An article: a published piece, whichever of its texts we hold."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from articles.models.source import Source
from factcheck.models import Desk


class ArticleQuerySet(models.QuerySet["Article"]):
    """Reads of articles."""

    def of(self, desk: Desk) -> ArticleQuerySet:
        """Return the articles of one desk."""
        return self.filter(desk=desk)


class Article(models.Model):
    """A piece of a desk. `identity`: `id:<source>:<external id>`, else `url:<address>`, else `sha:<text>`."""

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, db_index=False, related_name="articles")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, related_name="articles")
    identity = models.CharField(max_length=2100)
    canonical_url = models.URLField(max_length=2000, blank=True)
    external_id = models.CharField(max_length=1000, blank=True)
    language = models.CharField(max_length=10, default="en")
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    objects = ArticleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_article_per_desk_and_identity", fields=["desk", "identity"]),
        ]
        indexes = [
            # the articles of a desk, newest first
            models.Index(name="article_by_desk", fields=["desk", "-id"]),
        ]

    def __str__(self) -> str:
        return self.identity
