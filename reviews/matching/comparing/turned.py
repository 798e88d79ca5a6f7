"""Who to whom, from where to where: two names of both texts that changed sides."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from typing import Final

from reviews.matching.comparing.difference import Difference
from reviews.matching.slots.names import Name
from reviews.matching.slots.reading import Reading
from reviews.matching.stems import stem

_MOST: Final = 8  # names of a text
# Small words after which a name takes part in an act; after others (in, at, of) it is where or whose.
_PARTS: Final = frozenset({"", "by", "from", "to", "for", "over", "against", "into"})
_LEADING: Final = _PARTS | frozenset(
    "in at on of with near off under during since until about than as via".split()
)
_JOINS: Final = frozenset({"and", "or", "between", "with", "both", "versus", "v", "&"})
# Of these the one who is named first has it done by, or from, the other.
_RECEIVING: Final = frozenset(
    stem(word) for word in "receive get obtain inherit suffer take win accept".split()
)
_LOSING: Final = frozenset([*map(stem, "lose fall succumb bow".split()), "go down"])
_FAR: Final = 12  # words between the two


def turned(a: Reading, b: Reading) -> tuple[Difference, ...]:
    """Return the difference where two names of both texts stand the other way round in an act of `b`."""
    ours, theirs = list(_parted(a)), list(_parted(b))
    for (one, two), (three, four) in product(combinations(ours, 2), combinations(theirs, 2)):
        straight = one.may_be(three) and two.may_be(four)
        crossed = one.may_be(four) and two.may_be(three)
        if straight == crossed or _joined(a, one, two) or _joined(b, three, four):
            continue
        same_way = _runs_on(a, one, two) == _runs_on(b, three, four)
        if same_way == crossed:
            told = f"{one.span.exact} and {two.span.exact} changed places."
            return (Difference("actor", one.span, _other(one, three, four).span, told, is_hard=True),)
    return ()


def crossed(a: Reading, b: Reading) -> bool:
    """Return whether two names stand in the other order in `b`, whoever did it to whom."""
    pairs = product(combinations(_parted(a), 2), combinations(_parted(b), 2))
    return any(
        one.may_be(four) and two.may_be(three) and not one.may_be(three)
        for (one, two), (three, four) in pairs
    )


def _other(one: Name, three: Name, four: Name) -> Name:
    return three if one.may_be(three) else four


def _parted(reading: Reading) -> Iterator[Name]:
    """Return the names that take part in an act: no speaker, no owner, no mere place."""
    for name in reading.names[:_MOST]:
        after = reading.words[name.last + 1].concept if name.last + 1 < len(reading.words) else ""
        before = reading.words[name.first - 1].concept if name.first else ""
        is_owner = reading.words[name.last].lower.endswith(("'s", "s'"))
        if led(reading, name) in _PARTS and "say" not in (after, before) and not is_owner:
            yield name


def led(reading: Reading, name: Name) -> str:
    """Return the small word that leads a name, articles and titles passed over; empty for none."""
    for word in reversed(reading.words[max(0, name.first - 3) : name.first]):
        if word.lower in _LEADING:
            return word.lower
        if (
            word.counts
            and not word.is_capital
            and word.lower not in {"the", "a", "an", "rival", "competitor"}
        ):
            return ""
    return ""


def _joined(reading: Reading, one: Name, two: Name) -> bool:
    """Return whether both do the same thing together, or are too far apart to be of one act."""
    between = {word.lower for word in reading.words[one.last + 1 : two.first]}
    return two.first - one.last > _FAR or bool(between & _JOINS) or two.first - one.last < 2


def _runs_on(reading: Reading, one: Name, two: Name) -> bool:
    """Return whether the act goes from the one named first to the other: not “was beaten by”, “lost to”."""
    between = reading.words[one.last + 1 : two.first]
    verbs = {word.stem for word in between if word.counts}
    second = led(reading, two)
    if second == "by" or led(reading, one) in {"to", "against", "over"}:
        return False
    if second == "from":
        return not verbs & _RECEIVING
    return not (second == "to" and verbs & _LOSING)
