"""Pages by key."""

import pytest
from django.core.exceptions import BadRequest

from factcheck.models import Desk
from factcheck.pages import page_of


@pytest.fixture
def keys(db):
    return [Desk.objects.create(name=f"Desk {n}", slug=f"desk-{n}").pk for n in range(7)]


def walk(start, step, **options):
    """Follow the cursors from `start` and return the keys of each page."""
    pages, cursor, more = [], start, True
    while more:
        page = page_of(Desk.objects.all(), cursor, size=3, **options)
        pages.append([row.pk for row in page.rows])
        cursor = getattr(page, step)
        more = bool(cursor)
    return pages, page


def test_following_next_shows_every_row_once_newest_first(keys):
    pages, _ = walk("", "next")
    assert pages == [keys[:3:-1], keys[3:0:-1], keys[:1]]


def test_following_previous_leads_back_to_the_first_page(keys):
    _, last = walk("", "next")
    pages, first = walk(last.previous, "previous")
    assert pages == [keys[3:0:-1], keys[:3:-1]]
    assert first.previous == ""
    assert first.next == f"b{keys[4]}"


def test_a_list_may_run_from_the_oldest(keys):
    pages, last = walk("", "next", newest_first=False)
    assert pages == [keys[:3], keys[3:6], keys[6:]]
    assert walk(last.previous, "previous", newest_first=False)[0] == [keys[3:6], keys[:3]]


def test_an_empty_list_has_no_pages(db):
    page = page_of(Desk.objects.all(), "")
    assert (list(page.rows), page.next, page.previous) == ([], "", "")


def test_one_query_reads_a_page(keys, django_assert_num_queries):
    with django_assert_num_queries(1):
        page_of(Desk.objects.all(), "", size=3)


@pytest.mark.parametrize("cursor", ["17", "c17", "b", "b1x", "b-1", "b" + "9" * 19, "b１"])
def test_a_cursor_that_is_not_ours_is_refused(db, cursor):
    with pytest.raises(BadRequest):
        page_of(Desk.objects.all(), cursor)
