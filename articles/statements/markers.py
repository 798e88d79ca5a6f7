"""The marks at the beginning of a line: bullets, numbers, questions, answers, quotes, captions, tables."""

from __future__ import annotations

import re
from typing import Final

_BULLET: Final = r"[•●▪■‣◦∙·⁃*+–—-]"
_PICTURE: Final = r"[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]\ufe0f?"
BULLET: Final = re.compile(
    rf"{_BULLET}[ \t\xa0]+(?:\[[ xX]\][ \t]+)?(?=\S)|[•●▪■‣◦∙⁃](?=\S)|(?:{_PICTURE}){{1,3}}[ \t\xa0]+(?=\S)"
)
"""A bullet, a dash, an arrow or a small picture, with the box of a checklist."""
LONE_BULLET: Final = re.compile(rf"(?:{_BULLET}|\d{{1,3}}[.)])$")
NUMBER: Final = re.compile(r"(?:\d{1,3}[.)]|\(\d{1,3}\)|\(?[a-z]\)|\([ivx]{2,5}\))[ \t\xa0]+(?=\S)")
QUESTION: Final = re.compile(
    r"(?:Q(?:uestion)?[ \t]{0,2}\d{0,3}[ \t]{0,2}[.:)-]|\d{1,3}[.)]|\(\d{1,3}\))[ \t]{0,4}(?=\S)",
    re.IGNORECASE,
)
ANSWER: Final = re.compile(r"(?:A|Ans|Answer)[ \t]?\d{0,3}[ \t]?[.:)][ \t]+(?=\S)", re.IGNORECASE)
QUOTE: Final = re.compile(r"(?:>[ \t]?){1,5}(?=\S)")
SIGNATURE: Final = re.compile(r"(?:[—–―]|--?) {0,2}(?=[A-Z])")
CAPTION: Final = re.compile(
    r"(?:(?:caption|photo|image|picture|figure|fig\.|chart|map|graphic)(?: \d{1,3})? ?[:.]"
    r"|image caption ?[,:]) +(?=\S)",
    re.IGNORECASE,
)
CREDITED: Final = re.compile(r"(?:,|\s[-–—(]) ?by [A-Z][\w.’'-]{0,30}(?: [\w.’'-]{1,30}){0,6}\)?$")
CREDIT_BELOW: Final = re.compile(
    r"(?<=[.!?”]) {1,3}(?=[(\[]?(?:photo|photograph|picture|image|illustration)s?(?: credit| by)?:? )",
    re.IGNORECASE,
)
AGENCY_BELOW: Final = re.compile(
    r"(?<=[.!?”]) {1,3}(?=[(\[]?[A-Z][\w.’'-]{0,30}(?: [A-Z][\w.’'-]{0,30}){0,3} ?/ ?"
    r"[A-Z][\w .&/]{1,40}[)\]]?$"
    r"|\([A-Z][\w.’'-]{1,30}(?: [A-Z][\w.’'-]{1,30}){0,3}\)$|© ?[A-Z][\w .’'/-]{1,50}$)"
)
"""Between what a picture shows and who made it, both on one line."""
IMAGE: Final = re.compile(r"!\[([^\]]{0,500})\]\([^)]{0,2000}\)$")
TURN: Final = re.compile(r"[A-Z][A-Z.’'-]{1,30}(?: [A-Z][A-Z.’'-]{0,30}){0,3}: {1,3}(?=\S)")
"""A turn of a transcript: a name in capitals, a colon, what was said."""
RULE: Final = re.compile(r"(?:[-*_=~#•·—–][ \t]?+){3,}+$|[·|]$|--$")
"""A line that only divides, the two hyphens above the signature of a mail among them."""
TERM: Final = re.compile(r"[^:.!?]{1,80}(?::| [–—-]) *(?=\S)")
TABLE_RULE: Final = re.compile(r"\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*){0,200}\|?$")
_OPENING: Final = '“«„"'
_CLOSING: Final = '”»"'


def is_wholly_quoted(line: str) -> bool:
    """True when one pair of quotation marks holds the whole line."""
    if len(line) < 3 or line[0] not in _OPENING or line[-1] not in _CLOSING:
        return False
    inner = line[1:-1]
    if line[0] == '"':
        return '"' not in inner
    return not any(mark in inner for mark in _OPENING + _CLOSING if mark != '"')
