"""Which sources count as one: one domain, one publisher, one agency whose report they repeat, or one text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from tld import get_fld

from reviews.quoted_origin import agency, nearly_same, origins


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where a passage or an article comes from, as far as independence is concerned."""

    url: str = ""
    publisher: str = ""
    offline_source: str = ""
    text: str = ""


def registrable_domain(url: str) -> str:
    """Return `example.co.uk` for any address under it (bundled public suffix list), else the bare host."""
    return get_fld(url, fail_silently=True) or (urlsplit(url).hostname or "")


def count_independent(sources: Iterable[SourceRef]) -> int:
    """Return how many independent sources these are, citations or articles.

    Two count once that share a registrable domain, a publisher or the agency whose report they repeat, or
    whose texts are nearly the same; and so does a third that shares something with either.
    """
    groups: list[tuple[set[str], list[str]]] = []
    for source in sources:
        keys, texts = _keys(source), [source.text] if source.text else []
        apart = []
        for group in groups:
            if group[0] & keys or any(nearly_same(source.text, text) for text in group[1] if source.text):
                keys, texts = keys | group[0], texts + group[1]
            else:
                apart.append(group)
        groups = [*apart, (keys, texts)]
    return len(groups)


def _keys(source: SourceRef) -> set[str]:
    if source.offline_source:
        return {f"offline:{_fold(source.offline_source)}"}
    keys = {f"publisher:{origin}" for origin in origins(source.text)}
    if domain := registrable_domain(source.url):
        keys.add(f"domain:{domain}")
    if source.publisher:
        keys.add(f"publisher:{agency(source.publisher)}")
    return keys or {f"unknown:{source.url}"}


def _fold(words: str) -> str:
    return " ".join(words.casefold().split())
