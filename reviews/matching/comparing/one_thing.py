"""One thing in place of another: two texts of one event that are the same but for one noun, name or place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reviews.matching.comparing.alignment import Item
from reviews.matching.comparing.difference import Difference
from reviews.matching.comparing.frame import Frame
from reviews.matching.comparing.replaced import Replacement, Swap
from reviews.matching.comparing.telling import between
from reviews.matching.slots.reading import Reading

_LEAST: Final = 0.34  # of the words in common
_MORE: Final = 0.6  # and of these on for things without a name
_TIED: Final = 2  # names or a figure in common that make two texts of one event
_DOERS: Final = frozenset({"", "by"})  # small words after which a name does the act
_PLAIN: Final = 5  # words that are the same make one event, also of things without a name
_SISTERS: Final = 0.43  # of the words in common, where two of one kind stand for each other
_SHORT: Final = 0.55  # of the words in common, from which one word that is the same is enough
_SOLID: Final = 2  # words plainly the same beside those that differ


def one_thing(frame: Frame, ties: int) -> Iterator[Difference]:
    """Yield the one thing that was replaced, where all else ties both texts to one event."""
    if frame.share < _LEAST:
        return
    found = frame.things(0.5)
    alone = len(found) == 1 and (found[0].swap is Swap.WHICH or len(frame.things(0.15)) == 1)
    if alone and _is_one_event(frame, ties, found[0]):
        yield between(frame, found[0], "thing", "one stands where the other stood")
    elif not found and ties + 4 * (frame.share >= _SHORT) >= 4:
        yield from _somebody_else(frame)


def _somebody_else(frame: Frame) -> Iterator[Difference]:
    """Yield the names that only one text has each, and no other, wherever they stand: Saudi, Iranian."""
    alignment = frame.alignment
    left = [
        alignment.first[at] for at in alignment.left if _is_stranger(alignment.first[at], frame.a, frame.b)
    ]
    right = [
        alignment.second[at] for at in alignment.right if _is_stranger(alignment.second[at], frame.b, frame.a)
    ]
    rivals = [
        each
        for each in frame.replaced
        if each.swap is Swap.PLACE or (each.swap is Swap.NAME and {each.one.led, each.two.led} <= _DOERS)
    ]
    if rivals and _is_one_name(left) and _is_one_name(right) and frame.solid(names=False) >= _SOLID:
        yield between(frame, rivals[0], "actor", "one stands where the other stood")


def _is_stranger(item: Item, reading: Reading, other: Reading) -> bool:
    """Return whether the word is of a name that the other text does not have in any form."""
    whole = [name for name in reading.names if name.first <= item.at <= name.last]
    return item.is_name and not any(name.may_be(each) for name in whole for each in other.names)


def _is_one_name(items: Sequence[Item]) -> bool:
    return bool(items) and items[-1].at - items[0].at < len(items)


def _is_one_event(frame: Frame, ties: int, each: Replacement) -> bool:
    """Return whether enough else is the same for what was replaced: the less is known of it, the more."""
    common = frame.solid([each], names=False)
    if each.swap is Swap.SISTERS and frame.share < _SISTERS:
        return False
    plain = each.swap in (Swap.SISTERS, Swap.PLACE) and frame.share >= _MORE and common >= _PLAIN
    a_tie = each.swap is Swap.SISTERS and ties > 0 and common >= _SOLID
    if ties < _TIED and not plain and not a_tie:
        return False
    if each.swap in (Swap.PLACE, Swap.WHICH):
        return common >= 1
    if each.swap is Swap.NOUN:
        return common >= 3 and each.role >= 1.4 and frame.share >= 0.5
    return common >= 2
