"""Metadata written into the text of an article: labelled lines, dates, bylines, addresses."""

from __future__ import annotations

import re
from typing import Final

from articles.statements.lexicon import words

LABEL: Final = re.compile(r"([A-Za-z][A-Za-z’' /-]{0,40}?) {0,3}[:：][ \t]*(.*)$", re.DOTALL)
_LABELS: Final = """
    source, sources, original source, news source, original author, original article,
    original story, originally published, originally published on, originally published at,
    originally published in, originally published by, originally appeared, originally appeared on,
    originally appeared in, first published, first published on, published, published on,
    published at, published by, publisher, posted on, publication date, date published,
    last updated, last updated on, last modified, updated on, updated at, date modified,
    editorial note, editor's note, editors' note, editor's notes, url, canonical url, permalink,
    article url, source url, copyright, rights, license, licence, image credit, photo credit,
    picture credit, video credit, image source, photo source, image credits, photo credits, credit,
    credits, written by, reported by, reporting by, additional reporting by, edited by, editing by,
    filed under, tags, reading time, read time, word count, guid, external id, article id, embargo,
    embargoed until
"""
_ANYWHERE: Final = frozenset(" ".join(label.split()) for label in _LABELS.split(","))
# Words that an article may itself use before a colon: metadata only above and below its paragraphs.
_AT_AN_EDGE: Final = words(
    """
    title headline subtitle author authors by byline date updated modified link via category categories
    topic topics section keywords language id slug dateline location outlet publication email contact
    disclaimer disclosure
    """
)
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY: Final = (
    rf"(?:[a-z]{{3,9}}day,? )?(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd"
    rf"|th)? {_MONTH},? \d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
)
DATED: Final = re.compile(
    r"((?:last |first |originally |date )?(?:updated|published|posted|modified|revised)(?: on| at)?)[ :]+"
    rf"({_DAY}.{{0,40}})$",
    re.IGNORECASE,
)
_AGENCY: Final = r" ?\([A-Z][\w/ .&-]{1,40}\)"
_SHORT_DAY: Final = rf"(?i:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}|{_DAY})"
DATELINE: Final = re.compile(
    rf"[A-Z][\w.’'-]{{1,30}}(?:,? [A-Z][\w.’'-]{{0,30}}){{0,4}}(?:, {_SHORT_DAY}(?:{_AGENCY})?|{_AGENCY})"
    r" ?[-–—]{1,2} ?(?=[\w“\"‘])"
)
"""“PLACE, 3 May (Agency) - ” before the first sentence: at least a day or an agency beside the place."""
_DATE_ALONE: Final = re.compile(rf"{_DAY}(?:[T, ]{{1,3}}(?:at )?\d{{1,2}}[:.]\d\d.{{0,16}})?$", re.IGNORECASE)
_NAME_WORD: Final = r"[A-Z][\w.’'-]{0,30},?"
_BETWEEN_NAMES: Final = r"and|for|the|of|with|in|de|van|von|bin|al|&|\|"
BYLINE: Final = re.compile(
    rf"[Bb][Yy] (?![Tt]he )({_NAME_WORD}(?: (?:{_NAME_WORD}|{_BETWEEN_NAMES})){{0,11}}"
    r"(?:, [a-z][\w ’'-]{0,60})?)$"
)
CARRIED_FROM: Final = re.compile(
    r"(?:this|the) (?:article|story|piece|post|report|interview)(?: was| has been)? (?:originally "
    r"|first |also )"
    r"(?:appeared|published|posted|ran)\b",
    re.IGNORECASE,
)
_MADE_WITH: Final = re.compile(
    r"(?:this|the) (?:article|story|piece|post|report|content) (?:was|has been|is|may) .{0,60}\b"
    r"(?:AI|machine|automat\w{0,8}|edited|reviewed|generated|syndicated|translated)\b",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(
    r"\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: ?(?:[A-Z]{2,4}|h))?$|\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\.?$",
    re.IGNORECASE,
)
"""A time of day alone on its line, as it stands above the entries of a live report."""
_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)\S+$|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}$"
    r"|(?:[#@]\w{1,60}[ ,]{0,3}){1,30}$"
)


def is_metadata(line: str, *, at_edge: bool) -> bool:
    """True for a line about the article; `at_edge`: it stands above or below all paragraphs."""
    label = LABEL.match(line)
    if label:
        key = label_key(label[1])
        if key in _ANYWHERE or (at_edge and key in _AT_AN_EDGE):
            return True
    if at_edge and len(line) <= 120 and (BYLINE.match(line) or _DATE_ALONE.match(line)):
        return True
    return any(pattern.match(line) for pattern in (DATED, CARRIED_FROM, _MADE_WITH, _ADDRESS, _CLOCK))


def label_key(label: str) -> str:
    """Return a label as the tables above spell it: lower case, straight apostrophe, single spaces."""
    return " ".join(label.replace("’", "'").lower().split())
