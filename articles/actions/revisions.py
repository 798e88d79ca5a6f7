"""Revisions: a parsed article becomes a new text of its article, unless the text is the one we hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models.functions import Now

from articles import likeness
from articles.actions import identifying
from articles.actions.identifying import Piece, Wanted
from articles.formats.parsed import ParsedArticle
from articles.identity import normalised_url, slug_of
from articles.models import Article, ArticleRevision, ImportItem, Source
from factcheck import audit
from factcheck.models import Desk


@dataclass(frozen=True)
class Incoming:
    """A parsed article and the hash of the stored bytes that it was read from ("" where there are none)."""

    parsed: ParsedArticle
    raw_sha256: str = ""


@dataclass(frozen=True)
class Stored:
    """What became of one parsed article; `revision` is None where its text was the latest already."""

    article: Article
    revision: ArticleRevision | None
    outcome: ImportItem.Outcome


_COMPLETED = (
    "canonical_url", "external_id", "published_at", "embargoed_until",
    "status", "source_status", "status_by", "status_at", "status_reason", "tasks_due",
)  # fmt: skip


@dataclass
class _Writing:
    """What a batch will write, gathered first, so that each table is written once."""

    desk: Desk
    run_id: int
    sources: dict[str, Source]
    articles: list[Article] = field(default_factory=list)
    completed: dict[int, Article] = field(default_factory=dict)
    restated: list[Article] = field(default_factory=list)
    superseded: list[int] = field(default_factory=list)
    revisions: list[ArticleRevision] = field(default_factory=list)


def store(parsed: ParsedArticle, *, desk: Desk, source_name: str, raw_sha256: str, run_id: int) -> Stored:
    """Store one parsed article, as `store_many` does."""
    incoming = [Incoming(parsed, raw_sha256)]
    return store_many(incoming, desk=desk, source_name=source_name, run_id=run_id)[0]


def store_many(incoming: Sequence[Incoming], *, desk: Desk, source_name: str, run_id: int) -> list[Stored]:
    """Store a batch at `desk` within the caller's transaction; return what became of each, in order.

    Its articles stay locked to the end of the transaction. The publisher named in an article is its source,
    else `source_name`. Words that the latest revision has already change nothing; those of an older one, come
    back, are a new revision. The number of queries does not grow with the batch.
    """
    batch = [identifying.want(each.parsed, source_name=source_name) for each in incoming]
    names = (each.parsed.publisher or source_name for each in incoming)
    writing = _Writing(desk, run_id, _sources(names))
    known, fresh = identifying.locked(batch, desk=desk)
    stored = []
    for wanted, each, pk in zip(batch, incoming, fresh, strict=True):
        found = known.find(wanted)
        piece, key = found or (_new(wanted, pk, known, writing), "")
        known.learn(piece, wanted)
        stored.append(_revise(piece, wanted, each.raw_sha256, writing, by_text=key.startswith("sha:")))
    _write(writing)
    identifying.settle(known, batch, desk=desk)
    for outcome in (ImportItem.Outcome.CREATED, ImportItem.Outcome.REVISED):
        events = _events(stored, outcome, run_id)
        audit.record_many(f"article.{outcome}", events, model=Article, by=None, desk=desk.pk)
    return stored


def _events(stored: Iterable[Stored], outcome: str, run_id: int) -> list[tuple[int, dict[str, object]]]:
    """Return (key of the article, data) of each event with this outcome."""
    return [
        (row.article.pk, {"revision": row.revision.pk, "number": row.revision.number, "run": run_id})
        for row in stored
        if row.revision is not None and row.outcome == outcome
    ]


def _sources(names: Iterable[str]) -> dict[str, Source]:
    """Return the source of each name by its slug, made where there was none."""
    spelled = {slug_of(name): name for name in (" ".join(name.split()) for name in names)}
    spelled.pop("", None)
    known = Source.objects.in_bulk(list(spelled), field_name="slug")
    if missing := sorted(spelled.keys() - known.keys()):
        rows = [Source(slug=slug, name=spelled[slug][:200]) for slug in missing]
        Source.objects.bulk_create(rows, ignore_conflicts=True)
        known |= Source.objects.in_bulk(missing, field_name="slug")
    return known


def _new(wanted: Wanted, pk: int, known: identifying.Known, writing: _Writing) -> Piece:
    """Return the article that none of the keys names; the first that is free becomes its identity."""
    parsed = wanted.parsed
    article = Article(
        pk=pk,
        desk=writing.desk,
        source=writing.sources.get(wanted.slug),
        identity=next(key for key in wanted.keys if key not in known.pieces),
        canonical_url=_link(parsed.canonical_url),
        external_id=_fitting(parsed.external_id, Article.external_id.field.max_length),
        language=_fitting(parsed.language, Article.language.field.max_length) or writing.desk.language,
        published_at=parsed.published_at,
        embargoed_until=parsed.embargoed_until,
        status=parsed.status or "usable",
        source_status=parsed.status or "usable",
    )
    writing.articles.append(article)
    return Piece(article)


def _revise(piece: Piece, wanted: Wanted, raw_sha256: str, writing: _Writing, *, by_text: bool) -> Stored:
    """Add the text as a new revision, unless no reader sees a difference, or it was found by its text."""
    latest, parsed = piece.latest, wanted.parsed
    if not parsed.text.strip():  # it only takes the article back, see articles.payload.objection
        _complete(piece, wanted, writing)
        return Stored(piece.article, None, ImportItem.Outcome.UNCHANGED)
    if latest is not None:
        _complete(piece, wanted, writing)
        same = latest.text_sha256 == wanted.sha256 or by_text
        if same or likeness.says_the_same(latest.text, parsed.text):
            return Stored(piece.article, None, ImportItem.Outcome.UNCHANGED)
        latest.is_latest = False
        if latest.pk is not None:
            writing.superseded.append(latest.pk)
    number = latest.number + 1 if latest is not None else 1
    content = _content(wanted, piece.article)
    revision = ArticleRevision(article=piece.article, number=number, raw_sha256=raw_sha256, **content)
    piece.latest = revision
    writing.revisions.append(revision)
    outcome = ImportItem.Outcome.CREATED if number == 1 else ImportItem.Outcome.REVISED
    return Stored(piece.article, revision, outcome)


def _complete(piece: Piece, wanted: Wanted, writing: _Writing) -> None:
    """Fill in an unknown address, id and date; a new address takes the old one's place."""
    article, parsed = piece.article, wanted.parsed
    given: dict[str, Any] = {
        "canonical_url": _link(parsed.canonical_url),
        "external_id": _fitting(parsed.external_id, Article.external_id.field.max_length),
        "published_at": parsed.published_at,
    }
    changed = {name: value for name, value in given.items() if value and not getattr(article, name)}
    if piece.moved_to(wanted):
        changed["canonical_url"] = given["canonical_url"]
    # An entry that names no embargo lifts none: not every format can say it.
    if parsed.embargoed_until and parsed.embargoed_until != article.embargoed_until:
        changed["embargoed_until"] = parsed.embargoed_until
    changed |= _restated(article, parsed)
    if "status" in changed:
        writing.restated.append(article)
    if changed:
        for name, value in changed.items():
            setattr(article, name, value)
        writing.completed[article.pk] = article


