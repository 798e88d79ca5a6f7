"""Whose report a text repeats: the agency that it names as its source, and texts that are nearly the same."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import Final

_AGENCIES: Final = {
    "reuters": "Reuters",
    "associated press": "AP|Associated Press|The Associated Press",
    "agence france-presse": "AFP|Agence France-Presse",
    "deutsche presse-agentur": "dpa|DPA|Deutsche Presse-Agentur",
    "press association": "PA Media|PA news agency|Press Association",
    "bloomberg": "Bloomberg(?: News)?",
    "xinhua": "Xinhua",
    "tass": "TASS|Tass",
    "interfax": "Interfax",
    "kyodo": "Kyodo(?: News)?",
    "efe": "EFE",
    "ansa": "ANSA|Ansa",
    "anadolu": "Anadolu(?: Agency)?",
    "yonhap": "Yonhap",
    "press trust of india": "PTI|Press Trust of India",
}
_ANY: Final = "|".join(_AGENCIES.values())
_BY_NAME: Final = {
    name.casefold().replace("(?: news)?", "").replace("(?: agency)?", ""): key
    for key, names in _AGENCIES.items()
    for name in names.split("|")
}
_SHAPES: Final = (
    re.compile(rf"\((?P<name>{_ANY})\)\s*[-–—]"),  # LONDON (Reuters) –
    re.compile(
        rf"\b(?:according to|reported by|reports?|told|by|via|source:|from)\s+(?:the\s+)?(?P<name>{_ANY})\b"
    ),
    re.compile(rf"\b(?P<name>{_ANY})(?: news agency)? (?:reported|reports|said|says|has learned)\b"),
)
_HEAD: Final = 20_000  # letters of a text that are looked at
_SHINGLE: Final = 5  # words that are compared together
_KEPT: Final = 200
_SAME: Final = 0.6  # share of equal runs of five words that makes two texts one (Broder, 1997)


def agency(name: str) -> str:
    """Return one name for all the names of an agency, `name` in lower case for everybody else."""
    folded = " ".join(name.casefold().split())
    folded = folded.removesuffix(" news").removesuffix(" agency")
    return _BY_NAME.get(folded, folded)


@lru_cache(maxsize=256)
def origins(text: str) -> frozenset[str]:
    """Return the agencies that `text` (its first 20,000 letters) names as where its report comes from."""
    found = (match for shape in _SHAPES for match in shape.finditer(text[:_HEAD]))
    return frozenset(agency(match["name"]) for match in found)


def nearly_same(a: str, b: str) -> bool:
    """Return whether two texts share most of their runs of five words: one report, lightly edited."""
    first, second = _shingles(a), _shingles(b)
    if min(len(first), len(second)) < 10:
        return False  # too short to say
    least = sorted(first | second)[:_KEPT]
    return sum(one in first and one in second for one in least) >= _SAME * len(least)


@lru_cache(maxsize=256)
def _shingles(text: str) -> frozenset[bytes]:
    words = re.findall(r"\w+", text[:_HEAD].casefold())
    runs = (" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))
    hashes = {hashlib.blake2b(run.encode(errors="replace"), digest_size=8).digest() for run in runs}
    return frozenset(sorted(hashes)[:_KEPT])
