"""A statement: one span of one revision that may make a claim."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

from articles.models.article import Article
from articles.models.article_revision import ArticleRevision
from articles.statements.proposing import propose_claims
from factcheck.models import Membership


class StatementQuerySet(models.QuerySet["Statement"]):
    """Reads of statements."""

    def checkable(self) -> StatementQuerySet:
        """Return the statements that can be verified at all."""
        return self.filter(checkability__in=Statement.CHECKABLE)

    def visible_to(self, places: Sequence[Membership]) -> StatementQuerySet:
        """Return the statements of articles that somebody with these memberships may see."""
        return self.exclude(revision__article__in=Article.objects.hidden_from(places).values("pk"))


class Statement(models.Model):
    """A span by code points, with W3C TextPosition and TextQuote selectors.

    `carried_from` is the same statement in an earlier revision, by its exact words in their place.
    `readable` is what a row of a table says without its table; null where the exact words stand alone.
    """

    class Kind(models.TextChoices):
        HEADLINE = "headline", "Headline"
        SENTENCE = "sentence", "Sentence"
        QUOTE = "quote", "Quote"
        LIST_ITEM = "list_item", "List item"
        TABLE_ROW = "table_row", "Table row"
        QUESTION_ANSWER = "question_answer", "Question and answer"
        CAPTION = "caption", "Caption"
        GLOSSARY = "glossary", "Glossary"

    class Checkability(models.TextChoices):
        FACT = "fact", "Fact"
        QUOTE = "quote", "Quote"
        OPINION = "opinion", "Opinion"
        PREDICTION = "prediction", "Prediction"
        QUESTION = "question", "Question"
        OTHER = "other", "Other"

    CHECKABLE = ("fact", "quote")

    revision = models.ForeignKey(
        ArticleRevision, on_delete=models.PROTECT, db_index=False, related_name="statements"
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    readable = models.TextField(null=True)  # noqa: DJ001  # null, not "": most statements have none
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    section = models.TextField(blank=True)
    speaker = models.TextField(blank=True)
    checkability = models.CharField(max_length=10, choices=Checkability.choices)
    check_worthiness = models.FloatField(default=0.0)
    reasons = models.JSONField(default=list)
    detector = models.CharField(max_length=50)
    carried_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, db_index=False, null=True, related_name="+"
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["revision", "start"]
        constraints = [
            models.UniqueConstraint(name="one_statement_per_span", fields=["revision", "start", "end"]),
            models.CheckConstraint(
                name="statement_span_fits_its_text", condition=Q(end=F("start") + Length("exact"))
            ),
            models.CheckConstraint(name="statement_is_not_empty", condition=Q(end__gt=F("start"))),
            models.CheckConstraint(
                name="worthiness_between_0_and_1",
                condition=Q(check_worthiness__gte=0.0, check_worthiness__lte=1.0),
            ),
        ]

    def __str__(self) -> str:
        return self.exact

    @property
    def alone(self) -> str:
        """Return what it says, read alone: a table row with the names of its columns, else its words."""
        return self.readable or self.exact

    def proposed_parts(self) -> list[tuple[int, int]]:
        """Return the spans (code points inside it) of the claims that it joins; [] where it joins none.

        A row of a table is read as one claim.
        """
        if self.kind == self.Kind.TABLE_ROW or not self.is_checkable:
            return []
        spans = propose_claims(self.exact)
        return spans if len(spans) > 1 else []

    @property
    def is_checkable(self) -> bool:
        """Return whether this states something that can be verified."""
        return self.checkability in self.CHECKABLE
