"""Tell a web address from whatever else stands where one should be."""

from __future__ import annotations

from urllib.parse import urlsplit


def web_address(value: str) -> str:
    """Return `value` when it is an absolute http(s) address with a host, else ""."""
    value = value.strip()
    try:
        parts = urlsplit(value)
    except ValueError:
        return ""
    return value if parts.scheme in {"http", "https"} and parts.hostname else ""
