"""Any text, in every format that can carry it: offsets give back the words, and reading again is equal."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from articles.formats import Refusal, parse
from articles.statements import extract
from tests.articles.formats.carriers import CARRIERS, TEXTS


@pytest.mark.parametrize("name", CARRIERS)
@settings(max_examples=15, deadline=None)
@given(text=TEXTS)
def test_statements_stand_where_they_say_and_reading_again_gives_the_same(name: str, text: str):
    data = CARRIERS[name](text)
    found = parse(data, locator="f")
    assert found == parse(data, locator="f")
    assert found
    for article in found:
        if isinstance(article, Refusal):
            assert article.reason
            continue
        end = 0
        for each in extract(article.text, title=article.title, language=article.language):
            assert end <= each.start < each.end
            assert article.text[each.start : each.end] == each.exact
            end = each.end


@pytest.mark.parametrize("name", CARRIERS)
def test_each_carrier_carries(name: str):
    (first, *_) = parse(CARRIERS[name]("The quay was widened by 120 metres in May."), locator="f")
    assert not isinstance(first, Refusal), first
    assert "The quay was widened by 120 metres in May." in first.text
