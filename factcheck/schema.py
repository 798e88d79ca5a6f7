"""The API's OpenAPI document, and a page that lets one read and try it; both for anybody signed in."""

from __future__ import annotations

from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import IsAuthenticated

from factcheck.access import SIGNED_IN


class Schema(SpectacularAPIView):
    """OpenAPI 3, as YAML, or as JSON for `Accept: application/json`."""

    permission_classes = [IsAuthenticated]
    rule = SIGNED_IN


class Docs(SpectacularSwaggerSplitView):
    """Swagger UI from our own static files, its script apart from the page, as the CSP asks."""

    permission_classes = [IsAuthenticated]
    url_name = "api_schema"
    rule = SIGNED_IN
