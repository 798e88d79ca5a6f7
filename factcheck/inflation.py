"""Collect a response body, inflating gzip or deflate within a limit although the desk asked for neither."""

from __future__ import annotations

import zlib

from factcheck.addresses import FetchRefused

# zlib's window argument: gzip header (RFC 1952), zlib header (RFC 1950), none (some servers' deflate).
_GZIP, _ZLIB, _RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS


class BrokenBody(ValueError):
    """The body is not what its Content-Encoding says, or ends early."""


class Body:
    """Takes a body in chunks; `finish` returns its plain bytes. Never holds more than `limit` of them."""

    def __init__(self, encoding: str, limit: int) -> None:
        """`encoding` is the Content-Encoding header; raises FetchRefused for an unknown one."""
        self.encoding = encoding.strip().lower().removeprefix("x-")
        if self.encoding not in {"", "identity", "gzip", "deflate"}:
            raise FetchRefused(
                f"the server sent the page in the encoding “{encoding[:40]}”, which was not asked for"
            )
        self.limit = limit
        self.plain = bytearray()
        self._inflater = zlib.decompressobj(_GZIP) if self.encoding == "gzip" else None
        self._started = False

    def feed(self, chunk: bytes) -> None:
        """Add one chunk off the wire; raise FetchRefused past the limit, BrokenBody if damaged."""
        if self.encoding in {"", "identity"}:
            self._keep(chunk)
            return
        try:
            self._inflate(chunk)
        except zlib.error as damaged:
            raise BrokenBody(f"the {self.encoding} body is damaged") from damaged

    def finish(self) -> bytes:
        """Return the whole plain body; raise BrokenBody when a compressed one ended too early."""
        if self._inflater is not None and self._started and not self._inflater.eof:
            raise BrokenBody(f"the {self.encoding} body ends early")
        return bytes(self.plain)

    def _inflate(self, chunk: bytes) -> None:
        while chunk:
            if self._inflater is None:
                looks_zlib = chunk[0] & 0x0F == zlib.DEFLATED
                self._inflater = zlib.decompressobj(_ZLIB if looks_zlib else _RAW)
            elif self._inflater.eof:
                if self.encoding != "gzip":
                    return  # bytes after a deflate stream mean nothing
                self._inflater = zlib.decompressobj(_GZIP)
            self._started = True
            # One byte more than fits, so that a body of exactly the limit passes.
            self._keep(self._inflater.decompress(chunk, self.limit - len(self.plain) + 1))
            chunk = self._inflater.unused_data or self._inflater.unconsumed_tail

    def _keep(self, data: bytes) -> None:
        self.plain += data
        if len(self.plain) > self.limit:
            raise FetchRefused(f"the page is larger than {self.limit:,} bytes when unpacked")
