"""The tags of the desk: states, times, key caps, explanations, bars and charts."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.template import Context, Template
from django.utils import timezone

from factcheck.templatetags import desk, drawing, telling

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


@pytest.fixture
def noon(settings):
    """Noon on 14 March 2026 in UTC, the clock stopped."""
    settings.TIME_ZONE = "UTC"
    with time_machine.travel(NOON, tick=False), timezone.override("UTC"):
        yield NOON


def render(source: str, **context) -> str:
    return Template("{% load desk %}" + source).render(Context(context))


def test_a_state_is_said_in_words_and_by_a_glyph():
    assert [desk.state_label(name) for name in ("open", "waiting", "none")] == [
        "Open",
        "Waits for approval",
        "Not checkable",
    ]
    assert len({desk.glyph(name) for name in desk.STATES}) == len(desk.STATES)


def test_an_unknown_state_is_named_in_the_error():
    with pytest.raises(ValueError, match="unknown state 'done': one of open, work"):
        render("{% state 'done' %}")


def test_a_label_replaces_the_words_of_a_state_and_is_escaped():
    assert render("{% state 'change' label %}", label="<b>2</b>") == (
        '<span class="state change">&lt;b&gt;2&lt;/b&gt;</span>'
    )


def test_the_state_of_a_citation_is_a_state_of_the_desk():
    assert desk.citation_state("found") == '<span class="state confirmed">quote found</span>'
    with pytest.raises(ValueError, match="unknown citation status 'lost'"):
        desk.citation_state("lost")


@pytest.mark.parametrize(
    ("back", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(seconds=50), "1 min ago"),
        (timedelta(minutes=59), "59 min ago"),
        (timedelta(hours=3, minutes=50), "3 h ago"),
        (timedelta(days=1, hours=3), "1 day ago"),
        (timedelta(days=13), "13 days ago"),
        (timedelta(days=14), "28 February 2026"),
        (-timedelta(minutes=20), "in 20 min"),
        (-timedelta(days=2, minutes=1), "in 2 days"),
    ],
)
def test_a_time_is_told_against_now(noon, back, words):
    assert telling.ago(noon - back) == words


def test_no_time_is_a_dash():
    assert telling.ago(None) == "–"
    assert desk.when(None) == "<span>–</span>"


def test_a_time_carries_its_moment_for_the_browser(noon):
    assert desk.when(noon - timedelta(hours=3), "both") == (
        '<time datetime="2026-03-14T09:00:00+00:00" data-when="both" title="14 March 2026, 09:00 UTC">'
        "3 h ago · 14 March 2026, 09:00</time>"
    )
    with pytest.raises(ValueError, match="unknown mode 'soon'"):
        desk.when(noon, "soon")


def test_a_day_that_a_source_states_without_a_time_is_that_day_in_every_zone():
    day = datetime(2026, 3, 17, tzinfo=UTC)
    morning = day.replace(hour=9)
    with timezone.override("America/New_York"):
        assert desk.when(day, "stated") == '<time datetime="2026-03-17">17 March 2026</time>'
        assert desk.when(morning, "stated") == desk.when(morning, "at")


def test_a_time_long_ago_is_not_told_twice(noon):
    assert desk.when(noon - timedelta(days=30), "both").endswith(">12 February 2026, 12:00</time>")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "–"),
        (24, "24 s"),
        (720, "12 min"),
        (timedelta(hours=3, minutes=12), "3 h 12 min"),
        (timedelta(hours=3), "3 h"),
        (timedelta(days=1, hours=5, minutes=3), "1 day 5 h"),
        (timedelta(days=2), "2 days"),
    ],
)
def test_a_length_of_time_keeps_its_two_largest_units(value, words):
    assert telling.duration(value) == words


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(17, 25, "68%"), (999, 1000, "99%"), (1, 1000, "<1%"), (0, 9, "0%"), (3, 0, "–")],
)
def test_a_share_is_a_hundred_percent_only_when_it_is_all(part, whole, words):
    assert telling.percent(part, whole) == words


def test_a_noun_agrees_with_its_number():
    assert [telling.counted(noun, 1) for noun in ("tasks", "fetches")] == ["task", "fetch"]
    assert telling.counted("tasks", 2) == "tasks"


@pytest.mark.parametrize(
    ("keys", "caps"), [("n", "n"), ("Control+Enter", "Ctrl ↵"), ("g q", "g q"), ("?", "?"), ("/", "/")]
)
def test_keys_are_written_as_on_their_caps(keys, caps):
    assert desk.kbd(keys) == f"<kbd>{caps}</kbd>"


def test_an_explanation_becomes_paragraphs_with_linked_marks():
    assert desk.explanation("Sixty-one [1].\r\nNot more.\n\nSee [12].", "v3-") == (
        '<p>Sixty-one <a class="ref" href="#v3-citation-1">[1]</a>.<br>Not more.</p>'
        '<p>See <a class="ref" href="#v3-citation-12">[12]</a>.</p>'
    )


def test_an_explanation_is_escaped_around_its_marks():
    assert desk.explanation('<script>[1]</script> & "[x]" [1234]') == (
        '<p>&lt;script&gt;<a class="ref" href="#citation-1">[1]</a>&lt;/script&gt;'
        " &amp; &quot;[x]&quot; [1234]</p>"
    )


def test_an_empty_explanation_is_nothing():
    assert desk.explanation(" \n\n ") == ""


def test_the_segments_of_a_bar_fill_it_in_a_fixed_order():
    parts = drawing.segments({"open": 1, "none": 0, "confirmed": 3})
    assert [(part.state, part.x, part.width) for part in parts] == [
        ("confirmed", "0.000%", "75.000%"),
        ("open", "75.000%", "25.000%"),
    ]


def test_the_coverage_bar_tells_its_counts_to_who_cannot_see_it():
    html = render("{% coverage counts legend=True %}", counts={"confirmed": 3, "waiting": 2})
    assert 'aria-label="3 confirmed, 2 waiting for approval"' in html
    assert '<span class="state waiting">2 waiting for approval</span>' in html


def test_an_empty_coverage_bar_says_so():
    assert 'aria-label="nothing yet"' in render("{% coverage counts %}", counts={"open": 0})


def test_the_scale_of_a_chart_ends_on_a_round_figure_with_a_whole_half():
    tops = {highest: drawing.scale_top(highest) for highest in (0, 2, 3, 9, 11, 21, 41, 99, 399, 1001)}
    assert tops == {0: 2, 2: 2, 3: 4, 9: 10, 11: 12, 21: 30, 41: 60, 99: 100, 399: 400, 1001: 1200}


def test_columns_stack_their_states_from_the_ground_up():
    (column,) = drawing.columns([{"label": "09", "values": {"change": 1, "confirmed": 3}}])
    assert column.total == 4
    assert [(piece.state, piece.y, piece.height) for piece in column.pieces] == [
        ("confirmed", "25.000%", "75.000%"),
        ("change", "0.000%", "25.000%"),
    ]


def test_a_full_day_of_columns_keeps_every_third_label():
    labels = [column.label for column in drawing.columns([{"label": hour, "value": 1} for hour in range(24)])]
    assert [label for label in labels if label] == ["0", "3", "6", "9", "12", "15", "18", "21"]


def test_a_chart_comes_with_the_table_of_its_figures():
    html = render(
        "{% column_chart rows 'Settled today' unit='hour' %}",
        rows=[{"label": "09", "values": {"confirmed": 3, "change": 1}}, {"label": "10", "values": {}}],
    )
    table = re.findall(r'<th scope="row">(.+?)</th>((?:<td class="num">\d+</td>)+)', html)
    assert [(label, re.findall(r"\d+", cells)) for label, cells in table] == [
        ("09", ["3", "1", "4"]),
        ("10", ["0", "0", "0"]),
    ]


def test_progress_is_told_in_figures_and_without_a_total_as_a_count():
    assert "340 of 1,200 · 28%" in render("{% progress_bar 340 1200 'Items' %}")
    assert 'max="1200"' in render("{% progress_bar 340 1200 'Items' %}")
    assert "<progress></progress>" in render("{% progress_bar 3 0 'Items' %}")


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("the file is empty", "The file is empty"),
        ("published_at is no time: 'soon'", "published_at is no time: 'soon'"),
        ("", ""),
    ],
)
def test_a_reason_begins_as_a_sentence_unless_it_names_a_field(reason, said):
    assert render("{{ reason|sentence }}", reason=reason) == said.replace("'", "&#x27;")
