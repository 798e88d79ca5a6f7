"""API addresses of what was published."""

from __future__ import annotations

from django.urls import path

from articles.api import articles, feeds, imports, run_acts

urlpatterns = [
    path("imports/", imports.Imports.as_view(), name="api_imports"),
    path("imports/<int:pk>/", imports.Import.as_view(), name="api_import"),
    path("imports/<int:pk>/pause/", run_acts.ImportPause.as_view(), name="api_import_pause"),
    path("imports/<int:pk>/resume/", run_acts.ImportResume.as_view(), name="api_import_resume"),
    path("imports/<int:pk>/cancel/", run_acts.ImportCancel.as_view(), name="api_import_cancel"),
    path("imports/<int:pk>/retry/", run_acts.ImportRetry.as_view(), name="api_import_retry"),
    path("imports/<int:pk>/report/", run_acts.ImportReport.as_view(), name="api_import_report"),
    path("feeds/", feeds.Feeds.as_view(), name="api_feeds"),
    path("feeds/<int:pk>/", feeds.FeedDetail.as_view(), name="api_feed"),
    path("feeds/<int:pk>/fetches/", feeds.FeedFetches.as_view(), name="api_feed_fetches"),
    path("feeds/<int:pk>/run/", feeds.FeedRun.as_view(), name="api_feed_run"),
    path("feeds/<int:pk>/dry-run/", feeds.FeedDryRun.as_view(), name="api_feed_dry_run"),
    path("feeds/<int:pk>/pause/", feeds.FeedPause.as_view(), name="api_feed_pause"),
    path("feeds/<int:pk>/resume/", feeds.FeedResume.as_view(), name="api_feed_resume"),
    path("fetches/<int:pk>/", feeds.Fetch.as_view(), name="api_fetch"),
    path("articles/", articles.Articles.as_view(), name="api_articles"),
    path("articles/<int:pk>/", articles.ArticleDetail.as_view(), name="api_article"),
    path("statements/", articles.Statements.as_view(), name="api_statements"),
    path("statements/<int:pk>/", articles.StatementDetail.as_view(), name="api_statement"),
]
