"""What every API endpoint shares: one error shape, the rule by method, desks as tenants, lists by cursor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, TypeVar, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.functional import cached_property
from rest_framework import exceptions, status
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from factcheck import shifts
from factcheck.authentication import Pass
from factcheck.models import Membership, User, desks_with
from factcheck.roles import Ability, may
from factcheck.states import Conflict

M = TypeVar("M", bound=Model)


class ByKey(CursorPagination):
    """Newest first, by key: `{next, previous, results}`; `next` and `previous` are addresses or null."""

    page_size = 50
    max_page_size = 200
    page_size_query_param = "page_size"
    ordering = "-id"

    def decode_cursor(self, request: Request) -> Cursor | None:
        """Return the place that the request's cursor names; NotFound for one that names no key."""
        cursor = super().decode_cursor(request)
        if cursor is not None and cursor.position is not None and not _is_whole(str(cursor.position)):
            raise exceptions.NotFound(self.invalid_cursor_message)
        return cursor


class OnlyJSON(DefaultContentNegotiation):
    """Bodies are read by their type; answers are JSON, whatever the caller would rather have."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """Return the view's first renderer."""
        first = next(iter(renderers))
        return first, first.media_type


class DeskView(APIView):
    """An endpoint of desks: `rules` names the ability that each method asks for; the matrix test reads it."""

    rules: ClassVar[dict[str, Ability]] = {}
    content_negotiation_class = OnlyJSON
    pagination_class = ByKey  # read by the OpenAPI document, for answers that are lists

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Let in who may ask; ValidationError for a query that PostgreSQL cannot hold."""
        super().initial(request, *args, **kwargs)
        for name, value in request.query_params.items():
            if "\0" in value:
                raise ValidationError({name: "Contains a NUL character."})

    @property
    def ability(self) -> Ability:
        """Return the ability that the present method asks for."""
        return self.rules["GET" if self.request.method == "HEAD" else self.request.method or "GET"]

    @property
    def user(self) -> User:
        """Return who is calling."""
        return cast(User, self.request.user)

    @cached_property
    def places(self) -> list[Membership]:
        """Return the caller's memberships with their desks, by slug; a bearer token brought them along."""
        if isinstance(self.request.auth, Pass):
            return self.request.auth.places
        mine = Membership.objects.select_related("desk", "user").filter(user=self.user)
        return list(mine.order_by("desk__slug"))

    def place_at(self, desk: int) -> Membership:
        """Return the caller's membership at a desk; 404 for strangers, 403 for lesser roles."""
        return self._able([place for place in self.places if place.desk_id == desk])

    def _able(self, found: list[Membership]) -> Membership:
        if not found:
            raise Http404("No such object.")
        if not may(found[0].role, self.ability):
            raise PermissionDenied(f"Your role here, {found[0].role}, may not do this.")
        shifts.note(found[0])
        return found[0]

    def find(self, rows: QuerySet[M], pk: int, *, desk: str = "desk") -> tuple[M, Membership]:
        """Return the object and the caller's membership at its desk; foreign and missing ones answer alike.

        `desk` is the path from the object to its desk, such as `claim__desk`.
        """
        row = self._visible(rows.filter(pk=pk)).first()
        if row is None:
            raise Http404("No such object.")
        where: Any = row
        for step in desk.split("__"):
            where = getattr(where, step)
        return row, self.place_at(where.pk)

    def chosen_desk(self, slug: str | None) -> Membership:
        """Return the membership at the desk named, or at the caller's only one; else ValidationError."""
        if slug:
            return self._able([place for place in self.places if place.desk.slug == slug])
        if len(self.places) != 1:
            slugs = ", ".join(place.desk.slug for place in self.places) or "none is open to you"
            raise ValidationError({"desk": f"Name the desk, one of: {slugs}."})
        return self._able(self.places)

    def within_desks(self, rows: QuerySet[M], *, desk: str = "desk") -> QuerySet[M]:
        """Return the rows of `?desk=`, or of every desk where the caller's role suffices."""
        rows = self._visible(rows)
        if slug := self.request.query_params.get("desk"):
            return rows.filter(**{desk: self.chosen_desk(slug).desk_id})
        open_here = [place.desk_id for place in self.places if may(place.role, self.ability)]
        return rows.filter(**{f"{desk}__in": open_here})

    def _visible(self, rows: QuerySet[M]) -> QuerySet[M]:
        """Return the rows that the caller may see, of models that say so; with every right ask no more."""
        if len(desks_with(Ability.EMBARGO, self.places)) == len(self.places):
            return rows
        visible_to = getattr(rows, "visible_to", None)
        return rows if visible_to is None else cast("QuerySet[M]", visible_to(self.places))

    def page(self, rows: QuerySet[M], serializer: type[BaseSerializer[Any]]) -> Response:
        """Return one page of `rows`."""
        pages = self.pagination_class()
        found = pages.paginate_queryset(rows, self.request, view=self)
        return pages.get_paginated_response(serializer(found or [], many=True).data)


