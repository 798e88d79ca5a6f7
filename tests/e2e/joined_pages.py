"""The pages that show what the machine took as one claim, and which claim is a special case of another."""

from __future__ import annotations

from django.urls import reverse

from reviews.actions import confirming
from tests.reviews.actions.paper import claim_of
from tests.reviews.actions.test_relations import EXACT, MORE, printed
from tests.reviews.actions.twins import rival_of, twins


def joined_pages(desk) -> list[str]:
    """Have the machine confirm a match, and compare a wider and a narrower claim; return the addresses."""
    match = twins(desk)
    gone = rival_of(match)
    assert confirming.weigh(match) == ""
    printed(desk, MORE)
    narrow = printed(desk, EXACT)
    exact = claim_of(narrow, EXACT)
    return [
        *(reverse("claim", args=[desk.slug, pk]) for pk in (match.claim_id, gone.pk, exact.pk)),
        *(reverse("task", args=[desk.slug, claim.tasks.get().pk]) for claim in (match.claim, exact)),
        reverse("article_report", args=[desk.slug, narrow.article_id]),
    ]
