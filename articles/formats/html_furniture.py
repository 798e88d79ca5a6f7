"""Take out of a page what stands around an article and is named so: sharing, sign-ups, teasers, notices."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from lxml.html import HtmlElement

_NAMES = frozenset({
    "ad", "ads", "advert", "advertisement", "adsense", "adslot", "sponsored", "outbrain", "taboola",
    "newsletter", "signup", "subscribe", "subscription", "optin", "mailchimp",
    "related", "recommended", "recommendations", "recirc", "recirculation", "trending", "popular", "mostread",
    "promo", "promos", "promobox", "crosspromo", "readmore",
    "share", "sharing", "sharebar", "social", "sharedaddy", "addthis", "followus",
    "cookie", "cookies", "consent", "gdpr", "paywall", "popup", "modal", "toast",
    "breadcrumb", "breadcrumbs", "pagination", "pager", "pagenav", "toolbar", "skiplink",
    "comments", "disqus", "respond", "commentlist", "discussion",
    "tags", "taglist", "topics", "postmeta", "byline", "dateline", "copyright",
    "donate", "donation", "supportus", "membership", "embed", "tweet", "twitter", "instagram",
})  # fmt: skip
_PAIRS = frozenset({
    "sign up", "opt in", "read more", "read next", "most read", "also from", "also like", "more from",
    "more on", "follow us", "support us", "author box", "author bio", "about author", "tag list", "post meta",
    "share bar", "skip link", "back top", "post navigation", "further reading", "keep reading", "see also",
})  # fmt: skip
_FIRST = frozenset(pair.split()[0] for pair in _PAIRS)
_HOLDERS = (
    *("div", "section", "aside", "ul", "ol", "p", "span", "footer", "header", "blockquote"),
    *("h2", "h3", "h4", "h5"),
)
_ADVERT = re.compile(
    r"(?:advertisement|advertising|advert|ad|sponsored(?: content)?|anzeige|werbung|publicité)\W*$",
    re.IGNORECASE,
)
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# More than this share of the words of a page is no furniture, whatever it is called.
_MOST = 0.3
_LONGEST_NAME = 300


def take_out_furniture(tree: HtmlElement) -> None:
    """Remove the parts that their class or id names, never what holds the article. Changes `tree`."""
    lengths = _lengths(tree)
    most = _MOST * lengths.get(tree, 0)
    kept = _around_the_article(tree)
    for element in list(tree.iter(*_HOLDERS)):
        length = lengths.get(element, 0)
        small = length <= most and element not in kept
        if small and element.getparent() is not None and (_is_named(element) or _is_advert(element, length)):
            element.drop_tree()


def _lengths(tree: HtmlElement) -> dict[HtmlElement, int]:
    """Return the characters of words under each element, in one pass from the leaves up."""
    found: dict[HtmlElement, int] = {}
    for element in reversed(list(tree.iter())):
        own = len((element.text or "").strip()) if isinstance(element.tag, str) else 0
        found[element] = found.get(element, 0) + own
        above = element.getparent()
        if above is not None:
            found[above] = found.get(above, 0) + found[element] + len((element.tail or "").strip())
    return found


def _around_the_article(tree: HtmlElement) -> set[HtmlElement]:
    """Return what the page marks as its article or title, and all that holds it."""
    marked = [*tree.iter("h1", "main"), *tree.xpath("//*[@itemprop='articleBody']")]
    marked += list(tree.iter("article"))[:1]
    return {above for each in marked for above in (each, *each.iterancestors())}


def _is_named(element: HtmlElement) -> bool:
    for attribute in ("class", "id", "role", "aria-label"):
        name = element.get(attribute, "")[:_LONGEST_NAME]
        if name and _names_furniture(name):
            return True
    return False


@lru_cache(maxsize=1_024)
def _names_furniture(name: str) -> bool:
    """Whether a class or id says what stands around an article; a page uses few of them again and again."""
    for word in name.split():
        parts = [part.lower() for part in _PART.findall(word)]
        if not _NAMES.isdisjoint(parts):
            return True
        if any(first in _FIRST and f"{first} {second}" in _PAIRS for first, second in pairwise(parts)):
            return True
    return False


def _is_advert(element: HtmlElement, length: int) -> bool:
    return 0 < length < 30 and bool(_ADVERT.match("".join(element.itertext()).strip()))
