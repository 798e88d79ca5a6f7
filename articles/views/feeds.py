"""The feeds of a desk: the list, one feed with its history, the form, and what a dry run found."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from articles import jobs
from articles.actions import calling
from articles.actions import feeds as acts
from articles.feed_page import feed_list, feed_page
from articles.forms.feeds import FeedForm, form_values
from articles.models import Feed, FeedFetch
from factcheck.access import desk_page
from factcheck.models import Membership
from factcheck.roles import Ability


@desk_page(Ability.EMBARGO)
def feeds(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List the feeds of this desk, newest first."""
    shown = feed_list(membership.desk, cursor=request.GET.get("cursor", ""))
    return _show(request, "feeds.html", shown=shown)


@desk_page(Ability.EMBARGO)
def feed(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Show one feed; an open page asks again every two seconds while it is fetched."""
    found = get_object_or_404(Feed.objects.of(membership.desk), pk=pk)
    shown = feed_page(found, cursor=request.GET.get("cursor", ""))
    template = "feed.html#feed" if "HX-Request" in request.headers else "feed.html"
    return _show(request, template, shown=shown)


@desk_page(Ability.EDIT, "GET", "POST")
def feed_add(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Add a feed: try it first with a dry run, or start it right away."""
    form = FeedForm(request.POST or None, initial={"zone": settings.TIME_ZONE})
    if request.method == "POST" and form.is_valid():
        start = "start" in request.POST
        try:
            added = acts.add(desk=membership.desk, by=membership.user, fields=form.cleaned_data, start=start)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            if start:
                return redirect("feed", membership.desk.slug, added.pk)
            fetch = calling.order(added, by=membership.user, dry=True)
            jobs.ring_fetch(fetch)
            return redirect("dry_run", membership.desk.slug, fetch.pk)
    return _show_form(request, membership, form)


@desk_page(Ability.EDIT, "GET", "POST")
def feed_edit(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Change a feed."""
    found = get_object_or_404(Feed.objects.of(membership.desk), pk=pk)
    form = FeedForm(request.POST or None, initial=form_values(found))
    if request.method == "POST" and form.is_valid():
        try:
            acts.change(found, by=membership.user, fields=form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("feed", membership.desk.slug, pk)
    return _show_form(request, membership, form, feed=found)


@desk_page(Ability.EMBARGO)  # what would come may be under an embargo
def dry_run(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Show what a dry run found; an open page asks again every second until it has."""
    dry = FeedFetch.objects.filter(feed__desk=membership.desk, kind=FeedFetch.Kind.DRY)
    fetch = get_object_or_404(dry.select_related("feed", "asked_by"), pk=pk)
    template = "dry_run.html#found" if "HX-Request" in request.headers else "dry_run.html"
    return _show(request, template, fetch=fetch, feed=fetch.feed)


def _show_form(
    request: HttpRequest, membership: Membership, form: FeedForm, feed: Feed | None = None
) -> HttpResponse:
    root = f"{membership.desk.slug}/" if settings.IMPORT_FOLDERS else ""
    status = 422 if form.errors else 200
    return _show(request, "feed_form.html", status=status, form=form, feed=feed, root=root)


def _show(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, f"articles/{template}", {"section": "imports", **context}, status=status)
