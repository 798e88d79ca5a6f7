"""The forms of claims: why one is dismissed, and which other one it is the same as."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from factcheck.models import Desk
from reviews.models import Claim


class DismissForm(forms.Form):
    """Why the claim needs no check."""

    reason = forms.CharField(
        label="Reason", max_length=1000, widget=forms.Textarea({"rows": 2}), help_text="The report counts it."
    )


class MergeForm(forms.Form):
    """Which claim takes this one's place: its number, as its address shows it."""

    into = forms.IntegerField(
        label="Number of the other claim",
        min_value=1,
        max_value=2**63 - 1,
        help_text="It stands on that claim’s page.",
    )

    def __init__(self, data: object = None, *, desk: Desk) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict or None
        self.desk = desk

    def clean_into(self) -> Claim:
        """Return the claim. Raises ValidationError where this desk has no live claim of that number."""
        found = Claim.objects.of(self.desk).live().filter(pk=self.cleaned_data["into"]).first()
        if found is None:
            raise ValidationError("This desk has no claim of that number.")
        return found
