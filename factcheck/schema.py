"""The API's OpenAPI document, and a page that lets one read and try it; both for anybody signed in."""

from __future__ import annotations

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import IsAuthenticated

from factcheck.access import SIGNED_IN


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # theirs is untyped
    """How the document describes `Authorization: Bearer <token>`."""

    target_class = "factcheck.authentication.BearerAuthentication"
    name = "bearer"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        """Return the security scheme."""
        return {"type": "http", "scheme": "bearer"}


class Schema(SpectacularAPIView):
    """OpenAPI 3, as YAML, or as JSON for `Accept: application/json`."""

    permission_classes = [IsAuthenticated]
    rule = SIGNED_IN


class Docs(SpectacularSwaggerSplitView):
    """Swagger UI from our own static files, its script apart from the page, as the CSP asks."""

    permission_classes = [IsAuthenticated]
    url_name = "api_schema"
    rule = SIGNED_IN
