"""What makes two entries the same article: the source's own id, else the canonical address, else the text."""

from __future__ import annotations

import hashlib
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.utils.text import slugify

MAX_BYTES: Final = 2000
"""PostgreSQL refuses to index more than 2,704 bytes of one row; a longer identity ends in a hash."""

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_TRACKING: Final = frozenset({
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid",
    "igsh", "igshid", "mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "vero_id", "oly_anon_id",
    "oly_enc_id", "at_campaign", "at_medium",
})  # fmt: skip
_TRACKING_PREFIX: Final = "utm_"


def text_sha256(text: str) -> str:
    """Return the SHA-256, in hex, of a text in UTF-8: two revisions differ when these differ."""
    return hashlib.sha256(text.encode()).hexdigest()


def slug_of(name: str) -> str:
    """Return the slug that a source of this name is known by, at most 200 characters; "" for no name."""
    return slugify(name, allow_unicode=True)[:200]


def normalised_url(url: str) -> str:
    """Return one spelling for all addresses of one page, or "" where `url` is no web address.

    https; the host in lower case without its default port; no user, no fragment, no tracking parameters;
    the query sorted; no slash at the end of the path.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:  # a port that is no number, a broken IPv6 address
        return ""
    if parts.scheme not in _DEFAULT_PORTS or not host:
        return ""
    if ":" in host:
        host = f"[{host}]"
    place = host if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(pair[0])]
    return urlunsplit(("https", place, parts.path.rstrip("/"), urlencode(sorted(query)), ""))


def identity(*, source_slug: str, external_id: str, canonical_url: str, sha256: str) -> str:
    """Return `id:<source slug>:<external id>`, else `url:<normalised address>`, else `sha:<text hash>`.

    An external id counts only together with its source: other sources may use the same one.
    """
    if source_slug and external_id:
        return _bounded(f"id:{source_slug}:{external_id}")
    address = normalised_url(canonical_url)
    return _bounded(f"url:{address}") if address else f"sha:{sha256}"


def _tracks(name: str) -> bool:
    return name.lower().startswith(_TRACKING_PREFIX) or name.lower() in _TRACKING


def _bounded(text: str) -> str:
    raw = text.encode()
    if len(raw) <= MAX_BYTES:
        return text
    head = raw[: MAX_BYTES - 80]
    return f"{head.decode(errors='ignore')}…{hashlib.sha256(raw[len(head) :]).hexdigest()}"
