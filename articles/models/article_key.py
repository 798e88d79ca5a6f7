"""A key of an article: one of the names that a source or the desk knows it by."""

from __future__ import annotations

from django.db import models

from articles.models.article import Article
from factcheck.models import Desk


class ArticleKey(models.Model):
    """`id:<source>:<external id>`, `url:<address>` or `sha:<text hash>`; it never goes to another article."""

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, db_index=False, related_name="+")
    key = models.CharField(max_length=2100)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="keys")

    class Meta:
        verbose_name = "key"
        constraints = [models.UniqueConstraint(name="one_article_per_desk_and_key", fields=["desk", "key"])]

    def __str__(self) -> str:
        return self.key
