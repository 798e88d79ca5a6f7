"""The split dialog: proposals as the desk shows them, and what is posted from it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from reviews.actions import claims, handout
from reviews.models import Claim, DeskPolicy, Suggestion
from tests.reviews.actions.paper import print_article
from tests.reviews.actions.test_splitting import ENDING, SENTENCE, SIGNED

pytestmark = pytest.mark.django_db
OFFER = "This sentence may hold 2 claims."


@pytest.fixture
def held(desk, editor, place):
    claims.match(print_article(desk, SENTENCE).pk)
    return handout.take(place(editor))


def page_of(task, browser) -> str:
    return browser.get(reverse("task", args=[task.desk.slug, task.pk])).content.decode()


def posted(task, *parts: tuple[int, int], **given) -> dict[str, object]:
    """Return what the dialog sends: each part kept, in these places."""
    fields = {"lease_token": task.lease_token, "statement": task.claim.matches.get().statement_id}
    for number, (start, end) in enumerate(parts):
        prefix = f"part-{number}"
        fields |= {
            f"{prefix}-start": start,
            f"{prefix}-end": end,
            f"{prefix}-keep": "on",
            f"{prefix}-wording": "",
        }
    return {**fields, **given}


def send(task, browser, *parts: tuple[int, int], **given):
    path = reverse("task_split", args=[task.desk.slug, task.pk])
    return browser.post(path, posted(task, *parts, **given), headers={"accept": "text/html"})


def test_the_proposals_are_lit_in_the_sentence_and_recorded_as_shown(held, signed_in, editor):
    page = page_of(held, signed_in(editor))
    assert OFFER in page
    assert f'<mark data-part="1">{SIGNED}</mark>, <mark data-part="2">{ENDING}</mark></p>' in page
    suggestion = Suggestion.objects.get(kind="split")
    assert (suggestion.shown_at is not None, suggestion.decision) == (True, "")


@pytest.mark.parametrize("setting", ["after", "off"])
def test_where_they_are_held_back_the_sentence_can_be_split_by_hand_alone(
    desk, held, signed_in, editor, setting
):
    DeskPolicy.objects.filter(desk=desk).update(ai_suggestions=setting)
    page = page_of(held, signed_in(editor))
    assert (OFFER in page, "data-part=" in page, "Split this sentence" in page) == (False, False, True)
    assert not Suggestion.objects.filter(kind="split").exists()


def test_held_back_they_come_once_a_rating_is_chosen(desk, held, signed_in, editor):
    DeskPolicy.objects.filter(desk=desk).update(ai_suggestions="after")
    browser = signed_in(editor)
    draft = {"lease_token": held.lease_token, "rating": "true", "summary": "", "explanation": ""}
    browser.post(
        reverse("task_draft", args=[desk.slug, held.pk]), draft, headers={"accept": "application/json"}
    )
    assert OFFER in page_of(held, browser)


def test_splitting_goes_to_the_next_task_and_says_what_was_made(held, signed_in, editor):
    answer = send(held, signed_in(editor), (0, 46), (48, 74))
    made = Claim.objects.exclude(pk=held.claim_id).order_by("matches__start")
    assert [one.text for one in made] == [SIGNED, ENDING]
    assert answer.status_code == 302
    listed = ", ".join(str(one.pk) for one in made)
    said = signed_in(editor).get(answer["Location"]).content.decode()
    assert (f"Split into claims {listed}" in said, OFFER in said) == (False, False)
    assert Suggestion.objects.get(kind="split").decision == "accepted"


def test_leaving_it_whole_comes_back_to_the_task(held, signed_in, editor):
    answer = send(held, signed_in(editor), (0, 46), do="whole")
    assert answer["Location"] == reverse("task", args=[held.desk.slug, held.pk])
    assert Suggestion.objects.get(kind="split").decision == "rejected"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"part-0-keep": ""}, "Choose at least one part of the sentence."),
        ({"part-0-end": "many"}, "Part 1, end: Enter a whole number."),
        ({"part-0-end": "200"}, "do not lie in a statement of 74 characters"),
    ],
)
def test_what_cannot_be_split_comes_back_with_the_reason(held, signed_in, editor, fields, said):
    answer = send(held, signed_in(editor), (0, 46), **fields)
    assert (answer.status_code, said in answer.content.decode(), Claim.objects.count()) == (422, True, 1)


def test_a_stale_token_gets_409(held, signed_in, editor):
    answer = send(held, signed_in(editor), (0, 46), lease_token="00000000-0000-4000-8000-000000000000")
    assert (answer.status_code, Claim.objects.count()) == (409, 1)


def test_a_statement_of_another_claim_is_not_found(desk, held, signed_in, editor):
    other = print_article(desk, "The mine at Orrin closed.").statements.get()
    assert send(held, signed_in(editor), (0, 5), statement=other.pk).status_code == 404
