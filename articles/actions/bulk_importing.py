"""Importing many items at once: one transaction for a batch, as long as nothing in it fails."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import BigIntegerField, Case, Value, When

from articles import payload
from articles.actions import attempts, revisions
from articles.actions.revisions import Incoming, Stored
from articles.actions.run_states import begin, hold_running
from articles.models import ImportItem, ImportRun
from factcheck import commits, states, tallies


def import_all(item_ids: Collection[int]) -> list[int]:
    """Import these items, all or none; return the ids of the revisions that they made.

    Left out is what was tried before, is done, in another worker's hands, or of a run that is not running:
    `importing.import_item` takes it alone. So it does with each one when this raises.
    """
    waiting = ImportItem.objects.filter(state=ImportItem.State.PENDING, run__state__in=ImportRun.WORKING)
    untried = attempts.first(waiting, item_ids)
    runs = set(ImportItem.objects.filter(pk__in=untried).values_list("run", flat=True))
    return [pk for run in sorted(runs) for pk in _import(run, untried)]


@tallies.timed("import")
def _import(run_id: int, item_ids: Collection[int]) -> list[int]:
    begin(run_id)
    with transaction.atomic():
        commits.need_not_wait()
        run = hold_running(run_id)
        if run is None:
            return []
        rows = ImportItem.objects.filter(run=run_id, pk__in=item_ids, state=ImportItem.State.PENDING)
        locked = rows.select_for_update(skip_locked=True, no_key=True, of=("self",)).select_related("file")
        items = list(locked.order_by("pk"))
        stored = revisions.store_many(
            [_incoming(item) for item in items],
            desk=run.desk,
            source_name=run.source_name,
            run_id=run_id,
        )
        _settle(items, stored)
    return new_revisions(stored)


def _incoming(item: ImportItem) -> Incoming:
    return Incoming(payload.from_json(item.payload or {}), item.file.sha256 if item.file else "")


def new_revisions(stored: Iterable[Stored]) -> list[int]:
    """Return the ids of the revisions that were made."""
    return [each.revision.pk for each in stored if each.revision is not None]


def _settle(items: list[ImportItem], stored: list[Stored]) -> None:
    """Move each item to done with its outcome and article."""
    by_outcome: dict[str, dict[int, int]] = defaultdict(dict)
    for item, each in zip(items, stored, strict=True):
        by_outcome[each.outcome.value][item.pk] = each.article.pk
    tallies.add(tallies.ENTRIES, {outcome: len(articles) for outcome, articles in by_outcome.items()})
    for outcome, articles in by_outcome.items():
        cases = [When(pk=item, then=Value(article)) for item, article in articles.items()]
        states.move_all(
            ImportItem.objects.filter(pk__in=articles),
            ImportItem.State.DONE,
            outcome=outcome,
            article=Case(*cases, output_field=BigIntegerField()),
            payload=None,
        )
