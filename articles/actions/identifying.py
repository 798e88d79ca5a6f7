"""Identifying: which articles of a desk a batch of parsed ones are, each by the surest key that agrees.

The rules, in this order. The source's own id names its article, unless the address is another, the titles
differ and long texts have nothing in common: then the source gave an old id to another story. The address
names its article, unless the same source calls both by different ids and neither title nor text agrees: then
its feed points every entry to one page. The form of the address for another screen, and the text itself, name
an article where the rest agrees. A key that was learned once stays with its article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from django.db import connection

from articles import likeness
from articles.formats.parsed import ParsedArticle
from articles.identity import keys, normalised_url, plain_url, slug_of, text_sha256
from articles.models import Article, ArticleKey, ArticleRevision
from factcheck.models import Desk


@dataclass(slots=True)
class Wanted:
    """A parsed article with its source's slug ("" for none), its keys and its text's hash."""

    parsed: ParsedArticle
    slug: str
    sha256: str
    keys: tuple[str, ...]

    @property
    def id_key(self) -> str:
        """Return the key of the source's own id; "" where it gave none."""
        return self.keys[0] if self.keys[0].startswith("id:") else ""

    @property
    def is_bare(self) -> bool:
        """Return whether nothing but its text tells what it is."""
        return len(self.keys) == 1


@dataclass(slots=True)
class Piece:
    """An article under its lock, with its keys and its latest text (its unsaved one while a batch runs)."""

    article: Article
    keys: set[str] = field(default_factory=set)
    latest: ArticleRevision | None = None

    def differs_in_address(self, wanted: Wanted) -> bool:
        """Return whether both have an address and it is not the same."""
        theirs, given = (
            normalised_url(self.article.canonical_url),
            normalised_url(wanted.parsed.canonical_url),
        )
        return bool(theirs and given and theirs != given and f"url:{given}" not in self.keys)

    def moved_to(self, wanted: Wanted) -> bool:
        """Return whether the source that calls both by one id has moved the article to another page."""
        theirs, given = plain_url(self.article.canonical_url), plain_url(wanted.parsed.canonical_url)
        return wanted.id_key in self.keys and bool(theirs and given and theirs != given)


@dataclass(slots=True)
class Known:
    """The articles that the keys of a batch name, by key; `held` has the reserved keys too, with a guess."""

    pieces: dict[str, Piece]
    held: dict[str, int]

    def find(self, wanted: Wanted) -> tuple[Piece, str] | None:
        """Return the article that `wanted` is and the key that says so; None for one not known yet."""
        named = [(self.pieces[key], key) for key in wanted.keys if key in self.pieces]
        agreed = next((pair for pair in named if _agrees(*pair, wanted)), None)
        # An article needs a key of its own: where every one is taken, the surest decides after all.
        return agreed or (named[0] if len(named) == len(wanted.keys) else None)

    def learn(self, piece: Piece, wanted: Wanted) -> None:
        """Know `piece` by the keys of `wanted` that name nothing else."""
        for key in wanted.keys:
            if self.pieces.setdefault(key, piece) is piece:
                piece.keys.add(key)


def want(parsed: ParsedArticle, *, source_name: str) -> Wanted:
    """Return what `parsed` is looked for by; `source_name` stands in where it names no publisher."""
    slug, sha256 = slug_of(" ".join((parsed.publisher or source_name).split())), text_sha256(parsed.text)
    terms = {"external_id": parsed.external_id, "canonical_url": parsed.canonical_url}
    return Wanted(parsed, slug, sha256, keys(source_slug=slug, sha256=sha256, **terms))


def locked(batch: Sequence[Wanted], *, desk: Desk) -> tuple[Known, list[int]]:
    """Lock what the keys of a batch name, and the keys that name nothing yet, to the end of the transaction.

    Returns the articles by key, and a fresh article key for each entry. Keys are taken in their order, then
    articles in theirs, so that two batches never wait for each other in a circle. Seven queries at most.
    """
    fresh = _fresh_ids(len(batch))
    every = {key for wanted in batch for key in wanted.keys}
    held = _held(every, desk)
    reserved = _reserve(batch, fresh, held, desk)
    held = _held(every, desk)
    named = {key: pk for key, pk in held.items() if key not in reserved}
    articles = Article.objects.select_for_update(no_key=True).order_by("pk")
    pieces = {row.pk: Piece(row) for row in articles.filter(pk__in=set(named.values()))}
    for key, pk in ArticleKey.objects.filter(article__in=pieces).values_list("key", "article"):
        if key not in reserved:
            pieces[pk].keys.add(key)
    _read(pieces, batch, named)
    return Known({key: pieces[pk] for key, pk in named.items()}, held), fresh


