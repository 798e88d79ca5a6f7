"""Words marked where they differ, on the review page and on the claim's."""

from django.template.loader import render_to_string

from reviews.matching.differences import word_diff


def test_words_that_left_and_words_that_came_are_marked_and_the_rest_is_plain():
    page = render_to_string(
        "reviews/differences.html", {"differences": word_diff("mines 58 percent", "mines 92 percent")}
    )
    assert page.strip() == "mines <del>58</del> <ins>92</ins> percent"
