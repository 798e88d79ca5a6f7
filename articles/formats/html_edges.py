"""Cut from the blocks of an article what stands before its first and after its last words of its own."""

from __future__ import annotations

import re

from articles.statements.boilerplate import is_boilerplate
from articles.statements.headings import section_role

_WORD = re.compile(r"\w+")
_MARK = re.compile(r"^(?:#{1,6}|[->]|\|)\s*")
# How many blocks may stand before a title: a kicker, a date, the way back.
_BEFORE_TITLE = 5
_SHORT = 120
_BYLINE = re.compile(
    r"(?:(?:(?:written|story|words|text|reporting|photographs?|photos?|pictures|interview|published|posted"
    r"|updated|last updated)(?: (?:by|on)\b|:))|by (?=[A-Z]))[^.!?]{0,100}$",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?"
    rf"(?:{_DAY} {_MONTH}|{_MONTH} {_DAY}),? \d{{4}}\b.{{0,40}}$"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b.{0,30}$|\d+ min(?:utes?)? read$",
    re.IGNORECASE,
)
_LEAVES = re.compile(
    r"(?:related|read (?:more|next|also|this)|more (?:from|on|stories|news|articles)|most (?:read|popular)"
    r"|recommended|you (?:might|may) (?:also )?(?:like|be interested)|also (?:from|in|on|read)|see also"
    r"|keep reading|further reading|trending|popular|latest(?: news)?|explore|topics|tags|comments?"
    r"|leave a (?:reply|comment)|share (?:this|via|on)|follow us|subscribe|sign up|newsletter|support our"
    r"|advertisement|about the author|filed under|contact us)\b[^.!?]{0,60}:?$",
    re.IGNORECASE,
)


def trim(blocks: list[str], title: str) -> list[str]:
    """Return the blocks without title, byline and date above the article, and without what follows it."""
    return _without_tail(_without_head(blocks, title))


def plain(block: str) -> str:
    """Return a block's first line without the mark of its kind."""
    return _MARK.sub("", block.split("\n", 1)[0]).strip()


def _without_head(blocks: list[str], title: str) -> list[str]:
    wanted = _WORD.findall(title.casefold())
    for at, block in enumerate(blocks[: _BEFORE_TITLE + 1]):
        if _repeats(block, wanted):
            blocks = blocks[at + 1 :]
            break
        if len(block) > _SHORT:
            break
    # The title repeated lower down is still no sentence of the article; nor is a byline below a first line.
    blocks = [each for each in blocks if not (each.startswith("# ") and _repeats(each, wanted))] or blocks
    head = [each for each in blocks[:_BEFORE_TITLE] if not _is_byline(each)]
    return [*head, *blocks[_BEFORE_TITLE:]] or blocks


def _repeats(block: str, title: list[str]) -> bool:
    return bool(title) and "\n" not in block and _WORD.findall(plain(block).casefold()) == title


def _is_byline(block: str) -> bool:
    words = plain(block)
    return len(words) <= _SHORT and "\n" not in block and bool(_BYLINE.match(words) or _DATE.match(words))


def _without_tail(blocks: list[str]) -> list[str]:
    """A heading that opens another part ends the article, if little follows; then single lines go."""
    whole = sum(map(len, blocks))
    below, end = 0, len(blocks)
    for at in range(len(blocks) - 1, 0, -1):
        below += len(blocks[at])
        if below > whole / 3:
            break
        if blocks[at].startswith("#") and (_LEAVES.match(plain(blocks[at])) or _is_silent(blocks[at])):
            end = at
    while end > 1 and _is_end(blocks[end - 1]):
        end -= 1
    return blocks[:end]


def _is_silent(block: str) -> bool:
    return section_role(plain(block)) in {"author", "comments", "navigation"}


def _is_end(block: str) -> bool:
    words = plain(block)
    if "\n" in block:
        return False
    return block.startswith("#") or bool(_LEAVES.match(words)) or is_boilerplate(words, at_end=False)
