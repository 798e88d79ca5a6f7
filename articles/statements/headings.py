"""Headings without a mark, and the section names that change how the lines below them are read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

MARKED: Final = re.compile(r"(#{1,6})[ \t]+(?=\S)")
BOLD: Final = re.compile(r"(\*\*|__)(?=\S)([^*_]{1,120})\1:?$")
_FINAL: Final = tuple(".!?,;:…\"'”’»)]")
_ABBREVIATED_END: Final = re.compile(r"\b(?:[A-Z]\.){2,}$|\b(?:Inc|Co|Ltd|Corp|Jr|Sr)\.$")
_SECTIONS: Final = {
    "faq": re.compile(r"\bfaqs?\b|\bfrequently asked\b|\bquestions (?:and|&) answers\b|^q ?(?:&|and) ?a$"),
    "glossary": re.compile(r"^(?:glossary|key terms|definitions|terminology|terms to know|jargon buster)\b"),
    "author": re.compile(
        r"^(?:(?:about|meet|more about) (?:the )?authors?|(?:the )?authors?(?: bio(?:graphy)?)?|author info"
        r"|about (?:the )?(?:writer|reporter|contributor)s?|contributors?)$"
    ),
    "comments": re.compile(
        r"^(?:\d{1,5} )?(?:reader )?(?:comments?|responses|replies)(?: \(\d{1,5}\))?$"
        r"|^(?:leave|post|write|add) (?:a|your) (?:comment|reply)$|^join the (?:conversation|discussion)$"
        r"|^\d{1,5} (?:thoughts|replies|responses) (?:on|to)\b"
    ),
    "navigation": re.compile(
        r"^(?:(?:media|press|for (?:more|further) information|for enquiries"
        r"|for inquiries)?(?:,? ?please)? ?contacts?"
        r"(?: (?:information|details))?|share(?: this| on| via)?(?: (?:article|post|story|page))?"
        r"|related(?: (?:articles?|posts?"
        r"|stories|news|topics"
        r"|reading|content))?|read (?:more|next|also)|also read|see also"
        r"|more (?:from .{1,40}|stories|news|on this(?: story| topic)?)"
        r"|you (?:may|might) also like|recommended(?: for you)?|most (?:read|popular)|trending(?: now)?"
        r"|newsletters?"
        r"|tags|categories|topics|follow us(?: on)?|sources|references|further reading"
        r"|like this"
        r"|post navigation|recent posts|popular posts|latest news|subscribe)$"
    ),
}
_PLAIN_SECTIONS: Final = re.compile(
    r"^(?:conclusion|final thoughts|summary|in summary|key takeaways?|key points|takeaways|background"
    r"|introduction"
    r"|notes? (?:to|for) editors?|about [^.?!]{1,40}|what(?:’|')?s next|at a glance|analysis|overview"
    r"|interesting facts|bottom line|the bottom line)$"
)


@lru_cache(maxsize=1_024)
def section_role(heading: str) -> str:
    """Return faq, glossary, author, comments or navigation for a heading of that sort, "" for any other."""
    name = heading.lower().strip(" :–—-.!")
    return next((role for role, pattern in _SECTIONS.items() if pattern.search(name)), "")


def names_a_section(heading: str) -> bool:
    """True for a heading that articles commonly use, so it ends a biography or a list of links."""
    return bool(section_role(heading) or _PLAIN_SECTIONS.match(heading.lower().strip(" :")))


def looks_like_heading(line: str, *, words: int = 14, question: bool = False) -> bool:
    """True for a short line with no final punctuation (a question mark only if `question`)."""
    if len(line) > words * 12 or not 1 <= len(line.split()) <= words:
        return False
    if not any(character.isalpha() for character in line) or line[0].islower() or "://" in line:
        return False
    if line.endswith(_FINAL):
        return (
            bool(_ABBREVIATED_END.search(line))
            or (question and line.endswith("?"))
            or _ends_in_named_words(line)
        )
    return True


def _ends_in_named_words(line: str) -> bool:
    """A closing quotation mark or bracket may end a heading, when no sentence ends inside it."""
    return line[-1] in "”’\"')" and line[-2:-1].isalnum() and line[0] not in "“\"‘'("
