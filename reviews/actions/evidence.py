"""Evidence: an address becomes a snapshot (fetched, hashed, its text stored) that quotes are locked to."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from factcheck import audit, fetching, states, storage, tallies
from factcheck.models import User
from factcheck.states import WrongState
from reviews.capture import Unreadable, read_page
from reviews.models import Claim, Snapshot

MAX_ATTEMPTS = 5
MAX_ADDRESS: Final = 2000  # as many as the columns hold


@transaction.atomic
def request(claim: Claim, *, url: str, by: User) -> Snapshot:
    """Ask for a capture of `url` for this claim. ValidationError for an address that cannot be fetched."""
    try:
        address = fetching.ensure_fetchable(url)
    except fetching.FetchRefused as error:
        raise ValidationError({"url": str(error)}) from error
    if len(address) > MAX_ADDRESS:  # letters beyond ASCII take six or more characters each
        raise ValidationError({"url": f"the address is longer than {MAX_ADDRESS} characters in ASCII"})
    snapshot = Snapshot.objects.create(desk=claim.desk, claim=claim, url=address, requested_by=by)
    audit.record("snapshot.requested", snapshot, by=by, desk=claim.desk_id, url=address)
    return snapshot


@transaction.atomic
def retry(snapshot: Snapshot, *, by: User) -> None:
    """Ask again for a capture that failed. Raises WrongState."""
    states.move(snapshot, "PENDING", reason="", attempts=0)
    audit.record("snapshot.requested", snapshot, by=by, desk=snapshot.desk_id, url=snapshot.url)


@tallies.timed("capture")
def capture(snapshot_id: int) -> bool:
    """Fetch a pending snapshot's page and store bytes, hash and text, or the reason why not.

    May run twice: the second finds the state moved and changes nothing. Returns whether this call settled it.
    """
    due = Snapshot.objects.filter(pk=snapshot_id, state="PENDING")
    if not due.update(attempts=F("attempts") + 1):
        return False
    snapshot = Snapshot.objects.get(pk=snapshot_id)
    if snapshot.attempts > MAX_ATTEMPTS:
        return _settle(
            snapshot, "FAILED", reason=f"Given up after {MAX_ATTEMPTS} tries that never came to an end."
        )
    try:
        page = fetching.fetch(snapshot.url)
        read = read_page(page.body, page.media_type, page.charset)
    except (fetching.FetchRefused, fetching.FetchFailed, Unreadable) as error:
        return _settle(snapshot, "FAILED", reason=str(error))
    if len(page.final_url) > MAX_ADDRESS:
        reason = f"the address redirects to one of more than {MAX_ADDRESS} characters"
        return _settle(snapshot, "FAILED", reason=reason)
    return _settle(
        snapshot,
        "CAPTURED",
        final_url=page.final_url,
        fetched_at=page.fetched_at,
        status=page.status,
        media_type=page.media_type,
        sha256=storage.put(page.body),
        text=read.text,
        title=read.title,
        publisher=read.publisher,
        published_at=read.published_at,
    )


def _settle(snapshot: Snapshot, state: str, **fields: Any) -> bool:
    """Move a pending snapshot to its end state with its audit row; False when another run was first."""
    try:
        with transaction.atomic():
            states.move(snapshot, state, **fields)
            audit.record(f"snapshot.{state.lower()}", snapshot, by=None, desk=snapshot.desk_id)
    except WrongState:
        return False
    return True
