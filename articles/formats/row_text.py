"""Find the text of a row: plain words as they are, markup as blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping

from articles.formats.html import is_html
from articles.formats.html_text import block_text
from articles.formats.html_tree import TooComplex, read_tree
from articles.formats.limits import Limits
from articles.formats.row_values import Unreadable, words

# Nobody writes these in plain text; many exports keep them in a text that begins with words.
_TAG = re.compile(r"</(?:p|div|li|h[1-6]|blockquote)>|<br ?/?>", re.IGNORECASE)


def text_of(values: Mapping[str, object], *, limits: Limits, needed: bool, plain: bool) -> str:
    """Return the text of a row from its field `text`, else `html`; "" if there is none and none is `needed`.

    Raises Unreadable for none, for one longer than `limits.characters`, and for HTML that holds no words.
    """
    field = next((each for each in ("text", "html") if words(each, values.get(each)).strip()), "")
    if not field:
        if needed:
            raise Unreadable("text", "the row has no text")
        return ""
    text = words(field, values[field]).replace("\r\n", "\n").replace("\r", "\n").strip()
    if field == "html" or (not plain and _is_markup(text)):
        text = _unmarked(field, text)
    if len(text) > limits.characters:
        most = f"the most that is taken is {limits.characters:,}"
        raise Unreadable(field, f"{len(text):,} characters; {most}")
    return text


def _is_markup(text: str) -> bool:
    return is_html(text) or bool(_TAG.search(text))


def _unmarked(field: str, markup: str) -> str:
    try:
        tree = read_tree(markup)
    except TooComplex as wrong:
        raise Unreadable(field, f"its HTML, {wrong}") from wrong
    text = "" if tree is None else block_text(tree)
    if not text:
        raise Unreadable(field, "its HTML holds no readable text")
    return text
