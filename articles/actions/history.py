"""The history of feeds: old fetches are forgotten, so that a feed of years costs what one of weeks does."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db.models import F, Window
from django.db.models.functions import Now, RowNumber

from articles.models import FeedFetch

MOST = 10_000
"""Fetches that one call forgets; the next call goes on."""


def forget() -> int:
    """Delete the ended fetches older than FEED_HISTORY_DAYS and return how many; runs and articles stay.

    Each feed keeps its FEED_HISTORY_LEAST newest whatever their age, and what is under way.
    """
    ended = FeedFetch.objects.filter(state=FeedFetch.State.DONE)
    numbered = ended.annotate(place=Window(RowNumber(), partition_by=[F("feed")], order_by=F("id").desc()))
    # Numbered among all of their feed: a filter by age beside it would number the old ones alone.
    beyond = numbered.filter(place__gt=settings.FEED_HISTORY_LEAST).values("pk")
    age = timedelta(days=settings.FEED_HISTORY_DAYS)
    old = FeedFetch.objects.filter(pk__in=beyond, finished_at__lt=Now() - age)
    keys = list(old.order_by("pk").values_list("pk", flat=True)[:MOST])
    return FeedFetch.objects.filter(pk__in=keys).delete()[0]
