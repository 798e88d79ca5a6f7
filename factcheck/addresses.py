"""Say which URLs and which network addresses the outgoing client may reach; no network is touched here."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote

import idna

MAX_URL = 4096
_PORTS = {"http": 80, "https": 443}
_SHAPE = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)([^?#]*)(\?[^#]*)?(?:#.*)?", re.DOTALL)
_AUTHORITY = re.compile(r"(\[[^\[\]]*\]|[^:\[\]]*)(?::([0-9]{1,5}))?")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMERIC = re.compile(r"[0-9]+|0x[0-9a-f]*")
# Names that by their definition lead nowhere public (RFC 6761, 6762, 8375, 9476; ICANN's .internal).
_PRIVATE_NAMES = (".localhost", ".local", ".internal", ".home.arpa", ".alt", ".onion", ".test", ".invalid")
# What IPv4Address.is_global lets through although it is no ordinary public host (IANA special-purpose
# registry); 168.63.129.16 is the metadata service of one large cloud, on a public address.
_NOT_HOSTS_V4 = tuple(
    map(
        ipaddress.IPv4Network,
        ("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24",
         "192.175.48.0/24", "198.18.0.0/15", "224.0.0.0/3", "168.63.129.16/32"),
    )
)  # fmt: skip
# IPv6 hosts are public only in 2000::/3, and there not where another address hides inside (Teredo, 6to4).
_UNICAST_V6 = ipaddress.IPv6Network("2000::/3")
_NOT_HOSTS_V6 = tuple(
    map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"))
)


class FetchRefused(Exception):
    """The desk will not fetch this; the message says why and is fit for the person who gave the URL."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where one request goes: a URL's checked parts. FETCH_ALLOWED_HOSTS names `trusted` hosts."""

    scheme: str
    host: str
    port: int
    target: str
    trusted: bool

    @property
    def url(self) -> str:
        """The URL in its normal form, without fragment or default port."""
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def authority(self) -> str:
        """Host and port as the Host header carries them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def literal(self) -> bool:
        """Whether the host is an address and needs no resolving."""
        return ":" in self.host or bool(_NUMERIC.fullmatch(self.host.rpartition(".")[2]))


def destination(url: str, allowed_hosts: Collection[str] = ()) -> Destination:
    """Return the parts of `url`; raise FetchRefused for anything but a plain public http(s) address.

    `allowed_hosts` holds "host" or "host:port": these may be private, and may use that port.
    """
    scheme, authority, target = _parts(url.strip())
    shape = _AUTHORITY.fullmatch(authority)
    if not shape:
        raise FetchRefused(f"“{authority[:80]}” is not a host name with an optional port")
    host = _host(shape.group(1))
    port = int(shape.group(2)) if shape.group(2) else _PORTS[scheme]
    shown = f"[{host}]" if ":" in host else host
    named = f"{shown}:{port}" in allowed_hosts
    trusted = named or (shown in allowed_hosts and port in _PORTS.values())
    found = Destination(scheme, host, port, target, trusted)
    if not trusted:
        _check_ordinary(found)
    return found


def check_public(address: str) -> None:
    """Raise FetchRefused unless `address` (IPv4 or IPv6 in text form) is an ordinary public host's."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv4Address):
        public = ip.is_global and not any(ip in network for network in _NOT_HOSTS_V4)
    else:
        public = ip in _UNICAST_V6 and ip.is_global and not any(ip in network for network in _NOT_HOSTS_V6)
    if not public:
        raise FetchRefused(f"{ip} is not a public address")


def _parts(url: str) -> tuple[str, str, str]:
    if len(url) > MAX_URL:
        raise FetchRefused(f"the address is longer than {MAX_URL} characters")
    if any(c <= " " or c == "\x7f" or c == "\\" or c.isspace() for c in url):
        raise FetchRefused("the address contains a space, a backslash or a control character")
    shape = _SHAPE.fullmatch(url)
    if not shape or shape.group(1).lower() not in _PORTS:
        raise FetchRefused("only addresses that start with http:// or https:// can be fetched")
    if "@" in shape.group(2):
        raise FetchRefused("the address must not carry a user name or password")
    target = (shape.group(3) or "/") + (shape.group(4) or "")
    return shape.group(1).lower(), shape.group(2), quote(target, safe="/?%:@!$&'()*+,;=~-._[]|{}^")


def _host(host: str) -> str:
    """Return the host in its one normal spelling; raise FetchRefused when it has none."""
    try:
        if host.startswith("["):
            return _ipv6(host[1:-1])
        name = host.lower() if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
        name = name.removesuffix(".")
        labels = name.split(".")
        # Some libraries read 2130706433, 0x7f.1 and 0177.0.0.1 as addresses; one spelling is enough.
        if _NUMERIC.fullmatch(labels[-1]):
            return str(ipaddress.IPv4Address(name))
    except ValueError as wrong:
        raise FetchRefused(f"“{host[:80]}” is not a host name or a plain address") from wrong
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise FetchRefused(f"“{host[:80]}” is not a host name")
    return name


def _ipv6(address: str) -> str:
    if "%" in address:
        raise ValueError("a zone belongs to one machine's network")
    return ipaddress.IPv6Address(address).compressed


def _check_ordinary(place: Destination) -> None:
    if place.literal:
        check_public(place.host)
    elif "." not in place.host or place.host.endswith(_PRIVATE_NAMES):
        raise FetchRefused(f"“{place.host}” is not a name of the public internet")
    if place.port not in _PORTS.values():
        raise FetchRefused(f"port {place.port} is not one the desk fetches from (80 and 443 are)")
