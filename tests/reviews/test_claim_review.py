"""ClaimReview as JSON-LD."""

import json
from datetime import UTC, datetime

import pytest

from reviews.claim_review import Appearance, Published, as_json_ld, claim_review

MARCH = datetime(2026, 3, 14, 9, 20, tzinfo=UTC)
APRIL = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def published():
    """Return a maker of published verdicts."""

    def make(**changes):
        fields = {
            "url": "https://desk.example/desks/economy/claims/7/",
            "claim": "The bridge is 90 metres long.",
            "claimant": "Petra Vance",
            "appearances": [],
            "rating": "False",
            "value": 1,
            "best": 5,
            "worst": 1,
            "summary": "It is 61 metres long.",
            "published_at": APRIL,
            "organisation": "Economy desk",
            "organisation_url": "https://desk.example",
        }
        return Published(**{**fields, **changes})

    return make


def test_a_scalar_rating_carries_its_number_between_the_ends_of_its_scale(published):
    assert claim_review(published()) == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": "https://desk.example/desks/economy/claims/7/",
        "claimReviewed": "The bridge is 90 metres long.",
        "datePublished": "2026-04-01T12:00:00+00:00",
        "author": {"@type": "Organization", "name": "Economy desk", "url": "https://desk.example"},
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "False",
            "ratingExplanation": "It is 61 metres long.",
            "ratingValue": 1,
            "bestRating": 5,
            "worstRating": 1,
        },
        "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Petra Vance"}},
    }


def test_a_rating_off_the_scale_carries_no_number(published):
    rating = claim_review(published(rating="Unproven", value=None))["reviewRating"]
    assert rating == {
        "@type": "Rating",
        "alternateName": "Unproven",
        "ratingExplanation": "It is 61 metres long.",
    }


def test_the_earliest_dated_appearance_is_the_first_and_the_others_follow(published):
    rows = [
        Appearance(url="https://late.example/", published_at=APRIL),
        Appearance(url="https://early.example/", published_at=MARCH),
        Appearance(url="https://undated.example/"),
    ]
    claim = claim_review(published(appearances=rows))["itemReviewed"]
    assert claim["datePublished"] == "2026-03-14T09:20:00+00:00"
    assert claim["firstAppearance"]["url"] == "https://early.example/"
    assert [work["url"] for work in claim["appearance"]] == [
        "https://late.example/",
        "https://undated.example/",
    ]


def test_appearances_without_a_date_name_no_first(published):
    claim = claim_review(published(appearances=[Appearance(url="https://undated.example/")]))["itemReviewed"]
    assert sorted(claim) == ["@type", "appearance", "author"]


def test_a_claim_without_a_known_claimant_names_no_author(published):
    assert claim_review(published(claimant=""))["itemReviewed"] == {"@type": "Claim"}


def test_a_correction_carries_its_note(published):
    assert claim_review(published(correction_note="The year was wrong."))["correction"] == (
        "The year was wrong."
    )


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!-- & -->", "a\u2028b\u2029c", "“é”"]
)
def test_no_text_can_end_the_script_element_and_all_of_it_survives(published, text):
    written = as_json_ld(claim_review(published(claim=text)))
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written)["claimReviewed"] == text
