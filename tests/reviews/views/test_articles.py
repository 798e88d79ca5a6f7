"""The pages of articles, and marking claims by hand."""

import pytest
from django.urls import reverse

from reviews.models import Claim, ClaimMatch
from tests.reviews.reports.story import TEXT, claim_in, say


@pytest.fixture
def revision(desk, make_revision):
    return make_revision(desk, TEXT, title="The bridge at Tessel")


def at(name, *args):
    return reverse(name, args=["economy", *args])


def test_the_list_shows_titles_and_counts(signed_in, reader, desk, revision):
    claim_in(say(revision, "It opened in 1931."), desk=desk)
    say(revision, "It is a lovely bridge.", checkability="opinion")
    (row,) = signed_in(reader).get(at("articles")).context["list"].rows
    assert row.revision == revision
    assert (row.coverage.checkable, row.coverage.not_checkable) == (1, 1)


def test_the_line_under_the_title_has_a_part_for_each_thing_that_is_known(
    signed_in, reader, desk, revision, make_revision
):
    bare = signed_in(reader).get(at("article", revision.article_id))
    assert '<div class="meta byline">   </div>' in bare.text
    named = make_revision(desk, f"{TEXT} Again.", byline="Ann Lee", publisher="Harbour Post")
    page = signed_in(reader).get(at("article", named.article_id))
    assert '<div class="meta byline"><span>Harbour Post, Ann Lee</span>   </div>' in page.text


def test_the_list_is_searched_by_title(signed_in, reader, desk, revision, make_revision):
    make_revision(desk, "Another text.", title="A ferry sails")
    rows = signed_in(reader).get(at("articles"), {"q": "tessel BRIDGE"}).context["list"].rows
    assert [row.revision for row in rows] == [revision]


def test_the_queries_of_the_list_do_not_grow(
    signed_in, reader, desk, make_revision, django_assert_num_queries
):
    for number in range(55):
        revision = make_revision(desk, f"{TEXT}\nPart {number}.", title=f"Part {number}")
        claim_in(say(revision, "It opened in 1931."), desk=desk)
    browser = signed_in(reader)
    browser.get(at("articles"))
    with django_assert_num_queries(9):
        page = browser.get(at("articles"))
    assert len(page.context["list"].rows) == 50


@pytest.mark.parametrize("name", ["articles", "reports"])
def test_an_empty_list_says_why_and_names_the_next_action(signed_in, reader, editor, desk, name):
    assert "once an editor imports it" in signed_in(reader).get(at(name)).text
    assert at("import_upload") in signed_in(editor).get(at(name)).text
    assert "Show all articles" in signed_in(editor).get(at(name), {"q": "zebra"}).text


def test_the_page_shows_every_statement_with_its_reading(signed_in, reader, desk, revision):
    statement = say(revision, "It opened in 1931.")
    claim_in(statement, desk=desk)
    opinion = say(revision, "It is a lovely bridge.", checkability="opinion")
    opinion.reasons = ["judges: lovely"]
    opinion.save()
    page = signed_in(reader).get(at("article", revision.article_id))
    assert [mark.state for mark in page.context["page"].marks] == ["open", "none"]
    assert "judges: lovely" in page.text
    assert f'id="s-{statement.pk}"' in page.text
    assert "Mark as a claim" not in page.text


def test_selected_words_are_marked_as_a_claim(signed_in, checker, revision):
    statement = say(revision, "The bridge is 90 metres long. It opened in 1931.")
    start = revision.text.index("It opened")
    typed = {"start": start, "end": start + 18, "text": "It opened in 1931."}
    answer = signed_in(checker).post(at("mark_statement", revision.article_id), typed)
    match = ClaimMatch.objects.get(statement=statement)
    assert statement.exact[match.start : match.end] == "It opened in 1931."
    assert (match.method, match.decided_by) == ("hand", checker)
    assert answer["Location"] == at("claim", match.claim_id)


def test_a_statement_is_split_into_claims_without_a_script(signed_in, checker, revision):
    statement = say(revision, "The bridge is 90 metres long. It opened in 1931.")
    browser = signed_in(checker)
    for words in ("The bridge is 90 metres long.", "It opened in 1931."):
        browser.post(at("mark_statement", revision.article_id), {"statement": statement.pk, "text": words})
    texts = Claim.objects.filter(matches__statement=statement).order_by("pk").values_list("text", flat=True)
    assert list(texts) == ["The bridge is 90 metres long.", "It opened in 1931."]


def test_a_claim_may_be_put_in_neutral_words(signed_in, checker, revision):
    statement = say(revision, "It opened in 1931.")
    typed = {
        "statement": statement.pk,
        "text": "It opened in 1931.",
        "wording": "The bridge at Tessel opened in 1931.",
    }
    signed_in(checker).post(at("mark_statement", revision.article_id), typed)
    assert Claim.objects.get().text == "The bridge at Tessel opened in 1931."


def mistakes(revision, statement):
    start = revision.text.index("It opened")
    return {
        "beyond": {"start": start - 5, "end": start + 18, "text": "long. It opened in 1931."},
        "moved": {"start": start + 1, "end": start + 18, "text": "It opened in 1932."},
        "nowhere": {"text": "It opened in 1931."},
        "changed": {"statement": statement.pk, "text": "It opened in 1932."},
        "empty": {"statement": statement.pk, "text": ""},
        "unknown": {"statement": 2**62, "text": "It opened in 1931."},
    }


@pytest.mark.parametrize(
    ("mistake", "said"),
    [
        ("beyond", "Select words within one statement"),
        ("moved", "These words do not stand in the statement"),
        ("nowhere", "Select the words in the article"),
        ("changed", "These words do not stand in the statement"),
        ("empty", "This field is required."),
        ("unknown", "Select words within one statement"),
    ],
)
def test_words_that_stand_in_no_statement_come_back_with_the_reason(
    signed_in, checker, revision, mistake, said
):
    statement = say(revision, "It opened in 1931.")
    typed = mistakes(revision, statement)[mistake]
    answer = signed_in(checker).post(at("mark_statement", revision.article_id), typed)
    assert answer.status_code == 422
    assert said in answer.text
    assert typed["text"] in answer.text
    assert Claim.objects.count() == 0


def test_a_reader_marks_nothing_and_a_foreign_article_is_not_found(signed_in, reader, stranger, revision):
    typed = {"text": "It opened in 1931."}
    assert signed_in(reader).post(at("mark_statement", revision.article_id), typed).status_code == 403
    foreign = reverse("article", args=["city", revision.article_id])
    assert signed_in(stranger).get(foreign).status_code == 404
