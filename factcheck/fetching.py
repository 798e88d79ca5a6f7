"""The one outgoing HTTP client: public addresses only, pinned once checked, bounded in time and size."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from urllib.parse import urljoin

import httpcore
import httpx
from django.conf import settings

from factcheck.addresses import Destination, FetchRefused, check_public, destination
from factcheck.inflation import Body, BrokenBody
from factcheck.pinned import Budget, PinnedBackend, Unresolved

__all__ = ["DEFAULT", "FetchFailed", "FetchRefused", "Fetched", "Limits", "ensure_fetchable", "fetch"]

Resolver = Callable[[str, int], Sequence[str]]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_Headers = dict[bytes | str, bytes | str]
_HEADERS: _Headers = {
    "User-Agent": "FactcheckDesk/1 (evidence capture)",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1",
}
_FIXED: _Headers = {"Accept-Encoding": "identity", "Connection": "close"}


class FetchFailed(Exception):
    """The network or the server did not deliver; trying again later may help.

    `status` is the HTTP status of a server that answered, else None; `retry_after` its header of that name.
    """

    def __init__(self, message: str, *, status: int | None = None, retry_after: str = "") -> None:
        self.status = status
        self.retry_after = retry_after
        super().__init__(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one fetch, redirects included, may cost at most."""

    seconds: float = 15.0
    wire_bytes: int = 5_000_000
    inflated_bytes: int = 20_000_000
    redirects: int = 5


DEFAULT = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a server answered. `media_type` and `charset` are as declared, in lower case, or "".

    `moved_to` is where permanent redirects alone led from the first address on, or "". `etag` and
    `last_modified` are the validators of a conditional GET as the server wrote them, or "" (RFC 9110, 8.8).
    """

    url: str
    final_url: str
    status: int
    media_type: str
    charset: str
    body: bytes
    fetched_at: datetime
    moved_to: str = ""
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Message
    body: bytes


def ensure_fetchable(url: str) -> str:
    """Return `url` in its normal form, without any network; raise FetchRefused saying what is wrong."""
    return destination(url, settings.FETCH_ALLOWED_HOSTS).url


def fetch(
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    limits: Limits = DEFAULT,
    resolve: Resolver | None = None,
) -> Fetched:
    """GET `url`, following redirects by hand, each checked as the first address was.

    `headers` replace or join the ones that are always sent; Host, Accept-Encoding and Connection stay ours.
    `resolve` maps (host, port) to addresses and is asked once a hop; the connection goes to the very
    addresses that were checked. Raises FetchRefused (policy and limits) or FetchFailed (network, HTTP error).
    """
    budget = Budget(limits.seconds, limits.wire_bytes)
    place = destination(url, settings.FETCH_ALLOWED_HOSTS)
    sent: _Headers = {**_HEADERS}
    sent.update((headers or {}).items())
    sent.update(_FIXED)
    moved_to, permanent = "", True
    for _ in range(limits.redirects + 1):
        answer = _visit(place, _addresses(place, budget, resolve or budget.resolve), sent, budget, limits)
        if answer.status not in _REDIRECTS:
            return _fetched(url, place, answer, moved_to)
        place = _next_place(place, answer)
        permanent = permanent and answer.status in _PERMANENT
        moved_to = place.url if permanent else moved_to
    raise FetchRefused(f"the address leads through more than {limits.redirects} redirects")


def _addresses(place: Destination, budget: Budget, resolve: Resolver) -> Sequence[str]:
    """Resolve once and check every address: one private address among public ones is refused too."""
    if place.literal:
        return [place.host]
    try:
        found = resolve(place.host, place.port)
    except Unresolved as unknown:
        raise FetchFailed(str(unknown)) from unknown
    if not place.trusted:
        for address in found:
            check_public(address)
    budget.remaining()
    return found


def _visit(
    place: Destination, addresses: Sequence[str], sent: _Headers, budget: Budget, limits: Limits
) -> _Answer:
    pool = httpcore.ConnectionPool(
        ssl_context=httpx.create_ssl_context(trust_env=False),
        max_connections=1,
        network_backend=PinnedBackend(addresses, budget),
    )
    headers: _Headers = {**sent, "Host": place.authority}
    url = httpcore.URL(scheme=place.scheme, host=place.host, port=place.port, target=place.target)
    try:
        with pool, pool.stream("GET", url, headers=headers) as response:
            return _read(response, limits)
    except httpcore.TimeoutException as slow:
        raise budget.too_slow() from slow
    except (httpcore.NetworkError, httpcore.ProtocolError, BrokenBody) as failure:
        reason = str(failure) or type(failure).__name__
        raise FetchFailed(f"{place.host} could not be read: {reason}") from failure


def _read(response: httpcore.Response, limits: Limits) -> _Answer:
    headers = Message()
    for name, value in response.headers:
        headers[name.decode("ascii")] = value.decode("utf-8", "replace")
    if response.status >= 400:
        raise FetchFailed(
            f"the server answered with HTTP status {response.status}",
            status=response.status,
            retry_after=str(headers.get("Retry-After", "")),
        )
    body = Body(", ".join(headers.get_all("Content-Encoding", [])), limits.inflated_bytes)
    if response.status not in _REDIRECTS:
        for chunk in response.iter_stream():
            body.feed(chunk)
    return _Answer(response.status, headers, body.finish())


def _next_place(place: Destination, answer: _Answer) -> Destination:
    location = answer.headers.get("Location", "")
    if not location:
        raise FetchFailed(f"the server answered with HTTP status {answer.status} but names no new address")
    try:
        return destination(urljoin(place.url, location), settings.FETCH_ALLOWED_HOSTS)
    except FetchRefused as refused:
        raise FetchRefused(f"the address redirects to one that is refused: {refused}") from refused
    except ValueError as malformed:  # urljoin reads brackets before we can
        raise FetchRefused("the address redirects to one that is not an address") from malformed


def _fetched(url: str, place: Destination, answer: _Answer, moved_to: str) -> Fetched:
    declared = answer.headers["Content-Type"] is not None
    return Fetched(
        url=url,
        final_url=place.url,
        status=answer.status,
        media_type=answer.headers.get_content_type() if declared else "",
        charset=str(answer.headers.get_param("charset", "") if declared else "").lower(),
        body=answer.body,
        fetched_at=datetime.now(UTC),
        moved_to=moved_to,
        etag=str(answer.headers.get("ETag", "")),
        last_modified=str(answer.headers.get("Last-Modified", "")),
    )
