"""The pages of lost places: what waits, and one beside the statements that may be the same."""

from __future__ import annotations

import pytest
from django.urls import reverse

from reviews.models import Orphan
from tests.reviews.recheck_story import ALIKE, BRIDGE, FERRY, LONGER, lost_bridge

pytestmark = pytest.mark.django_db


@pytest.fixture
def orphan(desk, editor, second_editor):
    lost_bridge(desk, editor, second_editor)
    return Orphan.objects.get()


def at(name: str, *args: int) -> str:
    return reverse(name, args=["economy", *args])


def test_the_list_shows_what_waits_and_when_nothing_does_says_why(
    signed_in, checker, orphan, django_assert_num_queries
):
    browser = signed_in(checker)
    browser.get(at("orphans"))
    with django_assert_num_queries(4):
        assert [row.pk for row in browser.get(at("orphans")).context["list"].rows] == [orphan.pk]
    browser.post(at("orphan_let_go", orphan.pk))
    assert "Nothing is lost" in browser.get(at("orphans")).text
    assert browser.get(at("orphan", orphan.pk)).status_code == 404


def test_one_shows_its_candidates_ranked_and_finds_others_by_their_words(
    signed_in, checker, orphan, django_assert_num_queries
):
    browser = signed_in(checker)
    page = browser.get(at("orphan", orphan.pk))
    assert BRIDGE in page.text
    assert [row.statement.exact for row in page.context["row"].choices] == [LONGER, ALIKE]
    with django_assert_num_queries(5):
        found = browser.get(at("orphan", orphan.pk), {"q": "FERRY lund"}).context["row"].choices
    assert [(row.statement.exact, row.reasons) for row in found[2:]] == [
        (FERRY, ("it has the words you looked for",))
    ]
    assert browser.get(at("orphan", orphan.pk), {"q": "zebra"}).context["row"].choices[2:] == []


def test_the_statement_that_was_chosen_is_attached(signed_in, checker, orphan):
    chosen = signed_in(checker).get(at("orphan", orphan.pk)).context["row"].choices[0].statement
    signed_in(checker).post(at("orphan_attach", orphan.pk), {"statement": chosen.pk})
    orphan.refresh_from_db()
    assert (orphan.state, orphan.statement.exact, orphan.decided_by) == ("ATTACHED", LONGER, checker)
