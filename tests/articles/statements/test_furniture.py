"""Metadata and boilerplate are set aside; what only looks like them stays in the article."""

from __future__ import annotations

import pytest

from articles.statements import extract, split_blocks

BODY = (
    "The council voted on Tuesday to close the old bridge because its piers had cracked in the frost of May."
)
ARTICLE = "\n\n".join([BODY] * 16)


def last_kind(line: str) -> str:
    return split_blocks(f"{ARTICLE}\n\n{line}\n")[-1].kind


def middle_kind(line: str) -> str:
    return split_blocks(f"{ARTICLE}\n\n{line}\n\n{ARTICLE}")[16].kind


@pytest.mark.parametrize(
    "line",
    [
        "Source: Island News",
        "Original author: https://news.example/staff/doe",
        "Originally published: October 28, 2025",
        "Last Updated on October 28, 2025",
        "Updated 3 May 2026, 14:05 GMT",
        "Editorial note: Edited with care.",
        "Editor’s note: Edited with care.",
        "URL: https://news.example/a",
        "https://news.example/a?b=c",
        "This article was originally published by Island News.",
        "This story has been translated with the help of AI and edited by people.",
        "#bridge #hesk",
        "By Jane Doe and Tom Reed",
        "By Jane Doe, transport correspondent",
        "3 May 2026",
        "Image credit: pencil drawing by Sanne Oort",
    ],
)
def test_lines_about_the_article_are_metadata(line: str) -> None:
    assert last_kind(line) == "metadata"


@pytest.mark.parametrize(
    "line",
    [
        "The source: a spring in the hills above Hesk.",
        "By 2030, the council wants to build three bridges.",
        "By Tuesday the bridge was closed to all traffic.",
        "Updated plans were shown to the council on Monday.",
        "This article of the law was repealed in 1999.",
        "Published figures show that 4,000 cars crossed it.",
    ],
)
def test_sentences_that_begin_like_metadata_stay_sentences(line: str) -> None:
    assert middle_kind(line) == "paragraph"
    assert last_kind(line) == "paragraph"


def test_a_title_line_is_metadata_only_at_an_edge() -> None:
    assert split_blocks(f"Title: Bridge closes\n\n{ARTICLE}")[0].kind == "metadata"
    assert middle_kind("Date: the council has not set one.") == "paragraph"


def test_a_label_alone_takes_the_short_line_below_as_its_value() -> None:
    found = split_blocks(f"{ARTICLE}\n\nSource:\nIsland News\n")
    assert [block.kind for block in found[-2:]] == ["metadata", "metadata"]


@pytest.mark.parametrize(
    "line",
    [
        "For more news visit our website.",
        "For the latest news, please follow our channel",
        "We encourage you to consult the publisher above for the complete report.",
        "Sign up for our newsletter",
        "Subscribe now!",
        "Share this:",
        "Read more: Old bridge closed",
        "We use cookies to improve this page.",
        "All rights reserved.",
        "© 2026 Island News",
        "Featured Image by Jane Doe from Pixabay",
        "Photo: AP/Tom Reed",
        "Click here to comment.",
        "Advertisement",
        "If you spot an error, tell us.",
    ],
)
def test_prompts_notices_and_credits_are_boilerplate_anywhere(line: str) -> None:
    assert middle_kind(line) == "boilerplate"
    assert last_kind(line) == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "For more than a year the council said nothing.",
        "Share prices of the builder fell by 4%.",
        "Subscribers to the fund lost £3m in 2024.",
        "Photographs from the 1962 opening show the mayor.",
        "Images of the cracked pier shocked the council on Monday.",
        "Cookies were served at the opening in May.",
        "Related costs rose by a third.",
        "Readers complained 300 times last year.",
    ],
)
def test_sentences_that_begin_like_boilerplate_stay_sentences(line: str) -> None:
    assert middle_kind(line) == "paragraph"


@pytest.mark.parametrize(
    "line",
    [
        "Thanks for putting in the effort to write this.",
        "Great write up, very informative!",
        "I really enjoyed reading this article.",
        "Keep up the good work",
    ],
)
def test_a_readers_comment_is_set_aside_at_the_end_only(line: str) -> None:
    assert last_kind(line) == "boilerplate"
    assert middle_kind(f"{line} And more of it.") in {"paragraph", "heading"}


def test_personal_words_below_the_last_credit_are_a_comment() -> None:
    found = split_blocks(f"{ARTICLE}\n\nPhoto: AP/Tom Reed\n\nfinally someone who explains it, you rock")
    assert found[-1].kind == "boilerplate"
    assert last_kind("The bridge that my father built is gone.") == "paragraph"


def test_everything_under_a_heading_for_comments_is_set_aside() -> None:
    found = split_blocks(f"{ARTICLE}\n\nComments (2)\n\nBob: I was there.\n\nIt is 300 metres long.\n")
    assert [block.kind for block in found[16:]] == ["boilerplate"] * 3


@pytest.mark.parametrize("heading", ["Author", "About the author", "## About the Author", "**Author**"])
def test_a_biography_lasts_until_a_known_section(heading: str) -> None:
    text = (
        f"{ARTICLE}\n\n{heading}\n\nJane Doe\n\n• Jane Doe has written about 300 bridges since 1999.\n\n"
        f"FAQs\n\n1. Who paid?\nThe council paid.\n"
    )
    assert [block.kind for block in split_blocks(text)[16:]] == [
        "boilerplate",
        "boilerplate",
        "boilerplate",
        "heading",
        "question",
        "answer",
    ]


def test_an_author_box_above_the_article_does_not_swallow_it() -> None:
    found = split_blocks(f"Author\nJane Doe\n\n{ARTICLE}")
    assert [block.kind for block in found[:3]] == ["boilerplate", "boilerplate", "paragraph"]


def test_a_biography_without_a_heading_is_known_at_the_end() -> None:
    assert last_kind("Jane Doe is a reporter based in Hesk who covers transport.") == "boilerplate"
    assert last_kind("Jane Doe is a reporter whom the court acquitted on Monday.") == "paragraph"


def test_a_list_of_links_ends_where_the_article_goes_on() -> None:
    found = split_blocks(f"{ARTICLE}\n\nRelated articles\n- Ferry strike ends\nTolls explained\n\n{BODY}\n")
    assert [block.kind for block in found[16:]] == ["boilerplate"] * 3 + ["paragraph"]


def test_set_aside_lines_yield_no_statement_of_any_kind() -> None:
    text = f"# Bridge\n\n{BODY}\n\n## Why\n\n{BODY}\n\nSource: X\nAuthor\nJane Doe lives here.\nShare this:\n"
    assert [found.kind for found in extract(text)] == ["headline", "sentence", "sentence"]


@pytest.mark.parametrize("line", ["14:32", "2:10 p.m.", "09:05 GMT", "7 a.m.", "14:32:10"])
def test_a_time_of_day_alone_on_its_line_is_metadata(line: str) -> None:
    assert middle_kind(line) == "metadata"


@pytest.mark.parametrize(
    "line", ["14:32 The crane fell.", "3:1 was the score.", "7 a.m. is too early for me."]
)
def test_a_line_that_goes_on_after_the_time_is_no_metadata(line: str) -> None:
    assert middle_kind(line) == "paragraph"
