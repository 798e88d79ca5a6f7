"""Which office: does one person hold one office in both texts, and one office have one holder?"""

from __future__ import annotations

from itertools import product

from reviews.matching.comparing.difference import Difference, Findings
from reviews.matching.slots.offices import Office, is_broad
from reviews.matching.slots.reading import Reading


def compare(a: Reading, b: Reading) -> Findings:
    """Return the findings on offices; a conflict in them counts whatever else the texts speak of."""
    agreeing, differences = 0, []
    for first, second in product(a.offices, b.offices):
        if first.surname == second.surname:
            told = _of_one_person(first, second)
        else:
            told = _of_one_office(first, second)
        if told:
            differences.append(
                Difference("office", first.span, second.span, told, is_hard=True, least_topic=0.15)
            )
        elif first.surname == second.surname:
            agreeing += 1
    return Findings(agreeing, tuple(differences))


def _of_one_person(a: Office, b: Office) -> str:
    if a.is_past != b.is_past and (a.office == b.office or is_broad(a.office) or is_broad(b.office)):
        return f"{a.person} is {_said(a)} in one, {_said(b)} in the other."
    if a.office != b.office and a.is_past == b.is_past and not (is_broad(a.office) or is_broad(b.office)):
        return f"{a.person} is {_said(a)} in one, {_said(b)} in the other."
    return ""


def _of_one_office(a: Office, b: Office) -> str:
    """Return what is wrong where two people hold one office of one country or body, both now."""
    if a.office != b.office or is_broad(a.office) or a.is_past or b.is_past:
        return ""
    if not a.seat or a.seat != b.seat or a.office in {"senator", "judge", "representative", "spokesperson"}:
        return ""
    return f"The {a.office} of {a.seat} is {a.person} in one, {b.person} in the other."


def _said(office: Office) -> str:
    return f"{'former ' if office.is_past else ''}{office.office}"
