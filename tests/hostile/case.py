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


# What takes more than half a second each is judged in the soak alone; the rest of its group stands for it.
HEAVY: frozenset[tuple[str, str]] = frozenset(
    (group, name)
    for group, names in {
        "markup.depth_and_numbers_of_elements": (
            "paragraphs",
            "breaks",
            "rows",
            "items",
            "headings",
            "many classes",
        ),
        "markup.feeds": (
            "entries to the limit",
            "markup in text",
            "abbreviations",
            "links",
            "references",
            "many contents",
        ),
        "markup.json_ld": ("many scripts",),
        "markup.unclosed_and_unending": ("stray ends",),
        "packed.archives": ("long pages", "long texts"),
        "tables.csv": ("abbreviations", "paragraphs of markup"),
        "tables.jsonl": ("numbers", "rows", "broken rows", "abbreviations", "metadata lines"),
        "words.markdown": ("depth of lists", "toml tables", "abbreviations"),
        "words.plain": ("abbreviations", "bullets", "quotes", "bylines", "escape codes", "questions"),
    }.items()
    for name in names
)
