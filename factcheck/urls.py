"""Every address."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from factcheck import notice_api, notice_pages, schema, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("reviews.home_urls")),
    path("login/", views.login, name="login"),
    path("logout/", views.logout, name="logout"),
    path("metrics", views.metrics, name="prometheus"),
    path("healthz/", views.healthz, name="healthz"),
    path("readyz/", views.readyz, name="readyz"),
    path("desks/<slug:slug>/notices/", notice_pages.notices, name="notices"),
    path("desks/<slug:slug>/notices/read/", notice_pages.notices_read, name="notices_read"),
    path("desks/<slug:slug>/", include("articles.urls")),
    path("desks/<slug:slug>/", include("reviews.urls")),
    path("api/v1/schema/", schema.Schema.as_view(), name="api_schema"),
    path("api/v1/docs/", schema.Docs.as_view(), name="api_docs"),
    path("api/v1/notices/", notice_api.Notices.as_view(), name="api_notices"),
    path("api/v1/notices/read/", notice_api.NoticesRead.as_view(), name="api_notices_read"),
    path("api/v1/", include("articles.api.urls")),
    path("api/v1/", include("reviews.api.urls")),
]

handler400 = "factcheck.error_pages.bad_request"
handler403 = "factcheck.error_pages.forbidden"
handler404 = "factcheck.error_pages.not_found"
handler500 = "factcheck.error_pages.server_error"
