"""The addresses of imports, below `/desks/<slug>/`."""

from __future__ import annotations

from django.urls import path

from articles.views import imports

urlpatterns = [
    path("imports/", imports.imports, name="imports"),
    path("imports/upload/", imports.import_upload, name="import_upload"),
    path("imports/<int:pk>/", imports.import_run, name="import_run"),
]
