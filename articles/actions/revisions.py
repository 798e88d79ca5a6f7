"""Revisions: a parsed article becomes a new text of its article, unless the text is the one we hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from articles.formats.parsed import ParsedArticle
from articles.identity import identity, normalised_url, slug_of, text_sha256
from articles.models import Article, ArticleRevision, ImportItem, Source
from factcheck import audit
from factcheck.models import Desk


@dataclass(frozen=True)
class Stored:
    """What became of one parsed article; `revision` is None where its text was the latest already."""

    article: Article
    revision: ArticleRevision | None
    outcome: ImportItem.Outcome


def store(parsed: ParsedArticle, *, desk: Desk, source_name: str, raw_sha256: str, run_id: int) -> Stored:
    """Store `parsed` at `desk` within the caller's transaction, holding its article locked to the end of it.

    The publisher named in the article is its source, else `source_name`. The same text as the latest
    revision's changes nothing; the text of an older revision, come back, is a new revision.
    """
    source = _source(parsed.publisher or source_name)
    article = _locked_article(parsed, desk, source)
    latest = article.revisions.filter(is_latest=True).first()
    if not parsed.text.strip():  # it only takes the article back, see articles.payload.objection
        Article.objects.filter(pk=article.pk).update(status=parsed.status)
        return Stored(article, None, ImportItem.Outcome.UNCHANGED)
    if latest is not None and latest.text_sha256 == text_sha256(parsed.text):
        return Stored(article, None, ImportItem.Outcome.UNCHANGED)
    if latest is not None:
        article.revisions.filter(pk=latest.pk).update(is_latest=False)
    number = latest.number + 1 if latest is not None else 1
    revision = ArticleRevision.objects.create(
        article=article, number=number, raw_sha256=raw_sha256, **_content(parsed, article)
    )
    outcome = ImportItem.Outcome.CREATED if number == 1 else ImportItem.Outcome.REVISED
    audit.record(
        f"article.{outcome}", article, by=None, desk=desk, revision=revision.pk, number=number, run=run_id
    )
    return Stored(article, revision, outcome)


def _source(name: str) -> Source | None:
    name = " ".join(name.split())
    slug = slug_of(name)
    if not slug:
        return None
    source, _ = Source.objects.get_or_create(slug=slug, defaults={"name": name[:200]})
    return source


def _locked_article(parsed: ParsedArticle, desk: Desk, source: Source | None) -> Article:
    key = identity(
        source_slug=source.slug if source else "",
        external_id=parsed.external_id,
        canonical_url=parsed.canonical_url,
        sha256=text_sha256(parsed.text),
    )
    article = Article(
        desk=desk,
        source=source,
        identity=key,
        canonical_url=_link(parsed.canonical_url),
        external_id=_fitting(parsed.external_id, Article.external_id.field.max_length),
        language=_fitting(parsed.language, Article.language.field.max_length) or desk.language,
        published_at=parsed.published_at,
        embargoed_until=parsed.embargoed_until,
        status=parsed.status,
    )
    # Of two imports of a new article one inserts; the other waits here until it may see that row.
    Article.objects.bulk_create([article], ignore_conflicts=True)
    return Article.objects.select_for_update(no_key=True).get(desk=desk, identity=key)


def _content(parsed: ParsedArticle, article: Article) -> dict[str, Any]:
    return {
        "title": parsed.title,
        "byline": parsed.byline,
        "publisher": parsed.publisher,
        "original_author": parsed.original_author,
        "published_at": parsed.published_at,
        "modified_at": parsed.modified_at,
        "attribution": parsed.attribution,
        "editorial_note": parsed.editorial_note,
        "rights": parsed.rights,
        "text": parsed.text,
        "text_sha256": text_sha256(parsed.text),
        "extra": _extra(parsed, article),
    }


def _extra(parsed: ParsedArticle, article: Article) -> dict[str, object]:
    """Return the unknown fields, and what columns cannot hold: zones, and addresses or ids they refuse."""
    times = {name: getattr(parsed, name) for name in ("published_at", "modified_at", "embargoed_until")}
    zoned = {name: moment for name, moment in times.items() if moment is not None and moment.utcoffset()}
    kept: dict[str, object] = {name: moment.isoformat() for name, moment in zoned.items()}
    for name in ("canonical_url", "external_id", "language"):
        given = getattr(parsed, name)
        if given and given != getattr(article, name):
            kept[name] = given
    return {**kept, **parsed.extra}


def _link(url: str) -> str:
    """Return `url` if it is a web address that the column holds, else "": readers will follow it."""
    return _fitting(url.strip(), Article.canonical_url.field.max_length) if normalised_url(url) else ""


def _fitting(value: str, limit: int | None) -> str:
    return value if limit is None or len(value) <= limit else ""
