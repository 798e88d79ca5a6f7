"""Rechecks: a verdict is asked about again where its words changed or went, and nowhere else."""

from __future__ import annotations

import pytest

from articles.models import Statement
from factcheck.models import AuditEvent
from factcheck.states import Conflict, WrongState
from reviews.actions import claims, handout, orphans
from reviews.models import ClaimMatch, Orphan, ReviewTask
from tests.reviews.actions.paper import claim_of, print_article, rule

pytestmark = pytest.mark.django_db

BRIDGE = "The bridge at Tessel is 90 metres long."
LONGER = "The bridge at Tessel is 95 metres long."
TAX = "The harbour tax rises to 4 percent in May."
MINE = "The mine at Orrin employs 1,200 people."


@pytest.fixture
def newspaper(desk):
    """Return a printer of matched revisions of one article."""

    def print_and_match(*sentences, identity: str = "a"):
        revision = print_article(desk, *sentences, identity=identity)
        claims.match(revision.pk)
        return revision

    return print_and_match


def rechecks() -> list[tuple]:
    rows = ReviewTask.objects.filter(kind="RECHECK").order_by("pk")
    return list(rows.values_list("claim__text", "state"))


def test_only_the_changed_statements_verdict_is_reopened(newspaper, editor):
    first = newspaper(BRIDGE, TAX, MINE)
    verdicts = {text: rule(claim_of(first, text), editor) for text in (BRIDGE, TAX)}
    second = newspaper(LONGER, TAX, MINE)
    assert rechecks() == [(BRIDGE, "OPEN")]
    task = ReviewTask.objects.get(kind="RECHECK")
    assert (task.verdict, task.barred, task.priority) == (verdicts[BRIDGE], None, 0.5)
    orphan = Orphan.objects.get()
    assert (orphan.match.claim.text, orphan.fate, orphan.near.exact, orphan.revision) == (
        BRIDGE,
        "changed",
        LONGER,
        second,
    )
    assert claim_of(second, TAX) == verdicts[TAX].claim
    assert AuditEvent.objects.filter(action="revision.matched").last().data["rechecks"] == 1


def test_a_carried_statement_says_which_it_was(newspaper):
    first, second = newspaper(BRIDGE, TAX), newspaper(TAX, MINE)
    assert second.statements.get(exact=TAX).carried_from == first.statements.get(exact=TAX)
    assert second.statements.get(exact=MINE).carried_from is None


@pytest.mark.parametrize("state", ["SUBMITTED", "APPROVED", "PUBLISHED"])
def test_a_verdict_that_stands_is_reopened_where_its_words_vanish(newspaper, editor, second_editor, state):
    from django.db.models.functions import Now

    signed = {"approved_by": second_editor, "approved_at": Now()}
    out = {"published_by": second_editor, "published_at": Now()}
    fields = {"SUBMITTED": {}, "APPROVED": signed, "PUBLISHED": signed | out}[state]
    first = newspaper(BRIDGE, TAX)
    rule(claim_of(first, BRIDGE), editor, state=state, **fields)
    newspaper(TAX)
    assert rechecks() == [(BRIDGE, "OPEN")]
    assert Orphan.objects.get().fate == "vanished"


def test_a_claim_without_a_verdict_asks_for_no_recheck(newspaper):
    newspaper(BRIDGE, TAX)
    newspaper(LONGER)
    assert (rechecks(), Orphan.objects.count()) == ([], 0)


def test_what_another_article_in_use_still_says_needs_no_recheck_when_it_vanishes(newspaper, editor):
    first = newspaper(BRIDGE, TAX)
    newspaper(BRIDGE, identity="b")
    rule(claim_of(first, BRIDGE), editor)
    newspaper(TAX)
    assert rechecks() == []


def test_what_changed_is_rechecked_though_another_article_still_says_it(newspaper, editor):
    first = newspaper(BRIDGE, TAX)
    newspaper(BRIDGE, identity="b")
    rule(claim_of(first, BRIDGE), editor)
    newspaper(LONGER, TAX)
    assert rechecks() == [(BRIDGE, "OPEN")]


def test_another_setting_of_the_same_words_needs_no_recheck(newspaper, editor):
    first = newspaper(BRIDGE, TAX)
    rule(claim_of(first, BRIDGE), editor)
    newspaper("The bridge, at Tessel, is 90 metres long!", TAX)
    assert rechecks() == []


def test_a_moved_statement_keeps_its_verdict(newspaper, editor):
    first = newspaper(BRIDGE, TAX, MINE)
    verdict = rule(claim_of(first, BRIDGE), editor)
    second = newspaper(TAX, MINE, BRIDGE)
    assert rechecks() == []
    assert claim_of(second, BRIDGE) == verdict.claim


