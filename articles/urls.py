"""The addresses of imports and feeds, below `/desks/<slug>/`."""

from __future__ import annotations

from django.urls import path

from articles.views import feed_acts, feeds, imports, run_acts

urlpatterns = [
    path("imports/", imports.imports, name="imports"),
    path("imports/upload/", imports.import_upload, name="import_upload"),
    path("imports/<int:pk>/", imports.import_run, name="import_run"),
    path("imports/<int:pk>/pause/", run_acts.run_pause, name="run_pause"),
    path("imports/<int:pk>/resume/", run_acts.run_resume, name="run_resume"),
    path("imports/<int:pk>/cancel/", run_acts.run_cancel, name="run_cancel"),
    path("imports/<int:pk>/retry/", run_acts.run_retry, name="run_retry"),
    path("imports/<int:pk>/report/", run_acts.run_report_file, name="run_report"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/add/", feeds.feed_add, name="feed_add"),
    path("feeds/<int:pk>/", feeds.feed, name="feed"),
    path("feeds/<int:pk>/edit/", feeds.feed_edit, name="feed_edit"),
    path("feeds/<int:pk>/run/", feed_acts.feed_run, name="feed_run"),
    path("feeds/<int:pk>/dry-run/", feed_acts.feed_dry_run, name="feed_dry_run"),
    path("feeds/<int:pk>/pause/", feed_acts.feed_pause, name="feed_pause"),
    path("feeds/<int:pk>/resume/", feed_acts.feed_resume, name="feed_resume"),
    path("feeds/<int:pk>/move/", feed_acts.feed_move, name="feed_move"),
    path("feeds/<int:pk>/remove/", feed_acts.feed_remove, name="feed_remove"),
    path("dry-runs/<int:pk>/", feeds.dry_run, name="dry_run"),
]
