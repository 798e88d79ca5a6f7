"""Feeds and their fetches as JSON."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.actions.feeds import FIELDS
from articles.api.serializers import ImportRunOut
from articles.formats import FORMATS
from articles.models import Feed, FeedFetch


class FeedIn(serializers.Serializer[Any]):
    """A feed as handed over: exactly one of `url` and `folder`, exactly one of `every` and `daily_at`."""

    source_name = serializers.CharField(max_length=200, required=False)
    format = serializers.ChoiceField(choices=FORMATS, required=False, default="auto")
    url = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")
    folder = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    full_text = serializers.BooleanField(
        required=False, default=False, help_text="fetch each entry's own page"
    )
    every = serializers.IntegerField(
        min_value=1, required=False, allow_null=True, default=None, help_text="minutes"
    )
    daily_at = serializers.ListField(
        child=serializers.CharField(max_length=8),
        required=False,
        default=list,
        max_length=24,
        help_text="times of day in `zone`, such as 06:30",
    )
    zone = serializers.CharField(max_length=64, required=False, default="", help_text="IANA name")


class NewFeedIn(FeedIn):
    """A new feed. `start` false leaves it paused, to be tried by a dry run first."""

    desk = serializers.SlugField(required=False)
    source_name = serializers.CharField(max_length=200)
    start = serializers.BooleanField(required=False, default=True)


class PauseIn(serializers.Serializer[Any]):
    """Why a feed is paused."""

    reason = serializers.CharField(max_length=500, required=False, default="")


class FeedOut(serializers.ModelSerializer[Feed]):
    """A feed with its schedule, its health and what the last fetches taught."""

    desk = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    daily_at = serializers.SerializerMethodField()

    class Meta:
        model = Feed
        fields = [
            "id", "desk", *FIELDS, "state", "next_run_at", "paused_at", "paused_reason", "failures",
            "last_error", "moved_to", "created_at",
        ]  # fmt: skip

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_daily_at(self, feed: Feed) -> list[str]:
        """Return the times of day, such as 06:30."""
        return [f"{at:%H:%M}" for at in feed.daily_at]


class FetchOut(serializers.ModelSerializer[FeedFetch]):
    """One fetch: outcome new, unchanged, failed or refused with its reason; `bytes` came in `ms`."""

    run = ImportRunOut(read_only=True, allow_null=True)

    class Meta:
        model = FeedFetch
        fields = [
            "id", "feed", "kind", "state", "outcome", "reason", "status", "bytes", "ms", "asked_at",
            "started_at", "finished_at", "run",
        ]  # fmt: skip


class ForeseenEntry(serializers.Serializer[Any]):
    """One entry of a dry run: what an import would make of it, or why it would be refused."""

    locator = serializers.CharField()
    title = serializers.CharField(allow_blank=True)
    outcome = serializers.CharField()
    reason = serializers.CharField(allow_blank=True)
    url = serializers.CharField(allow_blank=True)


class Foreseen(serializers.Serializer[Any]):
    """What a dry run found: the first 200 of `total` entries, and their outcomes counted."""

    entries = ForeseenEntry(many=True)
    counts = serializers.DictField(child=serializers.IntegerField())
    total = serializers.IntegerField()


class FetchFull(FetchOut):
    """A fetch with what it foresaw, where it is a dry run that is done."""

    foreseen = Foreseen(read_only=True, allow_null=True)

    class Meta(FetchOut.Meta):
        fields = [*FetchOut.Meta.fields, "foreseen"]
