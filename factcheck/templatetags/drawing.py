"""Geometry of bars and columns in percent, so that the server draws SVG without any style attribute."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# Settled first, untouched last: the eye reads the bar as how far the desk has come.
ORDER = ("confirmed", "change", "disputed", "unproven", "waiting", "work", "open", "none")
FEWEST_BANDS = 8  # a chart of two days has narrow columns too
MOST_LABELS = 8  # more would run into each other on a phone


@dataclass(frozen=True)
class Segment:
    """One state's part of a coverage bar; `x` and `width` are SVG lengths in percent."""

    state: str
    count: int
    x: str
    width: str


@dataclass(frozen=True)
class Piece:
    """One state's part of a column; `y` and `height` in percent of the plot. An empty state is the accent."""

    state: str
    y: str
    height: str


@dataclass(frozen=True)
class Column:
    """One column: its label (empty where labels would collide), place, width and pieces."""

    label: str
    x: str
    middle: str
    width: str
    total: int
    pieces: tuple[Piece, ...]


def _percent(value: float) -> str:
    """A length in percent with a decimal point, whatever the locale."""
    return f"{value:.3f}%"


def segments(counts: Mapping[str, int]) -> list[Segment]:
    """The non-empty parts of `{state: count}` in reading order, filling the bar from 0% to 100%."""
    total = sum(counts.values())
    placed: list[Segment] = []
    passed = 0
    for name in ORDER:
        count = counts.get(name, 0)
        if count:
            x, width = 100 * passed / total, 100 * count / total
            placed.append(Segment(name, count, _percent(x), _percent(width)))
            passed += count
    return placed


def scale_top(highest: int) -> int:
    """The end of the scale: the next round figure with a whole half that holds the highest column."""
    tens: int = 10 ** max(0, len(str(highest)) - 2)
    steps = (2, 4, 6, 8, 10, 12, 16, 20, 30, 40, 60, 80, 100)
    tops = [step * tens for step in steps]
    return next(top for top in tops if top >= highest)


def ceiling(columns: Sequence[Column]) -> int:
    """The figure at the top of the scale for these columns."""
    return scale_top(max((column.total for column in columns), default=0))


def _values(row: Mapping[str, Any]) -> dict[str, int]:
    """A row's figures by state in drawing order; a row with one `value` has one part without a state."""
    if "values" in row:
        return {name: row["values"][name] for name in ORDER if row["values"].get(name)}
    return {"": row["value"]} if row["value"] else {}


def columns(rows: Sequence[Mapping[str, Any]]) -> list[Column]:
    """Rows of `label` and `value` (or `values` by state) as stacked columns, left to right."""
    top = scale_top(max((sum(_values(row).values()) for row in rows), default=0))
    band = 100 / max(len(rows), FEWEST_BANDS)
    step = -(-len(rows) // MOST_LABELS) or 1
    drawn: list[Column] = []
    for position, row in enumerate(rows):
        values, height, pieces = _values(row), 0.0, []
        for name, value in values.items():
            share = 100 * value / top
            height += share
            pieces.append(Piece(name, _percent(100 - height), _percent(share)))
        label = str(row["label"]) if position % step == 0 else ""
        left = band * position
        drawn.append(
            Column(label, _percent(left + band * 0.19), _percent(left + band / 2), _percent(band * 0.62),
                   sum(values.values()), tuple(pieces))
        )  # fmt: skip
    return drawn
