"""Try a parser with files made worse at random: `python -m tests.articles.formats.fuzzing [SECONDS [NAME…]]`.

Prints for each parser how many files it was given, how often it failed, its slowest file in CPU seconds, and
how much memory it kept from an early file to the last one.
"""

from __future__ import annotations

import gc
import sys
import time
import tracemalloc
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from articles.formats import ParsedArticle, Refusal, parse
from articles.formats.registry import KNOWN
from articles.formats.sitemap import parse_sitemap
from articles.payload import from_json, objection, to_json
from articles.statements import extract
from tests.articles.formats.mutations import mutated
from tests.articles.formats.packing import STYLES, docx, paragraph, zipped

ROOT = Path(__file__).parent
PARSERS = {known.name: known.parse for known in KNOWN}
SLOWEST, GROWTH = 2.0, 5_000_000
_SETTLED = 100
"""Files after which what is made once for all is made."""

TEXT = (
    "Quay widened\nBy Ann Lee\nPublished: 3 May 2026\nSource: The Harbour Post\n\nThe quay was widened by 120"
    " metres, the mayor said. “It cost 3.5 million,” Mr. Smith added.\n\n- One item\n- Another: 12%\n\n"
    "| Year | Boats |\n|---|---|\n| 2025 | 12 |\n\nQ: Who paid?\nA: The U.S. did.\n\n© 2026 The Post\n"
)
OWN = {
    "text": [TEXT.encode(), TEXT.encode("utf-16"), b"Words.\r\n1. First\r\n2. Second\r\n"],
    "markdown": [
        f"---\ntitle: Quay\ndate: 2026-05-03T10:00:00+02:00\ntags: [a, b]\n---\n{TEXT}".encode(),
        f'+++\ntitle = "Quay"\ndraft = false\n+++\n# Quay\n> *A* **quote** [link](x)\n{TEXT}'.encode(),
    ],
    "csv": [
        b'id,title,text,date,author\n1,Quay,"The quay, ""widened"".\nIn May.",2026-05-03,Ann\n2,B,Words.,,\n',
        "sep=;\ntitel;text;url\nQuay;Es wuchs – schnell.;https://x.example/a\n".encode("cp1252"),
    ],
    "jsonl": [
        b'{"title": "Quay", "text": "It grew.", "date": 1760000000}\n{"id": 2, "html": "<p>A</p>"}\n',
        b'{"headline": "B", "content": {"rendered": "<p>It cost 3 million.</p>"}, "authors": ["A"]}\n',
    ],
}  # fmt: skip


@dataclass
class Trial:
    """What came of trying one parser."""

    name: str
    inputs: int = 0
    crashes: list[str] = field(default_factory=list)
    slowest: float = 0.0
    growth: int = 0

    def __str__(self) -> str:
        return (
            f"{self.name:<10} {self.inputs:>7} {len(self.crashes):>8} {self.slowest:>9.2f} s"
            f" {self.growth / 1e6:>9.2f} MB"
        )


def seeds(name: str) -> list[bytes]:
    """Return sound files of a format."""
    if name == "html":
        return [path.read_bytes() for path in sorted((ROOT / "pages").glob("*.html"))]
    if name in OWN:
        return OWN[name]
    files = sorted(path for path in (ROOT / "fixtures" / name).iterdir() if ".expected." not in path.name)
    return [path.read_bytes() for path in files]


def worse(name: str, seed: int) -> bytes:
    """Return a file of a format made worse, the same for the same seed; of a packed one what is in it."""
    chance = Random(seed)  # noqa: S311  nothing here is secret
    if name not in {"docx", "zip"}:
        files = seeds(name)
        return mutated(chance.choice(files), files, chance)
    data = _document(chance) if name == "docx" else _archive(chance)
    return mutated(data, [data], chance) if chance.random() < 0.2 else data


def _document(chance: Random) -> bytes:
    body = paragraph("The quay was widened.", "Titel") + paragraph("It cost 3 million.", "Liste") * 2
    table = f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr></w:tbl>"
    inside = mutated((body + table).encode(), [STYLES.encode()], chance).decode("utf-8", "replace")
    styles = mutated(STYLES.encode(), [STYLES.encode()], chance) if chance.random() < 0.3 else STYLES.encode()
    return docx(inside, styles=styles.decode("utf-8", "replace"))


def _archive(chance: Random) -> bytes:
    names = [name for name in PARSERS if name not in {"zip", "html"}]
    return zipped([(f"{n}.bin", worse(chance.choice(names), chance.randrange(10**6))) for n in range(3)])


def stand(name: str, data: bytes) -> float:
    """Read as its format without a look before, and as whatever it looks like; return the CPU seconds.

    What is read can be kept, and its statements stand where they say.
    """
    begun = time.process_time()
    found = [*PARSERS[name](data, locator="f"), *parse(data, locator="f")]
    if name == "sitemap":
        parse_sitemap(data, "f")
    seconds = time.process_time() - begun
    assert seconds < SLOWEST, f"{seconds:.1f} seconds"
    for one in found:
        assert one.locator.startswith("f")
        if isinstance(one, Refusal):
            assert one.reason
            continue
        assert isinstance(one, ParsedArticle)
        assert from_json(to_json(one)) == one
        refused = objection(one, max_length=1_000_000)
        assert refused is None or refused.reason in {"the article has no text"}
    for one in found[:3]:
        for each in [] if isinstance(one, Refusal) else extract(one.text, title=one.title):
            assert one.text[each.start : each.end] == each.exact
    return seconds


def trial(name: str, seconds: float, first: int = 1_000) -> Trial:
    """Try a parser for so many seconds by the clock, and with twice as many files as settle it."""
    made, before = Trial(name), 0
    for page in (b"<p>Words.</p>", b"<html><body>" + b"<div>Words and more words.</div>" * 50):
        parse(page, locator="f")  # the search for an article in HTML reads its 30 MB of word lists once
    until = time.monotonic() + seconds
    tracemalloc.start()
    try:
        while time.monotonic() < until or made.inputs < 2 * _SETTLED:
            data = worse(name, first + made.inputs)
            try:
                made.slowest = max(made.slowest, stand(name, data))
            except Exception as wrong:  # whatever it is, it is what is looked for
                made.crashes.append(f"seed {first + made.inputs}: {wrong!r}")
            made.inputs += 1
            if made.inputs == _SETTLED:
                gc.collect()
                before = tracemalloc.get_traced_memory()[0]
        gc.collect()
        made.growth = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    return made


def main(terms: list[str]) -> None:
    """Print a table of trials."""
    say = sys.stdout.write
    say(f"{'parser':<10} {'inputs':>7} {'crashes':>8} {'slowest':>11} {'growth':>12}\n")
    for name in terms[1:] or list(PARSERS):
        found = trial(name, float(terms[0]) if terms else 20.0)
        say(f"{found}\n" + "".join(f"    {crash}\n" for crash in found.crashes[:5]))
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
