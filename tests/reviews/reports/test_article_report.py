"""The verdict report of one article."""

import pytest
from django.db import transaction
from django.utils import timezone

from factcheck import audit
from factcheck.models import Membership
from reviews.reports.article_report import article_report
from tests.reviews.reports.story import TEXT, claim_in, say, verdict_on


@pytest.fixture
def revision(desk, make_revision):
    now = timezone.now()
    return make_revision(desk, TEXT, title="The bridge at Tessel", extracted_at=now, matched_at=now)


def test_the_line_says_what_the_machine_has_still_to_do(desk, make_revision):
    fresh = make_revision(desk, TEXT)
    assert article_report(fresh.article).line == "Not ready: its statements are being found"
    found = make_revision(desk, TEXT + "More.", extracted_at=timezone.now())
    assert article_report(found.article).line == "Not ready: its claims are being matched"


def test_findings_are_numbered_in_reading_order_and_a_repeat_shares_its_number(desk, revision, editor, lead):
    second = claim_in(say(revision, "It opened in 1931."), desk=desk)
    first = claim_in(say(revision, "The bridge is 90 metres long."), desk=desk)
    again = say(revision, "It carries 4,000 cars a day.")
    claim_in(again, desk=desk, claim=first)
    verdict_on(first, "false", author=editor, approver=lead)
    verdict_on(second, "true", author=editor, approver=lead)
    report = article_report(revision.article)
    assert [(row.number, row.claim.pk) for row in report.findings] == [(1, first.pk), (2, second.pk)]
    assert [mark.statement.exact for mark in report.findings[0].statements] == [
        "The bridge is 90 metres long.",
        "It carries 4,000 cars a day.",
    ]
    assert report.line == "Not ready: 2 must change"


def test_only_what_keeps_the_text_from_running_stands_in_its_way(desk, revision, editor, lead):
    fine = claim_in(say(revision, "It opened in 1931."), desk=desk)
    wrong = claim_in(say(revision, "The bridge is 90 metres long."), desk=desk)
    verdict_on(fine, "true", author=editor, approver=lead)
    verdict_on(wrong, "false", author=editor, approver=lead)
    assert [row.claim for row in article_report(revision.article).in_the_way] == [wrong]


def test_a_verdict_that_waits_shows_as_a_state_and_not_as_a_finding(desk, revision, editor):
    claim = claim_in(say(revision, "It opened in 1931."), desk=desk)
    verdict_on(claim, "false", author=editor, state="SUBMITTED")
    report = article_report(revision.article)
    assert report.findings == []
    assert report.marks[0].state == "waiting"


def test_a_corrected_verdict_shows_the_newest_first_with_its_history(desk, revision, editor, lead):
    claim = claim_in(say(revision, "It opened in 1931."), desk=desk)
    old = verdict_on(claim, "false", author=editor, approver=lead, state="SUPERSEDED")
    new = verdict_on(claim, "true", author=editor, approver=lead, version=2, correction_note="Wrong year.")
    (finding,) = article_report(revision.article).findings
    assert finding.verdict == new
    assert finding.verdicts == [new, old]
    assert finding.first_source == "Register of bridges"


def test_a_retracted_verdict_stays_readable_and_leaves_the_statement_open(desk, revision, editor, lead):
    claim = claim_in(say(revision, "It opened in 1931."), desk=desk)
    verdict_on(
        claim,
        "false",
        author=editor,
        approver=lead,
        state="RETRACTED",
        retracted_by=lead,
        retracted_at=timezone.now(),
        retraction_note="The register was misread.",
    )
    report = article_report(revision.article)
    (finding,) = report.findings
    assert finding.verdict is None
    assert finding.latest.retraction_note == "The register was misread."
    assert report.coverage.counts == {"open": 1}


