"""Edits of a draft's citations: add, remove, move. The marks [n] in the reasons follow. Pure values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from reviews.finding import MARK

Data = dict[str, Any]
MOST = 99  # a mark has room for more, a reader has not
_WORD = re.compile(r"(cite|offline|remove|up|down)(?::(\d{1,18}))?\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Edit:
    """The draft after an edit; `numbers` maps each old number to its new one, or None where it is gone.

    `touched` is the citation that the editor goes on with, from 1; 0 is none.
    """

    data: Data
    numbers: dict[int, int | None] = field(default_factory=dict)
    touched: int = 0


def edit(data: Data, word: str, *, quoted: str = "") -> Edit:
    """Return the draft changed as `word` says: `cite:17` (snapshot 17, with the words `quoted`), `offline`,
    `remove:2`, `up:2`, `down:2`; an empty word changes nothing.

    Raises ValidationError for any other word and for a citation that is not there.
    """
    if not word:
        return Edit(data)
    found = _WORD.match(word)
    if found is None or (found[1] != "offline") != bool(found[2]):
        raise ValidationError({"citations": f"“{word[:40]}” is not an edit of the citations."})
    if found[1] in ("cite", "offline"):
        return _added(data, snapshot=int(found[2]) if found[2] else None, quoted=quoted)
    return _reordered(data, found[1], int(found[2]))


def renumber(text: str, numbers: dict[int, int | None]) -> str:
    """Return `text` with each mark [n] under its new number; marks of removed citations are taken out."""

    def mark(found: re.Match[str]) -> str:
        new = numbers.get(int(found[1]), int(found[1]))
        return "" if new is None else f"[{new}]"

    return MARK.sub(mark, text)


def _rows(data: Data) -> list[Data]:
    return list(data.get("citations") or [])


def _added(data: Data, *, snapshot: int | None, quoted: str) -> Edit:
    rows = _rows(data)
    if len(rows) >= MOST:
        raise ValidationError({"citations": f"A verdict has room for {MOST} citations."})
    empty = {"offline_source": "", "locator": "", "stance": "", "source_type": "secondary", "note": ""}
    rows.append({"snapshot": snapshot, "exact": quoted.strip(), **empty})
    return Edit({**data, "citations": rows}, touched=len(rows))


def _reordered(data: Data, word: str, number: int) -> Edit:
    rows = _rows(data)
    if not 1 <= number <= len(rows):
        raise ValidationError({"citations": f"There is no citation [{number}]."})
    order = list(range(1, len(rows) + 1))
    place = order.index(number)
    touched = 0
    if word == "remove":
        del order[place]
    else:
        touched = min(max(place + (1 if word == "down" else -1), 0), len(order) - 1)
        order.insert(touched, order.pop(place))
        touched += 1
    numbers: dict[int, int | None] = dict.fromkeys(range(1, len(rows) + 1))
    numbers.update({old: new for new, old in enumerate(order, start=1)})
    moved = {**data, "citations": [rows[old - 1] for old in order]}
    moved["explanation"] = renumber(str(data.get("explanation") or ""), numbers)
    return Edit(moved, {old: new for old, new in numbers.items() if old != new}, touched)
