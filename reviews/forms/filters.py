"""The filters of lists: what stands in the address."""

from __future__ import annotations

from typing import cast

from django import forms
from django.core.exceptions import BadRequest

from reviews.reports.claim_list import FILTERS


class SearchFilter(forms.Form):
    """Words to search for."""

    q = forms.CharField(
        label="Words", required=False, max_length=200, widget=forms.TextInput({"type": "search"})
    )
    cursor = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)


class ClaimFilter(SearchFilter):
    """Words to search for, and the state of the claims."""

    state = forms.ChoiceField(label="State", required=False, choices=[("", "All"), *FILTERS.items()])


def read_filter(form: forms.Form) -> dict[str, str]:
    """Return what the address asks for. Raises BadRequest for what no link or form of ours makes."""
    if not form.is_valid():
        raise BadRequest(" ".join(_unreadable(form, name) for name in form.errors))
    return {name: str(value) for name, value in form.cleaned_data.items()}


def _unreadable(form: forms.Form, name: str) -> str:
    """Return in words what a field of the address asks for, and what it may ask for."""
    typed, field = str(form.data.get(name, ""))[:40], form.fields[name]
    label = field.label or name
    if isinstance(field, forms.ChoiceField):
        offered = ", ".join(str(words) for _, words in cast(list[tuple[str, str]], field.choices))
        return f"{label}: there is no “{typed}” here. There are {offered}."
    return f"{label}: “{typed}” cannot be read."
