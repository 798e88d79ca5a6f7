"""A file's import killed at random points, or its broker emptied: the same rows, and no work done twice."""

from __future__ import annotations

import hashlib
import random
from collections import Counter

import pytest
from django.db.models import Count
from django.db.models.functions import Now

from articles import jobs as article_jobs
from articles.actions import bulk_statements, importing
from articles.models import ArticleRevision
from reviews.actions import claims
from tests.pipeline import city
from tests.reviews.desk_rows import rows_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

STEPS = 3  # of an article: stored, its statements found, these matched
SHORT = pytest.param(200, 3, id="short")
LONG = pytest.param(10_000, 20, id="long", marks=pytest.mark.soak)


def points(count: int, times: int) -> list[int]:
    """Return so many numbers of steps, drawn at random but the same every time; none is near the end."""
    draw = random.Random(20)  # noqa: S311  # the same points every time
    return sorted(draw.sample(range(1, STEPS * count * 7 // 10), times))


def steps(desk) -> int:
    """Return how many steps are done."""
    texts = ArticleRevision.objects.filter(article__desk=desk)
    counts = texts.aggregate(stored=Count("pk"), read=Count("extracted_at"), matched=Count("matched_at"))
    return sum(counts.values())


def is_matched(run, count: int) -> bool:
    """Return whether the run is finished and all its articles have their claims."""
    run.refresh_from_db()
    return run.is_finished and steps(run.desk) == STEPS * count


def undisturbed(desk, count: int) -> dict[str, Counter]:
    """Import the file at `desk` in this process, without a worker or a broker; return what it leaves."""
    run = city.hand_over_file(desk, count)
    for batch in importing.read_on(run.files.get().pk):
        bulk_statements.extract_all(batch.revisions)
        claims.match_all(batch.revisions)
    assert importing.finish(run.pk)
    # What comes after the claims is not compared: have no worker spend its time on it here.
    ArticleRevision.objects.filter(article__desk=desk).update(suggested_at=Now(), compared_at=Now())
    return comparable(desk)


def comparable(desk) -> dict[str, Counter]:
    """Return the desk's rows, but for what comes after the claims, and what the order of batches decides.

    Of the acts it is how often each was recorded of each row, and of what they counted the totals: whose a
    shared claim is depends on the order.
    """
    rows = rows_of(desk)
    matches = {pairs: n for pairs, n in rows["matches"].items() if ("state", "'SUGGESTED'") not in pairs}
    revisions: Counter = Counter()
    for pairs, times in rows["revisions"].items():
        revisions[tuple(pair for pair in pairs if pair[0] not in ("suggested_at", "compared_at"))] += times
    acts: Counter = Counter()
    for (action, name, actor, data), times in rows["acts"].items():
        if action == "revision.compared":
            continue
        acts[action, name, actor] += times
        for counted, number in eval(data):  # noqa: S307  # our own repr of a list of pairs
            if isinstance(number, int):
                acts[action, counted] += number * times
    return {**rows, "revisions": revisions, "matches": Counter(matches), "acts": acts}


def digest(rows: dict[str, Counter]) -> str:
    """Return the SHA-256 of all rows."""
    said = "\n".join(
        sorted(f"{name} {row!r} {times}" for name, of in rows.items() for row, times in of.items())
    )
    return hashlib.sha256(said.encode()).hexdigest()


def assert_same(desk, wanted: dict[str, Counter], what: str) -> None:
    """Assert that the desk has the very rows that are wanted, and print both hashes."""
    found = comparable(desk)
    for name, rows in wanted.items():
        assert found[name] == rows, name
    sizes = {name: rows.total() for name, rows in found.items()}
    # What the long trial is run for.
    print(f"{what}: {sizes}, hash {digest(found)[:16]}, undisturbed {digest(wanted)[:16]}")  # noqa: T201
    assert digest(found) == digest(wanted)


@pytest.mark.parametrize(("count", "kills"), [SHORT, LONG])
def test_an_import_killed_at_random_points_leaves_the_rows_of_an_undisturbed_one(
    worker, drive, desk, other_desk, count, kills
):
    wanted = undisturbed(other_desk, count)
    run = city.hand_over_file(desk, count)
    article_jobs.ring_run(run)
    worker.start()
    for number, point in enumerate(points(count, kills)):
        drive(lambda point=point: steps(desk) >= point, f"kill {number + 1} is due", seconds=600)
        worker.kill()
        assert not is_matched(run, count), "the work ended before the last kill: take more articles"
        worker.start()
    drive(lambda: is_matched(run, count), "all is done after the last kill", seconds=900)
    assert_same(desk, wanted, f"{count} articles, {kills} kills")
    again = city.hand_over_file(desk, count)
    article_jobs.ring_run(again)
    drive(lambda: is_matched(again, count), "the same file is imported again", seconds=600)
    assert (again.seen, again.unchanged) == (count, count)
    after = comparable(desk)
    for name in ("articles", "keys", "revisions", "statements", "claims", "matches", "tasks"):
        assert after[name] == wanted[name], f"{name} after the second import"


@pytest.mark.parametrize(("count", "times"), [LONG])  # test_workers has the short one
def test_an_import_whose_broker_is_emptied_in_the_middle_loses_nothing_and_doubles_nothing(
    worker, drive, valkey, desk, other_desk, count, times
):
    wanted = undisturbed(other_desk, count)
    worker.start()
    run = city.hand_over_file(desk, count)
    article_jobs.ring_run(run)
    for number, point in enumerate(points(count, times)):
        drive(lambda point=point: steps(desk) >= point, f"emptying {number + 1} is due", seconds=600)
        valkey.flushall()
    drive(lambda: is_matched(run, count), "all is done after the last emptying", seconds=900)
    assert_same(desk, wanted, f"{count} articles, broker emptied {times} times")
