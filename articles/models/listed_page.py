"""A listed page: an address that a sitemap or a feed of links names, to be fetched as an article."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from articles.models.feed import Feed


class ListedPage(models.Model):
    """One address of a feed. `fetched_at` is null while it is to be fetched; a new `modified_at` makes it so.

    `is_list`: it is a sitemap, named by an index; without a `modified_at` it is read again by its age.
    `failures` in a row count up to GIVEN_UP; a page that was given up is fetched again once it is modified.
    """

    GIVEN_UP = 3

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, db_index=False, related_name="pages")
    url = models.CharField(max_length=2000)
    modified_at = models.DateTimeField(null=True, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    is_list = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_listed_page_per_feed_and_address", fields=["feed", "url"]),
        ]
        indexes = [
            # listing.pending: the pages of a feed that are to be fetched
            models.Index(
                name="listed_page_pending", fields=["feed", "id"], condition=Q(fetched_at__isnull=True)
            ),
            # listing.pending: the lists of a feed that are read again by their age
            models.Index(
                name="listed_page_lists",
                fields=["feed", "fetched_at"],
                condition=Q(is_list=True, modified_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.url
