"""Foreseeing: what an import of what a feed brought would do, by doing it and taking it back."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from articles import formats, payload
from articles.actions import revisions
from articles.actions.gathering import Gathered
from articles.actions.handing_over import size_objection
from articles.actions.limits import limits
from articles.formats.parsed import Parsed, ParsedArticle, Refusal
from articles.models import Feed, ImportItem

# A dry run shows this many entries; locks on articles are held for no longer than these take.
MOST_ENTRIES: Final = 200
Entry = dict[str, str]


def foresee(feed: Feed, found: Gathered) -> dict[str, Any]:
    """Return `{entries: [{locator, title, outcome, reason, url}], counts: {outcome: n}, total}` as JSON.

    `total` counts all entries, `counts` and `entries` the first MOST_ENTRIES. Outcomes are those of an
    import: created, revised, unchanged, refused. The import itself is made in a transaction that is rolled
    back, so what is foreseen is what would be, duplicates inside one document included.
    """
    parsed = [each for file in found.files for each in _parsed(file.name, file.data, file.format)]
    strange: list[Parsed] = [Refusal(locator=name, reason=why) for name, why in found.strange.items()]
    everything = [*strange, *parsed]
    looked_at = [_checked(each) for each in everything[:MOST_ENTRIES]]
    with transaction.atomic():
        entries = _entries(looked_at, feed)
        transaction.set_rollback(True)
    counts = Counter(entry["outcome"] for entry in entries)
    return {"entries": entries, "counts": dict(counts), "total": len(everything)}


def _parsed(name: str, data: bytes, declared: str) -> list[Parsed]:
    if why := size_objection(len(data)):
        return [Refusal(locator=name, reason=why)]
    found = formats.parse(data, locator=name, format=declared, limits=limits())
    return found or [Refusal(locator=name, reason="the file holds no article")]


def _checked(each: Parsed) -> Parsed:
    """Return an article that can be stored as it is, and any other as its refusal."""
    if isinstance(each, Refusal):
        return each
    return payload.objection(each, max_length=settings.IMPORT_MAX_CHARACTERS) or each


def _entries(looked_at: list[Parsed], feed: Feed) -> list[Entry]:
    articles = [revisions.Incoming(each) for each in looked_at if isinstance(each, ParsedArticle)]
    stored = iter(revisions.store_many(articles, desk=feed.desk, source_name=feed.source_name, run_id=0))
    return [_entry(each, None if isinstance(each, Refusal) else next(stored)) for each in looked_at]


def _entry(each: Parsed, stored: revisions.Stored | None) -> Entry:
    if isinstance(each, Refusal) or stored is None:
        return _told(each.locator, "", ImportItem.Outcome.REFUSED, getattr(each, "reason", ""), "")
    return _told(each.locator, each.title, stored.outcome, "", each.canonical_url)


def _told(locator: str, title: str, outcome: ImportItem.Outcome, reason: str, url: str) -> Entry:
    told = {"locator": locator, "title": title, "outcome": outcome.value, "reason": reason, "url": url}
    return {name: payload.storable(value, 1000) for name, value in told.items()}
