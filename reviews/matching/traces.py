"""Traces of a statement: who holds which office, what happened somewhere, counts, quotes; as numbers.

Statements that may contradict each other share a trace, however differently they go on: two that name a
place of the same signing, two that count the same fund, two that give one person an office, two that
quote the same saying.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Sequence, Set
from itertools import combinations
from typing import Final

from reviews.matching.fingerprint import words
from reviews.matching.slots.reading import Reading, read

_MOST: Final = 40  # traces of one statement
_BESIDE: Final = 7  # words that are paired
_RUN: Final = 3  # words of a quotation in a row
_RUNS: Final = 8  # of one quotation


def traces(text: str, *, realm: str, day: datetime.date) -> list[int]:
    """Return the traces of `text` in the week of `day`, at most 40 numbers of 31 bits.

    Only statements of one realm (the desk and language) and of one week share them: an event is soon over,
    and its search must not grow with the archive.
    """
    return _numbers(_said(read(text)), realm, [day])


def sought(text: str, *, realm: str, day: datetime.date) -> list[int]:
    """Return the traces by which `text` finds others: of the week of `day`, and of those beside it."""
    week = datetime.timedelta(days=7)
    return _numbers(_said(read(text)), realm, [day - week, day, day + week])


def _numbers(said: Iterable[str], realm: str, days: Iterable[datetime.date]) -> list[int]:
    weeks = [day.strftime("%Gw%V") for day in days]
    return sorted({_hash(f"{realm} {week} {one}") for week in weeks for one in said})


def _said(reading: Reading) -> list[str]:
    found = [f"office {office.surname}" for office in reading.offices]
    found += [f"seat {office.office} {office.seat}" for office in reading.offices if office.seat]
    for quote in reading.quoted:
        found += [f"quote {run}" for run in _runs(words(quote.exact))]
    for place in reading.places:
        found += [f"place {pair}" for pair in _pairs(place.about)]
    for quantity in reading.quantities:
        found += [f"number {quantity.unit} {pair}" for pair in _pairs(quantity.counted | quantity.about)]
    return list(dict.fromkeys(found))[:_MOST]


def _runs(said: Sequence[str]) -> list[str]:
    """Return runs of a quotation's words that a cut one shares: those of the least hashes."""
    runs = {" ".join(said[at : at + _RUN]) for at in range(len(said) - _RUN + 1)}
    return sorted(runs, key=_hash)[:_RUNS]


def _pairs(concepts: Set[str]) -> list[str]:
    """Return each two of the longest concepts, or the only one."""
    chosen = sorted(sorted(concepts), key=len, reverse=True)[:_BESIDE]
    if len(chosen) == 1:
        return chosen
    return [" ".join(sorted(pair)) for pair in combinations(chosen, 2)]


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(errors="replace"), digest_size=4).digest()) >> 1
