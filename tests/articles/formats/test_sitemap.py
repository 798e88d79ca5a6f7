"""A sitemap lists pages for the feed job; handed over as a file it says what it needs."""

from __future__ import annotations

import pytest

from articles.formats import Refusal, parse
from articles.formats.sitemap import parse_sitemap

PAGES = "".join(f"<url><loc>https://post.example/{n}</loc></url>" for n in range(3))


@pytest.mark.parametrize("root", ["urlset", "sitemapindex"])
def test_a_sitemap_handed_over_as_a_file_gives_no_text_and_says_what_to_do(root: str):
    pages = PAGES if root == "urlset" else PAGES.replace("url>", "sitemap>")
    (refused,) = parse(f"<{root}>{pages}</{root}>".encode(), locator="f")
    assert refused == Refusal(
        locator="f",
        reason="the sitemap lists 3 addresses and gives no text: "
        "add it as a feed by its address, so that its pages are fetched",
        snippet="https://post.example/0",
    )


def test_addresses_come_in_their_order():
    found = parse_sitemap(f"<urlset>{PAGES}</urlset>".encode(), "f")
    assert [(each.locator, each.url) for each in found] == [
        (f"f#entry-{n + 1}", f"https://post.example/{n}") for n in range(3)
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<rss/>", "its root is <rss>: it is no sitemap"),
        (b"\xff\xfe\xfd", "byte 2 (0xfd) is not valid utf-16-le"),
        (b"<urlset>", "line 1, column 9: Premature end of data in tag urlset"),
        (b"<urlset/>", "the sitemap lists no address"),
    ],
)
def test_what_is_no_sitemap_is_one_refusal(data: bytes, reason: str):
    assert parse_sitemap(data, "f") == [Refusal(locator="f", reason=reason)]
