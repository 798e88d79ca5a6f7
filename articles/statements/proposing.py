"""Proposes the claims that one long sentence holds, each as a span of it; a person decides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from articles.statements.lexicon import AUXILIARIES, PAST
from articles.statements.lines import shrink
from articles.statements.quotes import quote_spans, touching
from articles.statements.signals import is_act

Span = tuple[int, int]
PROPOSER: Final = "joints-1"
"""Version of the rules, stored with what became of each proposal; raise it when a rule changes."""
_READ: Final = 1_500
_JOINT: Final = re.compile(
    r"(?P<clause>; |, (?:and|but|while|whereas|although) )"
    r"|(?P<predicate>,? (?:and|but|then) )(?P<act>[a-z’']+)\b"
    r"|, (?P<ing>[a-z]{3,}ing)\b"
    r"|, (?P<relative>which|who|whose) "
    r"|, (?P<participle>[a-z]{3,}ed|[a-z]{3,}n|built|held|made|led|sent|sold|bought|paid|found|won) "
)
_NO_PARTICIPLE: Final = frozenset(
    ("then", "when", "than", "often", "even", "open", "down", "upon", "been", "seen", "again", "certain")
)
_WORD: Final = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_EDGES: Final = " \t\n,;—–-"
_LEAST: Final = 3


def propose_claims(text: str) -> list[Span]:
    """Return the (start, end) spans, in code points of `text`, of the facts that its sentence joins.

    “signed at X on Tuesday, establishing Y” gives both halves. Cuts at semicolons, at conjunctions before a
    clause or a verb, and at participles and relative pronouns after a comma; never inside a quote. A part
    with under three words, or in which nothing happens, stays with its neighbour. One span where nothing is
    joined.
    """
    quoted = quote_spans(text, 0, len(text))
    begins, spans = 0, []
    for end, start in _cuts(text):
        apart = len(_WORD.findall(text[begins:end])) >= _LEAST and _tells(text[start:])
        if not apart or touching(quoted, end, start):
            continue
        spans.append(_trimmed(text, begins, end))
        begins = start
    return [*spans, _trimmed(text, begins, len(text))]


def _cuts(text: str) -> Iterator[Span]:
    """(end of the part before, start of the part after) of each joint."""
    for match in _JOINT.finditer(text, 0, _READ):
        if match["clause"]:
            if _is_clause(text[match.end() :]):
                yield match.start(), match.end()
        elif match["act"]:
            if _is_verb(match["act"]):
                yield match.start(), match.start("act")
        elif match["ing"]:
            yield match.start(), match.start("ing")
        elif match["relative"]:
            yield match.start(), match.start("relative")
        elif match["participle"] not in _NO_PARTICIPLE:
            yield match.start(), match.start("participle")


def _is_clause(after: str) -> bool:
    """A verb stands near: what follows is a sentence of its own and no item of a list."""
    return any(_is_verb(match[0].lower()) for match in list(_WORD.finditer(after[:80]))[1:8])


def _is_verb(word: str) -> bool:
    return is_act(word) or word in AUXILIARIES or word in {"will", "would", "may", "might", "can", "could"}


def _tells(part: str) -> bool:
    words = [match[0].lower() for match in _WORD.finditer(part[:400])]
    happens = any(_is_verb(word) or word in PAST or word.endswith("ing") for word in words)
    return len(words) >= _LEAST and happens


def _trimmed(text: str, start: int, end: int) -> Span:
    start, end = shrink(text, start, end)
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end
