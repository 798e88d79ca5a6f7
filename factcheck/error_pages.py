"""The answers to what no view could answer: a page with the desk's bar, below /api/ its one error shape."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from factcheck.access import membership_of
from factcheck.models import User

_OF_DESK = re.compile(r"/desks/([-\w]+)/", re.ASCII)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the 400 answer to a request that cannot be read: why, where a view of ours said why."""
    # Django's own words on a suspicious request are for the log.
    why = str(exception) if type(exception) is BadRequest else ""
    query = request.method == "GET" and request.META.get("QUERY_STRING")
    told = {"why": why, "way_back": request.path if why and query else ""}
    return _json(request, 400, "invalid", "This request cannot be read.") or _page(request, 400, **told)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the 403 answer to a request that this person may not make."""
    why = str(exception) if type(exception) is PermissionDenied else ""
    return _json(request, 403, "forbidden", "You may not do this.") or _page(request, 403, why=why)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the 403 answer to a form that does not belong to the session; `reason` is for the log alone."""
    _note_membership(request)
    return render(request, "403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the 404 answer: foreign and missing things answer alike."""
    return _json(request, 404, "not_found", "There is nothing here for you.") or _page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the 500 answer; what went wrong stands in the log, under the request's id.

    It asks neither the database nor the session, one of which may be what broke.
    """
    message = "Something broke here; it has been written down."
    found = _OF_DESK.match(request.path_info)
    page = render_to_string("500.html", {"slug": found[1] if found else ""})
    return _json(request, 500, "server_error", message) or HttpResponse(page, status=500)


class NotAllowedPages:
    """Answers 405 with a page: a form's address opened, reloaded or come back to after signing in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; put the page in place of an empty refusal of its method."""
        answer = self.get_response(request)
        if not isinstance(answer, HttpResponseNotAllowed) or not request.accepts("text/html"):
            return answer
        page = _json(request, 405, "not_allowed", "This address takes another method.") or _page(request, 405)
        page.headers["Allow"] = answer.headers["Allow"]
        return page


def _page(request: HttpRequest, status: int, **told: str) -> HttpResponse:
    _note_membership(request)
    return render(request, f"{status}.html", told, status=status)


def _note_membership(request: HttpRequest) -> None:
    """Let the page know the desk in the address and who is here, where no view came to note it."""
    user = getattr(request, "user", None)
    found = _OF_DESK.match(request.path_info)
    if hasattr(request, "membership") or not found or user is None or not user.is_authenticated:
        return
    try:
        request.membership = membership_of(cast(User, user), found[1])  # type: ignore[attr-defined]
    except Http404:
        return  # a stranger's page has no desk in its bar


def _json(request: HttpRequest, status: int, code: str, message: str) -> HttpResponse | None:
    if not request.path_info.startswith("/api/"):
        return None
    return JsonResponse({"error": {"code": code, "message": message}}, status=status)
