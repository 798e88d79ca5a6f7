"""The answers to what no view could answer: a page for a browser, the API's one error shape below /api/."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import defaults


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the 400 answer to a request that cannot be read."""
    return _json(request, 400, "invalid", "This request cannot be read.") or defaults.bad_request(
        request, exception
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the 403 answer to a request that this person may not make."""
    return _json(request, 403, "forbidden", "You may not do this.") or defaults.permission_denied(
        request, exception
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the 404 answer: foreign and missing things answer alike."""
    return _json(request, 404, "not_found", "There is nothing here for you.") or defaults.page_not_found(
        request, exception
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the 500 answer; what went wrong stands in the log, under the request's id."""
    message = "Something broke here; it has been written down."
    return _json(request, 500, "server_error", message) or defaults.server_error(request)


def _json(request: HttpRequest, status: int, code: str, message: str) -> HttpResponse | None:
    if not request.path_info.startswith("/api/"):
        return None
    return JsonResponse({"error": {"code": code, "message": message}}, status=status)
