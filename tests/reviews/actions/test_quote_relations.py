"""Quotes of one saying in several articles: cut, changed or by another speaker, they are flagged."""

from __future__ import annotations

import pytest
from django.urls import reverse

from reviews.actions import relations
from reviews.models import ClaimRelation
from tests.reviews.actions.paper import claim_of
from tests.reviews.actions.test_relations import printed

WHOLE = "“We have built a quay that will last for three hundred years and pay for itself,” said Anna Roth."
CUT = "In the rain, Anna Roth was proud: “We have built a quay that will last for three hundred years.”"
CHANGED = "Anna Roth said: “We have built a quay that should last three hundred years and pay for itself.”"
OTHER = "“We have built a quay that will last for three hundred years and pay for itself,” said Tom Quill."


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (CUT, "The quotation is cut in one of them."),
        (CHANGED, "The same quotation in other words."),
    ],
)
def test_a_quote_that_is_cut_or_changed_is_flagged_softly(desk, words, told):
    printed(desk, WHOLE)
    printed(desk, words)
    relation = ClaimRelation.objects.get()
    assert (relation.kind, relation.state) == ("quote", "SUGGESTED")
    assert [difference["sentence"] for difference in relation.differences] == [told]


def test_another_speaker_of_the_same_words_contradicts(desk):
    printed(desk, WHOLE)
    printed(desk, OTHER)
    relation = ClaimRelation.objects.get()
    assert relation.kind == "contradicts"
    told = [difference["sentence"] for difference in relation.differences]
    assert "Anna Roth says it in one, Tom Quill in the other." in told


def test_the_same_quote_told_otherwise_is_not_flagged(desk):
    printed(desk, WHOLE)
    printed(desk, f"In the rain she said it again. {WHOLE}")
    assert ClaimRelation.objects.count() == 0


def test_the_review_page_shows_the_words_that_were_cut(desk, editor, signed_in):
    claim = claim_of(printed(desk, WHOLE), WHOLE)
    printed(desk, CUT)
    address = reverse("task", args=[desk.slug, claim.tasks.get().pk])
    page = signed_in(editor).get(address).content.decode()
    assert "Quoted in other words" in page
    assert "<del>and pay for itself,</del>" in page
    assert "1 article this way, 1 the other" in page


@pytest.mark.parametrize(
    ("button", "said"), [("confirm", "one quote misleads"), ("reject", "the quotes differ without harm")]
)
def test_a_person_says_whether_it_misleads(desk, editor, signed_in, button, said):
    printed(desk, WHOLE)
    printed(desk, CUT)
    relation = ClaimRelation.objects.get()
    address = reverse(f"relation_{button}", args=[desk.slug, relation.pk])
    assert said in signed_in(editor).post(address, follow=True).content.decode()


def test_a_confirmed_quote_is_called_misleading(desk, editor, signed_in):
    claim = claim_of(printed(desk, WHOLE), WHOLE)
    printed(desk, CUT)
    relations.confirm(relation=ClaimRelation.objects.get(), by=editor)
    page = signed_in(editor).get(reverse("claim", args=[desk.slug, claim.pk])).content.decode()
    assert "Misleading quote" in page
