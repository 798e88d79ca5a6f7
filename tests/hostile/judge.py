"""Run in a process of its own: reads hostile inputs and prints, for each, seconds, memory and outcome.

`python -m tests.hostile.judge GROUP…` prints one JSON object an input: CPU seconds, and what the process held
at most beyond what it held before (the kernel's own peak, reset for each input). The bytes of the input are
not counted, since whoever hands them over holds them.
"""

from __future__ import annotations

import gc
import importlib
import io
import json
import sys
import time
from pathlib import Path

from articles.formats import Parsed, Refusal, parse, read
from articles.payload import objection, to_json
from articles.statements import extract
from tests.hostile.case import MAKERS

MODULES = ("markup", "tables", "packed", "words")


def main(groups: list[str]) -> None:
    """Judge each input of the groups named, all of them where none is."""
    for name in MODULES:
        importlib.import_module(f"tests.hostile.{name}")
    for page in (b"<p>What is loaded once is loaded now.</p>", b"<div>Words of a page.</div>" * 50):
        for each in parse(b"<html>" + page, locator="warm"):
            worked_on(each)
    for group in groups or list(MAKERS):
        for name, data in MAKERS[group]():
            sys.stdout.write(json.dumps({"case": f"{group}: {name}", **judged(data)}) + "\n")
            sys.stdout.flush()


def judged(data: bytes) -> dict[str, object]:
    """Return CPU seconds, MB beyond the start, how many articles and refusals, and the first reason.

    As an import does, it takes one entry after the other, and of each article all that follows its reading.
    """
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")
    before, begun = _memory("VmRSS"), time.process_time()
    articles = refused = 0
    reason, reading = "", 0.0
    for each in read(io.BytesIO(data), locator="hostile"):
        reading = reading or time.process_time() - begun
        if isinstance(each, Refusal):
            refused, reason = refused + 1, reason or each.reason
            continue
        articles += 1
        worked_on(each)
    seconds = time.process_time() - begun
    return {
        "seconds": round(seconds, 3),
        "first": round(reading, 3),
        "megabytes": round((_memory("VmHWM") - before) / 1024, 1),
        "articles": articles,
        "refused": refused,
        "reason": reason[:100],
    }


def worked_on(each: Parsed) -> None:
    """Do with an entry what an import does without a database: objections, payload, statements."""
    if not isinstance(each, Refusal) and objection(each, max_length=1_000_000) is None:
        to_json(each)
        extract(each.text, title=each.title, language=each.language)


def _memory(field: str) -> int:
    """Return KiB of a line of /proc/self/status: VmRSS is held now, VmHWM at most since the last reset."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(f"{field}:"))


if __name__ == "__main__":
    main(sys.argv[1:])
