"""Undoing a merge: the two claims are two again, row by row, and the pair stays apart."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models.functions import Now

from articles.models import Article
from factcheck.models import AuditEvent
from factcheck.states import Conflict, WrongState
from reviews.actions import (
    claims,
    confirming,
    drafts,
    handout,
    matches,
    merge_undoing,
    relations,
    withdrawing,
)
from reviews.models import (
    Claim,
    ClaimMatch,
    ClaimRelation,
    DeskPolicy,
    Draft,
    Orphan,
    ReviewTask,
    Suggestion,
)
from tests.reviews.actions.paper import claim_of, print_article, rule
from tests.reviews.actions.twins import DENIED, NEW, OLD, merge_of, rival_of, rows_of, twins


@pytest.fixture
def match(desk) -> ClaimMatch:
    return twins(desk, check_worthiness=0.9)


@pytest.fixture
def pair(match) -> tuple[Claim, Claim]:
    """The newer claim, which will go away, and the older one."""
    return rival_of(match), match.claim


def relate(one: Claim, other: Claim, **fields) -> ClaimRelation:
    a, b = sorted([one, other], key=lambda claim: claim.pk)
    return ClaimRelation.objects.create(claim_a=a, claim_b=b, differences=[], score=0.8, **fields)


def undo(claim: Claim, by) -> None:
    merge_undoing.undo(merge=merge_of(claim), by=by)


def test_every_row_of_both_claims_is_as_it_was_before_the_machine_confirmed(desk, match, pair, editor):
    denied = print_article(desk, DENIED)
    claims.match(denied.pk)
    other = claim_of(denied, DENIED)
    relate(pair[0], other)
    relate(pair[1], other, state="CONFIRMED", decided_by=editor, decided_at=Now())
    before = rows_of(*pair)
    assert [len(rows) for rows in before.values()] == [2, 5, 2, 2]
    assert confirming.weigh(match) == ""
    assert rows_of(*pair) != before
    undo(pair[0], editor)
    after = rows_of(*pair)
    rejected = next(row for row in after["matches"] if row["id"] == match.pk)
    assert (rejected["state"], rejected["decided_by_id"]) == ("REJECTED", editor.pk)
    kept = ("state", "decided_by_id", "decided_at", "confirm_due")
    for rows in (before["matches"], after["matches"]):
        for row in rows:
            if row["id"] == match.pk:
                row.update(dict.fromkeys(kept))
    assert after == before


def test_every_row_is_as_it_was_before_an_editor_merged_by_hand(desk, pair, editor, lead):
    Claim.objects.filter(pk=pair[0].pk).update(written_by=lead)
    before = rows_of(*pair)
    claims.merge(claim=pair[0], into=pair[1], by=editor)
    undo(pair[0], editor)
    assert rows_of(*pair) == before


def test_a_draft_comes_back_with_its_task(pair, editor, lead, place):
    task = handout.take_this(place(lead), pair[0].tasks.get())
    drafts.save(task, by=lead, token=task.lease_token, data={"summary": "Half a sen"})
    claims.merge(claim=pair[0], into=pair[1], by=editor)
    undo(pair[0], editor)
    task.refresh_from_db()
    assert (task.state, task.lease_holder, Draft.objects.get().task) == ("OPEN", None, task)


def test_the_record_says_who_undid_it_and_it_counts_against_the_machine(match, pair, editor):
    confirming.weigh(match)
    undo(pair[0], editor)
    event = AuditEvent.objects.get(action="claim.parted")
    assert (event.target, event.actor) == (f"reviews.claim:{pair[0].pk}", editor)
    assert event.data["into"] == pair[1].pk
    assert (event.data["by_machine"], event.data["matches"], event.data["reopened"]) == (True, 1, 1)
    assert AuditEvent.objects.get(action="match.rejected").actor == editor
    said = Suggestion.objects.get(model="confirming")
    assert (said.decision, said.decided_by) == ("rejected", editor)


def test_undoing_a_persons_confirmation_overturns_it(match, pair, editor, lead):
    matches.confirm(match=match, by=editor)
    undo(pair[0], lead)
    said = Suggestion.objects.get(model="matching")
    assert (said.decision, said.decided_by, said.overturned_by) == ("accepted", editor, lead)
    match.refresh_from_db()
    assert (match.state, match.decided_by) == ("REJECTED", lead)


def test_the_pair_is_never_confirmed_by_the_machine_again(desk, match, pair, editor):
    confirming.weigh(match)
    undo(pair[0], editor)
    assert confirming.weigh(match) == "a person has decided"
    later = print_article(desk, NEW)
    claims.match(later.pk)
    again = ClaimMatch.objects.create(
        statement=later.statements.get(), claim=pair[1], start=0, end=len(NEW), state="SUGGESTED",
        method="meaning", score=1.0, confirm_due=True,
    )  # fmt: skip
    assert confirming.weigh(again) == "people told the two apart, or a relation stands between them"


def test_a_person_may_still_merge_them(match, pair, editor, lead):
    confirming.weigh(match)
    undo(pair[0], editor)
    claims.merge(claim=pair[0], into=pair[1], by=lead)
    assert merge_of(pair[0]).merged_by == lead


def test_it_is_undone_once(match, pair, editor, lead):
    confirming.weigh(match)
    merge = merge_of(pair[0])
    merge_undoing.undo(merge=merge, by=editor)
    with pytest.raises(WrongState):
        merge_undoing.undo(merge=merge, by=lead)


def test_what_was_merged_over_it_is_undone_first(desk, match, pair, editor):
    third = print_article(desk, "Harbour money was voted on by the council this week.")
    claims.match(third.pk)
    top = claim_of(third, third.text)
    before = rows_of(*pair, top)
    claims.merge(claim=pair[0], into=pair[1], by=editor)
    first = merge_of(pair[0])
    claims.merge(claim=pair[1], into=top, by=editor)
    with pytest.raises(Conflict, match=f"itself merged into claim {top.pk}: undo that first"):
        merge_undoing.undo(merge=first, by=editor)
    undo(pair[1], editor)
    merge_undoing.undo(merge=first, by=editor)
    assert rows_of(*pair, top) == before


def test_what_came_in_since_in_its_words_goes_back_with_it(desk, match, pair, editor):
    confirming.weigh(match)
    later = print_article(desk, NEW)
    older = print_article(desk, OLD)
    for revision in (later, older):
        claims.match(revision.pk)
    undo(pair[0], editor)
    assert (claim_of(later, NEW), claim_of(older, OLD)) == pair


def test_what_was_carried_into_a_newer_text_goes_back_with_it(desk, pair, editor):
    more = print_article(desk, "Harbour money was voted on by the council this week.", identity="id:more")
    claims.match(more.pk)
    by_hand = ClaimMatch.objects.create(
        statement=more.statements.get(), claim=pair[0], start=0, end=7, state="CONFIRMED", method="hand",
        decided_by=editor, decided_at=Now(),
    )  # fmt: skip
    claims.merge(claim=pair[0], into=pair[1], by=editor)
    newer = print_article(desk, more.text, "More was said.", identity="id:more")
    claims.match(newer.pk)
    undo(pair[0], editor)
    by_hand.refresh_from_db()
    carried = ClaimMatch.objects.get(statement__revision=newer, method="hand")
    assert (by_hand.claim, carried.claim) == (pair[0], pair[0])


def test_what_people_decided_about_the_survivor_since_stays_with_it(desk, match, pair, editor, lead):
    other = print_article(desk, DENIED)
    claims.match(other.pk)
    denied = claim_of(other, DENIED)
    relation = relate(pair[0], denied)
    statement = denied.matches.get(method="fingerprint").statement
    ClaimMatch.objects.filter(statement=statement, state="SUGGESTED").delete()
    asked = ClaimMatch.objects.create(
        statement=statement, claim=pair[0], start=0, end=9, state="SUGGESTED", method="trigram"
    )
    claims.merge(claim=pair[0], into=pair[1], by=editor)
    relations.confirm(relation=ClaimRelation.objects.get(pk=relation.pk), by=lead)
    matches.reject(match=ClaimMatch.objects.get(pk=asked.pk), by=lead)
    undo(pair[0], editor)
    asked.refresh_from_db()
    assert (asked.claim, asked.state) == (pair[1], "REJECTED")
    rows = ClaimRelation.objects.filter(claim_b=denied).values_list("claim_a", "state").order_by("claim_a")
    assert list(rows) == [(pair[1].pk, "CONFIRMED"), (pair[0].pk, "SUGGESTED")]


def test_a_verdict_on_the_survivor_is_none_on_the_claim_that_is_back(match, pair, editor):
    confirming.weigh(match)
    rule(pair[1], editor)
    undo(pair[0], editor)
    assert ReviewTask.objects.live().get().claim == pair[0]
    assert (pair[0].verdicts.count(), pair[1].verdicts.count()) == (0, 1)


def test_a_check_that_only_the_merge_asked_for_is_cancelled_unless_somebody_works_on_it(
    desk, editor, place, lead
):
    for held in (False, True):
        DeskPolicy.objects.filter(desk=desk).update(worthiness_floor=0.6)
        match = twins(desk, language=f"en-{held}", check_worthiness=0.9)
        newer, older = rival_of(match), match.claim
        assert older.tasks.count() == 0
        confirming.weigh(match)
        task = older.tasks.get()
        if held:
            handout.take_this(place(editor), task)
        undo(newer, lead)
        task.refresh_from_db()
        older.refresh_from_db()
        assert (task.state, older.check_worthiness) == ("LEASED" if held else "CANCELLED", 0.5)
        assert newer.tasks.get().state == "OPEN"


def test_where_the_words_stand_nowhere_any_more_nobody_is_asked(match, pair, editor):
    confirming.weigh(match)
    article = match.statement.revision.article
    Article.objects.filter(pk=article.pk).update(status="withdrawn", tasks_due=True)
    withdrawing.settle(article.pk)
    undo(pair[0], editor)
    assert list(ReviewTask.objects.live().values_list("claim", flat=True)) == [pair[1].pk]


def test_an_orphan_whose_match_was_dropped_comes_back(match, pair, editor):
    revision = match.statement.revision
    stronger = ClaimMatch.objects.get(claim=pair[0])
    ClaimMatch.objects.filter(pk=match.pk).update(confirm_due=False)
    orphan = Orphan.objects.create(match=stronger, revision=revision, fate="changed", why="its words changed")
    matches.confirm(match=match, by=editor)
    assert not Orphan.objects.exists()
    undo(pair[0], editor)
    assert Orphan.objects.get() == orphan


def test_a_claim_that_was_written_in_the_same_words_since_is_a_conflict(match, pair, editor):
    confirming.weigh(match)
    Claim.objects.filter(pk=pair[1].pk).update(fingerprint="f" * 64)
    Claim.objects.create(desk=match.claim.desk, text=NEW, fingerprint=pair[0].fingerprint)
    with pytest.raises(Conflict, match="Another claim has the same words"):
        undo(pair[0], editor)
    assert merge_of(pair[0]).state == "STANDING"


def test_what_editors_merged_by_hand_is_for_editors_to_undo(match, pair, editor):
    confirming.weigh(match)
    by_machine = merge_of(pair[0])
    undo(pair[0], editor)
    claims.merge(claim=pair[0], into=pair[1], by=editor)
    assert merge_undoing.require_role(by_machine, "checker") is None
    assert merge_undoing.require_role(merge_of(pair[0]), "editor") is None
    with pytest.raises(PermissionDenied, match="by hand"):
        merge_undoing.require_role(merge_of(pair[0]), "checker")
