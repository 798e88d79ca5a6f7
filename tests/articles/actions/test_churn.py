"""Churn: what feeds do to their entries, and what becomes of each: one article, one revision, or another."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from typing import NamedTuple

import pytest

from articles.models import Article, ArticleKey, ArticleRevision

pytestmark = pytest.mark.django_db

ADDRESS = "https://post.example/2025/bridge?p=7"
BRIDGE = (
    "The council approved the bridge at Tessel on Monday after a debate of four hours. "
    "It will cost 4.2 million crowns, a third of which the province pays over ten years. "
    "The café on the quay closes in May, the mayor said, and opens again when the work is done. "
    "Ships of up to 90 metres will pass it twice a day & at night."
)
MINE = (
    "Miners at Orrin walked out on Thursday morning over a new rota that splits their weekends. "
    "Their union counts 1,200 members and says that all of them stayed at home until noon. "
    "A spokesman of the owner called it regrettable, spoke of talks next week and gave no figures. "
    "Coal from the pit heats nine thousand homes each winter."
)
DAY = datetime(2025, 10, 28, 9, 30, tzinfo=UTC)
BASE = {
    "publisher": "Harbour Post",
    "external_id": "https://post.example/?p=7",
    "canonical_url": ADDRESS,
    "title": "Bridge approved",
    "text": BRIDGE,
    "published_at": DAY,
}
SITE = "https://post.example"
PLAIN, INDEX = ADDRESS.replace("https", "http"), ADDRESS.replace("bridge?", "bridge/index.html?")
LINES = BRIDGE.replace(". ", ".\n\n")
EDITED = BRIDGE.replace("4.2", "4.4")


def at(address: str, **fields) -> dict:
    """Return the change of an entry to another address."""
    return {"canonical_url": address, **fields}


def other(address: str = ADDRESS, **fields) -> dict:
    """Return the change of an entry to another story."""
    return {"canonical_url": address, "title": "Walk-out at Orrin", "text": MINE, **fields}


class Case(NamedTuple):
    """What a feed changes in its entry, and what becomes of it."""

    name: str
    change: dict
    outcome: str
    first: dict = {}


SAME = "unchanged"
IDS = [
    Case("nothing", {}, SAME),
    Case("guid_changed", {"external_id": "tag:post.example,2025:7"}, SAME),
    Case("address_gone_and_id_too", at("", external_id=""), SAME),
    Case("guid_gone", {"external_id": ""}, SAME),
    Case("guid_comes_later", {}, SAME, {"external_id": ""}),
    Case("guid_was_a_permalink_and_is_a_number", {"external_id": "7"}, SAME),
    Case("guid_permalink_goes_https", {"external_id": ADDRESS}, SAME, {"external_id": PLAIN}),
    Case("guid_and_text_changed", {"external_id": "8", "text": EDITED}, "revised"),
    Case("guid_and_title_changed", {"external_id": "8", "title": "Tessel gets its bridge"}, SAME),
    Case("guid_changed_and_address_too", {"external_id": "8", "canonical_url": SITE + "/bridge-new"}, SAME),
    Case("guid_the_same_at_a_new_address", at(SITE + "/moved/bridge"), SAME),
    Case("guid_the_same_at_a_new_address_with_an_edit", at(SITE + "/moved", text=EDITED), "revised"),
    Case("guid_recycled_for_another_story", other(SITE + "/mine"), "created"),
    Case("guid_kept_but_rewritten_at_one_address", other(), "revised"),
    Case("guid_of_another_source", at("https://wire.example/1", publisher="The Wire"), "created"),
    Case("address_changed_and_no_id_ever", at(SITE + "/bridge", external_id=""), SAME, {"external_id": ""}),
]  # fmt: skip
ADDRESSES = [
    Case("utm", at(f"{ADDRESS}&utm_source=rss&utm_medium=feed"), SAME),
    Case("fbclid", at(f"{ADDRESS}&fbclid=Iw"), SAME),
    Case("gclid_and_mailings", at(f"{ADDRESS}&gclid=1&mc_cid=2&mc_eid=3"), SAME),
    Case("http", at(ADDRESS.replace("https", "http")), SAME),
    Case("slash", at(ADDRESS.replace("bridge?", "bridge/?")), SAME),
    Case("fragment", at(f"{ADDRESS}#comments"), SAME),
    Case("query_order", at(SITE + "/2025/bridge?b=2&a=1"), SAME, at(SITE + "/2025/bridge?a=1&b=2")),
    Case("host_in_capitals", at(ADDRESS.replace("post.ex", "Post.Ex")), SAME),
    Case("scheme_in_capitals", at(ADDRESS.replace("https", "HTTPS")), SAME),
    Case("default_port", at(ADDRESS.replace("example/", "example:443/")), SAME),
    Case("spaces_around", at(f"  {ADDRESS}\n"), SAME),
    Case("www", at(ADDRESS.replace("//", "//www.")), SAME),
    Case("www_dropped", {}, SAME, at(ADDRESS.replace("//", "//www."))),
    Case("mobile_host", at(ADDRESS.replace("//", "//m.")), SAME),
    Case("amp_host", at(ADDRESS.replace("//", "//amp.")), SAME),
    Case("amp_path", at(ADDRESS.replace("bridge?", "bridge/amp?")), SAME),
    Case("amp_query", at(f"{ADDRESS}&outputType=amp"), SAME),
    Case("index_html", at(INDEX), SAME),
    Case("index_html_with_an_edit", at(INDEX, text=EDITED), "revised"),
    Case("another_path", other(SITE + "/2025/other"), "created"),
    Case("another_query", other(SITE + "/2025/bridge?p=8"), "created"),
    Case("another_page_at_www", other(ADDRESS.replace("//", "//www.")), "created"),
    Case("path_in_capitals_is_another_page", other(ADDRESS.replace("bridge", "Bridge")), "created"),
]  # fmt: skip
CONTENT = [
    Case("published_later", {"published_at": datetime(2025, 10, 29, tzinfo=UTC)}, SAME),
    Case("published_earlier", {"published_at": datetime(2025, 10, 1, tzinfo=UTC)}, SAME),
    Case("updated", {"modified_at": datetime(2025, 10, 30, tzinfo=UTC)}, SAME),
    Case("title_only", {"title": "Tessel gets its bridge"}, SAME),
    Case("byline_only", {"byline": "By B. Writer"}, SAME),
    Case("publisher_in_capitals", {"publisher": "HARBOUR POST"}, SAME),
    Case("publisher_spelled_otherwise", {"publisher": "The Harbour Post"}, SAME),
    Case("unknown_fields", {"extra": {"comments": 12}}, SAME),
    Case("trailing_newline", {"text": f"{BRIDGE}\n"}, SAME),
    Case("windows_line_ends", {"text": LINES.replace("\n", "\r\n")}, SAME, {"text": LINES}),
    Case("reflowed", {"text": BRIDGE.replace(" after", "\nafter")}, SAME),
    Case("no_break_spaces", {"text": BRIDGE.replace("4.2 ", "4.2\u00a0")}, SAME),
    Case("soft_hyphens", {"text": BRIDGE.replace("province", "prov\u00adince")}, SAME),
    Case("nfd", {"text": unicodedata.normalize("NFD", BRIDGE)}, SAME),
    Case("an_entity_left_over", {"text": BRIDGE.replace("&", "&amp;")}, SAME),
    Case("a_number", {"text": EDITED}, "revised"),
    Case("a_comma", {"text": BRIDGE.replace("Monday", "Monday,")}, "revised"),
    Case("a_sentence_less", {"text": BRIDGE.rpartition(". ")[0] + "."}, "revised"),
    Case("a_share_line_more", {"text": f"{BRIDGE}\n\nShare this:"}, "revised"),
]  # fmt: skip


@pytest.fixture
def bring(hand_over, work_off, parsed):
    """Return an importer of one entry: it gives back the outcome."""

    def bring(**fields) -> str:
        return work_off(hand_over(articles=[parsed(**{**BASE, **fields})])).items.get().outcome

    return bring


def go_through(case: Case, bring, **always) -> None:
    """Bring the entry, then its changed form, twice; all three as the case says."""
    assert bring(**case.first, **always) == "created"
    assert bring(**case.change, **always) == case.outcome
    assert bring(**case.change, **always) == SAME
    assert Article.objects.count() == (2 if case.outcome == "created" else 1)
    assert ArticleRevision.objects.count() == (1 if case.outcome == SAME else 2)


@pytest.mark.parametrize("case", [*IDS, *ADDRESSES, *CONTENT], ids=lambda case: case.name)
def test_a_feed_that_changes(case: Case, bring):
    go_through(case, bring)


@pytest.mark.parametrize("case", ADDRESSES, ids=lambda case: case.name)
def test_a_feed_without_ids_that_changes(case: Case, bring):
    go_through(case, bring, external_id="")


def test_the_table_is_as_long_as_promised():
    cases = [*IDS, *ADDRESSES, *CONTENT]
    assert len({case.name for case in cases}) == len(cases) >= 55


def test_a_feed_that_points_every_entry_to_its_home_page_has_many_articles(bring):
    home = {"canonical_url": SITE, "publisher": "Harbour Post"}
    assert bring(**home, external_id="1", title="One", text="The bridge opens in May.") == "created"
    assert bring(**home, external_id="2", title="Two", text="Miners walked out at Orrin.") == "created"
    assert bring(**home, external_id="2", title="Two", text="Miners walked out at Lund.") == "revised"
    assert bring(**home, external_id="1", title="One", text="The bridge opens in May.") == SAME


def test_an_id_that_names_one_article_and_an_address_that_names_another_mean_the_ids(bring):
    assert bring(external_id="1", canonical_url=SITE + "/one", text="One is here.") == "created"
    assert bring(external_id="2", canonical_url=SITE + "/two", title="Two", text="Two is there.") == "created"
    assert bring(external_id="1", canonical_url=SITE + "/two", text="One is not here.") == "revised"
    assert Article.objects.get(external_id="1").revisions.count() == 2
    assert ArticleKey.objects.get(key=f"url:{SITE}/two").article.external_id == "2"


def test_a_recycled_id_means_the_story_at_its_address(bring):
    assert bring() == "created"
    assert bring(**other(SITE + "/mine")) == "created"
    assert bring(**other(SITE + "/mine", text=MINE.replace("1,200", "1,300"))) == "revised"
    assert bring(text=EDITED) == "revised"
    assert [article.revisions.count() for article in Article.objects.order_by("pk")] == [2, 2]


def test_an_article_is_found_by_every_key_that_it_ever_had(bring):
    bring()
    bring(canonical_url=SITE + "/moved", text=EDITED)
    bring(external_id="", canonical_url=SITE + "/moved", text=EDITED.replace("May", "June"))
    bring(external_id="", canonical_url=ADDRESS, text=EDITED.replace("May", "July"))
    assert (Article.objects.count(), ArticleRevision.objects.count()) == (1, 4)
    assert Article.objects.get().canonical_url == SITE + "/moved"


def test_a_pasted_copy_of_an_older_text_brings_no_older_text_back(bring):
    bring()
    bring(text=EDITED)
    assert bring(external_id="", canonical_url="", publisher="") == SAME
    assert ArticleRevision.objects.get(is_latest=True).text == EDITED
