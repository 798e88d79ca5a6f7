"""Articles, statements and import runs as JSON."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.formats import FORMATS
from articles.models import Article, ArticleRevision, ImportItem, ImportRun, Statement

HELD_BACK = "null where the desk holds its machine's suggestions back"


class ArticleIn(serializers.Serializer[Any]):
    """One article handed over as JSON; only `text` is required, unknown fields are kept."""

    text = serializers.CharField(max_length=5_000_000, trim_whitespace=False)
    title = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")
    byline = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")
    publisher = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    original_author = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")
    canonical_url = serializers.URLField(max_length=2000, required=False, allow_blank=True, default="")
    external_id = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")
    language = serializers.CharField(max_length=10, required=False, allow_blank=True, default="")
    published_at = serializers.DateTimeField(required=False, allow_null=True, default=None)
    modified_at = serializers.DateTimeField(required=False, allow_null=True, default=None)
    embargoed_until = serializers.DateTimeField(required=False, allow_null=True, default=None)
    status = serializers.ChoiceField(
        choices=Article.Status.choices, required=False, allow_blank=True, default=""
    )
    attribution = serializers.CharField(max_length=10_000, required=False, allow_blank=True, default="")
    editorial_note = serializers.CharField(max_length=10_000, required=False, allow_blank=True, default="")
    rights = serializers.CharField(max_length=10_000, required=False, allow_blank=True, default="")

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """Return the fields, and under `extra` what came with them under names of its own."""
        known: dict[str, Any] = super().to_internal_value(data)
        return {**known, "extra": {name: value for name, value in data.items() if name not in self.fields}}


class ImportIn(serializers.Serializer[Any]):
    """`{desk?, source?, articles: […]}`; files come as multipart `files` with `desk`, `source`, `format`."""

    desk = serializers.SlugField(required=False)
    source = serializers.CharField(max_length=200, required=False, default="")  # type: ignore[assignment]  # a field
    articles = ArticleIn(many=True, required=False)
    format = serializers.ChoiceField(choices=FORMATS, required=False, default="auto")
    files = serializers.ListField(child=serializers.FileField(), required=False)


class ImportRunOut(serializers.ModelSerializer[ImportRun]):
    """A run with its counts; they add up once it is finished."""

    desk = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)

    class Meta:
        model = ImportRun
        fields = [
            "id", "desk", "state", "source_name", "started_at", "finished_at",
            "seen", "created", "revised", "unchanged", "refused", "cancelled", "retry_of",
        ]  # fmt: skip


class ImportItemOut(serializers.ModelSerializer[ImportItem]):
    """What became of one entry, and why."""

    class Meta:
        model = ImportItem
        fields = ["locator", "state", "outcome", "article", "reason", "snippet"]


class ImportRunFull(ImportRunOut):
    """A run with its first refusals, each with where and why."""

    MOST = 1000
    refusals = serializers.SerializerMethodField()

    class Meta(ImportRunOut.Meta):
        fields = [*ImportRunOut.Meta.fields, "refusals"]

    @extend_schema_field(ImportItemOut(many=True))
    def get_refusals(self, run: ImportRun) -> Any:
        """Return up to MOST refused items in their order."""
        refused = run.items.filter(outcome=ImportItem.Outcome.REFUSED).order_by("id")[: self.MOST]
        return ImportItemOut(refused, many=True).data


class RevisionOut(serializers.ModelSerializer[ArticleRevision]):
    """The exact text that statements count their offsets in (code points)."""

    class Meta:
        model = ArticleRevision
        fields = [
            "number", "title", "byline", "publisher", "original_author", "published_at", "modified_at",
            "attribution", "editorial_note", "rights", "text", "text_sha256", "extra", "created_at",
        ]  # fmt: skip


class ArticleOut(serializers.ModelSerializer[Article]):
    """An article, and the title of its latest text."""

    desk = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    title = serializers.SerializerMethodField()

    class Meta:
        model = Article
        fields = [
            "id",
            "desk",
            "title",
            "canonical_url",
            "external_id",
            "language",
            "published_at",
            "embargoed_until",
            "status",
            "status_at",
            "status_reason",
            "created_at",
        ]

    def get_title(self, article: Article) -> str:
        """Return the latest revision's title; the list prefetches it."""
        latest = [revision for revision in article.revisions.all() if revision.is_latest]
        return latest[0].title if latest else ""


class ArticleFull(ArticleOut):
    """An article with every revision's text, oldest first."""

    revisions = RevisionOut(many=True, read_only=True)

    class Meta(ArticleOut.Meta):
        fields = [*ArticleOut.Meta.fields, "revisions"]


class StatementOut(serializers.ModelSerializer[Statement]):
    """A statement with its W3C selectors: `start`, `end` in code points; `exact`, `prefix`, `suffix`.

    `readable` is what a row of a table says with the names of its columns; null for what stands alone.
    """

    article = serializers.IntegerField(source="revision.article_id", read_only=True)
    revision = serializers.IntegerField(source="revision.number", read_only=True)

    checkability = serializers.CharField(read_only=True, allow_null=True, help_text=HELD_BACK)
    check_worthiness = serializers.FloatField(read_only=True, allow_null=True, help_text=HELD_BACK)

    class Meta:
        model = Statement
        fields = [
            "id", "article", "revision", "start", "end", "exact", "readable", "prefix", "suffix", "kind",
            "section", "speaker", "checkability", "check_worthiness", "reasons", "detector",
        ]  # fmt: skip
