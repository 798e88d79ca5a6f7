"""Pages in the styles that sites really have: the article's words come out, and nothing around them."""

from __future__ import annotations

import pytest

from bench.extraction import PAGES, counts, measure, ours, score, trafilatura_alone

# What is reached today, rounded down: a change may raise a figure, none may fall.
FLOORS = {
    "accordion": 1.0,
    "blog_engine": 1.0,
    "broken_lines": 1.0,
    "daily_paper": 0.95,
    "figures_table": 1.0,
    "form_around_page": 0.95,
    "german_daily": 1.0,
    "hashed_divs": 1.0,
    "interview": 0.95,
    "layout_tables": 1.0,
    "live_coverage": 0.95,
    "long_read": 0.97,
    "many_comments": 1.0,
    "numbered_list": 1.0,
    "press_release": 1.0,
    "short_brief": 1.0,
}


@pytest.mark.parametrize("name", [page.stem for page in sorted(PAGES.glob("*.html"))])
def test_the_words_of_a_page_are_the_articles_own(name: str):
    page = PAGES / f"{name}.html"
    found = counts(ours(page.read_bytes()), page.with_suffix(".txt").read_text())
    assert score([found])[2] >= FLOORS[name]


def test_we_find_more_of_the_articles_and_less_around_them_than_the_search_alone():
    precision, recall, f1 = score(list(measure(ours).values()))
    assert f1 > score(list(measure(trafilatura_alone).values()))[2] + 0.02
    assert (precision, recall, f1) >= (0.98, 0.98, 0.98)


def test_the_measure_counts_each_four_words():
    assert counts("a b c d e", "a b c d e") == (1.0, 0.0, 0.0)
    assert counts("a b c d e", "b c d e f") == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert counts("", "a b") == (0.0, 0.0, 1.0)
    assert score([(0.5, 0.5, 0.0), (1.0, 0.0, 0.0)]) == pytest.approx((0.75, 1.0, 6 / 7))
