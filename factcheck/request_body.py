"""The body of a request piece by piece, for what is too large to be held: never more than it says it has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.http import HttpRequest
from rest_framework.exceptions import APIException

PIECE: Final = 65_536


class BodyCut(APIException):
    """The connection ended, or broke the rules of HTTP, before the body did."""

    status_code = 400
    default_code = "body_cut"


class LengthRequired(APIException):
    """The body comes in chunks where that cannot be taken."""

    status_code = 411
    default_code = "length_required"
    default_detail = "Only a file may come in chunks here: send Content-Length."


class BodyTooLarge(APIException):
    """The body has more bytes than are read of it."""

    status_code = 413
    default_code = "too_large"


def length_of(request: HttpRequest) -> int | None:
    """Return how many bytes the body says it has, 0 where it says nothing, None where it comes in chunks.

    Raises LengthRequired for chunks whose end the web server does not tell.
    """
    if request.META.get("HTTP_TRANSFER_ENCODING"):
        if not request.META.get("wsgi.input_terminated"):
            raise LengthRequired
        return None
    stated = str(request.META.get("CONTENT_LENGTH") or "")
    return int(stated) if stated.isascii() and stated.isdigit() else 0


def pieces_of(request: HttpRequest) -> Iterator[bytes]:
    """Yield the body in pieces of at most PIECE bytes, once. Raises LengthRequired, and BodyCut at its end.

    Django reads nothing of a chunked body, since it knows no length; the server ends it (`input_terminated`).
    """
    length = length_of(request)
    stream = request.META["wsgi.input"] if length is None else request
    seen = 0
    while piece := _read(stream, PIECE if length is None else min(PIECE, length - seen)):
        seen += len(piece)
        yield piece
    if length is not None and seen < length:
        raise BodyCut(f"The body ended after {seen:,} of {length:,} bytes.")


def _read(stream: object, size: int) -> bytes:
    try:
        piece: bytes = stream.read(size) if size else b""  # type: ignore[attr-defined]  # a WSGI stream
    except OSError as error:
        raise BodyCut(f"The body could not be read to its end: {error}.") from error
    return piece
