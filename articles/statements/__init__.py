"""Finds the statements of a text, pure: no database, no network, the same answer every time."""

from articles.statements.anchoring import locate, selectors
from articles.statements.block import Block
from articles.statements.blocks import split_blocks
from articles.statements.extraction import extract
from articles.statements.found import CHECKABLE, DETECTOR, FoundStatement
from articles.statements.metadata import Metadata, read_metadata

__all__ = [
    "CHECKABLE",
    "DETECTOR",
    "Block",
    "FoundStatement",
    "Metadata",
    "extract",
    "locate",
    "read_metadata",
    "selectors",
    "split_blocks",
]
