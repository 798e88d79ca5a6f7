"""Find the object that describes the article among a page's JSON-LD, and read its fields by hand."""

from __future__ import annotations

import json
import re

from lxml.html import HtmlElement

Fields = dict[str, object]

_ARTICLE = re.compile(r"(Article|Posting|Report)$")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
MAX_DEPTH = 64
# Small values cost ten times their bytes in memory.
_MOST_BRACKETS, _LONGEST = 20_000, 1_000_000


def read_json_ld(tree: HtmlElement) -> tuple[Fields, list[str]]:
    """Return (fields of the article's object, reasons why a script could not be read)."""
    objects: list[Fields] = []
    problems: list[str] = []
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        written = script.text or ""
        if len(written) > _LONGEST or written.count("{") + written.count("[") > _MOST_BRACKETS:
            problems.append(f"line {script.sourceline}: more than {_LONGEST:,} characters or too many values")
            continue
        try:
            objects += _objects(json.loads(written, parse_constant=str))
        except (ValueError, RecursionError) as broken:
            problems.append(f"line {script.sourceline}: {str(broken)[:200]}")
    described = next((found for found in objects if _is_article(found)), {})
    return {_text(key): storable(value) for key, value in described.items()}, problems


def storable(value: object, depth: int = 0) -> object:
    """Return a JSON value without what PostgreSQL cannot keep: NUL, lone surrogates, endless depth."""
    if depth > MAX_DEPTH:
        return None
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return [storable(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {_text(str(key)): storable(item, depth + 1) for key, item in value.items()}
    return value


def names(value: object) -> list[str]:
    """Return the names in a field that holds a string, an object with a name, or a list of either."""
    if isinstance(value, list):
        return [name for item in value for name in names(item)]
    if isinstance(value, dict):
        return names(value.get("name") or value.get("@value") or "")
    return [" ".join(value.split())] if isinstance(value, str) and value.strip() else []


def first(value: object) -> str:
    """Return the first plain text in a field: of a list, of an object its @id, url or value."""
    if isinstance(value, list):
        return next((found for found in map(first, value) if found), "")
    if isinstance(value, dict):
        return first([value.get(key) for key in ("@id", "url", "value", "@value", "name", "alternateName")])
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _objects(value: object) -> list[Fields]:
    if isinstance(value, list):
        return [found for item in value for found in _objects(item)]
    if isinstance(value, dict):
        return [value, *_objects(value.get("@graph", []))]
    return []


def _is_article(found: Fields) -> bool:
    kinds = found.get("@type")
    return any(
        _ARTICLE.search(kind)
        for kind in (kinds if isinstance(kinds, list) else [kinds])
        if isinstance(kind, str)
    )


def _text(value: str) -> str:
    return _UNSTORABLE.sub("\ufffd", value)
