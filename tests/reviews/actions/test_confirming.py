"""The machine confirms a match by itself: when a desk lets it, what the record says, and when it must not."""

from __future__ import annotations

import pytest
from django.db.models.functions import Now

from factcheck.models import AuditEvent
from reviews.actions import claims, confirming, drafts, embeddings, handout, matches
from reviews.matching import bans
from reviews.models import (
    Claim,
    ClaimMatch,
    ClaimMerge,
    ClaimRelation,
    DeskPolicy,
    Escalation,
    ReviewTask,
    Suggestion,
)
from tests.reviews.actions.paper import claim_of, print_article, rule
from tests.reviews.actions.twins import NEW, OLD, merge_of, rival_of, twins


def test_a_desk_that_asked_for_nothing_confirms_nothing(desk):
    match = twins(desk, confirm_from=None)
    assert (match.confirm_due, confirming.confirm_due()) == (False, 0)
    assert Claim.objects.live().count() == 2


def test_from_the_threshold_on_the_machine_makes_one_claim_of_two(desk):
    match = twins(desk)
    rival = rival_of(match)
    assert (match.confirm_due, confirming.confirm_due()) == (True, 1)
    match.refresh_from_db()
    assert (match.state, match.confirm_due, match.decided_by, match.decided_at) == (
        "CONFIRMED",
        False,
        None,
        None,
    )
    rival.refresh_from_db()
    assert rival.merged_into == match.claim
    assert ReviewTask.objects.live().get().claim == match.claim
    assert confirming.confirm_due() == 0


def test_the_record_proves_that_the_machine_did_it(desk):
    match = twins(desk)
    rival = rival_of(match)
    confirming.confirm_due()
    merge = merge_of(rival)
    assert (merge.merged_by, merge.match, merge.score) == (None, match, match.score)
    events = AuditEvent.objects.filter(action__in=["match.confirmed", "claim.merged"]).order_by("pk")
    assert [(event.action, event.target, event.actor) for event in events] == [
        ("match.confirmed", f"reviews.claimmatch:{match.pk}", None),
        ("claim.merged", f"reviews.claim:{rival.pk}", None),
    ]
    assert events[0].data == {
        "claim": match.claim_id,
        "statement": match.statement_id,
        "score": match.score,
        "from": 0.7,
        "bans": bans.VERSION,
    }
    said = Suggestion.objects.get(target=f"reviews.claimmatch:{match.pk}")
    assert (said.kind, said.model, said.version) == ("match", "confirming", bans.VERSION)
    assert (said.decision, said.shown_at, said.output["score"]) == ("", None, match.score)


def test_under_the_threshold_people_are_asked(desk):
    match = twins(desk, confirm_from=0.99)
    assert (match.confirm_due, match.state) == (False, "SUGGESTED")


def test_a_threshold_that_was_raised_meanwhile_counts(desk):
    match = twins(desk)
    DeskPolicy.objects.filter(desk=desk).update(confirm_from=0.99)
    assert confirming.weigh(match) == "under the desk's threshold"
    match.refresh_from_db()
    assert (match.state, match.confirm_due) == ("SUGGESTED", False)


def test_a_ban_leaves_the_match_to_people_and_is_asked_once(desk):
    DeskPolicy.objects.filter(desk=desk).update(confirm_from=0.7)
    claims.match(print_article(desk, OLD).pk)
    claims.match(print_article(desk, NEW.replace("40", "41")).pk)
    match = ClaimMatch.objects.get(state="SUGGESTED")
    assert (match.confirm_due, confirming.weigh(match)) == (True, "numbers differ")
    assert (confirming.confirm_due(), Claim.objects.live().count()) == (0, 2)
    assert not Suggestion.objects.filter(model="confirming").exists()


def take(rival, editor, lead, place):
    handout.take_this(place(editor), rival.tasks.get())


def take_and_give_back(rival, editor, lead, place):
    task = handout.take_this(place(editor), rival.tasks.get())
    handout.give_back(task, token=task.lease_token, by=editor)


def skip(rival, editor, lead, place):
    task = handout.take_this(place(editor), rival.tasks.get())
    handout.skip(task, token=task.lease_token, by=editor, reason="Not my field.")


def draft(rival, editor, lead, place):
    drafts.keep(rival.tasks.get(), by=editor, data={"summary": "Half a sen"})


def assign(rival, editor, lead, place):
    rival.tasks.update(assigned_to=editor, assigned_at=Now())


def return_verdict(rival, editor, lead, place):
    rule(rival, editor, state="RETURNED", returned_by=lead, returned_at=Now(), return_comment="No source.")


def submit(rival, editor, lead, place):
    rule(rival, editor)


