"""What WordPress writes in its own way is read as its readers see it."""

from __future__ import annotations

import pytest

from articles.formats.wordpress_words import post_words, refusal_of, site_time


@pytest.mark.parametrize(
    ("local", "universal", "read"),
    [
        ("2025-10-28 14:05:00", "2025-10-28 05:05:00", "2025-10-28T14:05:00+09:00"),
        ("2025-10-28T01:35:00", "2025-10-28T05:05:00", "2025-10-28T01:35:00-03:30"),
        ("2025-10-28 05:05:00", "2025-10-28 05:05:00", "2025-10-28T05:05:00+00:00"),
        ("", "2025-10-28 05:05:00", "2025-10-28T05:05:00+00:00"),
        ("2025-10-28 14:05:00", "0000-00-00 00:00:00", "2025-10-28T14:05:00+00:00"),
        ("2025-10-28 14:05:00", "2025-10-27 05:05:00", "2025-10-27T05:05:00+00:00"),
        ("2025-10-28 14:05:07", "2025-10-28 05:05:00", "2025-10-28T05:05:00+00:00"),
    ],
)
def test_the_sites_zone_follows_from_its_two_times(local: str, universal: str, read: str):
    moment = site_time(local, universal, "post_date")
    assert moment is not None
    assert moment.isoformat() == read


def test_an_unset_time_is_none_and_a_broken_one_is_named():
    assert site_time("0000-00-00 00:00:00", "", "date") is None
    with pytest.raises(ValueError, match="date: “noon” is not a date"):
        site_time("noon", "", "date")


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("One.\n\nTwo.", "One.\n\nTwo."),
        ("One,\r\ntwo.", "One,\ntwo."),
        ("<!-- wp:paragraph --><p>One,\ntwo.</p>", "One, two."),
        ("<ul>\n<li>One</li>\n\n<li>Two</li>\n</ul>\nEnd.", "- One\n- Two\n\nEnd."),
        ('[caption id="a"]<img> A crane.[/caption]\n\nIt fell.', "A crane.\n\nIt fell."),
        ("Before. [gallery ids='1']\n\n[audio src='x'][/audio]After.", "Before.\n\nAfter."),
        ("He said [sic] so.", "He said [sic] so."),
    ],
)
def test_content_is_read_as_it_is_shown(markup: str, words: str):
    assert post_words(markup) == words


@pytest.mark.parametrize(
    ("kind", "status", "protected", "reason"),
    [
        ("post", "publish", False, ""),
        ("page", "", False, ""),
        ("", "", False, ""),
        ("post", "publish", True, "it is protected by a password"),
        ("product", "publish", False, "it is no post or page but of type “product”"),
        ("post", "trash", True, "it is in the trash; only published posts and pages are imported"),
    ],
)
def test_only_published_posts_and_pages_are_taken(kind: str, status: str, protected: bool, reason: str):
    assert refusal_of(kind, status, protected=protected) == reason
