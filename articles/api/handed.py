"""What a request hands over: JSON articles, multipart files, or one file as the body itself, streamed."""

from __future__ import annotations

import re
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from rest_framework import exceptions
from rest_framework.parsers import FormParser
from rest_framework.request import Request

from articles.actions.hand_over_keys import HandOver, KeyReused
from articles.actions.opening import open_uploads
from articles.actions.receiving import TooLarge, receive
from articles.api.serializers import ImportIn
from articles.formats.parsed import ParsedArticle
from articles.models import HandOverKey
from factcheck.api import fields_of
from factcheck.request_body import BodyTooLarge, LengthRequired, length_of, pieces_of

JSONL_TYPES: Final = (
    "application/jsonl",
    "application/x-jsonl",
    "application/jsonlines",
    "application/x-ndjson",
)
"""Types that say jsonl; of any other type the file's bytes tell its format."""

_READ_AS_A_WHOLE: Final = ("application/json", "multipart/form-data", FormParser.media_type)
_KEY: Final = re.compile(rf"[\x21-\x7e]{{1,{HandOverKey.MOST}}}")


class KeyUsedOtherwise(exceptions.APIException):
    """The Idempotency-Key belongs to another hand-over."""

    status_code = 422
    default_code = "key_reused"

    def __init__(self, error: KeyReused) -> None:
        super().__init__(str(error))


def key_of(request: Request) -> str:
    """Return the request's Idempotency-Key, "" where it has none. ValidationError for what is none."""
    key: str = request.headers.get("Idempotency-Key", "")
    if key and not _KEY.fullmatch(key):
        said = f"An Idempotency-Key is 1 to {HandOverKey.MOST} visible ASCII characters."
        raise ValidationError({"Idempotency-Key": said})
    return key


def is_file(request: Request) -> bool:
    """Return whether the body is itself a file: one with `?filename=`, or of a type that is none of ours."""
    return "filename" in request.query_params or _type_of(request) not in _READ_AS_A_WHOLE


def given_in(request: Request) -> dict[str, Any]:
    """Return the validated fields of the request, those of the address where its body is a file, yet unread.

    Raises ValidationError, DRF's or Django's, for wrong fields; BodyTooLarge and LengthRequired.
    """
    form = ImportIn(data={name: value for name, value in _fields(request).items() if name != "files"})
    form.is_valid(raise_exception=True)
    given: dict[str, Any] = form.validated_data
    return given


def handed_over(request: Request, given: dict[str, Any]) -> HandOver:
    """Return what the request hands over with these fields; a file goes to the store as it comes.

    Raises ValidationError for an empty body; BodyTooLarge, BodyCut and LengthRequired.
    """
    if is_file(request):
        return _file(request, given)
    files, refusals = open_uploads(request.FILES.getlist("files"), format=given["format"])
    rows = enumerate(given.get("articles", []), start=1)
    return HandOver(
        files=files,
        refusals=refusals,
        articles=[_parsed(row, number) for number, row in rows],
        source=given["source"],
    )


def _file(request: Request, given: dict[str, Any]) -> HandOver:
    declared = given["format"]
    if declared == "auto" and _type_of(request) in JSONL_TYPES:
        declared = "jsonl"
    try:
        file = receive(
            pieces_of(request),
            name=request.query_params.get("filename") or "body",
            format=declared,
            length=length_of(request),
        )
    except TooLarge as error:
        raise BodyTooLarge(str(error)) from error
    if not file.sha256:
        raise ValidationError({"": "The body is empty."})
    return HandOver(files=[file], source=given["source"])


def _fields(request: Request) -> dict[str, Any]:
    """Return the fields beside a file, from the address, or those of the body."""
    if is_file(request):
        return {name: value for name, value in request.query_params.items() if name != "filename"}
    _refuse_long(request)
    return fields_of(request)


def _refuse_long(request: Request) -> None:
    """JSON is held as a whole; the files of a form lie on disk until they are stored."""
    is_json = _type_of(request) == "application/json"
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE if is_json else settings.IMPORT_MAX_STREAM_BYTES
    length = length_of(request)
    if length is None:
        raise LengthRequired
    if length > limit:
        setting = "twice IMPORT_MAX_BYTES" if is_json else "IMPORT_MAX_STREAM_BYTES"
        raise BodyTooLarge(f"The most that is read of such a body is {limit:,} bytes ({setting}).")


def _type_of(request: Request) -> str:
    return (request.content_type or "").partition(";")[0].strip().lower()


def _parsed(row: dict[str, Any], number: int) -> ParsedArticle:
    fields = {name: value for name, value in row.items() if name not in ("title", "text")}
    text = row["text"].replace("\r\n", "\n")
    title = row["title"] or text.strip().partition("\n")[0][:300]
    return ParsedArticle(locator=f"articles[{number}]", title=title, text=text, **fields)
