"""Which column of a table holds which field of an article: by usual names, or as the desk maps them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

# The first name that a file has wins; case, spaces, hyphens and underscores do not count.
USUAL: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("title", "headline", "hed", "articletitle", "posttitle", "heading"),
    "text": ("text", "body", "content", "articletext", "articlebody", "bodytext", "contenttext",
        "fulltext", "maintext", "plaintext", "article", "story", "postcontent"),
    "html": ("html", "bodyhtml", "contenthtml", "articlehtml", "rawhtml"),
    "byline": ("byline", "author", "authors", "writer", "reporter", "journalist", "creator", "by",
        "authorname", "writtenby"),
    "publisher": ("publisher", "source", "outlet", "publication", "newspaper", "provider", "sitename",
        "site", "sourcename", "newssource"),
    "original_author": ("originalauthor",),
    "canonical_url": ("canonicalurl", "canonical", "url", "link", "permalink", "articleurl", "sourceurl",
        "weburl", "pageurl", "href"),
    "external_id": ("externalid", "id", "guid", "articleid", "postid", "storyid", "itemid", "docid",
        "uuid", "uid"),
    "language": ("language", "lang", "locale", "languagecode", "inlanguage"),
    "published_at": ("publishedat", "published", "datepublished", "publisheddate", "publicationdate",
        "publishdate", "pubdate", "publishedon", "publishedtime", "publishtime", "firstpublished",
        "firstpublishedat", "posted", "postedat", "postdate", "date", "datetime", "timestamp", "time",
        "createdat", "created"),
    "modified_at": ("modifiedat", "modified", "datemodified", "modifieddate", "lastmodified",
        "updatedat", "updated", "dateupdated", "updateddate", "lastupdated", "updatedon", "lastmod"),
    "attribution": ("attribution",),
    "editorial_note": ("editorialnote", "editorsnote", "editornote", "ednote"),
    "embargoed_until": ("embargoeduntil", "embargo", "embargoed", "embargountil", "embargodate"),
    "status": ("status", "pubstatus", "poststatus", "articlestatus"),
    "rights": ("rights", "copyright", "copyrightnotice", "license", "licence", "usageterms"),
}  # fmt: skip
FIELDS: Final = frozenset(USUAL)

_NOT_COUNTED = re.compile(r"[\W_]+")


class UnknownColumn(ValueError):
    """A map names a field that no article has, or a column that the file lacks."""


def plain_name(name: str) -> str:
    """Return a column's name without what does not count: case, spaces and marks."""
    return _NOT_COUNTED.sub("", name).casefold()


def check_map(given: Mapping[str, str]) -> None:
    """Raise UnknownColumn where a map {our field: their column} names no field of an article."""
    unknown = sorted(set(given) - FIELDS)
    if unknown:
        raise UnknownColumn(f"no field “{unknown[0]}”: use {', '.join(sorted(FIELDS))}")


def assign(names: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """Return {our field: their column} for the columns `names`; those in `given` are taken as they are.

    A column that `given` spends on one field is not taken for another by its name.
    """
    spent = set(given.values())
    by_name: dict[str, str] = {}
    for name in names:
        if name not in spent:
            by_name.setdefault(plain_name(name), name)
    found = dict(given)
    for field, usual in USUAL.items():
        column = next((by_name[name] for name in usual if name in by_name), None)
        if field not in found and column is not None:
            found[field] = column
    return found
