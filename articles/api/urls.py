"""API addresses of what was published."""

from __future__ import annotations

from django.urls import path

from articles.api import articles, imports

urlpatterns = [
    path("imports/", imports.Imports.as_view(), name="api_imports"),
    path("imports/<int:pk>/", imports.Import.as_view(), name="api_import"),
    path("articles/", articles.Articles.as_view(), name="api_articles"),
    path("articles/<int:pk>/", articles.ArticleDetail.as_view(), name="api_article"),
    path("statements/", articles.Statements.as_view(), name="api_statements"),
    path("statements/<int:pk>/", articles.StatementDetail.as_view(), name="api_statement"),
]
