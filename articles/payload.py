"""A parsed article as JSON and back, exactly, for the time between reading and importing."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final, get_args

from articles.formats.parsed import ParsedArticle, Refusal, Status

Payload = dict[str, Any]

_TIMES: Final = ("published_at", "modified_at", "embargoed_until")
# Left out while they say nothing, so that workers of the release before these fields read the rest.
_SILENT: Final = {"embargoed_until": None, "status": ""}
# PostgreSQL stores neither; lone surrogates have no UTF-8 form.
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")
_SNIPPET: Final = 200


def to_json(article: ParsedArticle) -> Payload:
    """Return an article as JSON values, without fields that are new and say nothing; see `full_json`."""
    payload = _json(article)
    return {name: value for name, value in payload.items() if (name, value) not in _SILENT.items()}


def full_json(article: ParsedArticle) -> Payload:
    """Return every field as a JSON value; times become ISO 8601 text with their offset from UTC.

    An article is usable where its entry says nothing of it.
    """
    payload = _json(article)
    return payload | {"status": payload["status"] or "usable"}


def _json(article: ParsedArticle) -> Payload:
    payload: Payload = asdict(article)
    for name in _TIMES:
        moment = payload[name]
        payload[name] = moment.isoformat() if moment else None
    return payload


def from_json(payload: Payload) -> ParsedArticle:
    """Return the article that `to_json` was given; equal in every field, offsets from UTC included."""
    payload = {**_SILENT, **payload}
    moments = {name: payload[name] and datetime.fromisoformat(payload[name]) for name in _TIMES}
    return ParsedArticle(**{**payload, **moments})


def objection(article: ParsedArticle, *, max_length: int) -> Refusal | None:
    """Return why an article cannot be stored, or None: no text, too much of it, or values no row can hold."""
    reason = _text_objection(article, max_length) or _field_objection(article)
    return refusal(article.locator, reason, article.text or article.title) if reason else None


def refusal(locator: str, reason: str, found: str = "") -> Refusal:
    """Return a refusal whose snippet is the beginning of `found`, in one line."""
    return Refusal(locator=locator, reason=reason, snippet=" ".join(found[: 2 * _SNIPPET].split())[:_SNIPPET])


def storable(text: str, limit: int) -> str:
    """Return at most `limit` characters of `text`, with � for each one that PostgreSQL cannot hold."""
    return _UNSTORABLE.sub("�", text)[:limit]


def _text_objection(article: ParsedArticle, max_length: int) -> str:
    text = article.text
    if not text.strip():
        return "" if _only_withdraws(article) else "the article has no text"
    if len(text) > max_length:
        return f"the text has {len(text):,} characters; the most that is taken is {max_length:,}"
    return ""


def _only_withdraws(article: ParsedArticle) -> bool:
    """A publisher may take an article back by its id or address alone."""
    return article.status == "withdrawn" and bool(article.external_id or article.canonical_url)


def _field_objection(article: ParsedArticle) -> str:
    if article.status not in get_args(Status):
        return f"status is {article.status!r}: it is one of {', '.join(filter(None, get_args(Status)))}"
    for name in _TIMES:
        moment: datetime | None = getattr(article, name)
        if moment is not None and moment.utcoffset() is None:
            return f"{name} has no time zone: {moment.isoformat()}"
    values = to_json(article)
    for name, value in values.items():
        if isinstance(value, str) and (found := _UNSTORABLE.search(value)):
            return f"{name} holds U+{ord(found[0]):04X}, which is not text, at character {found.start()}"
    return _extra_objection(article.extra)


def _extra_objection(extra: dict[str, object]) -> str:
    try:
        dumped = json.dumps(extra, allow_nan=False)
    except (TypeError, ValueError) as error:
        return f"extra is not plain JSON: {error}"
    if json.loads(dumped) != extra:
        return "extra is not plain JSON: it has a tuple, or a key that is not text"
    return "extra holds a character that is not text" if _has_unstorable(extra) else ""


def _has_unstorable(value: object) -> bool:
    if isinstance(value, dict):
        return any(_has_unstorable(part) for pair in value.items() for part in pair)
    if isinstance(value, list):
        return any(_has_unstorable(part) for part in value)
    return isinstance(value, str) and bool(_UNSTORABLE.search(value))
