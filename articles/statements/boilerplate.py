"""Words around an article that claim nothing: prompts, notices, credits, readers' comments, biographies."""

from __future__ import annotations

import re
from typing import Final

from articles.statements.lexicon import words
from articles.statements.navigation import is_navigation

_PROMPTS: Final = (
    (
        r"for (?:more|further|the latest|additional|all the latest)(?: [\w-]{1,20}){0,6},?"
        r" (?:please )?(?:visit|go to|see|follow|click|check|head|subscribe|contact|read)\b"
    ),
    r"(?:please )?visit (?:us|our)\b",
    r"(?:please )?(?:read|learn|find out|discover|see) more\b.{0,60}$",
    (
        r"(?:also read|read(?: also| next| more| this)?|see also|related(?: articles?| posts?| stories)?"
        r"|more(?: on this| stories| news)?|recommended|watch(?: also)?|listen(?: to)?|don['’]?t miss) ?[:|]"
    ),
    r"follow [A-Z][\w.’' -]{1,40} on (?:x|twitter|facebook|instagram|bluesky|threads|mastodon|linkedin)\b",
    r"(?:share|tweet|post) this (?:article|story|post|page)?\b.{0,60}$",
    r"(?:have you |do you have |got )(?:got )?(?:a|any) (?:story|tip|news|question|comment)s?\b.{0,80}\?",
    r"(?:call|phone|ring|text|whatsapp|e-?mail|contact) (?:our|the|us)\b.{0,60}(?:\d{3}|@|desk\b|newsroom)",
    r"forward this to\b|was this (?:article|page|helpful)\b|have a (?:tip|story)\b.{0,40}\?",
    (
        r"(?:share|tweet|pin|email|print|save|like)(?: (?:this|it|on|via|now))?"
        r"(?: (?:article|post|story|page|facebook|twitter|x|whatsapp|linkedin))? ?:?$"
    ),
    r"(?:please )?(?:like|follow|find|join|connect with) us\b|follow (?:me|the author|@)",
    r"(?:click (?:here|the|on|below)|tap here)\b|download (?:our|the) .{0,20}app\b",
    (
        r"(?:please )?(?:subscribe|sign up|register|log in|sign in|join)(?: (?:to|for|now|here|today|with"
        r"|our)\b.{0,120}|[.!]?)$"
    ),
    r"get .{0,60}\b(?:to|in) your (?:inbox|email)|enter your email\b|(?:enable|turn on) notifications\b",
    r"we encourage (?:you|readers)\b|(?:please )?(?:contact|email|write to|reach out to) us\b",
    (
        r"if you (?:spot|find|notice|see|have) (?:an? |any )?(?:error|mistake|inaccurac|correction|typo"
        r"|question|tip)"
    ),
    r"(?:about|meet) (?:the )?authors? ?:|share (?:this|on) ?:|if you have been affected by\b",
    r"(?:listen|watch) (?:again|now|live|back) ?:",
    r"(?:support|donate to) (?:us|our)\b|thank you for (?:reading|subscribing|visiting|your support)",
)
_NOTICES: Final = (
    (
        r"(?:we|this (?:site|website|page)|our (?:site|website)|by (?:continuing|using|clicking))\b.{0,60}"
        r"\b(?:cookies|privacy policy|terms of)\b"
    ),
    (
        r"accept (?:all )?cookies|cookie (?:policy|settings|notice)|privacy policy|terms (?:of|and) (?:use"
        r"|service|conditions)"
    ),
    r".{0,60}\ball rights reserved|(?:skip|jump) to (?:content|main|comments)|back to top|loading\b.{0,12}$",
    (
        r"(?:advertisement|ad|sponsored(?: content| by\b.{0,40})?)$|(?:this (?:post"
        r"|article) )?(?:may )?contains? affiliate links"
    ),
    r"(?:story|article) continues (?:below|after)|continue reading\b|(?:the )?(?:views|opinions) expressed\b",
)
_COMMENTS: Final = (
    (
        r"(?:many |much )?(?:thanks|thank ?you|thx)\b.{0,20}\bfor (?:putting|sharing|writing|posting|this"
        r"|your|all|the (?:article|post|info|effort|write))"
    ),
    (
        r"(?:what an? |such an? |this is an? )?(?:really |very )?(?:great|nice|good|excellent|interesting"
        r"|amazing|awesome|helpful"
        r"|informative|wonderful|fantastic|brilliant) (?:article|post|read|piece|blog|write[- ]?up|content"
        r"|info|site|website|stuff)\b"
    ),
    (
        r"i (?:really |just |absolutely |truly )?(?:love|like|enjoy|appreciate)(?:d"
        r"|ed)? (?:reading )?(?:this|your|the)"
        r" (?:article|post|blog|piece|site|website|content|writing)\b"
    ),
    (
        r"(?:keep (?:up|it up)|well (?:done|said|written)|first!|nice one)\b.{0,40}$|reply$|(?:log"
        r"|sign) in to (?:comment|reply)"
    ),
)
_NAME: Final = r"[A-Z][\w.’'-]{0,30}(?: [A-Z][\w.’'-]{0,30}){1,3}"
_BIOGRAPHY: Final = re.compile(
    rf"{_NAME}(?:, .{{1,60}},)? (?:is|was|has been|serves as|works as) (?:an?|the|our) .{{0,80}}"
    r"\b(?:writer|reporter|journalist|editor|contributor|correspondent|columnist|blogger|freelancer|author)\b"
    rf"|{_NAME} (?:has )?(?:reported|reports|written|writes|covered|covers)\b (?:on|about|for|from)\b"
)
_BIOGRAPHY_CUE: Final = re.compile(
    r"\b(?:lives (?:in|with)|since (?:19|20)\d\d|covers|writes (?:about|for|on)|specialis\w+ in"
    r"|specializ\w+ in|based in|years of experience"
    r"|holds a degree"
    r"|(?:reach|follow|find|contact) (?:him|her|them))\b|\bour \w{0,20} ?(?:reporter|editor"
    r"|correspondent)\b|@"
)
_PERSONAL: Final = re.compile(r"!!|\b(?:i|my|you|your|thanks|thank ?you|lol)\b", re.IGNORECASE)
_CREDIT: Final = re.compile(
    r"(?:(?:featured|cover|header|lead|main|top|feature|banner|file|stock) )?"
    r"(?:image|photo|photograph|picture|illustration|graphic|video|screenshot|thumbnail)s?"
    r"(?: ?(?:by|from|via|©|\(c\)|/|:)|(?: credits?| sources?)? ?[:,]| courtesy\b| credits?\b)"
    r"|(?:©|\(c\)) ?\S|copyright\b|(?:ap|afp|reuters|getty|epa|shutterstock)(?: images?)?(?: photo)?[/ ]",
    re.IGNORECASE,
)
_CREDIT_WORDS: Final = words(
    """
    by from via of the on and courtesy for photo image credit under licence license cc pool file handout
    com www https http org net all rights reserved used with permission s
    """
)


