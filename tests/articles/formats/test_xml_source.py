"""XML that would harm the reader is refused with its place and reason, in every format made of XML."""

from __future__ import annotations

import time

import pytest

from articles.formats import Refusal, parse
from articles.formats.xml_fields import as_json, unread
from articles.formats.xml_source import NotXml, Unsafe, children, find, local, read_xml, words, words_at

WP = 'xmlns:wp="http://wordpress.org/export/1.2/"'
ROOTS = {
    "rss": "rss",
    "wxr": f"rss {WP}",
    "newsml_g2": "newsItem",
    "nitf": "nitf",
    "sitemap": "urlset",
}
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DECLARED = {
    "laughs": f'[<!ENTITY l0 "ha">{LAUGHS}]',
    "file": '[<!ENTITY x SYSTEM "file:///etc/hostname">]',
    "address": '[<!ENTITY x SYSTEM "http://192.0.2.1/x">]',
    "parameter": '[<!ENTITY % p SYSTEM "http://192.0.2.1/p"> %p;]',
}


@pytest.mark.parametrize("declared", DECLARED)
@pytest.mark.parametrize("name", ROOTS)
def test_entities_are_never_declared(name: str, declared: str):
    root = ROOTS[name]
    bare = root.split(" ")[0]
    data = f'<?xml version="1.0"?>\n<!DOCTYPE {bare} {DECLARED[declared]}>\n<{root}>&x;&l9;</{bare}>'
    begun = time.process_time()
    (refused,) = parse(data.encode(), locator="f", format=name)
    assert isinstance(refused, Refusal)
    assert refused.reason.startswith("line 2: ")
    assert refused.reason.endswith("must not declare a DOCTYPE")
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("name", ROOTS)
def test_a_declaration_too_long_to_look_behind_is_no_known_format(name: str):
    data = f'<!DOCTYPE x [<!ENTITY x "{"a" * 100_000}">]>\n<{ROOTS[name]}>&x;'
    (refused,) = parse(data.encode(), locator="f", format=name)
    assert refused == Refusal(locator="f", reason="the file is XML, but no format that the desk reads")


@pytest.mark.parametrize("name", ROOTS)
def test_elements_that_nest_without_end_are_refused(name: str):
    root = ROOTS[name]
    data = f"<{root}><item>" + "<a>" * 100_000
    begun = time.process_time()
    (refused,) = parse(data.encode(), locator="f", format=name)
    assert isinstance(refused, Refusal)
    assert refused.reason == "line 1: elements nest too deep"
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("nitf", "<nitf><body><body.content>" + "<p>x</p>" * 60_000 + "</body.content></body></nitf>"),
        ("sitemap", "<urlset>" + "<url><loc>https://a.example/</loc></url>" * 20_001 + "</urlset>"),
        ("newsml_g2", "<newsMessage><itemSet>" + "<newsItem/>" * 20_001 + "</itemSet></newsMessage>"),
        ("wxr", f"<rss {WP}><channel>" + "<item/>" * 20_001 + "</channel></rss>"),
    ],
)
def test_more_than_any_newsroom_sends_at_once_is_refused(name: str, body: str):
    begun = time.process_time()
    (refused,) = parse(body.encode(), locator="f", format=name)
    assert "more than " in refused.reason
    assert time.process_time() - begun < 4  # two seconds on a quiet machine


def test_a_doctype_that_declares_nothing_may_stand_where_it_is_usual():
    data = b'<?xml version="1.0"?>\n<!DOCTYPE a PUBLIC "x" "http://192.0.2.1/a.dtd">\n<a>&eacute;</a>'
    assert words(read_xml(data, what="a file", doctype=True)) == "é"
    with pytest.raises(Unsafe, match=r"^line 2: a file must not declare a DOCTYPE$"):
        read_xml(data, what="a file")


def test_what_is_not_well_formed_is_named_with_line_and_column():
    with pytest.raises(NotXml, match=r"^line 3, column 5: Opening and ending tag mismatch: b and a$"):
        read_xml(b"<a>\n<b>\n</a>", what="a file")


def test_elements_are_found_by_their_local_names():
    root = read_xml(b'<a xmlns:x="urn:x"><x:b n="1">one <c>two</c></x:b><b>three</b></a>', what="a file")
    assert [words(each) for each in children(root, "b")] == ["one two", "three"]
    assert words_at(root, "b/c") == "two"
    assert (find(root, "b/d"), words_at(root, "d"), list(children(None, "b"))) == (None, "", [])
    assert local(root[0]) == "b"


def test_what_has_no_name_here_is_kept_as_plain_json():
    root = read_xml(b'<a><t>x</t><s q="1"/><s q="2">y<n>z</n><n>w</n></s><e/></a>', what="a file")
    assert unread([root, None], {"t"}) == {
        "s": [{"@q": "1"}, {"@q": "2", "n": ["z", "w"], "#text": "y"}],
        "e": "",
    }
    assert as_json(root[0]) == "x"
