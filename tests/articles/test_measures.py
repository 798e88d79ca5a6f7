"""`/metrics`: Prometheus's own parser reads it, rows are its source."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from articles.actions import bulk_statements, importing, run_control
from articles.models import ArticleRevision, ImportRun
from factcheck import metrics, tallies
from factcheck.models import Desk
from reviews.actions import claims

pytestmark = pytest.mark.django_db

GOOD = b"The council approved the bridge on Monday. It will cost 4.2 million crowns."


def scrape(client: Client | None = None, **meta) -> dict[tuple[str, str], float]:
    """Return {(metric, label): value} as Prometheus's parser reads the page."""
    answer = (client or Client()).get("/metrics", **meta)
    assert (answer.status_code, answer["Content-Type"]) == (200, metrics.CONTENT_TYPE)
    families = text_string_to_metric_families(answer.content.decode())
    return {
        (sample.name, next(iter(sample.labels.values()), "")): sample.value
        for family in families
        for sample in family.samples
    }


def file(name: str, data: bytes) -> importing.IncomingFile:
    return importing.IncomingFile(name, data)


def test_every_series_is_there_before_anything_happened():
    found = scrape()
    entries = {label: value for (name, label), value in found.items() if name == "desk_entries_total"}
    outcomes = ("created", "revised", "unchanged", "refused", "cancelled", "failed")
    assert entries == dict.fromkeys(outcomes, 0)
    assert found["desk_articles_due", "files_to_read"] == 0
    assert found["desk_fetches_total", "new"] == found["desk_stage_seconds_total", "extract"] == 0


def test_imports_are_counted_by_outcome_and_stage(hand_over, work_off):
    work_off(hand_over(files=[file("a.txt", GOOD), file("b.txt", b"%PDF-1.7"), file("c.txt", b"")]))
    work_off(hand_over(files=[file("a.txt", GOOD)]))
    bulk_statements.extract_all(ArticleRevision.objects.values_list("pk", flat=True))
    claims.match_all(ArticleRevision.objects.values_list("pk", flat=True))
    found = scrape()
    counted = [found["desk_entries_total", each] for each in ("created", "unchanged", "refused", "failed")]
    assert counted == [1, 1, 2, 0]
    assert [found["desk_import_runs_total", each] for each in ("succeeded", "partial", "failed")] == [1, 1, 0]
    for stage in ("read", "import", "extract", "match"):
        assert 0 < found["desk_stage_seconds_total", stage] < 30


def test_the_counters_agree_with_the_runs_and_a_cancelled_one_is_among_them(hand_over, work_off):
    work_off(hand_over(files=[file("a.txt", GOOD), file("b.txt", b"")]))
    run_control.cancel(run=hand_over(files=[file("d.txt", GOOD + b" More.")]), by=None)
    found = scrape()
    for outcome in ("created", "revised", "unchanged", "refused", "cancelled"):
        said = sum(ImportRun.objects.values_list(outcome, flat=True))
        assert found["desk_entries_total", outcome] == said
    assert (found["desk_import_runs_total", "cancelled"], found["desk_entries_total", "cancelled"]) == (1, 1)


def test_what_is_due_is_told_with_the_age_of_its_oldest(hand_over):
    run = hand_over(files=[file("a.txt", GOOD), file("b.txt", GOOD)])
    ImportRun.objects.filter(pk=run.pk).update(started_at=Now() - timedelta(seconds=90))
    found = scrape()
    assert found["desk_articles_due", "files_to_read"] == 2
    assert 90 <= found["desk_articles_due_oldest_seconds", "files_to_read"] < 150
    run_control.pause(run=run, by=None)
    assert scrape()["desk_articles_due", "files_to_read"] == 0


def test_rows_are_counted_up_to_a_bound(hand_over, monkeypatch):
    hand_over(files=[file(f"{number}.txt", GOOD) for number in range(5)])
    monkeypatch.setattr(metrics, "MOST", 3)
    assert scrape()["desk_articles_due", "files_to_read"] == 3


def test_open_tasks_are_told_by_desk(world_of_tasks):
    assert scrape()["desk_open_tasks", "economy"] == world_of_tasks


@pytest.fixture
def world_of_tasks(desk: Desk) -> int:
    from reviews.models import Claim, ReviewTask

    for number in range(2):
        claim = Claim.objects.create(desk=desk, text="x", fingerprint=str(number), check_worthiness=0.5)
        ReviewTask.objects.create(desk=desk, claim=claim, kind="CHECK", priority=0.5)
    return 2


def test_a_scrape_asks_a_fixed_number_of_bounded_queries(django_assert_num_queries, hand_over):
    hand_over(files=[file("a.txt", GOOD)])
    tallies.add(tallies.ENTRIES, {"created": 1})
    with django_assert_num_queries(11):
        metrics.exposition()
