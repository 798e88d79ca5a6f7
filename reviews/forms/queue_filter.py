"""The filters of the queue, as they stand in its address."""

from __future__ import annotations

from dataclasses import asdict
from urllib.parse import urlencode

from django import forms

from factcheck.models import Desk
from reviews.models import Rating, ReviewTask
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

    def told(self) -> list[str]:
        """Return in words what is filtered by, but for the article."""
        found = self.filters()
        kinds = dict(ReviewTask.Kind.choices)
        return [
            *([f"“{found.q}”"] if found.q else []),
            *([str(kinds[found.kind]).lower()] if found.kind else []),
            *([f"worth at least {found.worth_min:g}"] if found.worth_min is not None else []),
            *([f"rated {self._label(found.rating)}"] if found.rating else []),
        ]

    def _label(self, key: str) -> str:
        choices = self.fields["rating"].choices  # type: ignore[attr-defined]
        return str(dict(choices).get(key, key))

    def query(self, tab: str) -> str:
        """Return what stands in the address for `tab` with these filters, in one order."""
        given = {name: value for name, value in asdict(self.filters()).items() if value not in ("", None)}
        return urlencode({"tab": tab, **given})
