"""What the words of two texts, laid side by side, say against each other: beyond the slots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Final

from reviews.matching.comparing.around import after, before
from reviews.matching.comparing.difference import Difference, Findings
from reviews.matching.comparing.direction import Way, way
from reviews.matching.comparing.frame import Frame
from reviews.matching.comparing.how_much import ANYBODY, outcome
from reviews.matching.comparing.one_thing import one_thing
from reviews.matching.comparing.replaced import Replacement, Swap
from reviews.matching.comparing.telling import between, told
from reviews.matching.comparing.turned import crossed, turned
from reviews.matching.comparing.whether import EXCEPT
from reviews.matching.slots.concepts import exclude
from reviews.matching.slots.quantities import Quantity
from reviews.matching.slots.reading import Reading
from reviews.matching.slots.token import span
from reviews.matching.slots.verbs import is_past

_VALUES: Final = frozenset({"number", "opposite", "negation", "date", "rank"})
_SETTINGS: Final = frozenset({"date", "place", "rank"})
_TIMES: Final = frozenset(
    "ago now last previous previously next earlier this then first second third".split()
)
_SHARE: Final = 0.4  # of the words in common, from which two texts are held to be of one thing
_MORE: Final = 0.6  # for numbers, which are of other things the most often
_TIED: Final = 2  # names or a figure in common that make two texts of one event
_ROLE: Final = 0.9
_FAR: Final = 2  # telling words beside a verb among which those stand who do it, and have it done
_A_THIRD: Final = 0.34  # of the words of the shorter text, which may lack a partner where both agree
_LITTLE: Final = 3  # words without a partner, of which two of one kind need no one role
_MANY: Final = 4  # words that are the same, also in long texts that say much else
_LONG: Final = 0.33  # of the words in common, for those
_AKIN: Final = 0.5  # of likeness: one a kind of the other
_SAME: Final = 0.85  # of likeness: one word or one notion, more than a synonym in some sense
_SHORT: Final = 0.55  # of the words in common, from which one word that is the same is enough
_SOLID: Final = 2  # words plainly the same beside those that differ


@dataclass(frozen=True)
class Contrast:
    """Two texts laid side by side, and what their slots said: the hard differences and how many agree."""

    frame: Frame
    findings: Sequence[Findings]  # numbers, dates, places first, as compare lists them

    @cached_property
    def ties(self) -> int:
        """Return how much ties both to one event: names, figures, dates and places that both have."""
        dates, places = (min(1, finding.agreeing) for finding in self.findings[1:3])
        return self.frame.anchors + 2 * dates + places

    @cached_property
    def slots(self) -> Set[str]:
        """Return the slots with a hard difference, whether it counts by itself or not."""
        return {each.slot for finding in self.findings for each in finding.differences if each.is_hard}

    @cached_property
    def ways(self) -> tuple[Way, Way] | None:
        """Return the words by which one text goes up and the other down, if they do."""
        one, two = way(self.frame.a), way(self.frame.b)
        return (one, two) if one and two and one.sign != two.sign else None

    @cached_property
    def opposed(self) -> list[Replacement]:
        """Return the opposites, unless those who do it changed places with it: beat, lost to."""
        a, b = self.frame.a, self.frame.b
        if crossed(a, b):
            return []
        return [each for each in self.frame.opposed(0.5) if not _is_converse(a, b, each)]

    @property
    def differs_in_value(self) -> bool:
        """Return whether a number, a day, a denial or an opposite differs already."""
        return bool(self.slots & _VALUES or self.frame.numbers_differ or self.ways or self.opposed)


def contrasts(contrast: Contrast) -> list[Difference]:
    """Return the hard differences that the words side by side show, the surest first; none for two things."""
    rules = (_turned, _opposite, _ways, _denied, _number)
    found = [difference for rule in rules for difference in rule(contrast)]
    if contrast.differs_in_value:
        return found
    return found + list(one_thing(contrast.frame, contrast.ties))


def of_others(contrast: Contrast) -> bool:
    """Return whether what differs in value is said of two things: petrol costs so much, diesel so much."""
    if not contrast.slots <= _VALUES:
        return False
    alignment = contrast.frame.alignment
    little = max(len(alignment.left), len(alignment.right)) <= _LITTLE
    if (
        "number" in contrast.slots
        and little
        and any(each.swap is Swap.SISTERS for each in contrast.frame.things(0.0))
    ):
        return True
    # What is denied of explosives in the wreckage is denied of them in the remains.
    least = {Swap.NAME: 1.0, Swap.PLACE: 1.0, Swap.SISTERS: 1.0}
    if contrast.slots != {"negation"}:
        least[Swap.NOUN] = 1.3
    return any(each.role >= least.get(each.swap, 9.0) for each in contrast.frame.things(_ROLE))


def says_other_things(contrast: Contrast) -> bool:
    """Return whether each text has words that nothing in the other stands for, so that they do not agree."""
    alignment = contrast.frame.alignment
    # Names have slots of their own: the White House is in Washington.
    least = min(
        sum(not items[at].is_name for at in rest)
        for items, rest in ((alignment.first, alignment.left), (alignment.second, alignment.right))
    )
    shorter = min(len(alignment.first), len(alignment.second))
    return least > max(1, _A_THIRD * shorter) or (
        least == 1 and any(each.role >= _ROLE for each in contrast.frame.replaced)
    )


def _is_converse(a: Reading, b: Reading, each: Replacement) -> bool:
    """Return whether the words before one stand after the other, and the other way round."""
    one, two = each.one.at, each.two.at
    return bool(before(a, one, _FAR) & after(b, two, _FAR)) and bool(
        before(b, two, _FAR) & after(a, one, _FAR)
    )


def _turned(contrast: Contrast) -> Iterator[Difference]:
    if contrast.frame.share >= _SHARE:
        yield from turned(contrast.frame.a, contrast.frame.b)


def _opposite(contrast: Contrast) -> Iterator[Difference]:
    opposed, frame = contrast.opposed, contrast.frame
    tied = contrast.ties >= _TIED
    if not opposed or contrast.slots & _SETTINGS or frame.share < (0.33 if tied else _SHARE):
        return
    if _is_solid(frame, opposed[:1]) and not frame.things(_ROLE, opposed[:1]):
        yield between(frame, opposed[0], "opposite", "one excludes the other")


def _ways(contrast: Contrast) -> Iterator[Difference]:
    ways, frame = contrast.ways, contrast.frame
    if ways is None or contrast.slots & _SETTINGS or frame.things(0.5) or not _is_solid(frame):
        return
    if frame.share >= (_SHARE + 0.1 if ways[0].compares == ways[1].compares else _MORE):
        spans = [span(frame.a.text, [ways[0].word]), span(frame.b.text, [ways[1].word])]
        yield told("opposite", spans, "one goes up, the other down")


def _denied(contrast: Contrast) -> Iterator[Difference]:
    frame = contrast.frame
    common = frame.solid()
    share = _SHARE if common < _MANY else _LONG
    if bool(frame.a.denied) == bool(frame.b.denied) or frame.share < share or contrast.opposed:
        return
    small = [{word.lower for word in reading.words} for reading in (frame.a, frame.b)]
    since = any("since" in one and "last" in other for one, other in (small, small[::-1]))
    if since or any(EXCEPT & words for words in small) or frame.things(_ROLE) or frame.solid() < _SOLID:
        return
    alignment = frame.alignment
    for i, j in alignment.pairs.items():
        one, two = alignment.first[i], alignment.second[j]
        parity = (one.at in frame.a.denied) != (two.at in frame.b.denied)
        if (
            parity
            and alignment.likeness[i] >= (_SAME if common <= _MANY else _AKIN)
            and not exclude(one.word.senses, two.word.senses)
        ):
            spans = [span(frame.a.text, [one.word]), span(frame.b.text, [two.word])]
            yield told("negation", spans, "denied in one and said in the other")
            return


def _number(contrast: Contrast) -> Iterator[Difference]:
    frame = contrast.frame
    if not frame.numbers_differ or contrast.slots & (_SETTINGS | {"opposite"}):
        return
    if any(finding.apart for finding in contrast.findings) or frame.acts or frame.things(0.5):
        return
    for one, two in product(frame.a.quantities, frame.b.quantities):
        least = 0.5 if one.unit == "age" else _MORE
        counted = one.unit or not (one.counted and two.counted) or one.counted & two.counted
        if one.unit != two.unit or one.period != two.period or outcome(one, two) != "other" or not counted:
            continue
        if frame.share >= least and _of_one_time(frame) and not _of_others_done_to(frame, one, two):
            yield told("number", [one.span, two.span], "of the same thing")
            return


def _of_one_time(frame: Frame) -> bool:
    """Return whether no word of time stands in one of them alone: a year ago, now, in the first round."""
    small = [{word.lower for word in reading.words} & _TIMES for reading in (frame.a, frame.b)]
    return small[0] == small[1]


def _of_others_done_to(frame: Frame, one: Quantity, two: Quantity) -> bool:
    """Return whether people are counted, to whom something else was done in each: 340 infected, 12 killed."""
    if one.unit or not (one.counted | two.counted) & ANYBODY:
        return False
    sides = (frame.alignment.first, frame.alignment.left), (frame.alignment.second, frame.alignment.right)
    return any(is_past(items[at].word.lower) for items, rest in sides for at in rest)


def _is_solid(frame: Frame, but: Sequence[Replacement] = ()) -> bool:
    """Return whether enough is plainly the same: two words, or one in short texts that have little else."""
    common = frame.solid(but)
    return common >= _SOLID or (common > 0 and frame.share >= _SHORT)
