"""Signing in and out, the health checks and the metrics."""

from __future__ import annotations

from django.contrib.auth.views import LoginView, LogoutView
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from factcheck import servers
from factcheck.access import View, public
from factcheck.metrics import CONTENT_TYPE, exposition, may_scrape
from factcheck.sign_in import SignInForm

_signing_in: View = LoginView.as_view(  # type: ignore[assignment]  # never streams
    authentication_form=SignInForm, redirect_authenticated_user=True
)
_signing_out: View = LogoutView.as_view()
login = public(_signing_in)


@public
def logout(request: HttpRequest) -> HttpResponse:
    """End the session and have the browser forget what it kept of this site."""
    answer = _signing_out(request)
    answer.headers["Clear-Site-Data"] = '"cookies", "storage"'
    return answer


@public
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 once the database answers, to whoever asks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@public
@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 once PostgreSQL and Valkey answer, else 503, and which of them does not, to whoever asks."""
    asked = {"postgresql": servers.postgresql(), "valkey": servers.valkey()[0]}
    is_ready = all(server.answers for server in asked.values())
    told = {name: "ok" if server.answers else "unreachable" for name, server in asked.items()}
    body = {"status": "ok" if is_ready else "not ready", **told}
    return JsonResponse(body, status=200 if is_ready else 503)


@public
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Return the desk's metrics as Prometheus reads them, to whoever may scrape them; 403 to others."""
    if not may_scrape(request):
        return HttpResponseForbidden(
            "Metrics need the METRICS_TOKEN, or a caller on this machine.\n", "text/plain"
        )
    return HttpResponse(exposition(), CONTENT_TYPE)
