"""Run in a process of its own: reads hostile inputs and prints, for each, seconds, memory and outcome.

`python -m tests.hostile.judge [--light] GROUP…` prints one JSON object an input: CPU seconds, and what the
process held at most beyond what it held before (the kernel's own peak, reset for each input). The bytes of
the input are not counted, since whoever hands them over holds them.
"""

from __future__ import annotations

import gc
import importlib
import io
import json
import sys
import time
from pathlib import Path

from articles.formats import ParsedArticle, Refusal, detect, read
from articles.payload import objection, to_json
from articles.statements import extract
from tests.hostile.case import HEAVY, MAKERS

MODULES = ("markup", "tables", "packed", "words")


JOB = 50
"""Articles of whose statements one job takes care."""


def main(terms: list[str]) -> None:
    """Judge each input of the groups named, of all where none is; with `--light` without the heaviest."""
    for name in MODULES:
        importlib.import_module(f"tests.hostile.{name}")
    for page in (b"<p>What is loaded once is loaded now.</p>", b"<div>Words of a page.</div>" * 50):
        judged(b"<html>" + page)
    left_out = set(HEAVY) if "--light" in terms else set()
    for group in [term for term in terms if term in MAKERS] or list(MAKERS):
        for name, data in MAKERS[group]():
            if (group, name) in left_out:
                left_out.remove((group, name))
                continue
            sys.stdout.write(json.dumps({"case": f"{group}: {name}", **judged(data)}) + "\n")
            sys.stdout.flush()
    if left_out:
        sys.exit(f"no such inputs: {sorted(left_out)}")


def judged(data: bytes) -> dict[str, object]:
    """Return CPU seconds, MB beyond the start, how many articles and refusals, and the first reason.

    Entries are taken one after the other, as an import does. `seconds` is the reading of the whole input, of
    an archive that of its slowest file, which is read as if it came alone, and what follows for the article
    that takes longest: each article's statements are found on their own, of many those of the first alone.
    """
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")
    before, begun = _memory("VmRSS"), time.process_time()
    articles = refused = 0
    reason, steps, afterwards = "", [], [0.0]
    for each in read(io.BytesIO(data), locator="hostile"):
        steps.append(time.process_time() - begun)
        if isinstance(each, Refusal):
            refused, reason = refused + 1, reason or each.reason
        elif (articles := articles + 1) <= JOB:
            afterwards.append(worked_on(each))
        begun = time.process_time()
    reading = max(steps) if detect(data) == "zip" else sum(steps)
    return {
        "seconds": round(reading + max(afterwards), 3),
        "megabytes": round((_memory("VmHWM") - before) / 1024, 1),
        "articles": articles,
        "refused": refused,
        "reason": reason[:100],
    }


def worked_on(article: ParsedArticle) -> float:
    """Do what an import does with an article, short of the database; return its CPU seconds."""
    begun = time.process_time()
    if objection(article, max_length=1_000_000) is None:
        to_json(article)
        extract(article.text, title=article.title, language=article.language)
    return time.process_time() - begun


def _memory(field: str) -> int:
    """Return KiB of a line of /proc/self/status: VmRSS is held now, VmHWM at most since the last reset."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(f"{field}:"))


if __name__ == "__main__":
    main(sys.argv[1:])
