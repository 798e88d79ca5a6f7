"""What a report says of the machine's outputs, from the record."""

from __future__ import annotations

import pytest

from articles.models import Article
from reviews.actions import claims, confirming, handout, matches, merge_undoing, verdicts
from reviews.matching import bans
from reviews.models import ClaimMatch, DeskPolicy
from reviews.reports.article_report import article_report
from reviews.reports.suggested import suggested
from tests.reviews.actions.paper import claim_of, print_article
from tests.reviews.actions.twins import merge_of, rival_of, twins

TEXT = "The harbour cost 90 million euros."


@pytest.fixture
def printed(desk):
    revision = print_article(desk, TEXT)
    claims.match(revision.pk)
    return revision


def said(revision) -> list[str]:
    statements = list(revision.statements.values_list("pk", flat=True))
    made = ClaimMatch.objects.filter(statement__in=statements).values_list("claim", flat=True)
    return suggested(statements, list(made))


def test_nothing_is_said_of_what_reached_nobody(printed):
    assert said(printed) == []


def test_it_tells_what_people_did_with_each_kind_by_version(
    desk, printed, editor, second_editor, place, make_finding, make_task
):
    other = make_task(desk, "The harbour cost 91 million euros.", priority=0.1).claim
    match = ClaimMatch.objects.create(
        statement=printed.statements.get(), claim=other, start=0, end=9, state="SUGGESTED", method="trigram"
    )
    matches.reject(match=match, by=editor)
    task = handout.take(place(editor))
    verdict = verdicts.submit(task, by=editor, token=task.lease_token, data=make_finding(None))
    verdicts.return_to_author(verdict, by=second_editor, comment="Nobody says this.")
    claims.dismiss(claim=claim_of(printed, TEXT), by=second_editor, reason="Nobody says this.")
    one = "1 answer by the machine"
    assert said(printed) == [
        f"Does it deserve a check (statements test): {one}, 1 accepted, 1 overturned later.",
        f"Can it be verified (statements test): {one}, 1 accepted.",
        f"Does it say the same (matching trigram): {one}, 1 rejected.",
    ]


def test_a_repeat_in_another_article_tells_of_the_statement_that_was_asked_about(
    desk, printed, editor, place, make_finding
):
    DeskPolicy.objects.filter(desk=desk).update(ai_suggestions="off")
    repeat = print_article(desk, TEXT)
    claims.match(repeat.pk)
    task = handout.take(place(editor))
    verdicts.submit(task, by=editor, token=task.lease_token, data=make_finding(None))
    told = "1 answer by the machine, 1 accepted, 1 decided without being shown."
    assert said(repeat) == [
        f"Does it deserve a check (statements test): {told}",
        f"Can it be verified (statements test): {told}",
    ]
    report = article_report(Article.objects.get(pk=repeat.article_id))
    assert said(repeat) == [line for line in report.custody.sentences if "(statements test)" in line][-2:]


def test_it_tells_what_the_machine_confirmed_by_itself_and_what_of_it_was_undone(desk, editor):
    match = twins(desk)
    newer, revision = rival_of(match), match.statement.revision
    confirming.weigh(match)
    line = f"Confirmed by the machine itself (ban list {bans.VERSION}): 1, of which"
    assert f"{line} 0 undone." in said(revision)
    merge_undoing.undo(merge=merge_of(newer), by=editor)
    assert f"{line} 1 undone." in said(revision)
