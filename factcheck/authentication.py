"""Bearer tokens for the API: shown once, kept as SHA-256, revocable."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from factcheck import audit
from factcheck.models import ApiToken, User


def digest(token: str) -> str:
    """Return the SHA-256 of `token` as 64 hexadecimal digits: all that is ever stored of it."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def issue(user: User, *, name: str = "") -> str:
    """Make a token for `user` and return it; it cannot be read again."""
    token = secrets.token_urlsafe(32)
    row = ApiToken.objects.create(user=user, name=name, sha256=digest(token))
    audit.record("api_token.issued", row, by=user, desk=None, name=name)
    return token


class BearerAuthentication(BaseAuthentication):
    """`Authorization: Bearer <token>`."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """Return the token's user, or None where none was sent; AuthenticationFailed for a bad one."""
        scheme, _, token = get_authorization_header(request).decode("latin-1").partition(" ")
        if scheme.lower() != "bearer":
            return None
        rows = ApiToken.objects.select_related("user")
        row = rows.filter(sha256=digest(token.strip()), revoked_at__isnull=True, user__is_active=True).first()
        if row is None:
            raise AuthenticationFailed("This token is unknown or revoked.")
        return row.user, row

    def authenticate_header(self, request: Request) -> str:
        """Return what a 401 answer asks for."""
        return "Bearer"
