"""Who holds which office: “former US President Ada Lund”, “Dorun Hale, the trade minister”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from reviews.matching.slots import gazetteer
from reviews.matching.slots.token import Span

_OFFICES: Final = (
    "vice[- ]president|president[- ]elect|deputy prime minister|prime minister|president|chancellor|premier|"
    "(?:(?:deputy |junior )?(?:foreign|finance|defen[cs]e|trade|health|interior|home|justice|education|"
    "energy|environment|transport|labou?r|economy|culture|agriculture|industry|housing|science) "
    "(?:minister|secretary))|"
    "minister of (?:trade|finance|defen[cs]e|health|foreign affairs|the interior|justice|education|energy|"
    "transport|labou?r|economy|agriculture)|"
    "secretary of (?:state|defense|health|the treasury|war|commerce|energy)|treasury secretary|"
    "attorney general|secretary[- ]general|governor|lieutenant governor|mayor|deputy mayor|senator|"
    "congressman|congresswoman|representative|speaker|chief executive officer|chief executive|ceo|"
    "chief financial officer|cfo|chairman|chairwoman|chairperson|chair|chief justice|judge|king|queen|"
    "prince|princess|emperor|pope|archbishop|bishop|ambassador|police chief|chief of police|"
    "general secretary|opposition leader|head coach|coach|captain|manager|director general|director|"
    "spokesman|spokeswoman|spokesperson|head of state|head of government|minister|secretary"
)
_SAME: Final = {
    "premier": "prime minister", "chief executive officer": "chief executive", "ceo": "chief executive",
    "cfo": "chief financial officer", "chairman": "chair", "chairwoman": "chair", "chairperson": "chair",
    "spokesman": "spokesperson", "spokeswoman": "spokesperson", "chief of police": "police chief",
    "home secretary": "interior minister", "foreign secretary": "foreign minister",
    "congressman": "representative", "congresswoman": "representative", "head coach": "coach",
    "minister of the interior": "interior minister", "minister of foreign affairs": "foreign minister",
    "defense secretary": "defence minister", "secretary of defense": "defence minister",
    "secretary of state": "foreign minister", "treasury secretary": "finance minister",
}  # fmt: skip
# Broad words that fit beside any narrower office.
_BROAD: Final = frozenset(
    {
        *("minister", "secretary", "head of government", "head of state", "speaker", "director", "chair"),
        *("spokesperson", "manager", "captain", "representative"),
    }
)
_TIME: Final = (
    r"(?P<time>former|ex|then|one-time|onetime|late|acting|interim|outgoing|incoming|newly elected)"
)
_NAME: Final = (
    r"(?P<name>(?:(?:Mr|Ms|Mrs|Dr|Sir|Dame|Lord)\.? )?[A-Z][\w’'-]+"
    r"(?: (?:[A-Z]\.|de|van|von|bin|al|da|[A-Z][\w’'-]+)){0,3})"
)
_KIND: Final = r"(?:(?i:first|female|new|newly|elected|current|long-serving)[ -])*"
_SEAT: Final = r"(?P<seat>(?:[A-Z][\w’'-]+ ?){1,3})"
_BEING: Final = (
    r"(?:, \d\d,?)?(?:, (?:who (?:is|was) )?| (?:is|was|remains|became|has been|has become|is now|was named"
    r"|was appointed|was elected|as|serves as|served as) )(?:not )?(?:(?:the|a|an|its|their|his|her) )?"
)
_SHAPES: Final = (
    # former US President Ada Lund; Norland's trade minister, Dorun Hale
    re.compile(
        rf"(?:\b(?i:{_TIME})[ -])?(?P<of>(?:[A-Z][\w.’'-]+ ){{0,2}}?){_KIND}\b(?P<office>(?i:{_OFFICES}))"
        rf"(?: (?:of|for) (?:the )?{_SEAT})?(?:,)? {_NAME}"
    ),
    # Dorun Hale, the former trade minister; Ada Lund is president of Norland
    re.compile(
        rf"{_NAME}{_BEING}(?:(?P<lands>[A-Z][\w.]+)(?:['’]s)? )?(?:{_TIME}[ -])?(?:(?P<of>[A-Z][\w.]+) )?"
        rf"(?P<office>(?i:{_OFFICES}))\b(?: of (?:the )?{_SEAT})?"
    ),
)
_TITLES: Final = re.compile(r"^(?:Mr|Ms|Mrs|Dr|Sir|Dame|Lord)\.? ")
_PAST: Final = frozenset({"former", "ex", "one-time", "onetime", "late"})
_NO_NAMES: Final = frozenset("The A An In On At He She It They We But And Who I".split())


@dataclass(frozen=True, slots=True)
class Office:
    """A person and the office that a text gives them; `is_past` for former ones, `seat` a country or body."""

    person: str
    office: str
    seat: str
    is_past: bool
    span: Span

    @property
    def surname(self) -> str:
        """Return the last word of the name, in lower case."""
        return self.person.split()[-1].lower()


def offices(text: str) -> list[Office]:
    """Return the offices that `text` gives to named people, in order."""
    found: dict[tuple[str, str], Office] = {}
    for shape in _SHAPES:
        for match in shape.finditer(text):
            office = _office(match)
            if office is not None:
                found.setdefault((office.surname, office.office), office)
    return sorted(found.values(), key=lambda office: office.span.start)


def is_broad(office: str) -> bool:
    """Return whether the word fits beside narrower offices: a minister may be the trade minister."""
    return office in _BROAD


def _office(match: re.Match[str]) -> Office | None:
    parts = match.groupdict()
    person = _TITLES.sub("", parts["name"]).removesuffix("'s").removesuffix("’s")
    if person.split()[0] in _NO_NAMES or gazetteer.known(person):
        return None
    title = " ".join(parts["office"].lower().replace("-", " ").split())
    title = title.replace("defense", "defence").replace("labor ", "labour ")
    if (bare := re.fullmatch(r"minister of (\w+)", title)) is not None:
        title = f"{bare[1]} minister"
    seat = parts.get("seat") or parts.get("lands") or parts.get("of") or ""
    seat = seat.strip().removesuffix("'s").removesuffix("’s").strip()
    past = (parts.get("time") or "").lower() in _PAST
    return Office(
        person, _SAME.get(title, title), gazetteer.known(seat) or seat, past, Span(*match.span(), match[0])
    )
