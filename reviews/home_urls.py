"""The address that everybody comes to first."""

from __future__ import annotations

from django.urls import path

from reviews.views import desk_list

urlpatterns = [path("", desk_list.desk_list, name="desk_list")]