def _restated(article: Article, parsed: ParsedArticle) -> dict[str, Any]:
    """Return what changes where the source says something new of whether the article may be run.

    An entry that says nothing of it (a feed without a status) changes nothing; the end of an embargo says
    that it may be run from then on. What a person withdrew, only a person restores; what a person restored,
    the source withdraws again by saying so anew.
    """
    said = parsed.status or ("usable" if parsed.embargoed_until else "")
    if not said or said == article.source_status:
        return {}
    held = article.status_by_id is not None and article.status == Article.Status.WITHDRAWN
    if held or said == article.status:
        return {"source_status": said}
    told = {"status_by": None, "status_at": Now(), "status_reason": ""}
    return {"source_status": said, "status": said, "tasks_due": True, **told}


def _write(writing: _Writing) -> None:
    Article.objects.bulk_create(writing.articles, batch_size=500)
    Article.objects.bulk_update(writing.completed.values(), _COMPLETED, batch_size=500)
    for article in writing.restated:
        action = "article.withdrawn" if article.status == Article.Status.WITHDRAWN else "article.restored"
        audit.record(action, article, by=None, desk=writing.desk, run=writing.run_id)
    if writing.superseded:
        ArticleRevision.objects.filter(pk__in=writing.superseded).update(is_latest=False)
    ArticleRevision.objects.bulk_create(writing.revisions, batch_size=200)


def _content(wanted: Wanted, article: Article) -> dict[str, Any]:
    parsed = wanted.parsed
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
        "text_sha256": wanted.sha256,
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
