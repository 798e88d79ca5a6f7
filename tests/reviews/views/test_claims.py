"""The pages of claims."""

import json
import re

import pytest
from django.urls import reverse

from reviews.models import Claim, ClaimMatch
from tests.reviews.reports.story import TEXT, claim_in, say, verdict_on


@pytest.fixture
def revision(desk, make_revision):
    return make_revision(desk, TEXT, title="The bridge at Tessel")


@pytest.fixture
def claim(desk, revision):
    return claim_in(say(revision, "The bridge is 90 metres long."), desk=desk)


def at(name, *args):
    return reverse(name, args=["economy", *args])


def json_ld(page):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.DOTALL)
    return json.loads(found[1]) if found else None


def test_the_list_shows_claims_with_their_state_and_keeps_the_search(signed_in, reader, claim):
    page = signed_in(reader).get(at("claims"), {"q": "bridge"})
    assert [(row.pk, standing.state) for row, standing in page.context["list"].rows] == [(claim.pk, "open")]
    assert 'value="bridge"' in page.text


@pytest.mark.parametrize("query", [{"state": "lost"}, {"cursor": "x"}, {"q": "a\0b"}])
def test_an_address_that_no_link_makes_is_refused(signed_in, reader, desk, query):
    assert signed_in(reader).get(at("claims"), query).status_code == 400


def test_an_empty_list_says_why_and_names_the_next_action(signed_in, reader, editor, desk):
    assert "once an editor imports some" in signed_in(reader).get(at("claims")).text
    assert at("import_upload") in signed_in(editor).get(at("claims")).text
    assert "No claim fits this filter" in signed_in(editor).get(at("claims"), {"q": "zebra"}).text


def test_six_queries_serve_the_list_however_long(
    signed_in, reader, make_task, desk, django_assert_num_queries
):
    for number in range(60):
        make_task(desk, f"Claim number {number}.")
    browser = signed_in(reader)
    browser.get(at("claims"))
    with django_assert_num_queries(6):
        page = browser.get(at("claims"))
    assert len(page.context["list"].rows) == 50
    assert f"cursor={page.context['list'].page.next}" in page.text


def test_the_page_shows_statements_suggestions_and_history(
    signed_in, reader, editor, lead, desk, claim, revision
):
    opened = say(revision, "It opened in 1931.")
    claim_in(opened, desk=desk, claim=claim, state="SUGGESTED", method="trigram")
    verdict_on(claim, "true", author=editor, approver=lead, state="SUPERSEDED")
    verdict_on(
        claim, "false", author=editor, approver=lead, version=2, correction_note="The length was wrong."
    )
    page = signed_in(reader).get(at("claim", claim.pk))
    shown = page.context["page"]
    assert [row.match.exact for row in shown.occurrences] == ["The bridge is 90 metres long."]
    assert [row.match.exact for row in shown.suggestions] == ["It opened in 1931."]
    assert [(row.version, row.state) for row in shown.verdicts] == [(2, "PUBLISHED"), (1, "SUPERSEDED")]
    assert "The length was wrong." in page.text


def test_differences_between_the_claim_and_a_statement_are_marked(signed_in, reader, desk, claim, revision):
    other = say(revision, "It carries 4,000 cars a day.")
    claim_in(other, desk=desk, claim=claim, state="SUGGESTED", method="trigram")
    page = signed_in(reader).get(at("claim", claim.pk))
    assert "<ins>" in page.text
    assert "<del>" in page.text


def test_only_the_published_verdict_is_emitted_as_claim_review(
    signed_in, reader, editor, lead, claim, settings
):
    browser = signed_in(reader)
    verdict_on(claim, "true", author=editor, approver=lead, state="SUPERSEDED")
    assert json_ld(browser.get(at("claim", claim.pk))) is None
    assert browser.get(at("claim_review", claim.pk)).status_code == 404
    verdict_on(claim, "mostly-false", author=editor, approver=lead, version=2)
    review = json_ld(browser.get(at("claim", claim.pk)))
    assert review["url"] == f"{settings.SITE_URL}{at('claim', claim.pk)}"
    assert review["reviewRating"]["ratingValue"] == 2
    assert (review["reviewRating"]["bestRating"], review["reviewRating"]["worstRating"]) == (5, 1)
    answer = browser.get(at("claim_review", claim.pk))
    assert answer["Content-Type"] == "application/ld+json"
    assert answer.json() == review


def test_the_addresses_of_articles_that_make_the_claim_are_its_appearances(
    signed_in, reader, editor, lead, claim, revision
):
    revision.article.canonical_url = "https://harbour.example/bridge"
    revision.article.save()
    verdict_on(claim, "unproven", author=editor, approver=lead)
    review = signed_in(reader).get(at("claim_review", claim.pk)).json()
    assert [work["url"] for work in review["itemReviewed"]["appearance"]] == [
        "https://harbour.example/bridge"
    ]
    assert "ratingValue" not in review["reviewRating"]


