"""All that an import leaves at a desk, row by row, without keys and times, to compare two ways to import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q

from articles.models import Article, ArticleKey, ArticleRevision, ImportItem, Statement
from factcheck.models import AuditEvent, Desk
from reviews.matching.search_terms import search_terms
from reviews.models import Claim, ClaimMatch, ReviewTask

_OF_ONE_DATABASE = {"id", "desk", "public_id", "created_at", "run", "file", "locator", "source"}
"""Columns that differ between two desks: keys, chance, times, and where an entry stood."""
_TIMES = {"extracted_at", "matched_at", "suggested_at", "compared_at"}
_CARRIERS = {
    "raw_sha256",
    "attempts",
    "extract_attempts",
    "match_attempts",
    "suggest_attempts",
    "compare_attempts",
}
"""An entry of a file keeps the file's hash; only what waited on its own counts its attempts."""


def rows_of(desk: Desk) -> dict[str, Counter[tuple[Any, ...]]]:
    """Return the desk's items, articles, keys, revisions, statements, claims, matches, tasks and acts."""
    revisions = ArticleRevision.objects.filter(article__desk=desk).order_by("pk")
    claims = Claim.objects.of(desk).order_by("pk")
    names: dict[tuple[type[Model], int], str] = {
        **{(Article, row.pk): row.identity for row in Article.objects.filter(desk=desk)},
        **{
            (ArticleRevision, row.pk): f"{row.article.identity} {row.number}"
            for row in revisions.select_related("article")
        },
        **{(Claim, row.pk): f"{row.language} {row.fingerprint}" for row in claims},
    }
    statements = Statement.objects.filter(revision__in=revisions)
    names |= {
        (Statement, row.pk): f"{names[ArticleRevision, row.revision_id]} {row.start}" for row in statements
    }
    assert [sorted(row.terms.values_list("term", flat=True)) for row in claims] == [
        search_terms(row.text, realm=f"{desk.pk} {row.language}") for row in claims
    ]
    everything: dict[str, Iterable[Model]] = {
        "items": ImportItem.objects.filter(run__desk=desk),
        "articles": Article.objects.filter(desk=desk),
        "keys": ArticleKey.objects.filter(desk=desk),
        "revisions": revisions,
        "statements": statements,
        "claims": claims,
        "matches": ClaimMatch.objects.filter(claim__desk=desk),
        "tasks": ReviewTask.objects.of(desk),
    }
    found = {name: Counter(_row(each, names) for each in rows) for name, rows in everything.items()}
    return {**found, "acts": _acts(desk, names)}


def _row(row: Model, names: dict[tuple[type[Model], int], str]) -> tuple[Any, ...]:
    """Return a row's columns by name, with a name in the place of another row's key."""
    values: list[Any] = []
    for field in row._meta.concrete_fields:
        if field.name in _OF_ONE_DATABASE | _CARRIERS:
            continue
        value = getattr(row, field.attname)
        if field.name in _TIMES:
            value = value is not None
        elif field.is_relation and value is not None:
            value = names[field.related_model, value]
        values.append((field.name, repr(value)))
    return tuple(values)


def _acts(desk: Desk, names: dict[tuple[type[Model], int], str]) -> Counter[tuple[Any, ...]]:
    """Return the recorded acts on articles and revisions, each with what it names and what it counted."""
    models: dict[str, type[Model]] = {each._meta.label_lower: each for each in (Article, ArticleRevision)}
    mine = Q(target__startswith="articles.article:") | Q(target__startswith="articles.articlerevision:")
    found: Counter[tuple[Any, ...]] = Counter()
    for event in AuditEvent.objects.filter(mine, desk=desk).exclude(action="revision.suggested"):
        label, _, key = event.target.partition(":")
        # A batch has its suggestions made, and recorded, after all its tasks are there.
        data = {
            name: value
            for name, value in event.data.items()
            if name not in {"run", "revision", "suggestions"}
        }
        found[event.action, names[models[label], int(key)], event.actor_id, repr(sorted(data.items()))] += 1
    return found
