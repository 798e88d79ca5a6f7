"""Rows kept as JSON and made again from it, every field as it was, the key too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model

Row = TypeVar("Row", bound=Model)

Kept = dict[str, Any]


def keep(rows: Iterable[Model]) -> list[Kept]:
    """Return each row as {column: value}; a time as ISO 8601 with its microseconds."""
    return [
        {field.attname: _plain(getattr(row, field.attname)) for field in row._meta.concrete_fields}
        for row in rows
    ]


def remade(model: type[Row], kept: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Return unsaved objects of `model` with these values, for `bulk_create`."""
    return [
        model(**{field.attname: field.to_python(row[field.attname]) for field in model._meta.concrete_fields})
        for row in kept
    ]


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return value
