"""Revisions: one for each change of the text; identity, source and unknown fields survive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from articles.models import Article, ArticleRevision, Source
from factcheck.models import AuditEvent

pytestmark = pytest.mark.django_db

ADDRESS = "https://post.example/bridge"
TOKYO = timezone(timedelta(hours=9))


@pytest.fixture
def bring(hand_over, work_off, parsed):
    """Return an importer of one article: it gives back the outcome."""

    def bring(*, source: str = "", **fields) -> str:
        run = work_off(hand_over(articles=[parsed(**fields)], source=source))
        return run.items.get().outcome

    return bring


def test_a_text_that_changes_and_changes_back_makes_three_revisions(bring):
    outcomes = [bring(canonical_url=ADDRESS, text=text) for text in ("A.", "B.", "A.", "A.")]
    assert outcomes == ["created", "revised", "revised", "unchanged"]
    assert list(ArticleRevision.objects.order_by("pk").values_list("number", "text", "is_latest")) == [
        (1, "A.", False),
        (2, "B.", False),
        (3, "A.", True),
    ]
    assert Article.objects.count() == 1


def test_the_same_text_with_another_title_is_unchanged(bring):
    assert [bring(title="One"), bring(title="Two")] == ["created", "unchanged"]
    assert ArticleRevision.objects.get().title == "One"


def test_a_changed_address_is_the_same_article_by_its_sources_id(bring):
    first = bring(publisher="Harbour Post", external_id="7", canonical_url=ADDRESS)
    second = bring(publisher="harbour post", external_id="7", canonical_url=f"{ADDRESS}-moved", text="New.")
    assert (first, second) == ("created", "revised")
    assert Article.objects.get().identity == "id:harbour-post:7"


def test_tracking_slash_and_scheme_do_not_make_another_article(bring):
    addresses = [ADDRESS, f"{ADDRESS}/", f"{ADDRESS}?utm_source=mail", "http://post.example/bridge#top"]
    assert [bring(canonical_url=each) for each in addresses] == ["created", *["unchanged"] * 3]


def test_two_sources_may_use_the_same_id(bring):
    assert [bring(publisher=name, external_id="7") for name in ("Post", "Wire")] == ["created"] * 2


def test_the_publisher_in_the_article_is_its_source_and_the_runs_source_stands_in(bring):
    bring(publisher="Harbour Post", source="The Wire", text="One.")
    bring(source="The  Wire", text="Two.")
    bring(text="Three.")
    names = [article.source and article.source.name for article in Article.objects.order_by("pk")]
    assert names == ["Harbour Post", "The Wire", None]
    assert list(Source.objects.values_list("slug", flat=True)) == ["harbour-post", "the-wire"]


def test_every_field_that_came_is_kept(bring):
    fields = {
        "title": "T",
        "byline": "By A. Writer",
        "publisher": "Harbour Post",
        "original_author": "B. Author",
        "attribution": "Source: Harbour Post",
        "editorial_note": "Editorial note: checked by people.",
        "rights": "© Harbour Post",
    }
    moment = datetime(2025, 10, 28, 9, 30, tzinfo=TOKYO)
    bring(
        **fields, published_at=moment, modified_at=datetime(2025, 10, 29, tzinfo=UTC), extra={"tags": ["a"]}
    )
    revision = ArticleRevision.objects.get()
    assert {name: getattr(revision, name) for name in fields} == fields
    assert (revision.published_at, revision.modified_at.isoformat()) == (moment, "2025-10-29T00:00:00+00:00")
    assert revision.extra == {"published_at": "2025-10-28T09:30:00+09:00", "tags": ["a"]}
    assert revision.article.published_at == moment


def test_an_embargo_keeps_its_zone_and_a_withdrawal_its_article(bring):
    until = datetime(2025, 10, 28, 18, 0, tzinfo=TOKYO)
    assert bring(canonical_url=ADDRESS, embargoed_until=until) == "created"
    assert ArticleRevision.objects.get().extra == {"embargoed_until": "2025-10-28T18:00:00+09:00"}
    assert bring(canonical_url=ADDRESS, text="", status="withdrawn") == "unchanged"
    article = Article.objects.get()
    assert (article.embargoed_until, article.status) == (until, "withdrawn")
    assert ArticleRevision.objects.count() == 1


def test_an_address_or_id_that_its_column_refuses_is_kept_beside_the_text(bring):
    long = "x" * 1001
    assert bring(canonical_url="javascript:alert(1)", external_id=long, language="x" * 11) == "created"
    revision = ArticleRevision.objects.get()
    assert (revision.article.canonical_url, revision.article.external_id) == ("", "")
    assert revision.article.language == "en"
    assert revision.extra == {
        "canonical_url": "javascript:alert(1)",
        "external_id": long,
        "language": "x" * 11,
    }
    assert revision.article.identity.startswith("sha:")


def test_a_long_id_in_any_script_is_one_article(bring):
    assert [bring(publisher="Post", external_id="橋" * 1000) for _ in range(2)] == ["created", "unchanged"]


def test_the_record_says_which_revision_a_run_made(bring):
    for text in ("A.", "B."):
        bring(canonical_url=ADDRESS, text=text)
    events = AuditEvent.objects.filter(action__startswith="article.").order_by("pk")
    assert [(event.action, event.data["number"]) for event in events] == [
        ("article.created", 1),
        ("article.revised", 2),
    ]
    assert {event.target for event in events} == {f"articles.article:{Article.objects.get().pk}"}
