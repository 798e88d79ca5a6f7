"""An archive of any size for a bench: some articles imported for real, then copied with keys of their own.

A copy has its own keys, identities and fingerprints, and no word of a search in common with any other; its
texts are the same. Indexes of the GIN sort are made after the copying: a fraction of the time.
"""

from __future__ import annotations

from typing import Any

ORIGINALS = 500
FRESH = {
    "public_id": "gen_random_uuid()",
    "identity": "identity || '#' || n",
    "key": "key || '#' || n",
    "external_id": "external_id || '#' || n",
    "text_sha256": "md5(text_sha256 || n) || md5(n || text_sha256)",
    "fingerprint": "md5(fingerprint || n) || md5(n || fingerprint)",
    "term": "(hashint8extended(term::bigint, n) >> 33)::int",
}


def enlarge(to: int, have: int) -> None:
    """Copy the `have` articles of the present database, with all that hangs on them, until there are `to`.

    Needs the right to set session_replication_role: the copies are consistent, so nothing is checked again.
    """
    from django.db import connection

    times = to // have - 1
    if times < 1:
        return
    models = _models()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        tables = [model._meta.db_table for model in models]
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexdef ~ 'USING gin'",
            [tables],
        )
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        span = max(_last(cursor, model) for model in models)
        for model in models:
            cursor.execute(_copying(model, models, span), {"times": times})
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for _, definition in indexes:
            cursor.execute(definition)
        for model in models:
            _reset(cursor, model)
        cursor.execute("RESET session_replication_role")
        cursor.execute("VACUUM (ANALYZE)")


def _models() -> list[Any]:
    """Return the models to copy: articles and what is theirs, claims and what names one."""
    from django.apps import apps

    from articles.models import Article, ArticleKey, ArticleRevision, Statement
    from reviews.models import Claim

    of_claims = [
        model
        for model in apps.get_app_config("reviews").get_models()
        if any(field.related_model is Claim for field in model._meta.concrete_fields)
        and model is not Claim
        and model.objects.exists()
    ]
    return [Article, ArticleKey, ArticleRevision, Statement, Claim, *of_claims]


def _last(cursor: Any, model: Any) -> int:
    key = model._meta.pk
    if key.get_internal_type() not in {"BigAutoField", "OneToOneField", "ForeignKey"}:
        return 0
    table = model._meta.db_table
    cursor.execute(f'SELECT coalesce(max("{key.column}"), 0) FROM "{table}"')  # noqa: S608  # our own names
    return int(cursor.fetchone()[0])


def _copying(model: Any, models: list[Any], span: int) -> str:
    """Return the statement that copies all rows of a model `times` times, each copy's keys `span` further."""
    values = {}
    for field in model._meta.concrete_fields:
        own = field.primary_key and not field.is_relation
        moved = own or (field.is_relation and field.related_model in models)
        column = f'"{field.column}"'
        values[column] = f"{column} + n * {span}" if moved else FRESH.get(field.column, column)
    table = model._meta.db_table
    return (
        f'INSERT INTO "{table}" ({", ".join(values)}) OVERRIDING SYSTEM VALUE '  # noqa: S608  # our own names
        f'SELECT {", ".join(values.values())} FROM "{table}", generate_series(1, %(times)s) AS n'
    )


def _reset(cursor: Any, model: Any) -> None:
    key = model._meta.pk
    if key.get_internal_type() == "BigAutoField":
        table = model._meta.db_table
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', '{key.column}'), "  # noqa: S608  # our own names
            f'(SELECT max("{key.column}") FROM "{table}"))'
        )