def settle(known: Known, batch: Sequence[Wanted], *, desk: Desk) -> None:
    """Point the keys that were reserved for a batch to the articles that they turned out to name."""
    final = {key: known.pieces[key].article.pk for wanted in batch for key in wanted.keys}
    moved = {key: pk for key, pk in final.items() if known.held[key] != pk}
    if moved:
        with connection.cursor() as cursor:
            cursor.execute(_MOVE, [list(moved), list(moved.values()), desk.pk])


_MOVE = """
    UPDATE articles_articlekey k SET article_id = final.article
    FROM unnest(%s::text[], %s::bigint[]) AS final (key, article)
    WHERE k.desk_id = %s AND k.key = final.key
"""
_RESERVE = """
    INSERT INTO articles_articlekey (desk_id, key, article_id)
    SELECT %s, key, article FROM unnest(%s::text[], %s::bigint[]) AS wanted (key, article)
    ON CONFLICT DO NOTHING RETURNING key
"""


def _fresh_ids(count: int) -> list[int]:
    with connection.cursor() as cursor:
        query = "SELECT nextval(pg_get_serial_sequence('articles_article', 'id')) FROM generate_series(1, %s)"
        cursor.execute(query, [count])
        return [row[0] for row in cursor.fetchall()]


def _held(wanted: Iterable[str], desk: Desk) -> dict[str, int]:
    rows = ArticleKey.objects.filter(desk=desk, key__in=list(wanted))
    return dict(rows.values_list("key", "article"))


def _reserve(batch: Sequence[Wanted], fresh: Sequence[int], held: dict[str, int], desk: Desk) -> set[str]:
    """Insert the keys that nobody holds, each for the article it will most likely name; return them.

    Whoever reserves the same key at the same time waits here until this transaction ends.
    """
    guessed = dict(held)
    for wanted, new in zip(batch, fresh, strict=True):
        guess = next((guessed[key] for key in wanted.keys if key in guessed), new)
        for key in wanted.keys:
            guessed.setdefault(key, guess)
    missing = sorted(guessed.keys() - held.keys())
    if not missing:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_RESERVE, [desk.pk, missing, [guessed[key] for key in missing]])
        return {row[0] for row in cursor.fetchall()}


def _read(pieces: dict[int, Piece], batch: Sequence[Wanted], held: dict[str, int]) -> None:
    """Read the latest revision of each article; its text only where one of the batch may differ from it."""
    rows = ArticleRevision.objects.filter(article__in=pieces, is_latest=True)
    for row in rows.defer("text", "extra"):
        pieces[row.article_id].latest = row
    by_pk = {piece.latest.pk: piece.latest for piece in pieces.values() if piece.latest}
    other = {
        piece.latest.pk
        for wanted in batch
        for piece in (pieces.get(held.get(key, 0)) for key in wanted.keys)
        if piece and piece.latest and piece.latest.text_sha256 != wanted.sha256
    }
    for pk, text in ArticleRevision.objects.filter(pk__in=other).values_list("pk", "text"):
        by_pk[pk].text = text


def _agrees(piece: Piece, key: str, wanted: Wanted) -> bool:
    """Return whether the rest does not speak against what `key` says: that `wanted` is this article."""
    if piece.latest is None:
        return True
    if key.startswith("id:"):
        return not (piece.differs_in_address(wanted) and _compare(likeness.unrelated, piece, wanted))
    if key.startswith("url:"):
        plain = key != f"url:{normalised_url(wanted.parsed.canonical_url)}"
        doubted = plain or _is_called_otherwise(piece, wanted)
        return not doubted or _compare(likeness.alike, piece, wanted)
    return _is_a_copy(piece, wanted)


def _is_called_otherwise(piece: Piece, wanted: Wanted) -> bool:
    """Return whether the same source calls the article by another id."""
    mine = {key for key in piece.keys if key.startswith(f"id:{wanted.slug}:")}
    return bool(wanted.id_key and mine and wanted.id_key not in mine)


def _is_a_copy(piece: Piece, wanted: Wanted) -> bool:
    """Return whether the same text means the same article: one has nothing else, or the source moved it."""
    if wanted.is_bare or not any(key.startswith(("id:", "url:")) for key in piece.keys):
        return True
    source = piece.article.source
    same_source = bool(source and source.slug == wanted.slug)
    title = piece.latest.title if piece.latest else ""
    return (
        same_source
        and likeness.is_long(wanted.parsed.text)
        and likeness.same_title(title, wanted.parsed.title)
    )


def _compare(test: Callable[[str, str, str, str], bool], piece: Piece, wanted: Wanted) -> bool:
    """Return what `test` says of the titles and texts of both."""
    latest, parsed = piece.latest, wanted.parsed
    if latest is None or latest.text_sha256 == wanted.sha256:
        return test(parsed.title, parsed.text, parsed.title, parsed.text)
    return test(latest.title, latest.text, parsed.title, parsed.text)
