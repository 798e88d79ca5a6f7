"""Every page has a rule: public, signed in, or an ability at the desk named in its address."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from factcheck import shifts
from factcheck.models import Membership, Notice, User
from factcheck.roles import Ability, may

PUBLIC = "public"
SIGNED_IN = "signed in"

MOST_UNREAD = 100
"""The bell counts so far, in the query that finds the membership."""

View = Callable[..., HttpResponse]


def membership_of(user: User, slug: str) -> Membership:
    """Return the user's membership at the desk `slug`; Http404 where there is none, as for no such desk."""
    unread = Notice.objects.filter(user=OuterRef("user"), desk=OuterRef("desk"), read_at__isnull=True)
    mine = Membership.objects.select_related("desk").filter(user=user, desk__slug=slug)
    membership = mine.annotate(unread_needs=ArraySubquery(unread.values("needs")[:MOST_UNREAD])).first()
    if membership is None:
        raise Http404("No such desk.")
    membership.user = user
    return membership


def desk_page(ability: Ability, *methods: str) -> Callable[[View], View]:
    """Return a decorator: the view gets `(request, membership, **kwargs)` of a person with `ability` there.

    `methods` are the HTTP methods allowed, GET where none is named. Strangers get 404, lesser roles 403.
    """

    def decorate(view: View) -> View:
        @login_required
        @require_http_methods(list(methods or ("GET",)))
        @wraps(view)
        def guarded(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
            membership = membership_of(cast(User, request.user), slug)
            request.membership = membership  # type: ignore[attr-defined]  # read by desk_context
            if not may(membership.role, ability):
                raise PermissionDenied(f"Your role here, {membership.role}, may not do this.")
            shifts.note(membership)
            return view(request, membership, **kwargs)

        guarded.rule = ability  # type: ignore[attr-defined]  # read by the matrix test
        return guarded

    return decorate


def signed_in(view: View) -> View:
    """Mark and guard a page that any signed-in person may see."""
    guarded = login_required(view)
    guarded.rule = SIGNED_IN  # type: ignore[attr-defined]  # read by the matrix test
    return guarded


def public(view: View) -> View:
    """Mark a page that anybody may see."""
    view.rule = PUBLIC  # type: ignore[attr-defined]  # read by the matrix test
    return view