def test_the_report_says_who_and_what_stands_behind_it(desk, revision, editor, lead, second_editor):
    false = claim_in(say(revision, "The bridge is 90 metres long."), desk=desk)
    verdict_on(false, "false", author=editor, approver=lead)
    by_hand = say(revision, "It is a lovely bridge.", checkability="opinion")
    claim_in(by_hand, desk=desk, method="hand", by=editor)
    opened = say(revision, "It opened in 1931.")
    claim_in(opened, desk=desk, method="trigram", by=editor)
    claim_in(opened, desk=desk, text="Another.", method="trigram", state="REJECTED", by=editor)
    claim_in(opened, desk=desk, text="A third.", method="trigram", state="SUGGESTED")
    say(revision, "It carries 4,000 cars a day.")
    assert article_report(revision.article).custody.sentences == [
        "The machine (rules-1) found 4 statements.",
        "People marked 1 claim by hand and dismissed 0.",
        (
            "Of the matches that the machine suggested, "
            "people confirmed 1, rejected 1 and have 1 left to decide."
        ),
        "Edda Test (editor) checked 1 claim.",
        "Lena Test (lead) approved 1.",
        "The audit record shows two people behind the one published verdict.",
        "Still unchecked: 3 statements, 1 of them waiting for a claim.",
    ]


def test_the_author_of_a_correction_is_found_in_the_record_of_the_version_they_corrected(
    desk, revision, editor, lead, second_editor
):
    claim = claim_in(say(revision, "It opened in 1931."), desk=desk)
    old = verdict_on(claim, "false", author=editor, approver=lead, state="SUPERSEDED")
    new = verdict_on(claim, "true", author=second_editor, approver=lead, version=2, recorded=False)
    with transaction.atomic():
        audit.record("verdict.corrected", old, by=second_editor, desk=desk, successor=new.pk)
        audit.record("verdict.approved", new, by=lead, desk=desk)
    sentences = article_report(revision.article).custody.sentences
    assert "The audit record shows two people behind the one published verdict." in sentences


def test_a_verdict_without_its_record_is_told_apart(desk, revision, editor, lead):
    for words, recorded in (("It opened in 1931.", True), ("The bridge is 90 metres long.", False)):
        claim = claim_in(say(revision, words), desk=desk)
        verdict_on(claim, "true", author=editor, approver=lead, recorded=recorded)
    sentences = article_report(revision.article).custody.sentences
    assert "The audit record shows two people behind 1 of 2 published verdicts." in sentences


def test_somebody_who_left_the_desk_keeps_their_name_in_the_report(desk, revision, editor, lead):
    claim = claim_in(say(revision, "It opened in 1931."), desk=desk)
    verdict_on(claim, "true", author=editor, approver=lead)
    Membership.objects.filter(user=editor).delete()
    sentences = article_report(revision.article).custody.sentences
    assert "Edda Test (no longer at this desk) checked 1 claim." in sentences
    assert "Nothing checkable is left unchecked." in sentences


def test_the_number_of_queries_does_not_grow_with_the_article(
    desk, revision, editor, lead, django_assert_num_queries
):
    for words in ("The bridge is 90 metres long.", "It opened in 1931.", "It carries 4,000 cars a day."):
        verdict_on(claim_in(say(revision, words), desk=desk), "true", author=editor, approver=lead)
    with django_assert_num_queries(16):
        article_report(revision.article)


def test_on_paper_each_finding_stands_beside_the_paragraph_that_brings_it_first(desk, revision, editor, lead):
    claims = [
        claim_in(say(revision, words), desk=desk) for words in ("It opened in 1931.", "4,000 cars a day")
    ]
    again = say(revision, "3,800")
    claim_in(again, desk=desk, claim=claims[0])
    for claim in claims:
        verdict_on(claim, "true", author=editor, approver=lead)
    groups = article_report(revision.article).groups
    beside = [(group.kind, [found.claim.text for found in group.beside]) for group in groups if group.beside]
    assert beside == [("paragraph", ["It opened in 1931."]), ("list", ["4,000 cars a day"])]
