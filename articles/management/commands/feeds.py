"""List the feeds with their state: place, schedule, next run, failures and the last error."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from articles.models import Feed


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--desk", default="", metavar="SLUG", help="the feeds of this desk alone")
        parser.add_argument(
            "--json", action="store_true", help="print one JSON object a feed, each in a line"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line a feed, by desk."""
        feeds = Feed.objects.select_related("desk").order_by("desk__slug", "pk")
        if options["desk"]:
            feeds = feeds.filter(desk__slug=options["desk"])
        for feed in feeds.iterator():
            told = _told(feed)
            self.stdout.write(json.dumps(told, ensure_ascii=False) if options["json"] else _line(told))
        if not feeds.exists() and not options["json"]:
            self.stdout.write("There are no feeds.")


def _told(feed: Feed) -> dict[str, Any]:
    return {
        "feed": feed.pk,
        "desk": feed.desk.slug,
        "source": feed.source_name,
        "place": feed.place,
        "state": feed.state,
        "schedule": feed.schedule,
        "next_run_at": feed.next_run_at and feed.next_run_at.isoformat(timespec="seconds"),
        "failures": feed.failures,
        "reason": feed.paused_reason or feed.last_error,
    }


def _line(told: dict[str, Any]) -> str:
    when = f"next {told['next_run_at']}" if told["next_run_at"] else "no next run"
    why = f" ({told['reason']})" if told["reason"] else ""
    state, place = f"{told['state'].lower()}{why}", f"{told['source']}, {told['place']}"
    return "  ".join([f"{told['feed']:>6}", told["desk"], state, told["schedule"], when, place])
