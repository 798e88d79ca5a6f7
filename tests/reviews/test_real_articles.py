"""The four real articles together: the conflicts that stand in them, and no tasks from what is none."""

from __future__ import annotations

from collections import Counter

import pytest
from django.urls import reverse

from articles.formats import parse
from articles.models import Statement
from articles.statements import extract
from factcheck.models import Desk
from reviews.actions import claims, relations
from reviews.models import Claim, ClaimRelation, ReviewTask
from tests.conftest import SHARED_SEEDS
from tests.reviews.actions.paper import print_article

pytestmark = pytest.mark.skipif(not SHARED_SEEDS.is_dir(), reason="the real articles are not here")


@pytest.fixture
def imported(desk: Desk) -> Desk:
    """The desk with the statements of the four articles, matched and compared."""
    for path in sorted(SHARED_SEEDS.glob("*.txt")):
        [parsed] = parse(path.read_bytes(), locator=path.name, format="auto")
        statements = extract(parsed.text, title=parsed.title, language="en")
        checkable = [row for row in statements if row.checkability in {"fact", "quote"}]
        said = [(row.exact, {"kind": row.kind, "speaker": row.speaker}) for row in checkable]
        revision = print_article(desk, *said)
        claims.match(revision.pk)
        relations.find(revision.pk)
    return desk


def test_where_it_was_signed_is_found_and_shown_with_its_reason(imported, signed_in, editor):
    places = ClaimRelation.objects.filter(differences__contains=[{"slot": "place"}])
    pairs = {(row.differences[0]["a"]["exact"], row.differences[0]["b"]["exact"]) for row in places}
    assert ("Akasaka Palace", "White House") in pairs
    relation = next(row for row in places if "White House" in row.claim_b.text)
    task = ReviewTask.objects.get(claim=relation.claim_b)
    page = signed_in(editor).get(reverse("task", args=[imported.slug, task.pk])).content.decode()
    assert "<mark>White House</mark>" in page
    assert "Akasaka Palace, Tokyo, Japan and White House, Washington, United States" in page


def test_the_office_in_conflict_is_found(imported):
    found = ClaimRelation.objects.filter(differences__contains=[{"slot": "office"}])
    assert {row.differences[0]["sentence"] for row in found} == {
        "Donald Trump is former president in one, president in the other."
    }


def test_shares_that_agree_or_measure_other_things_are_no_contradiction(imported):
    shares = Claim.objects.filter(text__regex=r"9[02] ?%")
    assert shares.count() >= 2
    assert not ClaimRelation.objects.filter(claim_a__in=shares, claim_b__in=shares).exists()
    assert not ClaimRelation.objects.filter(differences__contains=[{"slot": "number"}]).exists()


def test_metadata_and_repeats_make_no_extra_tasks(imported):
    tasks = ReviewTask.objects.values_list("claim__text", flat=True)
    assert [text for text in tasks if "Last Updated" in text or "Original author" in text] == []
    assert max(Counter(tasks).values()) == 1
    assert Statement.objects.filter(matches__isnull=False).distinct().count() >= len(tasks)
