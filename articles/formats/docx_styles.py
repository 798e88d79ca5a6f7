"""What the styles of a Word document mean: headings, quotations, lists, whatever the language calls them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from articles.formats.docx_xml import W, value

_HEADING = re.compile(r"heading ([1-9])$")
_MOST_PARENTS = 20


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a paragraph is by its style: a heading of `level` 1 to 6 (0: none), a quotation, an item."""

    level: int = 0
    quote: bool = False
    item: bool = False


class Styles:
    """The paragraph styles of one document by their ids; each says what its parents say, too."""

    def __init__(self, root: etree._Element | None) -> None:
        styles = [] if root is None else list(root.iterchildren(W + "style"))
        self.by_id = {style.get(W + "styleId", ""): style for style in styles}
        self.known: dict[str, Meaning] = {}

    def meaning(self, paragraph: etree._Element) -> Meaning:
        """Return what a paragraph is: its own marks win over those of its style."""
        style = self._of(value(paragraph, "pPr/pStyle"))
        outline = value(paragraph, "pPr/outlineLvl")
        number = value(paragraph, "pPr/numPr/numId")
        item = number != "0" if number else style.item
        return Meaning(_level(outline) or style.level, style.quote, item)

    def _of(self, style_id: str) -> Meaning:
        if style_id not in self.known:
            self.known[style_id] = self._read(style_id)
        return self.known[style_id]

    def _read(self, style_id: str) -> Meaning:
        level, quote, item = 0, False, False
        for _ in range(_MOST_PARENTS):
            style = self.by_id.get(style_id)
            if style is None:
                break
            name = value(style, "name").casefold()
            heading = _HEADING.match(name)
            own = (
                int(heading[1])
                if heading
                else 1
                if name == "title"
                else _level(value(style, "pPr/outlineLvl"))
            )
            level = level or min(own, 6)
            quote = quote or "quote" in name
            item = item or value(style, "pPr/numPr/numId") not in {"", "0"}
            style_id = value(style, "basedOn")
        return Meaning(level, quote, item and not level)


def _level(outline: str) -> int:
    """Outline levels count from 0; 9 is body text."""
    return int(outline) + 1 if outline in {"0", "1", "2", "3", "4", "5"} else 0
