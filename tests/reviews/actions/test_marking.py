"""Marking by hand: a statement, or words of it, as a claim of its own."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db.models.functions import Now

from articles.models import Statement
from factcheck.models import AuditEvent
from factcheck.states import Conflict
from reviews.actions import claims, handout, matches
from reviews.models import Claim, ClaimMatch, DeskPolicy, ReviewTask
from tests.reviews.actions.paper import claim_of, print_article, race, rule

TWO = "The bridge at Tessel is 90 metres long and the ferry “Nora” carries 40 cars."
FERRY = "the ferry “Nora” carries 40 cars"
AT = TWO.index(FERRY)


@pytest.fixture
def statement(desk) -> Statement:
    """A statement that makes two claims, matched as a whole."""
    revision = print_article(desk, TWO)
    claims.match(revision.pk)
    return revision.statements.get()


def test_words_of_a_statement_become_a_claim_with_a_check_barred_to_who_marked_them(statement, editor):
    claim = claims.mark(statement=statement, by=editor, start=AT, end=AT + len(FERRY))
    assert (claim.text, claim.written_by, claim.check_worthiness) == (FERRY, editor, 0.5)
    match = claim.matches.get()
    assert (match.exact, match.state, match.method, match.decided_by) == (FERRY, "CONFIRMED", "hand", editor)
    task = claim.tasks.get()
    assert (task.kind, task.state, task.barred, task.priority) == ("CHECK", "OPEN", editor, 0.5)
    event = AuditEvent.objects.get(action="claim.created")
    assert event.target == f"reviews.claim:{claim.pk}"
    assert event.data == {"statement": statement.pk, "start": AT, "end": AT + len(FERRY)}


def test_who_marked_a_claim_is_not_handed_its_check(statement, editor, second_editor, place):
    claim = claims.mark(statement=statement, by=editor, start=AT, end=AT + len(FERRY))
    claims.dismiss(claim=claim_of(statement.revision, TWO), by=editor, reason="It was split.")
    with pytest.raises(handout.NothingToDo):
        handout.take(place(editor))
    assert handout.take(place(second_editor)).claim == claim


def test_the_claim_of_the_whole_statement_stays(statement, editor):
    claims.mark(statement=statement, by=editor, start=AT, end=AT + len(FERRY))
    whole = claim_of(statement.revision, TWO)
    assert (whole.dismissed_at, whole.tasks.get().state) == (None, "OPEN")


def test_the_editor_may_word_the_claim(statement, editor):
    claim = claims.mark(
        statement=statement, by=editor, start=AT, end=AT + len(FERRY), text=" The Nora\ncarries 40 cars. "
    )
    assert claim.text == "The Nora carries 40 cars."
    assert claim.matches.get().exact == FERRY


def test_white_space_at_the_ends_of_the_marked_words_is_left_out(statement, editor):
    claim = claims.mark(statement=statement, by=editor, start=AT - 1, end=AT + len("the ferry "))
    assert (claim.text, claim.matches.get().exact) == ("the ferry", "the ferry")


def test_a_statement_that_the_machine_passed_over_can_be_marked_as_a_whole(desk, editor):
    DeskPolicy.objects.filter(desk=desk).update(worthiness_floor=0.5)
    opinion = ("A lovely bridge.", {"checkability": "opinion", "check_worthiness": 0.0})
    revision = print_article(desk, opinion)
    claims.match(revision.pk)
    claim = claims.mark(statement=revision.statements.get(), by=editor)
    assert (claim.text, claim.tasks.get().state) == ("A lovely bridge.", "OPEN")


def test_of_marked_words_of_a_quote_the_speaker_is_the_claimant(desk, editor):
    quote = ("“It is 90 metres long.”", {"checkability": "quote", "speaker": "Ada Lund"})
    revision = print_article(desk, quote)
    assert claims.mark(statement=revision.statements.get(), by=editor, start=1, end=22).claimant == "Ada Lund"


def test_words_that_make_a_known_claim_are_matched_to_it(statement, desk, editor):
    known = print_article(desk, "The ferry Nora carries 40 cars.")
    claims.match(known.pk)
    claim = claims.mark(statement=statement, by=editor, start=AT, end=AT + len(FERRY))
    assert claim == claim_of(known, "The ferry Nora carries 40 cars.")
    assert (claim.written_by, claim.matches.count(), claim.tasks.get().barred) == (None, 2, None)
    assert AuditEvent.objects.get(action="claim.marked").actor == editor


def test_a_known_claim_under_the_floor_is_asked_once_it_is_marked(desk, editor):
    DeskPolicy.objects.filter(desk=desk).update(worthiness_floor=0.9)
    revision = print_article(desk, TWO)
    claims.match(revision.pk)
    assert ReviewTask.objects.count() == 0
    claims.mark(statement=revision.statements.get(), by=editor)
    assert ReviewTask.objects.get().claim.text == TWO


def test_a_known_claim_with_a_standing_verdict_is_matched_and_not_asked_again(statement, desk, editor, lead):
    known = print_article(desk, "The ferry Nora carries 40 cars.")
    claims.match(known.pk)
    rule(claim_of(known, "The ferry Nora carries 40 cars."), lead)
    claim = claims.mark(statement=statement, by=editor, start=AT, end=AT + len(FERRY))
    assert ReviewTask.objects.live().filter(claim=claim).count() == 0


def test_marking_twice_changes_nothing(statement, editor, second_editor):
    first = claims.mark(statement=statement, by=editor, start=AT, end=AT + len(FERRY))
    again = claims.mark(statement=statement, by=second_editor, start=AT, end=AT + len(FERRY))
    assert again == first
    assert again.written_by == editor
    assert (first.matches.count(), first.tasks.count()) == (1, 1)


def test_a_mark_settles_a_suggestion(desk, editor):
    old = "The old bridge at Tessel is 90 metres long, says the harbour office."
    new = "The old bridge at Tessel is 91 metres long, the harbour office says."
    claims.match(print_article(desk, old).pk)
    revision = print_article(desk, new)
    claims.match(revision.pk)
    claims.mark(statement=revision.statements.get(), by=editor, text=old)
    match = ClaimMatch.objects.get(statement__revision=revision, claim__text=old)
    assert (match.state, match.method, match.decided_by) == ("CONFIRMED", "hand", editor)


def test_a_mark_takes_the_place_of_an_earlier_no(desk, editor, lead):
    old = "The old bridge at Tessel is 90 metres long, says the harbour office."
    new = "The old bridge at Tessel is 91 metres long, the harbour office says."
    claims.match(print_article(desk, old).pk)
    revision = print_article(desk, new)
    claims.match(revision.pk)
    matches.reject(match=ClaimMatch.objects.get(state="SUGGESTED"), by=editor)
    claims.mark(statement=revision.statements.get(), by=lead, text=old)
    match = ClaimMatch.objects.get(statement__revision=revision, claim__text=old)
    assert (match.state, match.decided_by) == ("CONFIRMED", lead)


@pytest.mark.parametrize(
    ("start", "end"),
    [(0, len(TWO) + 1), (-1, 5), (5, 5), (9, 4), (len(TWO), len(TWO) + 1), (3, None), (None, 3)],
)
def test_words_outside_the_statement_are_refused(statement, editor, start, end):
    with pytest.raises(ValidationError) as refused:
        claims.mark(statement=statement, by=editor, start=start, end=end)
    assert list(refused.value.message_dict) == ["start"]
    assert Claim.objects.count() == 1


@pytest.mark.parametrize(("start", "end"), [(3, 4), (AT + 10, AT + 11)])
def test_a_mark_without_a_word_is_refused(statement, editor, start, end):
    with pytest.raises(ValidationError) as refused:
        claims.mark(statement=statement, by=editor, start=start, end=end)
    assert refused.value.message_dict == {"start": ["Mark at least one word."]}


@pytest.mark.parametrize("text", ["…", "Nora\0"])
def test_a_wording_that_is_none_is_refused(statement, editor, text):
    with pytest.raises(ValidationError) as refused:
        claims.mark(statement=statement, by=editor, text=text)
    assert list(refused.value.message_dict) == ["text"]


def test_a_dismissed_claim_is_not_marked_but_to_be_restored(statement, editor):
    claims.dismiss(claim=claim_of(statement.revision, TWO), by=editor, reason="Common knowledge.")
    with pytest.raises(Conflict, match="restore") as refused:
        claims.mark(statement=statement, by=editor)
    assert refused.value.present == "dismissed"


def test_a_text_that_a_newer_one_replaced_is_not_marked(desk, editor):
    old = print_article(desk, TWO, identity="a")
    print_article(desk, FERRY, identity="a")
    with pytest.raises(Conflict) as refused:
        claims.mark(statement=old.statements.get(), by=editor)
    assert refused.value.present == "superseded"
    assert Claim.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_the_same_words_marked_and_matched_at_once_are_one_claim_with_one_check(desk, editor, lead):
    for turn in range(6):
        words = f"The ferry carries {turn} cars."
        first, second = print_article(desk, words), print_article(desk, words)
        by_editor, by_lead, counts = race(
            lambda row=first: claims.mark(statement=row.statements.get(), by=editor),
            lambda row=second: claims.mark(statement=row.statements.get(), by=lead),
            lambda pk=first.pk: claims.match(pk),
        )
        assert by_editor == by_lead == Claim.objects.get(text=words)
        assert counts.statements == 1
        assert ReviewTask.objects.filter(claim=by_editor).count() == 1
        assert by_editor.matches.filter(state="CONFIRMED").count() == 2


def test_a_mark_is_kept_when_the_statement_is_matched_afterwards(desk, editor):
    revision = print_article(desk, TWO)
    claim = claims.mark(statement=revision.statements.get(), by=editor)
    ReviewTask.objects.update(priority=0.1, available_at=Now())
    assert claims.match(revision.pk).claims == 0
    match = claim.matches.get()
    assert (match.method, match.decided_by) == ("hand", editor)
