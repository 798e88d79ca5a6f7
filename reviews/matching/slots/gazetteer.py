"""The gazetteer: known places, their aliases, and what holds them (places.txt)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).with_name("places.txt")


@lru_cache(maxsize=1)
def _read() -> tuple[dict[str, str], dict[str, str]]:
    """Return the name by each alias in lower case, and the holder by name."""
    names: dict[str, str] = {}
    holders: dict[str, str] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        head, _, holder = line.partition(" >")
        name, _, aliases = head.partition("=")
        name = name.strip()
        for alias in (name, *aliases.split(",")):
            if alias.strip():
                names.setdefault(key(alias), name)
        if holder.strip():
            holders[name] = holder.strip()
    return names, holders


def key(name: str) -> str:
    """Return how a name is looked up: lower case, no dots, one space."""
    return " ".join(name.lower().replace(".", "").replace("-", " ").split())


def known(name: str) -> str:
    """Return the place that `name`, an alias or a demonym stands for; empty for none."""
    names = _read()[0]
    looked_up = key(name)
    # The people of a place, where the list has one of them: Iranians. A place itself has no plural.
    one = names.get(looked_up.removesuffix("s"), "")
    return names.get(looked_up, "") or (
        one if looked_up.endswith("ns") and one.lower() + "s" != looked_up else ""
    )


def chain(place: str) -> list[str]:
    """Return `place` and what holds it, outwards: White House, Washington, United States."""
    found = [place]
    while found[-1] in _read()[1]:
        found.append(_read()[1][found[-1]])
    return found


def holds(outer: str, inner: str) -> bool:
    """Return whether `inner` is `outer` or lies in it."""
    return outer in chain(inner)


def longest() -> int:
    """Return how many words the longest known name has."""
    return max(len(name.split()) for name in _read()[0])
