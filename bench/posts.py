"""An archive of made-up claims, with posts that make some of them: the same for one seed on any machine.

Claims are put together from parts of which each has several wordings; a post takes other wordings than its
claim, and what posts have besides: handles, tags, addresses, slips of the keyboard, an end that is cut off.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

# Who or what, in the wording of claims and in those of posts.
_WHO: Final = (
    ("the World Health Organization", "WHO", "the UN health agency"),
    ("the European Commission", "Brussels", "the EU commission"),
    ("the health ministry", "the ministry of health", "health officials"),
    ("the central bank", "central bankers", "the reserve bank"),
    ("the electricity company Voltara", "Voltara", "power firm Voltara"),
    ("the airline Skandor", "Skandor Air", "Skandor"),
    ("the supermarket chain Krone", "Krone stores", "Krone supermarkets"),
    ("the vaccine maker Medivax", "Medivax", "pharma giant Medivax"),
    ("the singer Lia Marent", "Lia Marent", "pop star Marent"),
    ("the actor Jonas Feld", "Jonas Feld", "movie star Jonas Feld"),
    ("the footballer Rui Castell", "Rui Castell", "striker Castell"),
    ("President Odile Ferrant", "Ferrant", "Pres. Ferrant"),
    ("Prime Minister Henk Visser", "PM Visser", "Visser"),
    ("Senator Mira Holt", "Sen. Holt", "Mira Holt"),
    ("Governor Sam Vance", "Gov. Vance", "Sam Vance"),
    ("the city council", "the council", "city hall"),
    ("the billionaire Ton Akker", "Ton Akker", "billionaire Akker"),
    ("NASA", "the US space agency", "Nasa"),
    ("the phone maker Orbit", "Orbit phones", "Orbit"),
    ("the social network Chirper", "Chirper", "Chirper app"),
    ("the police", "cops", "officers"),
    ("the army", "the military", "soldiers"),
    ("scientists", "researchers", "experts"),
    ("the Green Party", "the Greens", "Green politicians"),
)
_WHERE: Final = (
    ("in Sweden", "Sweden", "Swedish"), ("in Brazil", "Brazil", "Brazilian"),
    ("in Kenya", "Kenya", "Kenyan"),
    ("in India", "India", "Indian"), ("in Canada", "Canada", "Canadian"),
    ("in Poland", "Poland", "Polish"),
    ("in Spain", "Spain", "Spanish"), ("in Mexico", "Mexico", "Mexican"),
    ("in Japan", "Japan", "Japanese"),
    ("in Nigeria", "Nigeria", "Nigerian"), ("in France", "France", "French"),
    ("in Texas", "Texas", "Texan"),
    ("in Ohio", "Ohio", "Ohio's"), ("in London", "London", "London's"),
    ("in Berlin", "Berlin", "Berlin's"),
    ("in Sydney", "Sydney", "Sydney's"), ("in Lagos", "Lagos", "Lagos'"),
    ("in Florida", "Florida", "Florida's"),
)  # fmt: skip
_WHEN: Final = (
    ("in {year}", "back in {year}", "{year}"),
    ("in {month} {year}", "{month} {year}", "{short} {year}"),
    ("", "", ""),
    ("", "", ""),
)
# What is said: a claim's wording, then those of posts. {n} is a number, {o} a thing, {p} a place.
_SAID: Final = (
    (
        "{w} banned the sale of {o} {p} {t}.",
        "you can't buy {o} any more {p}!! {w} outlawed it",
        "{w} has made selling {o} illegal {p}",
    ),
    (
        "{w} will pay every household {n} dollars {p} {t}.",
        "free money!! {n} bucks for each family {p} from {w}",
        "{w} hands out ${n} to all households {p}",
    ),
    (
        "A photograph shows {o} in a flooded street {p} {t}.",
        "OMG look at this pic, {o} floating down the road {p}",
        "this image of {o} in the floods {p} is unreal",
    ),
    (
        "{w} said that {o} causes cancer.",
        "{w} now admits {o} gives you cancer",
        "turns out {o} is carcinogenic acc. to {w}",
    ),
    (
        "Drinking {o} cures a cold within {n} hours.",
        "got the flu? {o} will fix you in {n} hrs, doctors hate it",
        "{o} gets rid of colds in just {n}h",
    ),
    (
        "{w} secretly owns {n} percent of the farmland {p}.",
        "did u know {w} has bought up {n}% of all farms {p}",
        "{n}% of agricultural land {p} belongs to {w}",
    ),
    (
        "{w} was arrested at an airport {p} {t}.",
        "breaking: {w} in handcuffs, taken away at the airport {p}",
        "{w} detained while boarding a plane {p}",
    ),
    (
        "{w} donated {n} million dollars to build schools {p}.",
        "{w} gave {n}M for new schools {p} and the media is silent",
        "respect: {n} million from {w} for classrooms {p}",
    ),
    (
        "A video shows {w} throwing away {o} {p} {t}.",
        "watch {w} dumping {o} in the trash {p}",
        "shocking footage: {o} binned by {w} {p}",
    ),
    (
        "{w} plans to tax {o} {p}.",
        "now they want a levy on {o} {p}?! thanks {w}",
        "{w} wants us to pay tax for {o} {p}",
    ),
    (
        "Crime rose by {n} percent {p} {t}, according to {w}.",
        "{n}% more crime {p}, {w} says. let that sink in",
        "offences up {n} pct {p} ({w})",
    ),
    (
        "{w} died {p} {t}.",
        "RIP {w}, passed away {p}",
        "so sad, {w} is dead {p}",
    ),
    (
        "{w} removed {o} from all schools {p}.",
        "kids {p} no longer get {o} at school because of {w}",
        "{w} took {o} out of classrooms {p}",
    ),
    (
        "{w} admitted that {o} was invented as a hoax {t}.",
        "{w} confessed: {o} was fake all along",
        "{o} made up!! even {w} concedes it",
    ),
    (
        "{n} people were killed by {o} {p} {t}.",
        "{o} claimed {n} lives {p}",
        "{n} dead {p} because of {o}",
    ),
    (
        "{w} called {o} the greatest threat of the century.",
        "nothing is more dangerous than {o}, says {w}",
        '"biggest danger of our time": {w} on {o}',
    ),
    (
        "{w} ordered the closing of {n} hospitals {p} {t}.",
        "{w} shuts {n} clinics {p}",
        "{n} hospitals {p} to shut their doors, decided by {w}",
    ),
    (
        "{o} contains a chip that tracks its owner, {w} warned.",
        "they're spying on you through {o}! {w} confirms the tracker",
        "{w}: microchip in {o} follows you everywhere",
    ),
    (
        "{w} moved {n} thousand workers from {o} production {p}.",
        "{n}k people lose their {o} job {p}, blame {w}",
        "{w} reassigns {n},000 staff who made {o} {p}",
    ),
    (
        "The price of {o} doubled {p} {t} because of {w}.",
        "{o} now costs twice as much {p}, thank {w}",
        "{w} made {o} 2x more expensive {p}",
    ),
)
_THINGS: Final = (
    ("bottled water", "water bottles"), ("plastic bags", "shopping bags made of plastic"),
    ("electric cars", "EVs"),
    ("diesel cars", "diesels"), ("garlic tea", "tea with garlic"),
    ("lemon juice", "juice of lemons"),
    ("palm oil", "oil from palms"), ("smart meters", "smart power meters"),
    ("gas stoves", "gas cookers"),
    ("Christmas trees", "xmas trees"), ("wild boars", "feral pigs"), ("sharks", "a shark"),
    ("bananas", "banana"),
    ("sugar", "sugary stuff"), ("coffee", "java"), ("artificial sweetener", "aspartame"),
    ("face masks", "masks"),
    ("pencils", "pens"), ("pork", "pig meat"), ("milk", "dairy milk"),
    ("wind turbines", "windmills"),
    ("mobile phones", "cellphones"), ("wireless earphones", "earbuds"),
    ("microwave ovens", "microwaves"),
    ("washing machines", "washers"), ("drones", "a drone"), ("fireworks", "firecrackers"),
    ("honey", "raw honey"),
    ("5G masts", "5g towers"), ("solar panels", "solar cells"),
)  # fmt: skip
_MONTHS: Final = ("January", "March", "April", "June", "July", "September", "October", "December")
_ADDED: Final = (
    "smh", "wake up people", "unbelievable", "share before they delete it",
    "is this true?", "lol", "😡😡", "🤔", "",
)  # fmt: skip
_HANDLES: Final = ("@newsy_tom", "@Factbot", "@TruthSeeker99", "@BBCNews", "")


@dataclass(frozen=True, slots=True)
class Made:
    """A claim of the archive, and the parts it was made from."""

    id: str
    text: str
    title: str
    parts: tuple[int, int, int, int, int, int, int]


def claims(count: int, *, seed: int = 1) -> list[Made]:
    """Return so many distinct claims; one in three has a title."""
    draw, found = random.Random(f"claims {seed}"), dict[str, Made]()  # noqa: S311  # the same each time
    while len(found) < count:
        parts = (
            draw.randrange(len(_SAID)), draw.randrange(len(_WHO)), draw.randrange(len(_WHERE)),
            draw.randrange(len(_THINGS)), draw.randrange(2, 99), draw.randrange(2004, 2026),
            draw.randrange(len(_WHEN) * len(_MONTHS)),
        )  # fmt: skip
        text = _worded(parts, 0, lambda wordings: wordings[0])
        title = _worded(parts, 2, lambda wordings: wordings[-1]) if draw.random() < 1 / 3 else ""
        # A post names no day, so that two claims may not differ in it alone.
        undated = _worded((*parts[:-1], len(_WHEN) * len(_MONTHS) - 1), 0, lambda wordings: wordings[0])
        found.setdefault(undated, Made(f"c{len(found)}", text, title, parts))
    return list(found.values())


def posts(made: Sequence[Made], count: int, *, seed: int = 1) -> list[tuple[str, str]]:
    """Return so many posts, each with the id of the claim that it makes."""
    draw = random.Random(f"posts {seed}")  # noqa: S311  # the same each time
    return [(_post(claim, draw), claim.id) for claim in draw.sample(made, count)]


def _post(claim: Made, draw: random.Random) -> str:
    text = _worded(claim.parts, draw.choice((1, 2)), lambda wordings: draw.choice(wordings))
    words = text.split()
    if draw.random() < 0.3:
        at = draw.randrange(len(words))
        words[at] = f"#{words[at].strip('.,!?').title()}"
    if draw.random() < 0.25:
        words = [_slip(word, draw) if draw.random() < 0.15 else word for word in words]
    if draw.random() < 0.2:
        words = [*words[: max(6, int(0.8 * len(words)))], "…"]
    lead = draw.choice(_HANDLES) if draw.random() < 0.4 else ""
    link = "https://t.co/" + "".join(draw.choices("abcdefXYZ0123", k=8)) if draw.random() < 0.5 else ""
    text = " ".join(part for part in (lead, *words, draw.choice(_ADDED), link) if part)
    return text.lower() if draw.random() < 0.3 else text


def _slip(word: str, draw: random.Random) -> str:
    """Return a word with two letters changed about."""
    if len(word) < 5 or not word.isalpha():
        return word
    at = draw.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _worded(parts: Sequence[int], wording: int, pick: Callable[[Sequence[str]], str]) -> str:
    said, who, where, thing, number, year, when = parts
    month = _MONTHS[when % len(_MONTHS)]
    place = _WHERE[where]
    text = _SAID[said][wording].format(
        w=pick(_WHO[who]),
        o=pick(_THINGS[thing]),
        n=number,
        p=place[0] if wording == 0 else pick((place[0], place[0], f"({place[1]})")),
        t=_WHEN[when // len(_MONTHS)][wording].format(year=year, month=month, short=month[:3]),
    )
    text = " ".join(text.split()).replace(" .", ".").replace(" ,", ",")
    return text[0].upper() + text[1:]
