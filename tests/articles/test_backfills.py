"""Migrations that filled data, run on a database as the release before them left it, with rows in it."""

from __future__ import annotations

import hashlib

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models.functions import Now

# Back to the old state and forward again is a minute of migrations.
pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]

BEFORE = [("articles", "0003_embargo_and_status"), ("reviews", "0003_suggestion")]
ADDRESS = "https://post.example/bridge"


@pytest.fixture
def old_state():
    """Take the database back to the release before there were keys; bring it forward again afterwards."""
    executor = MigrationExecutor(connection)
    latest = executor.loader.graph.leaf_nodes()
    executor.migrate(BEFORE)
    executor.loader.build_graph()
    yield executor.loader.project_state(BEFORE).apps
    _forward(latest)


def _forward(wanted: list) -> MigrationExecutor:
    executor = MigrationExecutor(connection)
    executor.migrate(wanted)
    executor.loader.build_graph()
    return executor


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def printed(apps, desk, identity: str, *texts: str, matched: bool, **fields):
    """Print an article as the old release stored it: one identity, and no more keys."""
    article = apps.get_model("articles", "Article").objects.create(desk_id=desk, identity=identity, **fields)
    for number, text in enumerate(texts, start=1):
        apps.get_model("articles", "ArticleRevision").objects.create(
            article=article,
            number=number,
            is_latest=number == len(texts),
            title="Old",
            text=text,
            text_sha256=sha256(text),
            extracted_at=Now() if matched else None,
            matched_at=Now() if matched else None,
        )
    return article


def test_articles_of_before_are_known_by_every_name_and_suggested_for_no_second_time(old_state):
    desk = old_state.get_model("factcheck", "Desk").objects.create(slug="old", name="Old desk").pk
    by_id = printed(old_state, desk, "id:post:7", "One.", "Two.", matched=True, canonical_url=f"{ADDRESS}/")
    later = printed(old_state, desk, f"sha:{sha256('Two.')}", "Two.", matched=False)

    apps = (
        _forward([("articles", "0012_pages_that_feeds_list")])
        .loader.project_state([("articles", "0012_pages_that_feeds_list")])
        .apps
    )

    keys = apps.get_model("articles", "ArticleKey").objects.filter(desk_id=desk)
    assert dict(keys.values_list("key", "article")) == {
        "id:post:7": by_id.pk,
        f"url:{ADDRESS}": by_id.pk,
        f"sha:{sha256('One.')}": by_id.pk,
        f"sha:{sha256('Two.')}": later.pk,  # its identity, which it keeps
    }
    revisions = apps.get_model("articles", "ArticleRevision").objects.order_by("pk")
    suggested = [row.suggested_at is not None for row in revisions]
    assert suggested == [True, True, False]
    assert [row.suggested_at == row.matched_at for row in revisions] == [True, True, True]
    assert set(apps.get_model("articles", "Article").objects.values_list("source_status", flat=True)) == {
        "usable"
    }


def test_the_sitemaps_that_an_index_named_are_lists_from_then_on(old_state):
    apps = (
        _forward([("articles", "0017_retry_of_the_rest_of_a_file")])
        .loader.project_state([("articles", "0017_retry_of_the_rest_of_a_file")])
        .apps
    )
    desk = apps.get_model("factcheck", "Desk").objects.create(slug="old", name="Old desk").pk
    feed = apps.get_model("articles", "Feed").objects.create(
        desk_id=desk, url=ADDRESS, every=60, source_name="P", next_run_at=Now()
    )
    pages = apps.get_model("articles", "ListedPage")
    for name in ("news.xml", "old.XML.gz", "bridge.html", "xml"):
        pages.objects.create(feed=feed, url=f"{ADDRESS}/{name}", fetched_at=Now())
    _forward([("articles", "0018_lists_of_pages_are_read_again")])
    with connection.cursor() as cursor:
        cursor.execute("SELECT url FROM articles_listedpage WHERE is_list ORDER BY id")
        assert [url for (url,) in cursor.fetchall()] == [f"{ADDRESS}/news.xml", f"{ADDRESS}/old.XML.gz"]
