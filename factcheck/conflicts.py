"""A conflict, wherever it is raised, becomes one 409 answer that names the present state."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from factcheck.states import Conflict


class ConflictMiddleware:
    """Answer 409 to a Conflict: JSON to scripts that ask for it, else a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the 409 answer to a Conflict, and leave every other exception alone."""
        if not isinstance(exception, Conflict):
            return None
        message = str(exception)
        if request.accepts("text/html"):
            return render(request, "409.html", {"message": message, "present": exception.present}, status=409)
        error = {"code": "conflict", "message": message, "present": exception.present}
        return JsonResponse({"error": error}, status=409)