def test_words_that_come_back_cancel_the_recheck_and_settle_the_orphan(newspaper, editor):
    first = newspaper(BRIDGE, TAX)
    rule(claim_of(first, BRIDGE), editor)
    newspaper(LONGER, TAX)
    third = newspaper(BRIDGE, TAX)
    assert rechecks() == [(BRIDGE, "CANCELLED")]
    orphan = Orphan.objects.get()
    assert (orphan.state, orphan.statement) == ("FOUND", third.statements.get(exact=BRIDGE))


def test_a_mark_by_hand_that_lost_its_words_waits_for_a_person(newspaper, editor, second_editor):
    first = newspaper(BRIDGE, TAX)
    part = claims.mark(statement=first.statements.get(exact=BRIDGE), by=editor, start=4, end=20)
    second = newspaper(LONGER, TAX)
    orphan = Orphan.objects.get()
    assert (orphan.match.claim, orphan.state, rechecks()) == (part, "OPEN", [])
    orphans.attach(orphan=orphan, statement=second.statements.get(exact=LONGER), by=second_editor)
    match = ClaimMatch.objects.get(statement__revision=second, claim=part)
    assert (match.state, match.method, match.decided_by) == ("CONFIRMED", "hand", second_editor)


def test_attaching_the_last_orphan_finishes_the_recheck(newspaper, editor, second_editor):
    first = newspaper(BRIDGE, TAX)
    claim = rule(claim_of(first, BRIDGE), editor).claim
    second = newspaper(LONGER, TAX)
    orphan = Orphan.objects.get()
    orphans.attach(orphan=orphan, statement=second.statements.get(exact=LONGER), by=second_editor)
    assert rechecks() == [(BRIDGE, "DONE")]
    assert Orphan.objects.get().state == "ATTACHED"
    assert claim.matches.filter(statement__revision=second, state="CONFIRMED").count() == 1
    actions = AuditEvent.objects.filter(actor=second_editor).values_list("action", flat=True)
    assert {"orphan.attached", "match.confirmed", "recheck.settled"} <= set(actions)
    with pytest.raises(WrongState):
        orphans.let_go(orphan=orphan, by=second_editor)


def test_letting_go_leaves_the_verdict_and_finishes_the_recheck(newspaper, editor, second_editor):
    first = newspaper(BRIDGE, TAX)
    verdict = rule(claim_of(first, BRIDGE), editor)
    newspaper(TAX)
    orphans.let_go(orphan=Orphan.objects.get(), by=second_editor)
    verdict.refresh_from_db()
    assert (rechecks(), verdict.state) == ([(BRIDGE, "DONE")], "SUBMITTED")


def test_a_recheck_in_work_with_somebody_is_theirs_to_decide(newspaper, editor, second_editor, place):
    first = newspaper(BRIDGE)
    rule(claim_of(first, BRIDGE), editor)
    newspaper(TAX)
    ReviewTask.objects.filter(kind="CHECK").update(priority=0.1)
    task = handout.take(place(editor))
    assert task.kind == "RECHECK"
    with pytest.raises(Conflict, match="Somebody has the recheck"):
        orphans.let_go(orphan=Orphan.objects.get(), by=second_editor)
    assert Orphan.objects.get().state == "OPEN"
    orphans.stand(task, by=editor, token=task.lease_token, note="The survey still holds.")
    assert (rechecks(), Orphan.objects.get().state) == ([(BRIDGE, "DONE")], "GONE")
    event = AuditEvent.objects.get(action="recheck.settled")
    assert event.data == {
        "verdict": task.verdict_id,
        "orphans": 1,
        "attached": 0,
        "note": "The survey still holds.",
    }


def test_only_a_statement_of_the_articles_latest_text_can_be_attached(newspaper, editor):
    from django.core.exceptions import ValidationError

    first = newspaper(BRIDGE, TAX)
    other = newspaper(MINE, identity="b")
    rule(claim_of(first, BRIDGE), editor)
    newspaper(LONGER, TAX)
    orphan = Orphan.objects.get()
    with pytest.raises(ValidationError, match="same article"):
        orphans.attach(orphan=orphan, statement=other.statements.get(), by=editor)
    newspaper(LONGER, TAX, MINE)
    with pytest.raises(Conflict, match="newer text"):
        orphans.attach(orphan=orphan, statement=Statement.objects.filter(exact=LONGER).first(), by=editor)


def test_matching_again_opens_nothing_twice(newspaper, editor):
    first = newspaper(BRIDGE)
    rule(claim_of(first, BRIDGE), editor)
    second = newspaper(LONGER)
    claims.match(second.pk)
    newspaper(LONGER, TAX)
    assert rechecks() == [(BRIDGE, "OPEN")]
    assert Orphan.objects.count() == 1
