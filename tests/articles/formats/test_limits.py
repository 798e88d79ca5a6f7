"""Each limit on what is read: what is at it is read, what is one beyond it is refused by name and number."""

from __future__ import annotations

import io
import json

import pytest

from articles.formats import Limits, ParsedArticle, Refusal, parse, read
from articles.formats.sitemap import parse_sitemap
from tests.articles.formats.packing import docx, paragraph, zipped

HTML = b"<html><body><p>The quay was widened.</p></body></html>"


def reasons(data: bytes, **limits: float) -> list[str]:
    """Return the reason of each refusal, "" for an article."""
    found = read(io.BytesIO(data), locator="f", limits=Limits(**limits))
    return [each.reason if isinstance(each, Refusal) else "" for each in found]


def rss(count: int) -> bytes:
    items = "".join(f"<item><guid>{n}</guid><title>A quay</title></item>" for n in range(count))
    return f"<rss><channel>{items}</channel></rss>".encode()


def json_feed(count: int) -> bytes:
    items = [{"id": str(n), "content_text": "The quay."} for n in range(count)]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()


def wordpress(count: int) -> bytes:
    post = {"status": "publish", "title": {"rendered": "Quay"}, "content": {"rendered": "<p>It grew.</p>"}}
    return json.dumps([{**post, "id": n, "guid": {"rendered": str(n)}} for n in range(count)]).encode()


def ninjs(count: int) -> bytes:
    return json.dumps(
        [
            {"uri": f"urn:{n}", "type": "text", "headline": "Quay", "body_text": "It grew."}
            for n in range(count)
        ]
    ).encode()


def wxr(count: int) -> bytes:
    head = b'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
    return head + b"<item><title>Quay</title></item>" * count + b"</channel></rss>"


def sitemap(count: int) -> bytes:
    return b"<urlset>" + b"<url><loc>https://x.example/a</loc></url>" * count + b"</urlset>"


def nested(depth: int) -> bytes:
    return b"<div>" * depth + b"The quay was widened."


def newsml(depth: int) -> bytes:
    opened = b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="a">'
    return opened + b"<a>" * (depth - 1) + b"</a>" * (depth - 1) + b"</newsItem>"


def rows(text: str) -> bytes:
    return b'{"text": "one"}\n' + json.dumps({"text": text}).encode() + b'\n{"text": "two"}\n'


def test_size_of_a_file():
    assert reasons(HTML, file=len(HTML)) == [""]
    assert reasons(HTML, file=len(HTML) - 1) == [f"the file is larger than {len(HTML) - 1} bytes"]
    assert [each.reason for each in parse(HTML, locator="f", limits=Limits(file=9))] == [
        f"the file has {len(HTML)} bytes; the most that is read is 9"
    ]


def test_size_of_a_stream_of_rows():
    assert reasons(rows("x"), stream=len(rows("x"))) == ["", "", ""]
    assert reasons(rows("x"), stream=len(rows("x")) - 1)[-1].startswith("line 3: the file is larger than")


def test_size_of_a_row_and_the_rows_around_it_are_read():
    row = len(json.dumps({"text": "x" * 100})) + 1
    assert reasons(rows("x" * 100), row=row) == ["", "", ""]
    assert reasons(rows("x" * 101), row=row - 1) == ["", f"the row is longer than {row - 1} bytes", ""]


@pytest.mark.parametrize("made", [rss], ids=["rss"])
def test_entries_of_a_feed(made):
    assert reasons(made(3), entries=3) == ["", "", ""]
    assert reasons(made(4), entries=3) == ["line 1: more than 3 entries in one feed"]


def test_entries_of_an_archive():
    assert reasons(zipped({"a.txt": "One.", "b.txt": "Two."}), entries=2) == ["", ""]
    assert reasons(zipped({"a.txt": "1", "b.txt": "2", "c.txt": "3"}), entries=2) == [
        "the archive has 3 entries; the most that is read is 2"
    ]


@pytest.mark.parametrize("made", [json_feed, wordpress, ninjs, wxr])
def test_items_of_a_wire_and_posts_of_an_export(made):
    assert len(reasons(made(3), items=3)) == 3
    (reason,) = reasons(made(4), items=3)
    assert "more than 3 " in reason


def test_addresses_of_a_sitemap():
    assert reasons(sitemap(3), items=3)[0].startswith("the sitemap lists 3 addresses")
    assert reasons(sitemap(4), items=3) == ["more than 3 addresses in one sitemap"]
    assert len(parse_sitemap(sitemap(3), "f")) == 3


@pytest.mark.parametrize("made", [nested, newsml], ids=["html", "xml"])
def test_elements_inside_each_other(made):
    assert not any("nest" in reason for reason in reasons(made(20), depth=20))
    (reason,) = reasons(made(21), depth=20)
    assert "line 1" in reason
    assert "nest" in reason


