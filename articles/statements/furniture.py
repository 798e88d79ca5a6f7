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
    embargoed until, correction, corrections, clarification, update note, phone, tel, telephone, mobile, fax,
    cell, e-mail, twitter, facebook, image source, picture source, press contact, press contacts, media
    contact,
    media contacts, press enquiries, media enquiries, press inquiries, media inquiries, press office,
    enquiries,
    inquiries, doi, journal reference, reference, references, att, attendance, ref, referee, interview by,
    text by, words by, photos by, pictures by
"""
_ANYWHERE: Final = frozenset(" ".join(label.split()) for label in _LABELS.split(","))
# Words that an article may itself use before a colon: metadata only above and below its paragraphs.
_AT_AN_EDGE: Final = words(
    """
    title headline subtitle author authors by byline date updated modified link via category categories
    interview words text pictures photos transcript topic topics section keywords language id slug dateline
    location outlet publication email contact
    disclaimer disclosure from to cc sent subject web website desk photographer
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
    r"[(\[]?(?:this|the) (?:article|story|piece|post|report|content) (?:was|has been|is|may) .{0,60}\b"
    r"(?:AI|machine|automat\w{0,8}|edited|reviewed|generated|syndicated|translated|supported by|funded by"
    r"|commissioned|made possible)\b",
    re.IGNORECASE,
)
CLOCK: Final = re.compile(
    r"\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: ?(?:[A-Z]{2,4}|h))?$|\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\.?$",
    re.IGNORECASE,
)
"""A time of day alone on its line, as it stands above the entries of a live report."""
_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)\S+$|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}$"
    r"|(?:[#@]\w{1,60}[ ,]{0,3}){1,30}$"
)


_NOTE: Final = re.compile(
    r"(?:(?:editor(?:ial|s?['’]?s?)|publisher['’]?s?) note|correction|clarification)s?"
    rf"(?: ?\([^()]{{1,40}}\)|,? ?[-–—|,]? ?{_DAY}| appended)? ?[:–—]",
    re.IGNORECASE,
)
"""“Editor’s note (12 May):”, “CORRECTION – May 13, 2026:” with the note behind it."""
_AMENDED: Final = re.compile(
    r"[(\[*_]{0,2}(?:(?:this|the) (?:article|story|piece|post|report|headline)(?: was| has been"
    r"| is being|’s been)? "
    r"(?:(?:last |since )?(?:updated|amended|corrected|edited|changed|revised|modified)\b"
    r"(?: (?:on|at|to|with|after|following|in|since|because)\b|[.,]|$)|incorrectly\b|misstated\b)"
    r"|an? (?:earlier|previous|original) version of this (?:article|story|piece|post|report|headline)\b"
    r"|because of an? (?:editing|production|reporting) error\b)",
    re.IGNORECASE,
)
_STAMP: Final = re.compile(
    r"(?:(?:last |first )?(?:updated|published|posted|modified|revised|filed)(?: at| on| by|:)?:? "
    r"(?:\d{1,2}[:.h]\d\d|[a-z]{3,6}day\b|\d{1,3} (?:minutes?|mins?|hours?|days?) ago|today|yesterday"
    r"|just now|now)"
    r"[^.!?]{0,60}(?:[ap]\.m\.)?|posted by [^.!?]{1,60})$",
    re.IGNORECASE,
)
"""“Updated at 12.44pm GMT”, “Posted by A. Writer”, “Published 3 hours ago”."""
_SIGNED_POST: Final = re.compile(
    r"[-–—]{0,2} ?[^@]{0,60}\(@\w{1,30}\).{0,40}$|@\w{1,30}(?: ?[·•-] ?.{1,20})?$"
)
"""The line below a post that names its writer, handle and day."""
_PHONE: Final = re.compile(r"(?:[A-Za-z.]{1,12}:? ?)?\+?[\d(][\d ()/.-]{7,20}\d$")
_CONTRIBUTED: Final = re.compile(
    r"[(\[]?(?i:(?:additional |further |extra )?(?:reporting|writing|editing|production|compiled"
    r"|translated|edited"
    r"|reported|written)) by [A-Z].{1,200}$|.{3,160}\bcontributed (?:to (?:this|the) (?:report|story|article)"
    r"|reporting|from [A-Z])",
    re.DOTALL,
)


_NUMBERED: Final = re.compile(
    r"(?:(?:press|media|news)? ?(?:release|statement|reference|ref|file)\.?:? )?(?:No|Nr"
    r"|Ref)\.?[: ] ?[\w/.-]{0,12}\d[\w/.-]{0,12}$"
    r"|(?:official )?transcript of [^.!?]{3,80}(?:\. check against delivery)?\.?$|check against delivery\.?$",
    re.IGNORECASE,
)
"""The number of a press release, or the line that calls a text a transcript."""
_FOOTNOTE: Final = re.compile(r"(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹]{1,3}|[†‡]) ?[A-Z]")
_LINES: Final = (
    *(DATED, CARRIED_FROM, _MADE_WITH, _ADDRESS, CLOCK, _NOTE, _AMENDED, _STAMP, _SIGNED_POST, _PHONE),
    _CONTRIBUTED,
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
    if at_edge and (_FOOTNOTE.match(line) or _NUMBERED.match(line)):
        return True
    return any(pattern.match(line) for pattern in _LINES)


def label_key(label: str) -> str:
    """Return a label as the tables above spell it: lower case, straight apostrophe, single spaces."""
    return " ".join(label.replace("’", "'").lower().split())
