"""Where a request came from, as sign-in counts its failures: by account and address."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the caller's network address.

    Behind a proxy (`BEHIND_PROXY`) that is the last entry of X-Forwarded-For, which the proxy itself wrote;
    those before it are the caller's own words. Without a good one, the address of the connection.
    """
    seen = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.BEHIND_PROXY:
        return seen
    last = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    try:
        return str(ipaddress.ip_address(last))
    except ValueError:
        return seen
