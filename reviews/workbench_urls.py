"""The addresses of the queue, the workbench and verdicts, below `/desks/<slug>/`."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