def snooze(rival, editor, lead, place):
    rival.tasks.update(available_at=Now())


def escalate(rival, editor, lead, place):
    Escalation.objects.create(task=rival.tasks.get(), escalated_by=editor, to=lead, note="Is this ours?")


def dismiss(rival, editor, lead, place):
    claims.dismiss(claim=rival, by=editor, reason="Common knowledge.")


def write(rival, editor, lead, place):
    Claim.objects.filter(pk=rival.pk).update(written_by=editor)


def join_another(rival, editor, lead, place):
    other = print_article(rival.desk, "Harbour money was voted on by the council this week.")
    claims.match(other.pk)
    claims.merge(claim=claim_of(other, other.text), into=rival, by=editor)


def match_another(rival, editor, lead, place):
    other = print_article(rival.desk, "Harbour money was voted on by the council this week.")
    statement = other.statements.get()
    ClaimMatch.objects.create(
        statement=statement, claim=rival, start=0, end=7, state="CONFIRMED", method="hand",
        decided_by=editor, decided_at=Now(),
    )  # fmt: skip


@pytest.mark.parametrize(
    "work",
    [
        take, take_and_give_back, skip, draft, assign, snooze, escalate, return_verdict, submit, dismiss,
        write, join_another, match_another,
    ],
)  # fmt: skip
def test_a_claim_that_people_worked_on_is_never_taken_away(desk, editor, lead, place, work):
    match = twins(desk)
    rival = rival_of(match)
    work(rival, editor, lead, place)
    assert confirming.weigh(match) == "people have worked on the claim that would go away"
    assert not ClaimMerge.objects.filter(merged_by=None).exists()


def test_evidence_that_people_captured_is_work_too(desk, editor, make_snapshot):
    match = twins(desk)
    make_snapshot(rival_of(match), editor)
    assert confirming.weigh(match) == "people have worked on the claim that would go away"


def test_work_on_the_older_claim_stays_where_it_is(desk, editor, place):
    match = twins(desk)
    held = handout.take_this(place(editor), match.claim.tasks.get())
    drafts.save(held, by=editor, token=held.lease_token, data={"summary": "Begun."})
    assert confirming.weigh(match) == ""
    held.refresh_from_db()
    assert (held.state, held.lease_holder, held.drafts.get().data) == (
        "LEASED",
        editor,
        {"summary": "Begun."},
    )
    assert ReviewTask.objects.live().get() == held


def test_a_verdict_on_the_older_claim_holds_for_both_and_nobody_is_asked_again(desk, editor):
    match = twins(desk)
    rule(match.claim, editor)
    assert confirming.weigh(match) == ""
    assert ReviewTask.objects.live().count() == 0


def test_a_dismissed_older_claim_takes_nothing_in(desk, editor):
    match = twins(desk)
    claims.dismiss(claim=match.claim, by=editor, reason="Common knowledge.")
    assert confirming.weigh(match) == "the older claim is dismissed"


def test_a_contradiction_that_stands_keeps_two_apart_and_a_rejected_one_does_not(desk):
    match = twins(desk)
    pair = sorted([match.claim_id, rival_of(match).pk])
    fields = {"differences": [], "score": 0.8}
    row = ClaimRelation.objects.create(claim_a_id=pair[0], claim_b_id=pair[1], **fields)
    assert confirming.weigh(match) == "people told the two apart, or a relation stands between them"
    row.delete()
    assert confirming.weigh(match) == ""


def test_a_no_about_another_statement_of_the_same_claim_holds(desk, editor):
    match = twins(desk)
    later = print_article(desk, NEW)
    claims.match(later.pk)
    ClaimMatch.objects.create(
        statement=later.statements.get(), claim=match.claim, start=0, end=9, state="REJECTED",
        method="trigram", decided_by=editor, decided_at=Now(),
    )  # fmt: skip
    assert confirming.weigh(match) == "people told the two apart, or a relation stands between them"


def test_what_a_person_decided_or_a_merge_settled_first_stays(desk, editor):
    match = twins(desk)
    matches.reject(match=match, by=editor)
    assert confirming.weigh(match) == "a person has decided"
    assert ClaimMatch.objects.get(pk=match.pk).decided_by == editor
    other = twins(desk, language="en-GB")
    claims.merge(claim=rival_of(other), into=other.claim, by=editor)
    assert confirming.weigh(other) == "The claims of this suggestion were merged: it is settled."


def test_what_means_the_same_is_due_too(desk):
    twins(desk)
    ClaimMatch.objects.filter(state="SUGGESTED").delete()
    assert embeddings.embed_due() == 2
    found = ClaimMatch.objects.get(state="SUGGESTED")
    assert (found.method, found.confirm_due) == ("meaning", True)
