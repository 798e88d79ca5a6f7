"""A hostile input: a name and the bytes that a generator makes when needed; none is kept as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator

Made = Iterator[tuple[str, bytes]]
Maker = Callable[[], Made]

MAKERS: dict[str, Maker] = {}


def case(maker: Maker) -> Maker:
    """Register a generator of (name, bytes) under its own name."""
    MAKERS[f"{maker.__module__.rpartition('.')[2]}.{maker.__name__}"] = maker
    return maker


HEAVY: frozenset[tuple[str, str]] = frozenset()
