"""Made-up articles for benches: as many as wanted, the same each time, their statements mostly distinct."""

from __future__ import annotations

import json
import random
from bisect import bisect
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

_ONSETS = ("b", "br", "d", "f", "gr", "h", "k", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "tr", "v")
_VOWELS = ("a", "e", "i", "o", "u", "ei", "ou")
_ENDS = ("l", "n", "r", "s", "nd", "rt", "sk", "m", "ge", "ton", "ning", "ber")
_WORDS = 8_000
# Of all sentences one in twenty is of a small pool that many articles repeat, as agencies' sentences are.
_REPEATED = 0.05
_POOL = 400
_MONTHS = ("January", "March", "May", "June", "August", "October", "December")
_SUBJECTS = (
    "The {0} {1}", "{P} {Q}, who runs the {0},", "A {0} of the {1}", "Nobody in {P}", "The {0} of {P}",
    "Most {0} from {R}", "Its {0} {1}", "{P} {Q}", "A former {0} of {P}", "The {0} and the {1}",
)  # fmt: skip
_VERBS = (
    "sold", "bought", "opened", "closed", "lost", "won", "built", "moved", "shipped", "paid", "cut", "raised",
    "owns", "has", "needs", "uses", "makes", "holds", "counted", "measured", "burned", "found", "hired",
    "dismissed", "doubled", "halved", "promised", "may lose", "will get", "did not see", "reported", "denied",
    "approved", "refused", "planned", "delayed", "repaired", "rented", "tested", "recalled", "exported",
    "imported", "taxed", "insured", "named", "sued", "blocked", "freed", "drained", "flooded",
)  # fmt: skip
_OBJECTS = (
    "{n} {2}", "{pc} percent of its {2}", "a {2} at {R}", "{m} million crowns", "the largest {2} of {R}",
    "every second {2}", "{n} of {m} {2}", "no {2}", "the {2} {3}", "about {n} tonnes of {2}",
    "its {2} and {d} {3}", "more {2} than {R}",
)  # fmt: skip
_TAILS = (
    "in {year}", "on {d} {month} {year}", "between {year} and {later}", "after the {4} of {S}", "near {S}",
    "within {d} days", "without the {4}", "for {m} crowns each", "despite the {4}", "{n} metres from {S}",
    "before the {4} {5} began", "according to the {4} of {S}", "as {S} had asked", "since {month} {year}",
    "at the {4}", "with help from {S}", "against the {4} of {S}", "under its {4} {5}", "through {S}", "again",
)  # fmt: skip
_FRAMES = (
    "{s} {v} {o} {t}.",
    "{s} {v} {o} {t}, {t2}.",
    "{t}, {s} {v} {o}.",
    "“{s} {v} {o} {t},” said {P} {Q}.",
)


@lru_cache(maxsize=1)
def _words() -> list[str]:
    """Return the made-up words, the commonest first."""
    draw = random.Random(3)  # noqa: S311  # the same words every time
    found: dict[str, None] = {}
    while len(found) < _WORDS:
        syllables = [draw.choice(_ONSETS) + draw.choice(_VOWELS) for _ in range(draw.choice((2, 2, 3)))]
        found["".join(syllables) + draw.choice(_ENDS)] = None
    return list(found)


@lru_cache(maxsize=1)
def _shares() -> list[float]:
    # Zipf and Mandelbrot's law: the word of rank r in the share 1 / (r + 20), as the nouns of news have it.
    return list(accumulate(1 / (rank + 20) for rank in range(_WORDS)))


def _word(draw: random.Random) -> str:
    shares = _shares()
    return _words()[bisect(shares, draw.random() * shares[-1])]


def _sentence(draw: random.Random) -> str:
    tails = draw.sample(_TAILS, 2)
    frame = draw.choice(_FRAMES).format(
        s=draw.choice(_SUBJECTS), v=draw.choice(_VERBS), o=draw.choice(_OBJECTS), t=tails[0], t2=tails[1],
        P="{P}", Q="{Q}",
    )  # fmt: skip
    year = draw.randint(1950, 2024)
    said = frame.format(
        *(_word(draw) for _ in range(6)),
        **{name: _word(draw).title() for name in "PQRS"},
        n=f"{draw.randint(3, 90_000):,}",
        m=f"{draw.randint(90, 9_000):,}",
        d=draw.randint(2, 28),
        pc=draw.randint(2, 97),
        year=year,
        later=year + draw.randint(1, 20),
        month=draw.choice(_MONTHS),
    )
    return said[0].upper() + said[1:]


@lru_cache(maxsize=1)
def _pool() -> list[str]:
    draw = random.Random(5)  # noqa: S311  # the same sentences every time
    return [_sentence(draw) for _ in range(_POOL)]


def article(number: int, *, edition: int = 0) -> dict[str, str]:
    """Return the article of this number: title, external_id, publisher, published_at, text of 25 statements.

    The same number and edition give the same article on any machine.
    """
    draw = random.Random(f"{edition}:{number}")  # noqa: S311  # the same article every time
    sentences = [draw.choice(_pool()) if draw.random() < _REPEATED else _sentence(draw) for _ in range(24)]
    title = f"{_word(draw).title()} and the {_word(draw)} of {_word(draw).title()}"
    paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, 24, 3)]
    return {
        "title": title,
        "external_id": f"{edition}-{number}",
        "publisher": "Bench Wire",
        "published_at": f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}T06:00:00+00:00",
        "text": "\n\n".join([title, *paragraphs]) + "\n",
    }


def articles(count: int, *, edition: int = 0) -> Iterator[dict[str, str]]:
    """Yield so many articles."""
    for number in range(count):
        yield article(number, edition=edition)


def write_jsonl(path: Path, count: int, *, edition: int = 0) -> None:
    """Write so many articles to `path`, one JSON object a line."""
    with path.open("w") as file:
        for each in articles(count, edition=edition):
            file.write(json.dumps(each) + "\n")