def _either(*groups: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(pattern for group in groups for pattern in group), re.IGNORECASE)


_LEADS: Final = "[(»→►▶›> "
"""What stands before a link or a credit, and is no part of it."""
_ANYWHERE: Final = _either(_PROMPTS, _NOTICES)
_COMMENT: Final = _either(_COMMENTS)


def is_boilerplate(line: str, *, at_end: bool) -> bool:
    """True for credits, prompts, notices; only `at_end` for readers' comments and short biographies too."""
    if is_credit(line) or is_navigation(line) or (len(line) <= 400 and _ANYWHERE.match(line.lstrip(_LEADS))):
        return True
    if not at_end or len(line) > 600:
        return False
    return bool(_COMMENT.match(line) or (_BIOGRAPHY.match(line) and _BIOGRAPHY_CUE.search(line)))


def is_personal(line: str) -> bool:
    """True for a short line in the first or second person: below the end of an article a reader's comment."""
    return len(line) <= 300 and line[:1] not in '“"‘' and bool(_PERSONAL.search(line))


def is_credit(line: str) -> bool:
    """True for the credit of a picture: names and agencies only, no sentence about what it shows."""
    line = line.lstrip(_LEADS)
    match = _CREDIT.match(line) if len(line) <= 160 else None
    if match is None:
        return False
    words = [
        word for word in re.findall(r"[^\W\d_]+", line[match.end() :]) if word.lower() not in _CREDIT_WORDS
    ]
    return len(words) <= 12 and all(word[0].isupper() for word in words)
