"""The form that marks a claim by hand: selected words of an article, or words of one statement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from articles.models import ArticleRevision, Statement

_KEY = {"min_value": 1, "max_value": 2**63 - 1, "required": False}
_PLACE = {"min_value": 0, "max_value": 2**31 - 1, "required": False}


class MarkForm(forms.Form):
    """Which words make a claim.

    Either `start` and `end` (code points of the revision, filled from a selection) or a `statement`, whose
    `text` may be cut down to the words that make the claim. `wording` puts the claim in neutral words.
    """

    statement = forms.IntegerField(widget=forms.HiddenInput, **_KEY)  # type: ignore[arg-type]  # see _KEY
    start = forms.IntegerField(widget=forms.HiddenInput, **_PLACE)  # type: ignore[arg-type]  # see _PLACE
    end = forms.IntegerField(widget=forms.HiddenInput, **_PLACE)  # type: ignore[arg-type]  # see _PLACE
    text = forms.CharField(
        label="Words that make the claim", max_length=5000, widget=forms.Textarea({"rows": 3})
    )
    wording = forms.CharField(
        label="In neutral words",
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 2}),
        help_text="As the claim shall read, where its own words do not stand alone.",
    )

    def __init__(self, data: object = None, *, revision: ArticleRevision) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict or None
        self.revision = revision

    def clean(self) -> dict[str, Any]:
        """Find the statement and the span inside it. Raises ValidationError where the words stand in none."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        statement = self._statement(cleaned)
        at = self._place(statement, cleaned)
        return {**cleaned, "statement": statement, "start": at, "end": at + len(cleaned["text"])}

    def _statement(self, cleaned: dict[str, Any]) -> Statement:
        rows = Statement.objects.filter(revision=self.revision)
        if cleaned["statement"]:
            found = rows.filter(pk=cleaned["statement"]).first()
        elif cleaned["start"] is None or cleaned["end"] is None:
            raise ValidationError("Select the words in the article, or mark a statement in the list.")
        else:
            covering = rows.filter(start__lte=cleaned["start"], end__gte=cleaned["end"])
            found = min(covering, key=lambda row: row.end - row.start, default=None)
        if found is None:
            raise ValidationError(
                "Select words within one statement: these reach beyond one, or stand in none."
            )
        return found

    def _place(self, statement: Statement, cleaned: dict[str, Any]) -> int:
        """Return where the words stand in the statement: at the selection, else where they first occur."""
        text = cleaned["text"]
        if not cleaned["statement"] and cleaned["start"] is not None:
            at = cleaned["start"] - statement.start
            if statement.exact[at : cleaned["end"] - statement.start] == text:
                return int(at)
        elif text in statement.exact:
            return statement.exact.index(text)
        raise ValidationError({"text": "These words do not stand in the statement; copy them exactly."})
