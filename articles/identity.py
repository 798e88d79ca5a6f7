"""What makes two entries the same article: the source's own id, else the canonical address, else the text."""

from __future__ import annotations

import hashlib
import re
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
_NO_TEXT: Final = hashlib.sha256().hexdigest()
# The same page for another screen: these differ, where they differ at all, in layout only.
_SCREEN_HOST: Final = re.compile(r"\A(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_SCREEN_PATH: Final = re.compile(
    r"(?:/amp|\.amp|/(?:index|default)\.(?:html?|php|aspx?))\Z|\.amp(?=\.html?\Z)", re.IGNORECASE
)
_SCREEN_QUERY: Final = frozenset({("amp", ""), ("amp", "1"), ("outputtype", "amp"), ("m", "1")})


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


def plain_url(url: str) -> str:
    """Return the one spelling for the forms of a page for other screens, or "" for no web address.

    The host without `www.`, `m.`, `mobile.` or `amp.`, the path without `/amp`, `.amp` or `/index.html` at
    its end, the query without `amp=1`. Two pages may share it: it names an article only if the texts agree.
    """
    address = normalised_url(url)
    if not address:
        return ""
    parts = urlsplit(address)
    path = _SCREEN_PATH.sub("", parts.path)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([pair for pair in pairs if (pair[0].lower(), pair[1].lower()) not in _SCREEN_QUERY])
    return urlunsplit(("https", _SCREEN_HOST.sub("", parts.netloc), path.rstrip("/"), query, ""))


def keys(*, source_slug: str, external_id: str, canonical_url: str, sha256: str) -> tuple[str, ...]:
    """Return all that an article is known by, the surest first; the hash of no text only if alone.

    `id:<source slug>:<external id>`, `url:<normalised address>`, `url:<plain address>`, `sha:<text hash>`;
    the first three where there are such. `identity` is the first of them.
    """
    found = [identity(source_slug=source_slug, external_id=external_id, canonical_url="", sha256=sha256)]
    addresses = dict.fromkeys((normalised_url(canonical_url), plain_url(canonical_url)))
    found += [_bounded(f"url:{address}") for address in addresses if address]
    sure = [key for key in dict.fromkeys(found) if not key.startswith("sha:")]
    return tuple(sure if sure and sha256 == _NO_TEXT else [*sure, f"sha:{sha256}"])


def _tracks(name: str) -> bool:
    return name.lower().startswith(_TRACKING_PREFIX) or name.lower() in _TRACKING


def _bounded(text: str) -> str:
    raw = text.encode()
    if len(raw) <= MAX_BYTES:
        return text
    head = raw[: MAX_BYTES - 80]
    return f"{head.decode(errors='ignore')}…{hashlib.sha256(raw[len(head) :]).hexdigest()}"