def test_values_inside_each_other_in_a_row():
    def row(depth: int) -> bytes:
        return b'{"text": "w", "a": ' + b"[" * (depth - 1) + b"1" + b"]" * (depth - 1) + b"}\n" + rows("x")

    assert reasons(row(20), depth=20) == ["", "", "", ""]
    assert reasons(row(22), depth=20) == ["the values nest too deep", "", "", ""]


def test_values_inside_each_other_in_a_feed_of_json():
    def feed(depth: int) -> bytes:
        inside: object = 1
        for _ in range(depth - 1):
            inside = [inside]
        item = {"id": "1", "content_text": "The quay.", "_x": inside}
        return json.dumps({"version": "https://jsonfeed.org/version/1", "items": [item]}).encode()

    assert reasons(feed(20), depth=20) == [""]
    assert reasons(feed(21), depth=20) == ["values nest deeper than 20"]


def test_bytes_that_an_archive_unpacks_to():
    assert reasons(zipped({"a.txt": "x" * 50, "b.txt": "y" * 50}), inflated=100) == ["", ""]
    assert reasons(zipped({"a.txt": "x" * 50, "b.txt": "y" * 51}), inflated=100) == [
        "the archive unpacks to 101 bytes; the most that is read is 100"
    ]


def test_unpacked_bytes_against_packed_ones():
    data = zipped({"a.txt": "word " * 40_000})
    packed = len(data) - len(zipped({"a.txt": ""})) + 2  # an empty entry is packed as two bytes
    ratio = 200_000 // packed
    assert reasons(data, ratio=ratio + 2) == [""]
    assert reasons(data, ratio=ratio - 2) == [f"the entry unpacks to more than {ratio - 2} times its size"]


TEXTS = {
    "text": lambda text: text.encode(),
    "jsonl": lambda text: json.dumps({"text": text}).encode() + b'\n{"text": "two"}\n',
    "rss": lambda text: f"<rss><item><description>{text}</description></item></rss>".encode(),
    "docx": lambda text: docx(paragraph(text), core="<x/>"),
    "wordpress": lambda text: json.dumps(
        {"id": 1, "status": "publish", "guid": {"rendered": "1"}, "title": {"rendered": ""},
         "content": {"rendered": f"<p>{text}</p>"}}
    ).encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_characters_of_a_text(name):
    made = TEXTS[name]
    words = "The quay was widened. " * 5
    (whole,) = [
        each for each in parse(made(words.strip()), locator="f") if "quay" in getattr(each, "text", "")
    ]
    assert isinstance(whole, ParsedArticle)
    size = len(whole.text)
    assert reasons(made(words.strip()), characters=size)[0] == ""
    reason = reasons(made(words.strip()), characters=size - 1)[0]
    assert reason.endswith(f"{size} characters; the most that is taken is {size - 1}")


def test_the_words_of_a_page_have_the_same_limit():
    assert reasons(HTML, characters=21) == [""]
    assert reasons(HTML, characters=20) == ["the page has more than 20 characters of text"]


SLOW = "".join(f"<p>The mayor said {n} boats had sunk.</p>" for n in range(5_000))
"""Costs a quarter of a second; what the others cost is less than the clock of some machines can tell."""


def test_time_for_one_row_refuses_that_row_alone():
    assert reasons(rows(SLOW), seconds=0.05) == ["", "it takes more than 0.05 seconds to read", ""]
    assert reasons(rows(SLOW)) == ["", "", ""]


def test_time_for_one_entry_of_an_archive_refuses_that_entry_alone():
    data = zipped({"a.txt": "The quay was widened.", "b.html": f"<html>{SLOW}", "c.txt": "It grew."})
    assert reasons(data, seconds=0.05) == ["", "it takes more than 0.05 seconds to read", ""]


def test_time_for_one_entry_of_a_feed_refuses_that_entry_alone():
    item = json.dumps({"id": "2", "content_html": SLOW})
    head = '{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "content_text": "a"},'
    data = f'{head}{item}, {{"id": "3", "content_text": "b"}}]}}'.encode()
    assert reasons(data, seconds=0.05) == ["", "it takes more than 0.05 seconds to read", ""]


def test_time_for_all_entries_refuses_those_that_are_left():
    late = "the entries above took more than 0.05 seconds"
    data = zipped({"a.html": f"<html>{SLOW}", "b.txt": "It grew.", "c.txt": "It grew."})
    assert reasons(data, file_seconds=0.05) == ["", late, late]
    posts = json.loads(wordpress(3))
    posts[0]["content"]["rendered"] = SLOW
    assert reasons(json.dumps(posts).encode(), file_seconds=0.05) == ["", late, late]


@pytest.mark.parametrize(("name", "value"), [("file", 0), ("seconds", -1.0), ("ratio", 0), ("depth", 257)])
def test_a_limit_that_nothing_can_keep_to_is_an_error(name, value):
    with pytest.raises(ValueError, match=f"the limit “{name}” must be"):
        Limits(**{name: value})
