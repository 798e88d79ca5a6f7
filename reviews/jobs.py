"""The background work on reviews: each job takes ids, calls one action and may run twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import structlog
from celery import Task, current_app, shared_task

from factcheck import bell
from factcheck.models import Desk
from reviews import due
from reviews.actions import (
    assignment,
    confirming,
    embeddings,
    evidence,
    indexing,
    learning,
    ranking,
    standards,
    trying,
    withdrawing,
)
from reviews.models import DeskModel
from reviews.models.meaning import state
from reviews.steps import MATCHING, SUGGESTING

HANDOUT_WORKERS = "handout@*"
BATCH = 50  # articles that one job matches

log = structlog.get_logger(__name__)


@shared_task
def match_statements(*revision_ids: int) -> None:
    """Match the checkable statements of revisions to claims and open their tasks; then hand these out.

    Several new articles are matched together; what is left, such as a revised article, each by itself.
    """
    together = bell.outlast(trying.match_together, revision_ids) if len(revision_ids) > 1 else []
    for revision_id in due.left_among(MATCHING, revision_ids):
        bell.outlast(trying.match, revision_id)
    for desk in due.desks_of_revisions(revision_ids):
        ring_hand_out(desk)
    # Where articles wait, their tasks go first: `catch_up` finds what has no suggestions yet.
    if not due.articles_wait():
        if together:
            bell.ring(suggest_claims, *together)
        bell.ring(compare_claims, *revision_ids)
    _ring_for_confirming()


@shared_task
def suggest_claims(*revision_ids: int) -> None:
    """Suggest older claims in like words for the claims that these revisions were the first to make.

    Where articles wait for their tasks it is left to `catch_up`: many messages may stand before theirs.
    """
    if due.articles_wait():
        return
    if len(revision_ids) > 1:
        bell.outlast(trying.suggest_together, revision_ids)
    for revision_id in due.left_among(SUGGESTING, revision_ids):
        bell.outlast(trying.suggest, revision_id)
    _ring_for_confirming()


@shared_task
def compare_claims(*revision_ids: int) -> None:
    """Compare the claims of matched revisions with those near them, and suggest which contradict.

    Where articles wait for their tasks it is left to `catch_up`, as suggestions are.
    """
    if due.articles_wait():
        return
    for revision_id in revision_ids:
        bell.outlast(trying.compare, revision_id)


@shared_task
def embed_claims() -> None:
    """Embed a batch of the claims that wait, and suggest what they repeat; then the next one.

    Nothing where embeddings are off; where an article waits, `catch_up` goes on.
    """
    if embeddings.embed_due() == embeddings.BATCH and not due.articles_wait():
        bell.ring(embed_claims)
    _ring_for_confirming()


@shared_task
def confirm_matches() -> None:
    """Confirm a batch of the suggested matches that a desk lets the machine confirm; then the next one."""
    if confirming.confirm_due() == confirming.BATCH:
        bell.ring(confirm_matches)


@shared_task
def index_claims() -> None:
    """Make a batch of the claims findable that a release without search terms wrote; then the next one."""
    if indexing.index_due() == indexing.BATCH and not due.articles_wait():
        bell.ring(index_claims)


@shared_task
def capture_snapshot(snapshot_id: int) -> None:
    """Fetch the page of a pending snapshot."""
    evidence.capture(snapshot_id)


@shared_task
def open_waiting(desk_id: int) -> None:
    """Open the checks that waited under a desk's floor, once it was lowered; then hand these out."""
    if standards.open_waiting(desk_id):
        ring_hand_out(Desk.objects.get(pk=desk_id))


@shared_task
def rank_again(desk_id: int) -> None:
    """Put a desk's open checks in the order of the model that is active now."""
    ranking.rank_again(desk_id)


@shared_task
def learn(desk_id: int, language: str) -> None:
    """Train a desk's model where enough was decided; if it ranks now, put the open checks in its order."""
    if (desk_id, language) not in due.lessons():
        return
    lesson = learning.learn(desk=Desk.objects.get(pk=desk_id), language=language)
    if lesson.model is not None and lesson.model.state == DeskModel.State.ACTIVE:
        ring_ranking(desk_id)


@shared_task
def teach() -> None:
    """Ring for a training wherever enough was decided since the last one."""
    if bell.is_quiet(learn):
        for desk_id, language in due.lessons():
            bell.ring(learn, desk_id, language)


@shared_task
def hand_out(desk_id: int) -> None:
    """Assign a desk's open tasks to its editors on shift; runs in the desk's own queue."""
    desk = Desk.objects.filter(pk=desk_id).first()
    if desk is not None:
        assignment.assign(desk)


@shared_task
def serve_desks() -> None:
    """Have the hand-out workers consume every desk's queue, those of desks made since they started too."""
    for desk in Desk.objects.order_by("pk"):
        current_app.control.add_consumer(desk.queue, pattern=HANDOUT_WORKERS, matcher="glob")
        ring_hand_out(desk)


@shared_task
def catch_up() -> None:
    """Ring again for what is due and was never rung for, or whose job was lost, in queues that are quiet."""
    for article_id in due.restated_articles():
        withdrawing.settle(article_id)
    if bell.is_quiet(match_statements):
        _ring_in_batches(match_statements, due.unmatched_revisions())
    if bell.is_quiet(suggest_claims) and not due.articles_wait():
        _ring_in_batches(suggest_claims, due.unsuggested_revisions())
        _ring_in_batches(compare_claims, due.uncompared_revisions())
    _ring_for_the_search()
    if bell.is_quiet(confirm_matches):
        _ring_for_confirming()
    _ring_for_each(capture_snapshot, due.pending_snapshots)
    _ring_for_each(open_waiting, due.lowered_floors)
    _ring_for_each(rank_again, due.stale_orders)


def _ring_for_the_search() -> None:
    """Ring for claims that wait for their search terms or their embedding, unless articles wait."""
    if bell.is_quiet(index_claims) and not due.articles_wait() and due.unindexed_claims():
        bell.ring(index_claims)
    if bell.is_quiet(embed_claims) and not due.articles_wait() and state().on and due.unembedded_claims():
        bell.ring(embed_claims)


def _ring_for_confirming() -> None:
    if due.matches_to_confirm():
        bell.ring(confirm_matches)


def _ring_for_each(job: Task[..., None], found: Callable[[], list[int]]) -> None:
    if bell.is_quiet(job):
        for pk in found():
            bell.ring(job, pk)


def _ring_in_batches(job: Task[..., None], ids: Sequence[int]) -> None:
    for at in range(0, len(ids), BATCH):
        bell.ring(job, *ids[at : at + BATCH])


def ring_hand_out(desk: Desk) -> None:
    """Ring for a hand-out in the desk's own queue; it expires before the next beat rings anyway."""
    bell.ring(hand_out, desk.pk, queue=desk.queue, expires=15)


def ring_floor(desk_id: int) -> None:
    """Ring for the checks that a change of the desk's standards may let through."""
    bell.ring(open_waiting, desk_id)


def ring_ranking(desk_id: int) -> None:
    """Ring for the order that a change of the desk's model asks for."""
    bell.ring(rank_again, desk_id)


def ring_step(step: str, revision_id: int) -> None:
    """Ring for a step (`reviews.steps`) of a revision that is to be tried again."""
    bell.ring(
        {"match": match_statements, "suggest": suggest_claims, "compare": compare_claims}[step], revision_id
    )
