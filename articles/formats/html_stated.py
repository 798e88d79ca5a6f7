"""Hold the blocks found in a page against the `articleBody` that the page states about itself."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")
_SIZE = 4
_LEAST = 400
"""Characters; a shorter articleBody is a teaser."""
_OURS, _COVERED = 0.5, 0.7
_PARAGRAPH = re.compile(r"\n\s*")

Shingles = set[tuple[str, ...]]


def reconcile(blocks: list[str], page: list[str], stated: str) -> list[str]:
    """Return the blocks that agree best with `stated`, from those `found` and all blocks of the `page`.

    A stated body that is short against what was found is taken for a teaser and counts for nothing. Where the
    page does not show the words at all, the stated body itself is the article.
    """
    wanted = _shingles(stated)
    if len(stated) < _LEAST or not wanted or len(stated) < 0.6 * sum(map(len, blocks)):
        return blocks
    for found in (blocks, page):
        ours = [_share(block, wanted) >= _OURS for block in found]
        covered = {each for block, own in zip(found, ours, strict=True) if own for each in _shingles(block)}
        if len(covered & wanted) >= _COVERED * len(wanted):
            first, last = ours.index(True), len(ours) - 1 - ours[::-1].index(True)
            return found[first : last + 1] if found is blocks else _own(found, ours)
    return [part.strip() for part in _PARAGRAPH.split(stated) if part.strip()]


def _own(found: list[str], ours: list[bool]) -> list[str]:
    """Return the blocks that are the article's, and each heading right above one."""
    kept = []
    for at, block in enumerate(found):
        heads = block.startswith("#") and at + 1 < len(ours) and ours[at + 1] and any(ours[:at])
        if ours[at] or heads:
            kept.append(block)
    return kept


def _share(block: str, wanted: Shingles) -> float:
    own = _shingles(block)
    return len(own & wanted) / len(own) if own else 0.0


def _shingles(text: str) -> Shingles:
    words = _WORD.findall(text.casefold())
    size = min(_SIZE, len(words))
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)} if words else set()
