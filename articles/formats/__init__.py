"""Read published articles out of bytes, whatever format they are in; nothing is told from a file's name."""

from __future__ import annotations

from articles.formats.limits import Limits
from articles.formats.parsed import Parsed, ParsedArticle, Refusal
from articles.formats.reading import read
from articles.formats.registry import FORMATS, LABELS, detect, parse

__all__ = [
    "FORMATS",
    "LABELS",
    "Limits",
    "Parsed",
    "ParsedArticle",
    "Refusal",
    "detect",
    "parse",
    "read",
]
