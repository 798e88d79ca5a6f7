"""The filters of the queue, as they stand in its address."""

from __future__ import annotations

from django import forms

from factcheck.models import Desk
from reviews.models import Rating
from reviews.reports.queue import Filters


class QueueFilterForm(forms.Form):
    """What narrows the list. A value that cannot be read is named, and the others still count."""

    q = forms.CharField(label="Words of the claim", required=False, max_length=200, strip=True)
    kind = forms.ChoiceField(
        label="Kind", required=False, choices=[("", "All kinds"), ("CHECK", "Check"), ("RECHECK", "Recheck")]
    )
    worth_min = forms.FloatField(
        label="Worth at least",
        required=False,
        min_value=0,
        max_value=1,
        widget=forms.NumberInput(attrs={"step": "0.05"}),
    )
    article = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    rating = forms.ChoiceField(label="Rating", required=False)

    def __init__(self, query: object, *, desk: Desk, tab: str) -> None:
        """Offer what fits the tab: ratings on what is done, kinds elsewhere."""
        super().__init__(query)  # type: ignore[arg-type]  # a QueryDict
        if tab == "done":
            ratings = Rating.objects.filter(scale=desk.policy.scale_id)
            choices = [("", "All ratings"), *ratings.values_list("key", "label")]
            self.fields["rating"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["rating"]
        if tab == "approve":
            del self.fields["kind"]

    def filters(self) -> Filters:
        """Return the filters that could be read."""
        self.full_clean()
        given = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        return Filters(**given)
