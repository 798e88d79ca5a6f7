"""Which HTML elements make blocks, hold no words, or need no end tag."""

from __future__ import annotations

# The walk reads HTML itself and the smaller vocabulary (head, list, item …) of trafilatura's result.
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "head": 2}
LISTS = frozenset({"ul", "ol", "dl", "menu", "list"})
ITEMS = frozenset({"li", "dt", "dd", "item"})
QUOTES = frozenset({"blockquote", "quote"})
CELLS = frozenset({"td", "th", "cell"})
BREAKS = frozenset({"br", "lb"})

_SECTIONS = {
    "div",
    "section",
    "article",
    "main",
    "body",
    "aside",
    "header",
    "footer",
    "nav",
    "hgroup",
    "center",
}
_PARAGRAPHS = {
    "p",
    "figure",
    "figcaption",
    "address",
    "details",
    "summary",
    "pre",
    "caption",
    "hr",
    "ab",
    "dialog",
}
_PARTS = {"form", "fieldset", "legend", "option", "search", "row", "tr", "thead", "tbody", "tfoot", "table"}
BLOCKS = frozenset(HEADINGS) | LISTS | ITEMS | QUOTES | CELLS | _SECTIONS | _PARAGRAPHS | _PARTS

_CODE = {
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "math",
    "iframe",
    "object",
    "canvas",
    "audio",
    "video",
}
_CONTROLS = {"select", "textarea", "button", "datalist"}
INVISIBLE = frozenset(_CODE | _CONTROLS | {"title", "meta", "link"})

# None of these is ever part of an article's words; trafilatura keeps them when it finds nothing better.
APART = ("nav", "form", "dialog", *sorted(INVISIBLE - {"title", "meta", "link"}))

FORMATTING = (
    "b",
    "i",
    "em",
    "strong",
    "u",
    "s",
    "font",
    "mark",
    "small",
    "big",
    "tt",
    "sub",
    "sup",
    "abbr",
    "wbr",
)

_VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "param",
    "source",
    "track",
    "wbr",
}
_ENDED_BY_THE_NEXT = {
    "p",
    "li",
    "dt",
    "dd",
    "tr",
    "td",
    "th",
    "thead",
    "tbody",
    "tfoot",
    "colgroup",
    "caption",
}
# Counting these as open until an end tag would make most old pages look deep (WHATWG HTML, 13.1.2).
UNNESTED = frozenset(_VOID | _ENDED_BY_THE_NEXT | {"option", "optgroup", "rt", "rp", "html", "head", "body"})

# Up to their end tag these hold no elements that become part of an article.
OPAQUE = ("script", "style", "textarea", "title", "xmp", "iframe", "noscript", "svg", "math", "template")
