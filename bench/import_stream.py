"""A long JSONL body streamed to `POST /api/v1/imports/` through gunicorn: its memory and CPU.

    python -m bench.import_stream [--megabytes 100] [--chunked]

The growth is that of the largest web process's peak resident memory over its memory before, after a first
request of one row to warm up. The floor is the CPU of hashing and writing the same bytes here.
"""

from __future__ import annotations

import argparse
import hashlib
import http.client
import json
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

import django

ROW = (
    json.dumps({"title": "Bridge", "text": "The bridge at Tessel is 61 metres long. " * 60}).encode() + b"\n"
)


def body(megabytes: int) -> Iterator[bytes]:
    """Yield rows of JSONL of so many MB together, some at a time."""
    for _ in range(megabytes * 1_000_000 // (len(ROW) * 40)):
        yield ROW * 40


def send(port: int, token: str, pieces: Iterator[bytes], *, chunked: bool, length: int) -> dict[str, object]:
    """Post the pieces as one body; return the JSON of the answer."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/x-ndjson"}
    if not chunked:
        headers["Content-Length"] = str(length)
    line = http.client.HTTPConnection("127.0.0.1", port)
    line.request("POST", "/api/v1/imports/", pieces, headers, encode_chunked=chunked)
    answer = line.getresponse()
    said: dict[str, object] = json.loads(answer.read())
    if answer.status != http.client.ACCEPTED:
        raise RuntimeError(f"answered {answer.status}: {said}")
    return said


def children(pid: int) -> list[Path]:
    """Return the folders below /proc of the processes that `pid` started."""
    return [Path(f"/proc/{child}") for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def peak_mb(pid: int) -> float:
    """Return the peak resident memory of the largest process below `pid`, in MB."""
    lines = [(folder / "status").read_text().splitlines() for folder in children(pid)]
    return max(int(line.split()[1]) / 1000 for each in lines for line in each if line.startswith("VmHWM"))


def floor_seconds(megabytes: int) -> float:
    """Return the CPU seconds of hashing the same bytes and writing them to a file."""
    began, digest = time.process_time(), hashlib.sha256()
    with tempfile.TemporaryFile() as file:
        for piece in body(megabytes):
            digest.update(piece)
            file.write(piece)
    return time.process_time() - began


def main() -> None:
    """Print one line."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--megabytes", type=int, default=100)
    asked.add_argument("--chunked", action="store_true")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as blobs:
        os.environ |= {"BLOB_ROOT": blobs, "WEB_WORKERS": "1"}
        django.setup()
        measure(given.megabytes, chunked=given.chunked)


def measure(megabytes: int, *, chunked: bool) -> None:
    """Stream one body of so many MB to a fresh server and print what it took."""
    from django.db import connections

    from bench import desk_data, processes

    address = desk_data.fresh_database("factcheck_bench_stream")
    token = desk_data.fill(1, editors=1).tokens[0]
    connections["default"].close()
    connections["default"].close_pool()
    length = sum(map(len, body(megabytes)))
    with processes.served(address) as (pid, port):
        send(port, token, iter([ROW]), chunked=chunked, length=len(ROW))
        for folder in children(pid):
            (folder / "clear_refs").write_text("5")  # the peak begins anew
        before, cpu = peak_mb(pid), processes.cpu_seconds(pid)
        send(port, token, body(megabytes), chunked=chunked, length=length)
        grown, used = peak_mb(pid) - before, processes.cpu_seconds(pid) - cpu
    print(
        f"{length / 1e6:.0f} MB {'in chunks' if chunked else 'with its length'}: memory grew {grown:.1f} MB"
        f" from {before:.0f}, CPU {used:.2f} s (hashing and writing alone {floor_seconds(megabytes):.2f} s)"
    )


if __name__ == "__main__":
    main()