_serializers: dict[type[BaseSerializer[Any]], BaseSerializer[Any]] = {}


def _built(kind: type[BaseSerializer[Any]]) -> BaseSerializer[Any]:
    """Return one serializer for all requests: building its fields costs more than using them."""
    return _serializers.get(kind) or _serializers.setdefault(kind, kind())


def as_json(serializer: type[BaseSerializer[Any]], row: Model) -> dict[str, Any]:
    """Return `row` as the serializer writes it."""
    return dict(_built(serializer).to_representation(row))


def read(request: Request, form: type[BaseSerializer[Any]]) -> dict[str, Any]:
    """Return the request's validated fields; DRF's ValidationError, by field, where they are wrong."""
    return dict(_built(form).run_validation(request.data))


def fields_of(request: Request) -> dict[str, Any]:
    """Return the fields of the request's body. ValidationError where the body is not an object."""
    if not isinstance(request.data, Mapping):
        raise ValidationError("The body must be a JSON object.")
    return {name: request.data[name] for name in request.data}


def number_of(request: Request, name: str) -> int | None:
    """Return the whole number of query parameter `name`, or None. ValidationError for anything else."""
    value = request.query_params.get(name)
    if value in (None, ""):
        return None
    if not _is_whole(value):
        raise ValidationError({name: "Must be a whole number."})
    return int(value)


def _is_whole(text: str) -> bool:
    """Return whether `text` is a whole number that a key can have."""
    return text.isascii() and text.isdigit() and len(text) < 19


def answer_error(error: Exception, context: dict[str, Any]) -> Response | None:
    """Return `{"error": {code, message, fields?, present?}}` for every error that a caller can cause."""
    if isinstance(error, Conflict):
        return _answer(status.HTTP_409_CONFLICT, "conflict", str(error), present=error.present)
    if isinstance(error, ValidationError):
        fields = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        return _answer(status.HTTP_400_BAD_REQUEST, "invalid", _first(fields), fields=fields)
    if isinstance(error, exceptions.ValidationError):
        detail = error.detail if isinstance(error.detail, dict) else {"": error.detail}
        return _answer(status.HTTP_400_BAD_REQUEST, "invalid", _first(detail), fields=detail)
    if isinstance(error, Http404):
        return _answer(status.HTTP_404_NOT_FOUND, "not_found", "There is nothing here for you.")
    if isinstance(error, PermissionDenied):
        return _answer(status.HTTP_403_FORBIDDEN, "forbidden", str(error) or "You may not do this.")
    if isinstance(error, exceptions.APIException):
        answer = _answer(error.status_code, str(error.get_codes()), str(error.detail))
        if header := getattr(error, "auth_header", None):
            answer["WWW-Authenticate"] = header
        return answer
    return None


def _answer(code: int, name: str, message: str, **more: object) -> Response:
    return Response({"error": {"code": name, "message": message, **more}}, status=code)


def _first(errors: Any, at: str = "") -> str:
    """Return the first message of nested errors behind its field, such as `articles.1.text: …`."""
    if isinstance(errors, Mapping):
        name, inner = next(iter(errors.items()))
        return _first(inner, f"{at}.{name}".strip("."))
    if isinstance(errors, list) and errors:
        return _first(next(filter(None, errors), ""), at)
    return f"{at}: {errors}" if at else str(errors)