def test_markup_in_a_claim_is_shown_and_never_run(signed_in, reader, editor, lead, desk, revision):
    nasty = "</script><img src=x onerror=alert(1)>"
    claim = claim_in(say(revision, "It opened in 1931."), desk=desk, text=nasty)
    verdict_on(claim, "true", author=editor, approver=lead)
    page = signed_in(reader).get(at("claim", claim.pk))
    assert nasty not in page.text
    assert json_ld(page)["claimReviewed"] == nasty


def test_the_page_of_a_much_repeated_claim_costs_no_more_queries(
    signed_in, reader, desk, claim, make_revision, django_assert_num_queries
):
    for number in range(5):
        repeat = say(make_revision(desk, f"{TEXT}\nPart {number} of the series."), "It opened in 1931.")
        claim_in(repeat, desk=desk, claim=claim)
    browser = signed_in(reader)
    browser.get(at("claim", claim.pk))
    with django_assert_num_queries(13):
        browser.get(at("claim", claim.pk))


def test_an_editor_dismisses_a_claim_with_a_reason_and_takes_it_up_again(signed_in, editor, claim):
    browser = signed_in(editor)
    assert browser.post(at("claim_dismiss", claim.pk), {"reason": "A figure of speech."}).status_code == 302
    claim.refresh_from_db()
    assert (claim.dismissal, claim.dismissed_by) == ("A figure of speech.", editor)
    assert "A figure of speech." in browser.get(at("claim", claim.pk)).text
    browser.post(at("claim_restore", claim.pk))
    claim.refresh_from_db()
    assert claim.dismissed_at is None


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_dismissal_without_a_reason_comes_back_with_the_error(signed_in, editor, claim, reason):
    answer = signed_in(editor).post(at("claim_dismiss", claim.pk), {"reason": reason})
    assert answer.status_code == 422
    assert "This field is required." in answer.text
    assert Claim.objects.get(pk=claim.pk).dismissed_at is None


def test_dismissing_twice_answers_409(signed_in, editor, claim):
    browser = signed_in(editor)
    browser.post(at("claim_dismiss", claim.pk), {"reason": "A figure of speech."})
    answer = browser.post(at("claim_dismiss", claim.pk), {"reason": "Again."})
    assert answer.status_code == 409
    assert "Somebody was first" in answer.text


def test_a_claim_is_merged_into_another_of_the_desk(signed_in, editor, desk, claim, make_task):
    into = make_task(desk, "The bridge measures 90 metres.").claim
    answer = signed_in(editor).post(at("claim_merge", claim.pk), {"into": into.pk})
    assert answer["Location"] == at("claim", into.pk)
    claim.refresh_from_db()
    assert claim.merged_into == into
    page = signed_in(editor).get(at("claim", into.pk))
    assert [row.statement.exact for row in page.context["page"].occurrences] == [
        "The bridge is 90 metres long."
    ]


def test_a_claim_of_another_desk_cannot_take_its_place(signed_in, editor, claim, other_desk, make_task):
    foreign = make_task(other_desk, "Foreign.").claim
    answer = signed_in(editor).post(at("claim_merge", claim.pk), {"into": foreign.pk})
    assert answer.status_code == 422
    assert "This desk has no claim of that number." in answer.text


@pytest.mark.parametrize(("name", "state"), [("match_confirm", "CONFIRMED"), ("match_reject", "REJECTED")])
def test_a_checker_decides_a_suggested_match_once(signed_in, checker, desk, claim, revision, name, state):
    other = say(revision, "It carries 4,000 cars a day.")
    claim_in(other, desk=desk, claim=claim, state="SUGGESTED", method="trigram")
    match = ClaimMatch.objects.get(statement=other)
    browser = signed_in(checker)
    assert browser.post(at(name, match.pk))["Location"] == at("claim", claim.pk)
    match.refresh_from_db()
    assert (match.state, match.decided_by) == (state, checker)
    assert browser.post(at(name, match.pk)).status_code == 409


def test_what_a_role_may_not_do_is_refused_and_foreign_claims_are_not_found(
    signed_in, reader, checker, stranger, claim
):
    dismissal = {"reason": "A figure of speech."}
    assert signed_in(reader).post(at("claim_dismiss", claim.pk), dismissal).status_code == 403
    assert signed_in(checker).post(at("claim_dismiss", claim.pk), dismissal).status_code == 403
    assert signed_in(stranger).get(at("claim", claim.pk)).status_code == 404
    foreign = reverse("claim", args=["city", claim.pk])
    assert signed_in(stranger).get(foreign).status_code == 404
