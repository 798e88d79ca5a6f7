"""What posts carry besides words: addresses, handles, hashtags, emoji, signatures; read or taken out."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from typing import Final

_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)\S+|pic\.twitter\.com/\S+|\b(?:t\.co|bit\.ly|youtu\.be)/\S+", re.IGNORECASE
)
# “— Ada Lund (@ada) March 3, 2026” under a copied post: the name is of use, the rest is not.
_DATE: Final = r"\w+\.? \d{1,2}, \d{4}|\d{1,2}\.? \w+\.? \d{4}|\d{4}-\d\d-\d\d"
_SIGNATURE: Final = re.compile(
    rf"[—–-]+\s*(?P<name>[^@()\n]{{2,60}})\(@\w+\)\s*(?:(?:on |· )?(?:{_DATE}))?\s*\Z"
)
_FORWARDED: Final = re.compile(r"\A\s*(?:RT|MT)\b:?\s*@\w+:?|\b(?:via|h/t|cc)\s+@\w+")
_REPLIED_TO: Final = re.compile(r"\A\s*(?:@\w+\s+)+(?=\S)")
_TAG: Final = re.compile(r"(?<!\w)[#@](\w+)")
# golden Age | 2020 Olympics | US Senate
_HUMP: Final = re.compile(
    r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z]{3})"
)


def clean(text: str, *, split: Callable[[str], str] = str) -> str:
    """Return the words of a post: no addresses, emoji or signature; #GoldenAge and @goldenAge as two words.

    `split` takes the lower-case letters of a tag that has no capitals inside, and may put spaces into them.
    """
    text = html.unescape(text)
    text = _ADDRESS.sub(" ", text)  # one stands glued to the last word, or under the signature
    text = _SIGNATURE.sub(lambda found: f" {found['name'].strip()}", text)
    text = _FORWARDED.sub(" ", text)
    replied = _REPLIED_TO.match(text)
    text = text[replied.end() :] if replied else text
    text = _TAG.sub(lambda tag: _spread(tag[1], split), text)
    return " ".join("".join(" " if _is_picture(letter) else letter for letter in text).split())


def _spread(tag: str, split: Callable[[str], str]) -> str:
    words = _HUMP.sub(" ", tag.replace("_", " "))
    return words if " " in words else split(words)


def _is_picture(letter: str) -> bool:
    """Return whether this is an emoji, a joiner or a modifier of one."""
    return letter in "\ufe0f\u200d" or (
        letter > "\u2100" and unicodedata.category(letter) in {"So", "Sk", "Cs"}
    )
