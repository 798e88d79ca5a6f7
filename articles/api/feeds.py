"""Feeds over the API: list, add, read, change and remove them; run, try, pause and resume; their history."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from articles import jobs
from articles.actions import calling, feeds
from articles.api.articles import DESK
from articles.api.feed_serializers import FeedIn, FeedOut, FetchFull, FetchOut, NewFeedIn, PauseIn
from articles.forms.feeds import FeedForm, form_values
from articles.models import Feed, FeedFetch
from factcheck.api import DeskView, fields_of
from factcheck.roles import Ability

FEEDS = Feed.objects.select_related("desk")


class Feeds(DeskView):
    """The feeds of one's desks."""

    rules = {"GET": Ability.EMBARGO, "POST": Ability.EDIT}

    @extend_schema(parameters=[DESK], responses=FeedOut(many=True))
    def get(self, request: Request) -> Response:
        """List feeds, newest first."""
        return self.page(self.within_desks(FEEDS), FeedOut)

    @extend_schema(request=NewFeedIn, responses={201: FeedOut})
    def post(self, request: Request) -> Response:
        """Add a feed; it is due at once, or with `start` false paused until resumed."""
        fields = fields_of(request)
        place = self.chosen_desk(str(fields.get("desk") or ""))  # whether one may at all is told first
        form = NewFeedIn(data=fields)
        form.is_valid(raise_exception=True)
        given = form.validated_data
        feed = feeds.add(desk=place.desk, by=self.user, fields=_checked(given), start=given["start"])
        return Response(FeedOut(feed).data, status=status.HTTP_201_CREATED)


class FeedDetail(DeskView):
    """One feed."""

    rules = {"GET": Ability.EMBARGO, "PATCH": Ability.EDIT, "DELETE": Ability.EDIT}

    @extend_schema(responses=FeedOut)
    def get(self, request: Request, pk: int) -> Response:
        """Return the feed with its health."""
        return Response(FeedOut(self.find(FEEDS, pk)[0]).data)

    @extend_schema(request=FeedIn, responses=FeedOut)
    def patch(self, request: Request, pk: int) -> Response:
        """Change the fields that are sent; a new place or format forgets what the old one taught."""
        feed, _ = self.find(FEEDS, pk)
        form = FeedIn(data=fields_of(request), partial=True)
        form.is_valid(raise_exception=True)
        fields = _checked({**form_values(feed), **form.validated_data})
        return Response(FeedOut(feeds.change(feed, by=self.user, fields=fields)).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """Remove the feed and its history; what it imported stays. 409 while it is fetched or imported."""
        feeds.remove(self.find(FEEDS, pk)[0], by=self.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


class FeedFetches(DeskView):
    """The history of one feed, dry runs included."""

    rules = {"GET": Ability.EMBARGO}

    @extend_schema(responses=FetchOut(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """List fetches, newest first, each with the counts of its run."""
        feed, _ = self.find(FEEDS, pk)
        return self.page(FeedFetch.objects.filter(feed=feed).select_related("run__desk"), FetchOut)


class Fetch(DeskView):
    """One fetch of a feed. What a dry run foresees may be under an embargo."""

    rules = {"GET": Ability.EMBARGO}

    @extend_schema(responses=FetchFull)
    def get(self, request: Request, pk: int) -> Response:
        """Return the fetch; a dry run that is done comes with what it found."""
        rows = FeedFetch.objects.select_related("feed__desk", "run__desk")
        return Response(FetchFull(self.find(rows, pk, desk="feed__desk")[0]).data)


class FeedRun(DeskView):
    """Fetching a feed now."""

    rules = {"POST": Ability.EDIT}
    is_dry = False

    @extend_schema(request=None, responses={202: FetchOut})
    def post(self, request: Request, pk: int) -> Response:
        """Order a fetch, paused or not; answer 202 with the fetch to look up. 409 while one is under way."""
        feed, _ = self.find(FEEDS, pk)
        fetch = calling.order(feed, by=self.user, dry=self.is_dry)
        jobs.ring_fetch(fetch)
        fetch.refresh_from_db()
        return Response(FetchOut(fetch).data, status=status.HTTP_202_ACCEPTED)


class FeedDryRun(FeedRun):
    """Finding out what a feed would bring."""

    is_dry = True


class FeedPause(DeskView):
    """Stopping the schedule of a feed."""

    rules = {"POST": Ability.EDIT}

    @extend_schema(request=PauseIn, responses=FeedOut)
    def post(self, request: Request, pk: int) -> Response:
        """Pause the feed with an optional `reason`. 409 where it is paused."""
        feed, _ = self.find(FEEDS, pk)
        form = PauseIn(data=fields_of(request))
        form.is_valid(raise_exception=True)
        feeds.pause(feed, by=self.user, reason=form.validated_data["reason"] or f"paused by {self.user.name}")
        feed.refresh_from_db()
        return Response(FeedOut(feed).data)


class FeedResume(DeskView):
    """Starting the schedule of a feed."""

    rules = {"POST": Ability.EDIT}

    @extend_schema(request=None, responses=FeedOut)
    def post(self, request: Request, pk: int) -> Response:
        """Resume the feed: it is due at once. 409 where it is not paused."""
        feed, _ = self.find(FEEDS, pk)
        feeds.resume(feed, by=self.user)
        feed.refresh_from_db()
        return Response(FeedOut(feed).data)


def _checked(given: dict[str, Any]) -> dict[str, Any]:
    """Return the fields as the form of the pages cleans them. Raises ValidationError by field."""
    times = [str(each)[:5] if not isinstance(each, str) else each for each in given["daily_at"]]
    form = FeedForm({**given, "daily_at": ", ".join(times)})
    if not form.is_valid():
        raise ValidationError({name: list(errors) for name, errors in form.errors.items()})
    return form.cleaned_data
