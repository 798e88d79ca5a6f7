"""The API's OpenAPI document, and a page that lets one read and try it; both for anybody signed in."""

from __future__ import annotations

from typing import Any

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


_ERROR = {
    "type": "object",
    "description": "The one shape of every error; `fields` with 400, `present` with 409.",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {
                "code": {"type": "string"},
                "message": {"type": "string"},
                "fields": {"type": "object", "additionalProperties": {}},
                "present": {"type": "string"},
            },
        }
    },
}
_ERRORS = {
    "400": "a field, named in `fields`, is wrong",
    "401": "no token, or one that is unknown or revoked",
    "403": "your role at this desk may not do this",
    "404": "there is no such thing at any of your desks",
}

# Those that only some operations answer with; each names them itself.
_MORE = {
    "411": "the body has no length and is not chunked",
    "413": "the body is longer than what is read of such a one; the message names the limit",
    "422": "the key was used for another request",
}


def with_errors(result: dict[str, Any], **_: object) -> dict[str, Any]:
    """Return the document with the error shape in every operation; called when it is generated."""
    result["components"]["schemas"]["Error"] = _ERROR
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    for operations in result["paths"].values():
        for operation in operations.values():
            answers = operation["responses"]
            for code, description in _ERRORS.items():
                answers[code] = {"description": description, "content": content}
            if "409" in answers:
                answers["409"]["content"] = content
            for code in _MORE.keys() & answers.keys():
                answers[code] = {"description": _MORE[code], "content": content}
    return result


class Schema(SpectacularAPIView):
    """OpenAPI 3, as YAML, or as JSON for `Accept: application/json`."""

    permission_classes = [IsAuthenticated]
    rule = SIGNED_IN


class Docs(SpectacularSwaggerSplitView):
    """Swagger UI from our own static files, its script apart from the page, as the CSP asks."""

    permission_classes = [IsAuthenticated]
    url_name = "api_schema"
    rule = SIGNED_IN
