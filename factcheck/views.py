"""Signing in and out, the desks of a person, the shift switch and the health check."""

from __future__ import annotations

from django.contrib.auth.views import LoginView, LogoutView
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from factcheck import shifts
from factcheck.access import View, desk_page, public, signed_in
from factcheck.models import Membership
from factcheck.roles import Ability

_signing_in: View = LoginView.as_view(redirect_authenticated_user=True)  # type: ignore[assignment]  # never streams
_signing_out: View = LogoutView.as_view()
login = public(_signing_in)
logout = public(_signing_out)


@public
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 once the database answers, to whoever asks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@signed_in
@require_safe
def desk_list(request: HttpRequest) -> HttpResponse:
    """Show the desks of this person, or go to the only one."""
    mine = Membership.objects.filter(user=request.user.pk)
    places = list(mine.select_related("desk").order_by("desk__name"))
    if len(places) == 1:
        return redirect("overview", places[0].desk.slug)
    return render(request, "desk_list.html", {"places": places})


@desk_page(Ability.CHECK, "POST")
def shift(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Start (`on=1`) or end (`on=0`) this person's shift, and go back to `next`."""
    if request.POST.get("on") == "1":
        shifts.start(membership)
    else:
        shifts.end(membership)
    back = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back) if ours else redirect("overview", membership.desk.slug)
