"""Which sources count as one: the same registrable domain, the same publisher, the same offline source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from tld import get_fld


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where a passage comes from, as far as independence is concerned."""

    url: str = ""
    publisher: str = ""
    offline_source: str = ""


def registrable_domain(url: str) -> str:
    """Return `example.co.uk` for any address under it (bundled public suffix list), else the bare host."""
    return get_fld(url, fail_silently=True) or (urlsplit(url).hostname or "")


def count_independent(sources: Iterable[SourceRef]) -> int:
    """Return how many independent sources these are: two that share a domain or a publisher count once."""
    groups: list[set[str]] = []
    for source in sources:
        keys = _keys(source)
        touching = [group for group in groups if group & keys]
        groups = [group for group in groups if not group & keys]
        groups.append(keys.union(*touching))
    return len(groups)


def _keys(source: SourceRef) -> set[str]:
    if source.offline_source:
        return {f"offline:{_fold(source.offline_source)}"}
    keys = {f"domain:{registrable_domain(source.url)}"}
    if source.publisher:
        keys.add(f"publisher:{_fold(source.publisher)}")
    return keys


def _fold(words: str) -> str:
    return " ".join(words.casefold().split())
