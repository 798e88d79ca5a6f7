"""Identity: one spelling for one address, and ids that two sources may share."""

from __future__ import annotations

import hashlib

import pytest

from articles.identity import MAX_BYTES, identity, keys, normalised_url, plain_url, slug_of, text_sha256

SHA = "ab" * 32


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("http://news.example/story", "https://news.example/story"),
        ("HTTPS://News.Example/Story", "https://news.example/Story"),
        ("https://www.news.example/story", "https://www.news.example/story"),
        ("https://news.example:443/story", "https://news.example/story"),
        ("http://news.example:80/story", "https://news.example/story"),
        ("https://news.example:8443/story", "https://news.example:8443/story"),
        ("https://news.example/story/", "https://news.example/story"),
        ("https://news.example/", "https://news.example"),
        ("https://news.example/story#part-2", "https://news.example/story"),
        ("https://news.example/story?utm_source=x&UTM_Medium=y", "https://news.example/story"),
        ("https://news.example/story?fbclid=1&gclid=2&mc_cid=3", "https://news.example/story"),
        ("https://news.example/?p=7&a=2&a=1", "https://news.example?a=1&a=2&p=7"),
        ("https://news.example/story?q=", "https://news.example/story?q="),
        ("https://user:secret@news.example/story", "https://news.example/story"),
        ("https://[2001:db8::1]:443/story", "https://[2001:db8::1]/story"),
        ("  https://news.example/story\n", "https://news.example/story"),
    ],
)
def test_all_addresses_of_one_page_have_one_spelling(given, wanted):
    assert normalised_url(given) == wanted


@pytest.mark.parametrize(
    "given",
    ["", "story", "javascript:alert(1)", "ftp://news.example/a", "https://", "https://a:b/", "http://[::1/x"],
)
def test_what_is_no_web_address_has_no_spelling(given):
    assert normalised_url(given) == ""


def test_a_normalised_address_stays_as_it_is():
    once = normalised_url("HTTP://News.Example:80/a/?b=2&utm_campaign=c&a=%C3%A9%20x#top")
    assert normalised_url(once) == once


def test_the_sources_own_id_comes_first_then_the_address_then_the_text():
    address = "https://news.example/story"
    assert [
        identity(source_slug="wire", external_id="7", canonical_url=address, sha256=SHA),
        identity(source_slug="", external_id="7", canonical_url=address, sha256=SHA),
        identity(source_slug="wire", external_id="", canonical_url=address, sha256=SHA),
        identity(source_slug="", external_id="7", canonical_url="not an address", sha256=SHA),
    ] == ["id:wire:7", f"url:{address}", f"url:{address}", f"sha:{SHA}"]


def test_a_long_identity_keeps_its_head_and_hashes_its_tail():
    long, longer = "x" * 3000, "x" * 3001
    kept = [
        identity(source_slug="wire", external_id=value, canonical_url="", sha256=SHA)
        for value in (long, longer)
    ]
    assert kept[0] != kept[1]
    assert [name[:10] for name in kept] == ["id:wire:xx"] * 2
    tail = long[MAX_BYTES - 80 - len("id:wire:") :]
    assert kept[0].endswith("…" + hashlib.sha256(tail.encode()).hexdigest())


def test_an_identity_fits_the_index_in_any_script():
    name = identity(source_slug="wire", external_id="橋" * 1000, canonical_url="", sha256=SHA)
    assert len(name.encode()) <= MAX_BYTES


def test_a_slug_keeps_names_in_any_script():
    assert [slug_of(name) for name in ("BBC News", "  朝日新聞 ", "!!!", "")] == [
        "bbc-news",
        "朝日新聞",
        "",
        "",
    ]


def test_the_hash_of_a_text_is_that_of_its_utf_8():
    assert text_sha256("ö") == hashlib.sha256(b"\xc3\xb6").hexdigest()


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("http://www.news.example/story/", "https://news.example/story"),
        ("https://m.news.example/story", "https://news.example/story"),
        ("https://amp.news.example/story", "https://news.example/story"),
        ("https://news.example/story/amp/", "https://news.example/story"),
        ("https://news.example/story.amp.html", "https://news.example/story.html"),
        ("https://news.example/story/index.html?amp=1&p=7", "https://news.example/story?p=7"),
        ("https://m.example/story", "https://m.example/story"),
        ("https://news.example/amp-rally", "https://news.example/amp-rally"),
        ("nowhere", ""),
    ],
)
def test_a_page_for_another_screen_has_a_plain_address(given, wanted):
    assert plain_url(given) == wanted


def test_an_article_has_every_key_that_it_can_have_the_surest_first():
    terms = {"source_slug": "wire", "external_id": "7", "canonical_url": "https://www.news.example/a"}
    assert keys(**terms, sha256=SHA) == (
        "id:wire:7",
        "url:https://www.news.example/a",
        "url:https://news.example/a",
        f"sha:{SHA}",
    )
    assert keys(**terms, sha256=text_sha256(""))[-1] == "url:https://news.example/a"
    assert keys(source_slug="", external_id="7", canonical_url="", sha256=SHA) == (f"sha:{SHA}",)
