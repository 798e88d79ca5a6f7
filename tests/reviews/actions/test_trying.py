"""Trying: a text that cannot be matched, suggested for or compared is given up, and can be tried again."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from articles.actions.attempts import LIMIT
from articles.models import ArticleRevision
from factcheck.models import AuditEvent
from factcheck.states import Conflict
from reviews import due, jobs
from reviews.actions import trying
from reviews.models import ClaimMatch
from reviews.reports.given_up import given_up
from reviews.steps import MATCHING, STEPS
from tests.reviews.actions.paper import print_article

BRIDGE = "The bridge at Tessel is 90 metres long and was opened in 1987."
LIKE = "The bridge at Tessel is 90 metres long and it was opened in 1987."
TABLES = {"match": "reviews_claim", "suggest": "reviews_claimmatch", "compare": "reviews_claimtrace"}
ACTS = {"match": trying.match, "suggest": trying.suggest, "compare": trying.compare}


def refuse(table: str, what: str = "false") -> None:
    """Have PostgreSQL refuse new rows of a table, until the test's transaction is rolled back."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT refused CHECK ({what}) NOT VALID")


def allow(table: str) -> None:
    """Let them in again."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT refused")


@pytest.fixture
def waiting(desk, settings):
    """Return a maker of a revision that waits for a step, beside an older one with a like claim."""
    settings.CATCH_UP_GRACE_SECONDS = 0

    def make(step: str) -> ArticleRevision:
        older, row = print_article(desk, BRIDGE), print_article(desk, LIKE)
        trying.match_together([older.pk])
        trying.suggest_together([older.pk])
        trying.compare(older.pk)
        if step != "match":
            trying.match_together([row.pk])
        return row

    return make


def counters(row: ArticleRevision) -> dict[str, int]:
    row.refresh_from_db()
    return {name: getattr(row, step.counter) for name, step in STEPS.items()}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_fails_five_times_is_given_up_on_the_record_and_not_due(waiting, step):
    row = waiting(step)
    refuse(TABLES[step])
    for attempt in range(1, LIMIT):
        with pytest.raises(DatabaseError):
            ACTS[step](row.pk)
        assert counters(row)[step] == attempt
    for _ in range(2):
        ACTS[step](row.pk)
    assert counters(row)[step] == LIMIT + 1
    event = AuditEvent.objects.get(action="revision.given_up")
    assert (event.target, event.data["step"]) == (f"articles.articlerevision:{row.pk}", step)
    assert event.data["reason"].startswith(f"{STEPS[step].failed} in 5 attempts: IntegrityError: ")
    dues = {
        "match": due.unmatched_revisions,
        "suggest": due.unsuggested_revisions,
        "compare": due.uncompared_revisions,
    }
    assert row.pk not in dues[step]()


@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_kills_its_worker_is_given_up(waiting, desk, step):
    row = waiting(step)
    ArticleRevision.objects.filter(pk=row.pk).update(**{STEPS[step].counter: LIMIT})
    ACTS[step](row.pk)
    [found] = given_up(desk)
    assert (found.revision, found.step.name) == (row, step)
    assert found.reason == f"{STEPS[step].failed} in 5 attempts: the worker died"


@pytest.mark.parametrize("step", STEPS)
def test_what_was_given_up_is_done_once_it_is_tried_again(waiting, desk, lead, step):
    row = waiting(step)
    ArticleRevision.objects.filter(pk=row.pk).update(**{STEPS[step].counter: LIMIT + 1})
    trying.again(revision=row, step=step, by=lead)
    event = AuditEvent.objects.get(action="revision.retried")
    assert (event.actor, event.data) == (lead, {"step": step})
    ACTS[step](row.pk)
    assert (given_up(desk), STEPS[step].waiting().filter(pk=row.pk).count()) == ([], 0)
    with pytest.raises(Conflict):
        trying.again(revision=row, step=step, by=lead)


def test_a_text_that_fails_in_a_batch_is_tried_alone_and_the_others_are_matched(desk):
    good, bad = print_article(desk, BRIDGE), print_article(desk, "The harbour tax is 4 percent in Orrin.")
    refuse("reviews_claim", "text NOT LIKE '%harbour%'")
    for _ in range(LIMIT):
        jobs.match_statements(good.pk, bad.pk)
    assert (counters(good)["match"], counters(bad)["match"]) == (2, LIMIT + 1)
    assert [row.matched_at is None for row in (good, bad)] == [False, True]
    assert list(MATCHING.given_up()) == [bad]


def test_suggestions_that_fail_in_a_batch_are_stored_for_the_others(waiting, desk):
    row = waiting("suggest")
    bad = print_article(desk, LIKE.replace("1987", "1988"))
    trying.match_together([bad.pk])
    key = bad.statements.get().pk
    refuse("reviews_claimmatch", f"state <> 'SUGGESTED' OR statement_id <> {key}")
    for _ in range(LIMIT):
        jobs.suggest_claims(row.pk, bad.pk)
    assert (counters(row)["suggest"], counters(bad)["suggest"]) == (2, LIMIT + 1)
    assert ClaimMatch.objects.filter(state="SUGGESTED", statement__revision=row).count() == 1


def test_the_command_lists_what_was_given_up_and_tries_it_again(waiting, desk):
    row = waiting("match")
    ArticleRevision.objects.filter(pk=row.pk).update(match_attempts=LIMIT)
    trying.match(row.pk)
    reason = "its statements could not be matched to claims in 5 attempts: the worker died"
    line = f"economy match {row.pk} “A test article”: {reason}\n"
    assert said() == line
    assert said("--desk", "economy", "--again") == line
    assert counters(row)["match"] == 0
    assert said() == "Nothing was given up.\n"


def test_the_command_names_a_desk_that_is_not_there(db):
    with pytest.raises(CommandError, match="There is no desk “harbour”"):
        said("--desk", "harbour")


def said(*words: str) -> str:
    printed = StringIO()
    call_command("given_up", *words, stdout=printed)
    return printed.getvalue()
