"""Reading from a stream: flat memory for rows, resumption without loss, the same answer as from bytes."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.formats import Limits, Refusal, parse, read

GOOD = {"title": "Quay", "text": "The quay was widened by 120 metres."}


class Source(io.RawIOBase):
    """A stream made while it is read, so that its size costs nothing."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces, self.rest = pieces, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        self.rest = self.rest or next(self.pieces, b"")
        taken = min(len(buffer), len(self.rest))
        buffer[:taken], self.rest = self.rest[:taken], self.rest[taken:]
        return taken


def jsonl(count: int) -> Iterator[bytes]:
    for number in range(count):
        yield json.dumps({**GOOD, "id": number, "note": "x" * 2_000}).encode() + b"\n"


def csv(count: int) -> Iterator[bytes]:
    yield b"id,title,text,note\n"
    for number in range(count):
        yield b"%d,Quay,It grew.,%s\n" % (number, b"x" * 2_000)


@pytest.mark.parametrize("made", [jsonl, csv])
def test_memory_stays_flat_however_many_rows_there_are(made: Callable[[int], Iterator[bytes]]):
    def peak(count: int) -> int:
        tracemalloc.start()
        assert sum(1 for _ in read(Source(made(count)), locator="f")) == count
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(200)  # what is loaded once
    assert peak(4_000) < 1.2 * peak(400)


@pytest.mark.parametrize("made", [jsonl, csv])
def test_reading_goes_on_where_it_stopped(made: Callable[[int], Iterator[bytes]]):
    whole = list(read(Source(made(50)), locator="f"))
    pieces = [list(read(Source(made(50)), locator="f", start=start))[:7] for start in range(0, 50, 7)]
    assert [each for piece in pieces for each in piece] == whole
    assert list(read(Source(made(50)), locator="f", start=50)) == []


@settings(max_examples=60, deadline=None)
@given(
    lines=st.lists(
        st.sampled_from(
            [
                b"",
                b"A,one",
                b'B,"two\nlines"',
                b'C,"open',
                b"D,1,2,3",
                b",",
                b'"e"e,f',
                b"caf\xe9,x",
                b'x"y,"',
            ]
        ),
        max_size=12,
    ),
    start=st.integers(0, 14),
)
def test_broken_rows_are_counted_the_same_whether_read_or_passed_over(lines: list[bytes], start: int):
    data = b"title,text\n" + b"\n".join(lines)
    whole = list(read(io.BytesIO(data), locator="f", format="csv"))
    resumed = list(read(io.BytesIO(data), locator="f", format="csv", start=start))
    assert resumed == whole[start:]


@pytest.mark.parametrize(
    ("format", "data"),
    [
        ("text", b"The quay\n\nIt was widened."),
        ("html", b"<html><title>Quay</title><p>It was widened.</p></html>"),
        ("rss", b"<rss><channel><item><title>A</title></item><item><title>B</title></item></channel></rss>"),
        ("jsonl", b'{"text": "one"}\n{"text": "two"}\n'),
        ("csv", b"title,text\nA,one\nB,two\n"),
    ],
)
def test_a_stream_of_any_format_reads_as_its_bytes_do(format: str, data: bytes):  # noqa: A002
    parsed = parse(data, locator="f", format=format)
    assert list(read(io.BytesIO(data), locator="f")) == parsed
    assert list(read(io.BytesIO(data), locator="f", format=format)) == parsed
    assert list(read(io.BytesIO(data), locator="f", start=1)) == parsed[1:]


def test_a_file_over_its_limit_is_refused_and_a_stream_over_its_own_stops_with_the_line():
    limits = Limits(file=1_000, stream=10_000)
    refused = list(read(io.BytesIO(b"word " * 300), locator="f", limits=limits))
    assert [each.reason for each in refused] == ["the file is larger than 1,000 bytes"]
    found = list(read(Source(jsonl(20)), locator="f", limits=limits))
    assert len(found) == 5
    assert found[-1] == Refusal(
        locator="f", reason="line 5: the file is larger than 10,000 bytes; the rest is not read"
    )


def test_a_declared_format_must_fit_and_an_unknown_one_is_an_error():
    refused = list(read(io.BytesIO(b'{"text": "one"}\n{"text": "two"}\n'), locator="f", format="html"))
    assert refused == [Refusal(locator="f", reason="declared as HTML, but the bytes are JSONL")]
    with pytest.raises(ValueError, match="unknown format 'xls'"):
        read(io.BytesIO(b""), locator="f", format="xls")


def test_a_first_row_longer_than_what_is_looked_at_is_still_told_as_a_row():
    long = json.dumps({"text": "word " * 30_000}).encode()
    assert [each.locator for each in read(io.BytesIO(long + b"\n" + long), locator="f")] == ["f:1", "f:2"]
