"""Bearer tokens for the API: shown once, kept as SHA-256, revocable."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.db.models.functions import Now
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from factcheck import audit, prepared
from factcheck.models import ApiToken, Desk, Membership, User
from factcheck.rows import columns, objects

_WHO = f"""
    SELECT {columns(User, "u")}, {columns(Membership, "m")}, {columns(Desk, "d")} FROM factcheck_apitoken t
    JOIN factcheck_user u ON u.id = t.user_id AND u.is_active
    LEFT JOIN factcheck_membership m ON m.user_id = u.id
    LEFT JOIN factcheck_desk d ON d.id = m.desk_id
    WHERE t.sha256 = %(sha256)s AND t.revoked_at IS NULL ORDER BY d.slug
"""  # noqa: S608  # column names of our own models


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


@transaction.atomic
def revoke(user: User) -> int:
    """Revoke every token of `user`; return how many were in force."""
    in_force = ApiToken.objects.filter(user=user, revoked_at__isnull=True)
    tokens = list(in_force.select_for_update())
    in_force.update(revoked_at=Now())
    for token in tokens:
        audit.record("api_token.revoked", token, by=None, desk=None)
    return len(tokens)


@dataclass(frozen=True, slots=True)
class Pass:
    """What a good token opens: the desks of its user, read with the token in one query."""

    places: list[Membership]


class BearerAuthentication(BaseAuthentication):
    """`Authorization: Bearer <token>`."""

    def authenticate(self, request: Request) -> tuple[User, Pass] | None:
        """Return the token's user, or None where none was sent; AuthenticationFailed for a bad one."""
        scheme, _, token = get_authorization_header(request).decode("latin-1").partition(" ")
        if scheme.lower() != "bearer":
            return None
        rows = prepared.run(_WHO, {"sha256": digest(token.strip())})
        found = [tuple(objects(row, User, Membership, Desk)) for row in rows]
        if not found:
            raise AuthenticationFailed("This token is unknown or revoked.")
        user = found[0][0]
        places = []
        for _, place, desk in found:
            if place is not None:
                place.user, place.desk = user, desk
                places.append(place)
        return user, Pass(places)

    def authenticate_header(self, request: Request) -> str:
        """Return what a 401 answer asks for."""
        return "Bearer"
