"""The marked proof."""

import pytest

from reviews.reports.coverage import marked
from reviews.reports.proof import proof
from tests.reviews.reports.story import TEXT, claim_in, say

TITLE = "The bridge at Tessel"


@pytest.fixture
def revision(desk, make_revision):
    return make_revision(desk, TEXT, title=TITLE)


def groups_of(revision, notes=None):
    return proof(revision.text, revision.title, marked([revision.pk])[revision.pk], notes or {})


def words(pieces):
    return [(piece.text, piece.mark.state if piece.mark else None) for piece in pieces]


def test_the_article_reads_in_groups_of_blocks(revision):
    assert [(group.kind, len(group.parts)) for group in groups_of(revision)] == [
        ("title", 1),
        ("paragraph", 1),
        ("list", 1),
        ("table", 2),
        ("aside", 1),
    ]


def test_statements_are_marked_where_they_stand_and_the_rest_is_plain(revision):
    say(revision, "The bridge is 90 metres long.")
    say(revision, "It is a lovely bridge.", checkability="opinion")
    paragraph = groups_of(revision)[1].parts[0]
    assert words(paragraph.pieces) == [
        ("The bridge is 90 metres long.", "open"),
        (" It opened in 1931. ", None),
        ("It is a lovely bridge.", "none"),
    ]


def test_each_piece_knows_where_it_stands_in_the_text(revision):
    say(revision, "It opened in 1931.")
    pieces = [
        piece
        for group in groups_of(revision)
        for part in group.parts
        for cell in part.cells
        for piece in cell
    ]
    assert [TEXT[piece.start :][: len(piece.text)] for piece in pieces] == [piece.text for piece in pieces]


def test_a_table_row_is_cut_into_cells_that_share_its_mark_and_one_anchor(revision):
    statement = say(revision, "2020 | 3,800", kind="table_row")
    row = groups_of(revision, {statement.pk: (1,)})[3].parts[1]
    assert [words(cell) for cell in row.cells] == [[("2020", "open")], [("3,800", "open")]]
    assert [cell[0].opens for cell in row.cells] == [True, False]
    assert [cell[0].notes for cell in row.cells] == [(), (1,)]


def test_of_two_overlapping_statements_the_shorter_keeps_its_words(desk, revision):
    say(revision, "The bridge is 90 metres long. It opened in 1931.")
    claim_in(say(revision, "It opened in 1931."), desk=desk)
    paragraph = groups_of(revision)[1].parts[0]
    assert [(piece.text, bool(piece.mark and piece.mark.claims)) for piece in paragraph.pieces] == [
        ("The bridge is 90 metres long. ", False),
        ("It opened in 1931.", True),
        (" It is a lovely bridge.", False),
    ]


def test_numbers_of_findings_stand_at_the_end_of_their_statement(revision):
    statement = say(revision, "It opened in 1931.")
    paragraph = groups_of(revision, {statement.pk: (2, 3)})[1].parts[0]
    assert [piece.notes for piece in paragraph.pieces] == [(), (2, 3), ()]
