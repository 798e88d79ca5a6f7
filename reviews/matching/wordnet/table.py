"""The table wordnet.txt, read where it lies: sorted lines, found by halving, mapped into memory."""

from __future__ import annotations

import mmap
from functools import lru_cache
from pathlib import Path
from typing import Final

PATH: Final = Path(__file__).with_name("wordnet.txt")


@lru_cache(maxsize=1)
def _mapped() -> mmap.mmap:
    # Read-only pages belong to the file: all processes and threads share them, and a fork keeps them.
    with PATH.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def line(key: str) -> str:
    """Return what stands after `key` and a tab in the table; empty where no line begins so."""
    data, sought = _mapped(), key.encode("utf-8", "replace") + b"\t"
    low, high = 0, len(data)
    while low < high:
        middle = (low + high) // 2
        start = data.rfind(b"\n", low, middle) + 1 or low
        end = data.find(b"\n", middle)
        end = high if end < 0 else end
        found = data[start : start + len(sought)]
        if found == sought:
            return data[start + len(sought) : end].decode()
        low, high = (end + 1, high) if found < sought else (low, start)
    return ""
