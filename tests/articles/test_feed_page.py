"""The list of feeds costs the same however many fetches there are, also of others."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.feed_page import feed_list
from articles.models import Feed, FeedFetch

pytestmark = pytest.mark.django_db


def test_feeds_without_a_fetch_are_not_looked_for_among_all_fetches_of_another(desk):
    now = timezone.now()
    place = {"desk": desk, "source_name": "Harbour News", "every": 60, "next_run_at": now}
    rows = (Feed(url=f"https://harbour.example/{number}", **place) for number in range(60))
    feeds = Feed.objects.bulk_create(rows)
    ended = {"state": "DONE", "outcome": "new", "finished_at": now}
    FeedFetch.objects.bulk_create(FeedFetch(feed=feeds[-1], **ended) for _ in range(3000))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_feed, articles_feedfetch")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        listed = feed_list(desk)
    newest = FeedFetch.objects.order_by("-pk").first()
    assert listed.rows[0] == (feeds[-1], newest)
    assert [fetch for _, fetch in listed.rows[1:]] == [None] * 49
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + asked[0]["sql"])
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert ("fetch_by_feed" in plan, "articles_feedfetch_pkey" in plan) == (True, False)
