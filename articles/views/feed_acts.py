"""The buttons of a feed: run, dry run, pause, resume, take the new address, remove. Each leads to a page."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from articles import jobs
from articles.actions import calling, feeds
from articles.models import Feed
from factcheck.access import desk_page
from factcheck.models import Membership, User
from factcheck.roles import Ability
from factcheck.states import Conflict


@desk_page(Ability.EDIT, "POST")
def feed_run(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Fetch the feed now."""
    feed = _feed(membership, pk)
    try:
        jobs.ring_fetch(calling.order(feed, by=membership.user))
    except Conflict as conflict:
        messages.error(request, str(conflict))
    return redirect("feed", membership.desk.slug, pk)


@desk_page(Ability.EDIT, "POST")
def feed_dry_run(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Find out what the feed would bring, importing nothing."""
    feed = _feed(membership, pk)
    try:
        fetch = calling.order(feed, by=membership.user, dry=True)
    except Conflict as conflict:
        messages.error(request, str(conflict))
        return redirect("feed", membership.desk.slug, pk)
    jobs.ring_fetch(fetch)
    return redirect("dry_run", membership.desk.slug, fetch.pk)


@desk_page(Ability.EDIT, "POST")
def feed_pause(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Stop the feed's schedule."""
    reason = f"paused by {membership.user.name}"
    return _act(request, membership, pk, "Paused.", lambda feed, by: feeds.pause(feed, by=by, reason=reason))


@desk_page(Ability.EDIT, "POST")
def feed_resume(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Start the feed's schedule."""
    return _act(request, membership, pk, "On schedule.", lambda feed, by: feeds.resume(feed, by=by))


@desk_page(Ability.EDIT, "POST")
def feed_move(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Take the address that a permanent redirect led to as the feed's own."""

    def move(feed: Feed, by: User) -> None:
        if feed.moved_to:
            feeds.change(feed, by=by, fields={"url": feed.moved_to})

    return _act(request, membership, pk, "The new address is in use.", move)


@desk_page(Ability.EDIT, "POST")
def feed_remove(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Remove the feed; what it imported stays."""
    feed = _feed(membership, pk)
    try:
        feeds.remove(feed, by=membership.user)
    except Conflict as conflict:
        messages.error(request, str(conflict))
        return redirect("feed", membership.desk.slug, pk)
    messages.success(request, f"Removed {feed.source_name}. What it imported is still here.")
    return redirect("feeds", membership.desk.slug)


def _feed(membership: Membership, pk: int) -> Feed:
    return get_object_or_404(Feed.objects.of(membership.desk), pk=pk)


def _act(
    request: HttpRequest, membership: Membership, pk: int, done: str, act: Callable[[Feed, User], None]
) -> HttpResponse:
    """Do `act` to the feed and say `done`, or why not; go to its page."""
    feed = _feed(membership, pk)
    try:
        act(feed, membership.user)
    except Conflict as conflict:
        messages.error(request, str(conflict))
    else:
        messages.success(request, done)
    return redirect("feed", membership.desk.slug, pk)
