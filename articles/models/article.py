"""An article: a published piece, whichever of its texts we hold."""

from __future__ import annotations

from collections.abc import Sequence

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from articles.models.source import Source
from factcheck.models import Desk, Membership, desks_with
from factcheck.roles import Ability


class ArticleQuerySet(models.QuerySet["Article"]):
    """Reads of articles."""

    def of(self, desk: Desk) -> ArticleQuerySet:
        """Return the articles of one desk."""
        return self.filter(desk=desk)

    def with_text(self) -> ArticleQuerySet:
        """Return the articles that have a text: of one withdrawn before it ever came there is none."""
        return self.filter(revisions__is_latest=True)

    def embargoed(self) -> ArticleQuerySet:
        """Return the articles whose embargo has not passed by the database clock."""
        return self.filter(embargoed_until__isnull=False, embargoed_until__gt=Now())

    def hidden_from(self, places: Sequence[Membership]) -> ArticleQuerySet:
        """Return the embargoed articles of desks where none of these memberships may see such."""
        return self.embargoed().exclude(desk__in=desks_with(Ability.EMBARGO, places))

    def visible_to(self, places: Sequence[Membership]) -> ArticleQuerySet:
        """Return the articles that somebody with these memberships may see; nobody is ()."""
        return self.exclude(pk__in=Article.objects.hidden_from(places).values("pk"))


class Article(models.Model):
    """A piece of a desk. `identity`: `id:<source>:<external id>`, else `url:<address>`, else `sha:<text>`.

    Before `embargoed_until` nobody without the right may see it. A withdrawn one was taken back by its
    publisher, or by somebody here (`status_by`, with the reason); `tasks_due` until its tasks know of it.
    """

    class Status(models.TextChoices):
        USABLE = "usable", "Usable"
        WITHDRAWN = "withdrawn", "Withdrawn"

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, db_index=False, related_name="articles")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, related_name="articles")
    identity = models.CharField(max_length=2100)
    canonical_url = models.URLField(max_length=2000, blank=True)
    external_id = models.CharField(max_length=1000, blank=True)
    language = models.CharField(max_length=10, default="en")
    published_at = models.DateTimeField(null=True, blank=True)
    embargoed_until = models.DateTimeField(null=True, blank=True)
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.USABLE, db_default="usable"
    )
    # What the source said last. People may decide otherwise, until it says something new.
    source_status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.USABLE, db_default="usable"
    )
    status_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )
    status_at = models.DateTimeField(null=True, blank=True)
    status_reason = models.TextField(blank=True, default="", db_default="")
    tasks_due = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField(db_default=Now())

    objects = ArticleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_article_per_desk_and_identity", fields=["desk", "identity"]),
            models.CheckConstraint(
                name="article_is_usable_or_withdrawn", condition=Q(status__in=["usable", "withdrawn"])
            ),
        ]
        indexes = [
            # the articles of a desk, newest first
            models.Index(name="article_by_desk", fields=["desk", "-id"]),
            # hidden_from: articles that are, or once were, under an embargo
            models.Index(
                name="article_embargo", fields=["embargoed_until"], condition=Q(embargoed_until__isnull=False)
            ),
            # due.restated_articles in reviews: withdrawn or restored, and the tasks do not know yet
            models.Index(name="article_tasks_due", fields=["id"], condition=Q(tasks_due=True)),
        ]
        triggers = [
            # Whoever writes an article, the release before this one too, makes it known by its identity.
            pgtrigger.Trigger(
                name="is_known_by_its_identity",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func="""
                    INSERT INTO articles_articlekey (desk_id, key, article_id)
                    VALUES (NEW.desk_id, NEW.identity, NEW.id) ON CONFLICT DO NOTHING;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.identity
