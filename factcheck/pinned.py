"""TCP connections that go to checked addresses only and keep within one budget of time and bytes."""

from __future__ import annotations

import queue
import socket
import ssl
import threading
import time
import typing
from collections.abc import Iterable, Sequence

import httpcore

from factcheck.addresses import FetchRefused


class Unresolved(OSError):
    """A host name has no address."""


class Budget:
    """The time and the bytes that one fetch may still use, over all its connections."""

    def __init__(self, seconds: float, wire_bytes: int) -> None:
        self.seconds = seconds
        self.wire_bytes = wire_bytes
        self._deadline = time.monotonic() + seconds
        self._received = 0

    def remaining(self) -> float:
        """Return the seconds left; raise FetchRefused when there are none."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise self.too_slow()
        return left

    def spend(self, received: int) -> None:
        """Count bytes that came over the wire, headers included; raise FetchRefused past the limit."""
        self._received += received
        if self._received > self.wire_bytes:
            raise FetchRefused(f"the server sent more than {self.wire_bytes:,} bytes")

    def too_slow(self) -> FetchRefused:
        """Return the refusal of a server that does not finish in time."""
        return FetchRefused(f"the server did not finish within {self.seconds:g} seconds")

    def resolve(self, host: str, port: int) -> list[str]:
        """Return the addresses of `host` by the system; raise Unresolved, or FetchRefused if slow."""
        found: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()
        # getaddrinfo knows no time limit, so it runs beside us and is left behind when it takes too long.
        threading.Thread(target=_look_up, args=(host, port, found), daemon=True).start()
        try:
            answer = found.get(timeout=self.remaining())
        except queue.Empty:
            raise self.too_slow() from None
        if isinstance(answer, OSError):
            raise Unresolved(f"the host name {host} cannot be resolved ({answer.strerror})") from answer
        return answer


def _look_up(host: str, port: int, found: queue.SimpleQueue[list[str] | OSError]) -> None:
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as failure:
        found.put(failure)
    else:
        found.put(list(dict.fromkeys(str(row[4][0]) for row in rows)))


class PinnedBackend(httpcore.NetworkBackend):
    """Connects to the given addresses, whatever host the request names; TLS still verifies that host."""

    def __init__(self, addresses: Sequence[str], budget: Budget) -> None:
        self._addresses = addresses
        self._budget = budget
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Try the checked addresses in turn, each with its share of the time left."""
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for tried, address in enumerate(self._addresses):
            share = self._budget.remaining() / (len(self._addresses) - tried)
            try:
                stream = self._plain.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as unreachable:
                failure = unreachable
            else:
                return MeteredStream(stream, self._budget)
        raise failure


class MeteredStream(httpcore.NetworkStream):
    """A stream whose every wait ends with the budget's time and whose every byte is counted."""

    def __init__(self, inner: httpcore.NetworkStream, budget: Budget) -> None:
        self._inner = inner
        self._budget = budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there, up to `max_bytes`."""
        data = self._inner.read(max_bytes, self._budget.remaining())
        self._budget.spend(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of `buffer`."""
        self._inner.write(buffer, self._budget.remaining())

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Shake hands, verifying the certificate for `server_hostname`."""
        secured = self._inner.start_tls(ssl_context, server_hostname, self._budget.remaining())
        return MeteredStream(secured, self._budget)

    def get_extra_info(self, info: str) -> typing.Any:
        """Return what the connection knows of itself, as httpcore asks for it."""
        return self._inner.get_extra_info(info)
