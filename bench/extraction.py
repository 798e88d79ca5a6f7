"""Article extraction from HTML: ours beside trafilatura alone, on pages of our own with known text.

`python -m bench.extraction [FOLDER]` reads pairs PAGE.html and PAGE.txt (by default those of the tests) and
prints precision, recall and F1 of shingles of four words; every page weighs the same. The text is the body
that `manage.py parse` prints: without the title, which is a field of its own.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import trafilatura

from articles.formats import ParsedArticle, parse
from articles.formats.titling import body_of

PAGES = Path(__file__).resolve().parents[1] / "tests" / "articles" / "formats" / "pages"
_WORD = re.compile(r"\w+")
_SIZE = 4

Score = tuple[float, float, float]


def ours(page: bytes) -> str:
    """Return the text that the desk imports, without the title above it."""
    (parsed,) = parse(page, locator="page", format="html")
    return body_of(parsed) if isinstance(parsed, ParsedArticle) else ""


def trafilatura_alone(page: bytes) -> str:
    """Return what trafilatura finds with its own settings."""
    return trafilatura.extract(page, include_comments=False) or ""


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the bag of each four words that follow each other; of a shorter text the words themselves."""
    words = _WORD.findall(text)
    size = min(_SIZE, len(words)) or 1
    return Counter(tuple(words[at : at + size]) for at in range(len(words) - size + 1))


def counts(found: str, wanted: str) -> Score:
    """Return the shares of shingles that are right, wrong and missing; they sum to 1."""
    have, want = shingles(found), shingles(wanted)
    right = sum((have & want).values())
    wrong, missing = sum(have.values()) - right, sum(want.values()) - right
    whole = (right + wrong + missing) or 1
    return right / whole, wrong / whole, missing / whole


def score(all_counts: list[Score]) -> Score:
    """Return precision, recall and F1 over pages."""
    right, wrong, missing = (sum(part) for part in zip(*all_counts, strict=True))
    precision, recall = right / ((right + wrong) or 1), right / ((right + missing) or 1)
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1)


def measure(extract: Callable[[bytes], str], folder: Path = PAGES) -> dict[str, Score]:
    """Return the counts of each page in `folder`, by its name."""
    pages = sorted(folder.glob("*.html"))
    return {
        page.stem: counts(extract(page.read_bytes()), page.with_suffix(".txt").read_text()) for page in pages
    }


def main(folder: Path) -> None:
    """Print a line a page and the scores of all."""
    alone, own = measure(trafilatura_alone, folder), measure(ours, folder)
    print(f"{'page':<22} {'trafilatura F1':>15} {'ours F1':>9} {'wrong':>7} {'missing':>8}")
    for name, found in own.items():
        _, wrong, missing = found
        print(
            f"{name:<22} {score([alone[name]])[2]:>15.3f} {score([found])[2]:>9.3f}"
            f" {wrong:>7.3f} {missing:>8.3f}"
        )
    for said, pages in (("trafilatura", alone), ("ours", own)):
        precision, recall, f1 = score(list(pages.values()))
        print(f"{said:<22} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  ({len(pages)} pages)")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES)
