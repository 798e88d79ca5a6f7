"""Parse Markdown: front matter gives the fields, the text keeps its headings, lists, tables and quotes."""

from __future__ import annotations

from markdown_it import MarkdownIt

from articles.formats.decoding import Undecodable, decode
from articles.formats.file_format import FileFormat
from articles.formats.front_matter import BadFrontMatter, read_front_matter, split_front_matter
from articles.formats.html_text import block_text
from articles.formats.html_tree import TooComplex, read_tree
from articles.formats.limits import in_force
from articles.formats.parsed import Parsed, Refusal
from articles.formats.row_article import SNIPPET, RowReader
from articles.formats.row_values import Unreadable, check_storable
from articles.formats.sight import Sight

_BODY = "\nbody"  # no key of YAML or TOML that anybody writes
# The reader of Markdown keeps each line, and tries each mark against many others.
_MARKS, _MOST_MARKS, _MOST_LINES = "*_~`[]!|<>&\\", 40_000, 20_000


def parse_markdown(data: bytes, *, locator: str) -> list[Parsed]:
    """Return the one article in `data`, or one Refusal that says why there is none.

    A file marked as a draft is refused. Markup of HTML inside it stays as written, as text.
    """
    try:
        text = decode(data, declared="utf-8")
        kind, inner, body = split_front_matter(text.removeprefix("\ufeff"))
        fields = read_front_matter(kind, inner) if kind else {}
        _check(fields, body)
        words = _words(body)
    except (Undecodable, BadFrontMatter, TooComplex) as wrong:
        return [Refusal(locator=locator, reason=str(wrong))]
    except Unreadable as wrong:
        return [Refusal(locator=locator, reason=f"{wrong.field}: {wrong}", field=wrong.field)]
    if not words:
        snippet = " ".join(body[:SNIPPET].split())
        return [
            Refusal(locator=locator, reason="the file has no text below its front matter", snippet=snippet)
        ]
    rows = RowReader(in_force(), {"text": _BODY})
    row = {**fields, _BODY: words}
    return [rows.article(row, rows.columns(tuple(row)), locator, plain=True)]


def _check(fields: dict[str, object], body: str) -> None:
    for name, value in fields.items():
        check_storable(name, name, 0)
        check_storable(value, name, 64)
    if fields.get("draft") is True or fields.get("published") is False:
        raise Unreadable("status", "the file is marked as a draft")
    if isinstance(fields.get("published"), bool):
        del fields["published"]
    if len(body) > in_force().characters:
        raise Unreadable(
            "text", f"{len(body):,} characters; the most that is taken is {in_force().characters:,}"
        )
    if body.count("\n") > _MOST_LINES or sum(map(body.count, _MARKS)) > _MOST_MARKS:
        raise Unreadable("text", f"more than {_MOST_LINES:,} lines or {_MOST_MARKS:,} marks of Markdown")


def _words(body: str) -> str:
    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": 40}).enable(["table", "strikethrough"])
    tree = read_tree(reader.render(body)) if body.strip() else None
    return "" if tree is None else block_text(tree)


def _is_markdown(sight: Sight) -> bool:
    """Only front matter tells: a plain text may hold any of Markdown's marks."""
    return sight.text.lstrip("\ufeff").startswith(("---", "+++")) and bool(
        split_front_matter(sight.text.lstrip("\ufeff"))[0]
    )


FORMAT = FileFormat(
    name="markdown",
    label="Markdown",
    said="Markdown with front matter",
    parse=parse_markdown,
    detects=_is_markdown,
    overrules=frozenset({"text"}),
)
