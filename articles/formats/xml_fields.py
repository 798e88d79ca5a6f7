"""Keep XML elements that have no name here as plain JSON."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from articles.formats.json_ld import storable
from articles.formats.xml_source import Element, local

_DEEPEST = 12


def unread(parents: Iterable[Element | None], read: Collection[str]) -> dict[str, object]:
    """Return the children of `parents` not named in `read`, by local name: a value, or a list of several."""
    kept: dict[str, list[object]] = {}
    for parent in parents:
        for child in () if parent is None else parent:
            if isinstance(child.tag, str) and local(child) not in read:
                kept.setdefault(local(child), []).append(as_json(child))
    shown = {name: found[0] if len(found) == 1 else found for name, found in kept.items()}
    cleaned = storable(shown)
    return cleaned if isinstance(cleaned, dict) else {}


def as_json(element: Element, depth: int = 0) -> object:
    """Return an element as its text, or where it holds more as an object: `@attribute`, `#text`, children."""
    fields: dict[str, object] = {
        f"@{str(name).rpartition('}')[2]}": str(value) for name, value in element.attrib.items()
    }
    text = " ".join((element.text or "").split())
    if depth < _DEEPEST:
        for child in element:
            if isinstance(child.tag, str):
                _add(fields, local(child), as_json(child, depth + 1))
    if not fields:
        return text
    return {**fields, "#text": text} if text else fields


def _add(fields: dict[str, object], name: str, value: object) -> None:
    if name not in fields:
        fields[name] = value
        return
    before = fields[name]
    fields[name] = [*before, value] if isinstance(before, list) else [before, value]
