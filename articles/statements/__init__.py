"""Finds the statements of a text, pure: no database, no network, the same answer every time."""

from articles.statements.anchoring import locate, selectors
from articles.statements.block import Block
from articles.statements.blocks import split_blocks
from articles.statements.extraction import extract
from articles.statements.found import CHECKABLE, DETECTOR, FoundStatement
from articles.statements.metadata import Metadata, read_metadata
from articles.statements.proposing import PROPOSER, propose_claims
from articles.statements.sentences import split_sentences

__all__ = [
    "CHECKABLE",
    "DETECTOR",
    "PROPOSER",
    "Block",
    "FoundStatement",
    "Metadata",
    "extract",
    "locate",
    "propose_claims",
    "read_metadata",
    "selectors",
    "split_blocks",
    "split_sentences",
]
