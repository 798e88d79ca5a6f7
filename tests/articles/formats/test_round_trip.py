"""Whatever an entry says is in the article that is read of it, unknown fields too, and offsets are exact."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from html import escape
from xml.sax.saxutils import escape as escape_xml

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.formats import ParsedArticle, parse
from articles.payload import from_json, to_json
from articles.statements import extract

# A word begins with a letter: what begins otherwise may be a list, a quote or a heading of the text's own.
WORD = st.from_regex(r"[A-Za-zåäöÅÄÖéß橋港][A-Za-zåäöÅÄÖéß橋港0-9]{0,12}", fullmatch=True)
LINE = st.lists(WORD, min_size=1, max_size=8).map(" ".join)
PARAGRAPHS = st.lists(LINE.map(lambda line: f"{line}."), min_size=1, max_size=4)
ZONES = st.integers(-14 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
FIRST, LAST = datetime(1970, 1, 2), datetime(2100, 1, 1)  # noqa: DTZ001  the zones come below
TIMES = st.datetimes(FIRST, LAST, timezones=ZONES).map(lambda moment: moment.replace(microsecond=0))
KEYS = st.from_regex(r"_[a-z]{1,8}", fullmatch=True)
NUMBERS = st.integers(-(10**20), 10**20) | st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | LINE,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(KEYS, inside, max_size=3),
)
UNKNOWN = st.dictionaries(KEYS, JSON, max_size=4)
OFTEN = settings(max_examples=25, deadline=None)


def only(data: bytes, name: str) -> ParsedArticle:
    """The one article of a file, having passed through its payload and had its statements found."""
    (article,) = parse(data, locator="f", format=name)
    assert isinstance(article, ParsedArticle), article
    assert from_json(json.loads(json.dumps(to_json(article)))) == article
    for found in extract(article.text, title=article.title):
        assert article.text[found.start : found.end] == found.exact
    return article


def shown(title: str, paragraphs: list[str]) -> str:
    return "\n\n".join([f"# {title}", *paragraphs])


def html_of(paragraphs: list[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in paragraphs)


@OFTEN
@given(title=LINE, paragraphs=PARAGRAPHS, when=TIMES, unknown=UNKNOWN)
def test_json_feed(title, paragraphs, when, unknown):
    item = {
        "id": "1",
        "title": title,
        "content_html": html_of(paragraphs),
        "date_published": when.isoformat(),
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{**unknown, **item}]}
    article = only(json.dumps(feed).encode(), "json_feed")
    assert (article.title, article.text) == (title, shown(title, paragraphs))
    assert (article.published_at, article.published_at.utcoffset()) == (when, when.utcoffset())
    assert article.extra == unknown


@OFTEN
@given(title=LINE, paragraphs=PARAGRAPHS, when=TIMES, unknown=UNKNOWN, camel=st.booleans())
def test_ninjs(title, paragraphs, when, unknown, camel):
    until, note = ("embargoedUntil", "edNote") if camel else ("embargoed", "ednote")
    item = {
        "uri": "urn:x:1",
        "headlines": [{"role": "main", "value": title}],
        "bodies": [{"contentType" if camel else "contenttype": "text/html", "value": html_of(paragraphs)}],
    }
    article = only(json.dumps({**unknown, **item, until: when.isoformat(), note: title}).encode(), "ninjs")
    assert (article.title, article.text) == (title, shown(title, paragraphs))
    assert (article.embargoed_until, article.embargoed_until.utcoffset()) == (when, when.utcoffset())
    assert (article.editorial_note, article.extra) == (title, unknown)


@OFTEN
@given(title=LINE, paragraphs=PARAGRAPHS, when=TIMES, unknown=UNKNOWN)
def test_wordpress(title, paragraphs, when, unknown):
    bare = {"date": when.replace(tzinfo=None), "date_gmt": when.astimezone(UTC).replace(tzinfo=None)}
    post = {
        "title": {"rendered": escape(title)},
        "content": {"rendered": html_of(paragraphs)},
        **{name: moment.isoformat() for name, moment in bare.items()},
    }
    article = only(json.dumps([{**unknown, **post}]).encode(), "wordpress")
    assert (article.title, article.text) == (title, shown(title, paragraphs))
    assert (article.published_at, article.published_at.utcoffset()) == (when, when.utcoffset())
    assert article.extra == unknown


def newsml(title: str, body: str, when: str, words: str) -> str:
    return (
        f'<newsItem guid="urn:x:1"><itemMeta><embargoed>{when}</embargoed><edNote>{words}</edNote>'
        f"<signal>{words}</signal></itemMeta><contentMeta><headline>{title}</headline></contentMeta>"
        f"<contentSet><inlineXML><html><body>{body}</body></html></inlineXML></contentSet></newsItem>"
    )


def nitf(title: str, body: str, when: str, words: str) -> str:
    return (
        f'<nitf><head><docdata management-status="embargoed"><date.release norm="{when}"/>'
        f'<ed-msg info="{words}"/></docdata><signal>{words}</signal></head><body><body.head><hedline>'
        f"<hl1>{title}</hl1></hedline></body.head><body.content>{body}</body.content></body></nitf>"
    )


@pytest.mark.parametrize(("name", "make"), [("newsml_g2", newsml), ("nitf", nitf)])
@OFTEN
@given(title=LINE, paragraphs=PARAGRAPHS, when=TIMES)
def test_wires_of_xml(name, make, title, paragraphs, when):
    body = "".join(f"<p>{escape_xml(line)}</p>" for line in paragraphs)
    article = only(make(title, body, when.isoformat(), title).encode(), name)
    assert (article.title, article.text) == (title, shown(title, paragraphs))
    assert (article.embargoed_until, article.embargoed_until.utcoffset()) == (when, when.utcoffset())
    assert (article.editorial_note, article.extra["signal"]) == (title, title)


@OFTEN
@given(title=LINE, paragraphs=PARAGRAPHS, when=TIMES, word=WORD)
def test_wordpress_exports(title, paragraphs, when, word):
    content = "\n\n".join(paragraphs)
    universal = when.astimezone(UTC).replace(tzinfo=None)
    export = (
        '<rss xmlns:wp="http://wordpress.org/export/1.2/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><item><title>{title}</title><content:encoded><![CDATA[{content}]]></content:encoded>"
        f"<wp:post_date>{when.replace(tzinfo=None)}</wp:post_date><wp:post_date_gmt>{universal}</wp:post_date_gmt>"
        f"<wp:status>publish</wp:status><wp:{word}>{title}</wp:{word}></item></channel></rss>"
    )
    article = only(export.encode(), "wxr")
    assert (article.title, article.text) == (title, shown(title, paragraphs))
    assert (article.published_at, article.published_at.utcoffset()) == (when, when.utcoffset())
    assert article.extra == {word: title}
