"""The page around an article, as a copied text brings it along: menus, buttons, counts of clicks."""

from __future__ import annotations

import re
from typing import Final

_BUTTONS: Final = frozenset(
    " ".join(name.split())
    for name in """
    accept, accept all, accept all cookies, accept cookies, reject, reject all, decline, agree, i agree,
    manage preferences, manage cookies, manage settings, cookie settings, privacy settings, more options,
    menu, search, close, home, homepage, navigation, main menu, sections, skip to content, sign in, sign up,
    log in, login, log out, register, my account, account, subscribe, subscribe now, donate, support us,
    share,
    share this, save, save for later, bookmark, copy, copy link, link copied, print, print this page, email,
    e-mail, email address, your email, your email address, submit, send, comment, comments, reply, like,
    retweet,
    repost, follow, following, listen, play, pause, mute, unmute, watch, watch live, play video, read more,
    show more, show less, see more, view more, load more, more, next, previous, back, back to top, top,
    view on x, view on twitter, view on instagram, view on facebook, view this post on instagram,
    view in browser, unsubscribe, facebook, twitter, x, whatsapp, linkedin, reddit, telegram, instagram,
    pinterest, messenger, bluesky, threads, mastodon, flipboard, gift this article, give this article, live,
    live updates, breaking, breaking news, key event, key events, most read, for immediate release,
    for release, press release, news release, media release, end, ends, add as preferred on google, image,
    video,
    getty images, ap, afp, reuters, epa, advertisement, sponsored, promoted
    """.split(",")
)
_BREADCRUMBS: Final = re.compile(r"[\w&’' -]{1,30}(?: [>›»→] [\w&’' -]{1,30}){1,6}$")
_MENU: Final = re.compile(r"[\w&’' -]{1,30}(?: ?[|·•] ?[\w&’' -]{1,30}){1,20}$")
_COUNT: Final = re.compile(
    r"(?:\d[\d.,]{0,8} ?[KMkm]?|no)(?: (?:comments?|replies|reply|shares?|likes?|views?|reposts?|retweets?"
    r"|reactions?|followers|upvotes|bookmarks))?$"
    r"|\d{1,3}[ -]min(?:ute)?s?\.?(?: (?:read|listen|watch|video))?$"
    r"|(?:listen|watch|read|play)(?: to this (?:article|story))? ?[(\[]?\d{1,3}(?::\d\d"
    r"| ?min(?:ute)?s?\.?)[)\]]?$"
    r"|(?:an?|\d{1,3}) ?(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|[smhd]) ago$"
    r"|(?:comments?|replies|responses) ?\(\d{1,5}\)$",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"(?:#|@)\w{1,60}|https?://\S{1,300}|www\.\S{1,300}|&(?:#?\w{1,8});")
_READ: Final = 400
_STAGE: Final = re.compile(
    r"[(\[](?:[A-Z][A-Z ]{2,40}|(?i:laughter|applause|cheering|cheers|music|crosstalk|inaudible|pause"
    r"|laughs|begin|end"
    r"|unintelligible|silence|off mic|video clip)[^()\[\]]{0,40})[)\]]",
)
_WORDS: Final = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_LONGEST: Final = 120


def is_navigation(line: str) -> bool:
    """True for a line that is nothing but buttons, a menu, breadcrumbs, or a count of comments or minutes.

    A short heading that is one of these words (“Live”, “Comments”) is one of them too: it claims nothing.
    """
    if len(line) > _LONGEST:
        return False
    name = " ".join(line.lower().strip("[](){}<>|·•→›»:.!… ").split())
    stage = _STAGE.match(line)
    if stage and stage.end() == len(line):
        return True
    if name in _BUTTONS or _COUNT.match(line) or _BREADCRUMBS.match(line):
        return True
    parts = re.split(r" ?[|·•/] ?| {2,}", name)
    if len(parts) > 1 and _MENU.match(line):
        return any(part in _BUTTONS for part in parts) and all(len(part.split()) <= 4 for part in parts)
    words = _WORDS.findall(name)
    return len(words) > 1 and all(word in _BUTTONS for word in words)


def says_something(piece: str) -> bool:
    """False for a run of tags, handles, addresses and entities: a sentence needs a word of its own."""
    rest, tags = _TAG.subn(" ", piece[:_READ])
    return not tags or len(piece) > _READ or any(character.isalnum() for character in rest)


def stage_direction(piece: str) -> int:
    """Return how many characters of `(APPLAUSE) That is so.` tell what happens in the room, 0 mostly."""
    stage = _STAGE.match(piece) if piece[:1] in "([" else None
    if stage is None or stage.end() == len(piece) or not stage[0].isupper():
        return 0
    rest = piece[stage.end() :]
    return len(piece) - len(rest.lstrip()) if rest[:1].isspace() else 0
