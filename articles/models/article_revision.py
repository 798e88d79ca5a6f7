"""A revision: the exact text of an article at one moment. Frozen by trigger."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from articles.models.article import Article


class ArticleRevision(models.Model):
    """One text of one article with all that came beside it. `extra` keeps the fields we do not know."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, db_index=False, related_name="revisions")
    number = models.PositiveIntegerField()
    is_latest = models.BooleanField(default=True)
    title = models.TextField()
    byline = models.TextField(blank=True)
    publisher = models.TextField(blank=True)
    original_author = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    modified_at = models.DateTimeField(null=True, blank=True)
    attribution = models.TextField(blank=True)
    editorial_note = models.TextField(blank=True)
    rights = models.TextField(blank=True)
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    raw_sha256 = models.CharField(max_length=64, blank=True)
    extra = models.JSONField(default=dict)
    created_at = models.DateTimeField(db_default=Now())
    extract_attempts = models.PositiveSmallIntegerField(default=0)
    extracted_at = models.DateTimeField(null=True, blank=True)
    matched_at = models.DateTimeField(null=True, blank=True)
    suggested_at = models.DateTimeField(null=True, blank=True)
    compared_at = models.DateTimeField(null=True, blank=True)
    match_attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    suggest_attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    compare_attempts = models.PositiveSmallIntegerField(default=0, db_default=0)

    class Meta:
        verbose_name = "revision"
        constraints = [
            models.UniqueConstraint(name="one_revision_per_article_and_number", fields=["article", "number"]),
            models.UniqueConstraint(
                name="one_latest_revision_per_article", fields=["article"], condition=Q(is_latest=True)
            ),
            models.CheckConstraint(
                name="matched_only_after_extracted",
                condition=Q(matched_at__isnull=True) | Q(extracted_at__isnull=False),
            ),
        ]
        indexes = [
            # due.unextracted_revisions: texts whose statements no job has extracted yet
            models.Index(name="revision_unextracted", fields=["id"], condition=Q(extracted_at__isnull=True)),
            # unmatched_revisions in reviews/due.py: texts whose statements no job has matched yet
            models.Index(
                name="revision_unmatched",
                fields=["id"],
                condition=Q(extracted_at__isnull=False, matched_at__isnull=True),
            ),
            # unsuggested_revisions in reviews/due.py: matched texts whose new claims no job has compared yet
            models.Index(
                name="revision_unsuggested",
                fields=["id"],
                condition=Q(matched_at__isnull=False, suggested_at__isnull=True),
            ),
            # uncompared_revisions in reviews/due.py: texts whose claims no job has compared with others yet
            models.Index(
                name="revision_uncompared",
                fields=["id"],
                condition=Q(matched_at__isnull=False, compared_at__isnull=True),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="content_frozen",
                exclude=[
                    "is_latest",
                    "extract_attempts",
                    "extracted_at",
                    "matched_at",
                    "suggested_at",
                    "compared_at",
                    "match_attempts",
                    "suggest_attempts",
                    "compare_attempts",
                ],
            ),
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.title} (revision {self.number})"
