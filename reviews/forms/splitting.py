"""The form that splits a sentence: which parts were kept, in which words, and what shall become of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from reviews.actions.splitting import Part

_PLACE = re.compile(r"part-(\d{1,2})-start\Z", re.ASCII)
_MOST = 2**31 - 1


class PartForm(forms.Form):
    """One part: `start` and `end` in code points of the statement, and how its claim shall read."""

    start = forms.IntegerField(min_value=0, max_value=_MOST)
    end = forms.IntegerField(min_value=0, max_value=_MOST)
    wording = forms.CharField(required=False, max_length=5000)
    keep = forms.BooleanField(required=False)


def read_parts(posted: QueryDict) -> list[Part]:
    """Return the parts that were kept, in the order of their words. Raises ValidationError (`parts`)."""
    kept = sorted(_kept(posted), key=lambda part: (part.start, part.end))
    if not kept:
        raise ValidationError({"parts": "Choose at least one part of the sentence."})
    return kept


def _kept(posted: QueryDict) -> Iterator[Part]:
    for number in sorted(found[1] for name in posted if (found := _PLACE.match(name))):
        form = PartForm(posted, prefix=f"part-{number}")
        if not form.is_valid():
            wrong = "; ".join(f"{name}: {' '.join(map(str, lines))}" for name, lines in form.errors.items())
            raise ValidationError({"parts": f"Part {int(number) + 1}, {wrong}"})
        data = form.cleaned_data
        if data["keep"]:
            yield Part(start=data["start"], end=data["end"], wording=data["wording"])
