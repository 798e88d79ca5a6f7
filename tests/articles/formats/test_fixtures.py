"""Each fixture is read as the JSON beside it says: every field that is not empty, and every refusal."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import pytest

from articles.formats import FORMATS, Parsed, ParsedArticle, Refusal, detect, parse
from articles.formats.sitemap import SitemapEntry, parse_sitemap
from articles.payload import from_json, full_json, objection, to_json

ROOT = Path(__file__).parent / "fixtures"
FILES = sorted(path for path in ROOT.glob("*/*") if not path.name.endswith(".expected.json"))
STRUCTURED = ("rss", "json_feed", "wordpress", "wxr", "ninjs", "newsml_g2", "nitf", "sitemap")


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def read(path: Path) -> list[Parsed] | list[SitemapEntry | Refusal]:
    data = path.read_bytes()
    return parse_sitemap(data, "f") if path.parent.name == "sitemap" else parse(data, locator="f")


def told(found: Parsed | SitemapEntry) -> dict[str, object]:
    """What was read, without the fields that say nothing."""
    if isinstance(found, ParsedArticle):
        fields = full_json(found) | ({} if found.status == "withdrawn" else {"status": ""})
    else:
        fields = json.loads(json.dumps(asdict(found), default=datetime.isoformat))
    return {name: value for name, value in fields.items() if value not in ("", None, False, {})}


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_fixture_is_read_as_the_json_beside_it_says(path: Path):
    expected = json.loads(path.with_name(f"{path.stem}.expected.json").read_text())
    assert [told(found) for found in read(path)] == expected


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name != "sitemap"], ids=name_of)
def test_what_was_read_survives_the_wait_for_its_import(path: Path):
    for found in read(path):
        if not isinstance(found, Refusal):
            assert from_json(json.loads(json.dumps(to_json(found)))) == found
            assert objection(found, max_length=100_000) is None


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_declared_format_fits_what_the_bytes_tell(path: Path):
    data = path.read_bytes()
    if detect(data) == path.parent.name:
        assert parse(data, locator="f", format=path.parent.name) == parse(data, locator="f")
    else:  # broken beyond telling what it was to be
        assert isinstance(parse(data, locator="f")[0], Refusal)


def test_each_structured_format_has_a_dozen_fixtures():
    counted = Counter(path.parent.name for path in FILES)
    assert {name: counted[name] for name in STRUCTURED if counted[name] < 12} == {}
    assert set(counted) <= set(FORMATS)
