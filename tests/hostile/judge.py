"""Run in a process of its own: reads hostile inputs and prints, for each, seconds, memory and outcome.

`python -m tests.hostile.judge GROUP…` prints one JSON object an input: CPU seconds, and what the process held
at most beyond what it held before (the kernel's own peak, reset for each input). The bytes of the input are
not counted, since whoever hands them over holds them.
"""

from __future__ import annotations

import gc
import importlib
import json
import sys
import time
from pathlib import Path

from articles.formats import Refusal, parse
from tests.hostile.case import MAKERS

MODULES = ("markup", "tables", "packed", "words")


def main(groups: list[str]) -> None:
    """Judge each input of the groups named, all of them where none is."""
    for name in MODULES:
        importlib.import_module(f"tests.hostile.{name}")
    parse(b"<html><p>What is loaded once is loaded now.</p></html>", locator="warm")
    for group in groups or list(MAKERS):
        for name, data in MAKERS[group]():
            sys.stdout.write(json.dumps({"case": f"{group}: {name}", **judged(data)}) + "\n")
            sys.stdout.flush()


def judged(data: bytes) -> dict[str, object]:
    """Return CPU seconds, MB beyond the start, how many articles and refusals, and the first reason."""
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")
    before, begun = _memory("VmRSS"), time.process_time()
    found = parse(data, locator="hostile")
    seconds = time.process_time() - begun
    megabytes = (_memory("VmHWM") - before) / 1024
    refused = [each.reason for each in found if isinstance(each, Refusal)]
    return {
        "seconds": round(seconds, 3),
        "megabytes": round(megabytes, 1),
        "articles": len(found) - len(refused),
        "refused": len(refused),
        "reason": refused[0][:100] if refused else "",
    }


def _memory(field: str) -> int:
    """Return KiB of a line of /proc/self/status: VmRSS is held now, VmHWM at most since the last reset."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(f"{field}:"))


if __name__ == "__main__":
    main(sys.argv[1:])
