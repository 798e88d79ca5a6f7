"""The pages of reports and the overview."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.reviews.reports.story import TEXT, claim_in, say, verdict_on


@pytest.fixture
def revision(desk, make_revision):
    now = timezone.now()
    return make_revision(
        desk,
        TEXT,
        title="The bridge at Tessel",
        attribution="Source: Harbour Post",
        editorial_note="Compiled <by machine> & looked over.",
        extracted_at=now,
        matched_at=now,
    )


def at(name, *args):
    return reverse(name, args=["economy", *args])


def test_the_list_says_of_each_article_whether_it_may_run(signed_in, reader, desk, revision):
    claim_in(say(revision, "It opened in 1931."), desk=desk)
    page = signed_in(reader).get(at("reports"))
    assert [row.line for row in page.context["list"].rows] == ["Not ready: 1 open"]
    assert "0 of 1" in page.text


def test_the_list_of_reports_says_what_must_not_run_and_that_of_articles_what_is_left(
    signed_in, reader, editor, lead, desk, revision
):
    wrong = claim_in(say(revision, "The bridge is 90 metres long."), desk=desk)
    verdict_on(wrong, "false", author=editor, approver=lead)
    claim_in(say(revision, "It opened in 1931."), desk=desk)
    browser = signed_in(reader)
    assert '<span class="state change">1 must change</span>' in browser.get(at("reports")).text
    left = f'<a href="/desks/economy/queue/?article={revision.article_id}">1<'
    assert left in browser.get(at("articles")).text


def test_the_report_shows_proof_notes_verdicts_and_custody(signed_in, reader, editor, lead, desk, revision):
    statement = say(revision, "The bridge is 90 metres long.")
    verdict = verdict_on(claim_in(statement, desk=desk), "false", author=editor, approver=lead)
    page = signed_in(reader).get(at("article_report", revision.article_id))
    snapshot = verdict.citations.get().snapshot
    assert page.status_code == 200
    for shown in (
        "Not ready: 1 must change",
        f'id="s-{statement.pk}"',
        f'data-for="s-{statement.pk}"',
        "E.T./L.T.",
        "The length is 61 metres.",
        "Records office",
        f"SHA-256 {snapshot.sha256[:12]}",
        'href="#f1-citation-1"',
        'id="f1-citation-1"',
        "two people behind the one published verdict",
    ):
        assert shown in page.text


def test_attribution_and_editorial_note_stand_word_for_word(signed_in, reader, revision):
    page = signed_in(reader).get(at("article_report", revision.article_id))
    assert "Source: Harbour Post" in page.text
    assert "Compiled &lt;by machine&gt; &amp; looked over." in page.text


def test_what_is_not_of_the_article_is_set_aside(signed_in, reader, revision):
    page = signed_in(reader).get(at("article_report", revision.article_id))
    aside = page.text.split('class="note-line set-aside"')[1].split("</div>")[0]
    assert "Originally published: 14 March 2026" in aside


def test_an_article_with_its_title_in_the_text_shows_it_once(
    signed_in, reader, desk, revision, make_revision
):
    browser = signed_in(reader)
    titled = browser.get(at("article_report", revision.article_id)).text
    assert titled.count("<h1") == 2
    assert f'<h1 data-offset="{TEXT.index("The bridge")}">The bridge at Tessel' in titled
    bare = make_revision(desk, "It opened in 1931. It carries 4,000 cars a day.", title="A bridge")
    untitled = browser.get(at("article_report", bare.article_id)).text
    assert untitled.count("<h1") == 2
    assert "<h1>A bridge</h1>" in untitled


def test_the_overview_shows_the_figures_and_their_table(signed_in, editor, desk, make_task):
    make_task(desk, "The ferry has 3 decks.")
    page = signed_in(editor).get(at("overview"))
    assert page.context["figures"].open == 1
    assert "The ferry has 3 decks." in page.text
    assert page.text.count("<caption") + page.text.count("The figures") == 2


def test_a_new_desk_tells_each_role_what_comes_next(signed_in, editor, reader, desk):
    assert at("import_upload") in signed_in(editor).get(at("overview")).text
    assert "once an editor imports articles" in signed_in(reader).get(at("overview")).text


def test_a_foreign_report_is_not_found(signed_in, stranger, revision):
    assert signed_in(stranger).get(at("article_report", revision.article_id)).status_code == 404
    foreign = reverse("article_report", args=["city", revision.article_id])
    assert signed_in(stranger).get(foreign).status_code == 404


@pytest.mark.parametrize("name", ["overview", "reports", "articles", "claims", "imports"])
def test_every_page_carries_the_strict_policy(signed_in, reader, desk, name):
    policy = signed_in(reader).get(at(name))["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
