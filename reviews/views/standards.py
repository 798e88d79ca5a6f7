"""The desk's standards: every member reads them, a lead changes them."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from factcheck.access import desk_page
from factcheck.models import Membership
from factcheck.roles import Ability
from reviews import jobs
from reviews.actions import standards as actions
from reviews.forms.standards import StandardsForm, read_only, said, standards_form, told
from reviews.models import DeskPolicy
from reviews.reports.standards import history


@desk_page(Ability.READ)
def standards(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show the standards; a lead gets them as a form."""
    return _show(request, membership, standards_form(membership.desk))


@desk_page(Ability.LEAD, "GET", "POST")
def standards_change(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Change the standards; a GET leads to their page, as after a reload or signing in."""
    desk = membership.desk
    if request.method == "GET":
        return redirect("standards", desk.slug)
    form = standards_form(desk, request.POST)
    if not form.is_valid():
        return _show(request, membership, form, status=422)
    try:
        changes = actions.change(desk=desk, by=membership.user, wanted=form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return _show(request, membership, form, status=422)
    jobs.ring_floor(desk.pk)
    messages.success(request, said(changes))
    return redirect("standards", desk.slug)


def _show(
    request: HttpRequest, membership: Membership, form: StandardsForm, *, status: int = 200
) -> HttpResponse:
    policy = DeskPolicy.objects.select_related("scale").get(desk=membership.desk)
    context = {
        "section": "standards",
        "form": form,
        "policy": policy,
        "groups": read_only(policy),
        "ratings": policy.scale.ratings.order_by("position"),
        "history": [(change, told(change)) for change in history(membership.desk)],
    }
    return render(request, "reviews/standards.html", context, status=status)
