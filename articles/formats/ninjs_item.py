"""The fields of an IPTC ninjs object that the desk uses, in one model for the versions 1, 2 and 3.

Source of the names: the JSON schemas of ninjs 1.4 to 3.1 (iptc.org/std/ninjs). Version 3 spells in camel case
(`pubStatus`) what 1 and 2 spell in lower case, so names are compared in lower case.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from articles.formats.entries import NoArticle
from articles.formats.json_source import Fields

_PLURALS = {"headline": "headlines", "body": "bodies", "description": "descriptions"}
_PATTERNED = re.compile(r"(headline|body|description)_(\w+)")
_AT = re.compile(r"(.*) - at `\$\.?(.*)`$")
_RICH = ("xhtml", "html", "richtext", "html5")


class Worded(msgspec.Struct, frozen=True):
    """A headline, body or description with what it is for and how it is marked up."""

    value: str = ""
    role: str = ""
    contenttype: str = ""


class Named(msgspec.Struct, frozen=True):
    """A party, by name."""

    name: str = ""
    role: str = ""
    rel: str = ""


class AltId(msgspec.Struct, frozen=True):
    """Another identifier of the same item."""

    value: str | int = ""
    role: str = ""


class Rights(msgspec.Struct, frozen=True):
    """A rights expression, or a link to one."""

    linkedrights: str = ""
    encodedrights: str = ""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One ninjs object. Names of one version stand beside those of the others."""

    uri: str
    type: str = ""
    pubstatus: Literal["usable", "withheld", "canceled", ""] = ""
    language: str = ""
    firstcreated: str = ""
    versioncreated: str = ""
    contentcreated: str = ""
    embargoed: str = ""
    embargoeduntil: str = ""
    ednote: str = ""
    byline: str = ""
    by: str = ""
    title: str = ""
    headline: str = ""
    slugline: str = ""
    copyrightholder: str = ""
    copyrightnotice: str = ""
    usageterms: str = ""
    rightsinfo: Rights = Rights()
    infosource: list[Named] = []
    infosources: list[Named] = []
    headlines: list[Worded] = []
    bodies: list[Worded] = []
    descriptions: list[Worded] = []
    altids: list[AltId] | dict[str, str | int] = []


# The others say more than becomes of them in an article, so they are kept beside it as they came.
READ = frozenset(
    ("uri", "language", "firstcreated", "embargoed", "embargoeduntil", "ednote", "by", "byline")
) | frozenset(("headline", "headlines", "bodies", "copyrightnotice", "usageterms"))


def read_item(fields: Fields) -> Item:
    """Return the typed item of a ninjs object. Raises NoArticle naming the field that is of another kind."""
    lowered = _lowered(fields)
    for name, value in list(lowered.items()):
        patterned = _PATTERNED.fullmatch(name)
        if patterned:
            _add(lowered, _PLURALS[patterned[1]], patterned[2], value)
    try:
        return msgspec.convert(lowered, Item)
    except msgspec.ValidationError as wrong:
        raise NoArticle(_AT.sub(r"\2: \1", str(wrong)).replace("`", "")) from wrong


def is_read(name: str) -> bool:
    """Return whether a field of that name, however it is spelled, has become part of the article."""
    patterned = _PATTERNED.fullmatch(name.lower())
    return name.lower() in READ or bool(patterned and patterned[1] != "description")


def _lowered(value: object, depth: int = 0) -> Fields:
    """Return an object with its names in lower case, two levels deep: that is as deep as the model reads."""
    if not isinstance(value, dict):
        return {}
    return {name.lower(): _inside(each, depth) for name, each in value.items() if each is not None}


def _inside(value: object, depth: int) -> object:
    if depth == 0 and isinstance(value, dict):
        return _lowered(value, 1)
    if depth == 0 and isinstance(value, list):
        return [_lowered(each, 1) if isinstance(each, dict) else each for each in value]
    return value


def _add(lowered: Fields, plural: str, role: str, value: object) -> None:
    """`headline_main` and `body_xhtml` of version 1 are in `headlines` and `bodies` of the later ones."""
    kind = "text/html" if role in _RICH else "text/plain" if role == "text" else ""
    listed = lowered.setdefault(plural, [])
    if isinstance(listed, list):
        listed.append({"role": role, "contenttype": kind, "value": value})
