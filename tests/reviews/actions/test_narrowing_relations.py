"""Special cases as relations: found, told with their direction, decided on, and taken along by a merge."""

from __future__ import annotations

import pytest
from django.urls import reverse

from factcheck.models import AuditEvent
from reviews.actions import claims, merge_undoing, relations
from reviews.models import Claim, ClaimRelation, Suggestion
from reviews.reports.conflicts import conflicts
from tests.reviews.actions.paper import claim_of
from tests.reviews.actions.test_relations import EXACT, MORE, printed
from tests.reviews.actions.twins import merge_of


@pytest.fixture
def relation(desk) -> ClaimRelation:
    """The older claim says more than 90 percent, the newer one 92."""
    printed(desk, MORE)
    printed(desk, EXACT)
    return ClaimRelation.objects.get()


def read(client, name: str, *args) -> str:
    return " ".join(client.get(reverse(name, args=args)).content.decode().split())


def test_the_exacter_claim_is_the_special_case_whichever_is_older(desk, relation):
    assert (relation.kind, relation.state, relation.narrower.text) == ("narrows", "SUGGESTED", EXACT)
    assert relation.narrower == relation.claim_b
    [difference] = relation.differences
    assert difference["sentence"] == "“92 percent” is a case of “More than 90 percent”."
    printed(desk, EXACT, language="en-GB")
    printed(desk, MORE, language="en-GB")
    other = ClaimRelation.objects.exclude(pk=relation.pk).get()
    assert (other.narrower, other.narrower.text) == (other.claim_a, EXACT)


def test_pages_tell_which_of_the_two_is_the_wider(signed_in, editor, desk, relation):
    client = signed_in(editor)
    narrow = read(client, "task", desk.slug, relation.claim_b.tasks.get().pk)
    wide = read(client, "claim", desk.slug, relation.claim_a_id)
    assert "Perhaps a case of this wider claim" in narrow
    assert "If this one is true, so is the wider one." in narrow
    assert "Perhaps a narrower claim, a case of it" in wide
    assert "What others say against it" not in narrow + wide
    assert Suggestion.objects.get(target=f"reviews.claimrelation:{relation.pk}").output["kind"] == "narrows"


def test_the_report_tells_what_is_told_more_or_less_exactly_elsewhere(signed_in, reader, desk, relation):
    article = relation.claim_b.matches.get(state="CONFIRMED").statement.revision.article
    page = read(signed_in(reader), "article_report", desk.slug, article.pk)
    assert "Told more or less exactly elsewhere" in page
    assert "<mark>92 percent</mark>" in page
    assert "<mark>More than 90 percent</mark>" in page
    assert "Where articles disagree" not in page


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("confirm", "Confirmed: one claim is a special case of the other."),
        ("reject", "Rejected: neither claim is a case of the other."),
    ],
)
def test_a_checker_decides_on_it(signed_in, checker, desk, relation, act, said):
    client = signed_in(checker)
    client.post(reverse(f"relation_{act}", args=[desk.slug, relation.pk]))
    assert said in read(client, "claim", desk.slug, relation.claim_a_id)
    assert AuditEvent.objects.get(action__startswith="relation.").actor == checker


def test_the_api_names_the_narrower_claim(program, reader, relation):
    [told] = program(reader).get(f"claims/{relation.claim_a_id}/")[1]["relations"]
    assert (told["kind"], told["narrower"]) == ("narrows", relation.claim_b_id)


def test_special_cases_come_after_what_stands_against_a_claim(desk, relation):
    other = Claim.objects.create(desk=desk, text="Nobody refines rare earths.", fingerprint="n" * 64)
    against = ClaimRelation.objects.create(
        claim_a=relation.claim_a, claim_b=other, score=0.1, differences=[], kind="contradicts"
    )
    ClaimRelation.objects.filter(pk=relation.pk).update(score=1.0)
    assert [row.relation for row in conflicts([relation.claim_a_id])] == [against, relation]


def test_a_merge_takes_it_along_with_its_direction_and_an_undo_gives_it_back(desk, relation, editor):
    third = printed(desk, "A report says China refines 92 percent of all the rare earths.", language="en")
    claim = claim_of(third, third.text)
    ClaimRelation.objects.exclude(pk=relation.pk).delete()
    relations.confirm(relation=relation, by=editor)
    claims.merge(claim=relation.claim_b, into=claim, by=editor)
    moved = ClaimRelation.objects.get()
    assert (moved.kind, moved.narrower, moved.claim_a) == ("narrows", claim, relation.claim_a)
    merge_undoing.undo(merge=merge_of(relation.claim_b), by=editor)
    back = ClaimRelation.objects.get()
    assert (back.pk, back.narrower, back.state) == (relation.pk, relation.claim_b, "CONFIRMED")
