"""The verdict form: what was posted becomes a draft's JSON, and a draft becomes fields again, as typed."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest, QueryDict

from reviews.actions.drafts import Seen
from reviews.finding import UNSTORABLE
from reviews.models import Verdict

Data = dict[str, Any]
WORDS = ("rating", "summary", "explanation", "correction_note")
PARTS = ("snapshot", "offline_source", "locator", "stance", "source_type", "exact", "note")
_NUMBER = re.compile(r"\d{1,9}\Z", re.ASCII)
_CITATION = re.compile(r"citation-(\d{1,3})-exact\Z", re.ASCII)


class FindingForm(forms.Form):
    """The written parts of a finding. It never cuts or refuses text: the gates say what is wrong with it."""

    summary = forms.CharField(label="In one sentence", widget=forms.Textarea(attrs={"rows": 2}))
    explanation = forms.CharField(
        label="Why", widget=forms.Textarea(attrs={"rows": 6, "data-explanation": ""})
    )
    correction_note = forms.CharField(
        label="Note to readers",
        help_text="What was corrected, and why. It stands beside the new verdict.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    use_required_attribute = False  # an unfinished draft must be savable

    def __init__(self, data: Data, errors: Mapping[str, list[str]], *, corrects: bool) -> None:
        """Show `data`, with `errors` by field; the note to readers only where a verdict is corrected."""
        super().__init__(initial=data)
        if not corrects:
            del self.fields["correction_note"]
        # For the count beside the field; as an attribute of the field it would cut what is pasted.
        self.fields["summary"].max_length = Verdict.SUMMARY_LIMIT  # type: ignore[attr-defined]
        for name in self.fields:
            if name in errors:
                self.errors[name] = self.error_class(errors[name])


@dataclass(frozen=True, slots=True)
class Posted:
    """What an editor sent: the draft, the lease it belongs to, and an edit of its citations, if any."""

    data: Data
    token: uuid.UUID
    word: str = ""
    quoted: str = ""
    seen: Seen | None = None


def read_posted(request: HttpRequest) -> Posted:
    """Return what was sent as a form, or as JSON `{"lease_token": …, "data": {…}}`.

    Raises BadRequest for a body that is neither, or a token that is none.
    """
    if request.content_type != "application/json":
        post = request.POST
        word, quoted = post.get("do", ""), post.get("quoted", "")
        return Posted(typed(post), token_in(post), word, quoted, seen_in(post))
    try:
        body = json.loads(request.body, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise BadRequest("The body is not JSON, or nests too deeply.") from error
    if not isinstance(body, dict) or not isinstance(body.get("data"), dict):
        raise BadRequest("The body must be an object with lease_token and data.")
    return Posted(body["data"], token_in(body))


def _refuse(constant: str) -> None:
    """Refuse NaN and the infinities, which Python reads and neither JSON nor PostgreSQL has."""
    raise ValueError(constant)


def words_in(post: QueryDict, name: str) -> str:
    """Return the posted words of a field; ValidationError, by field, for what no row can hold."""
    words = post.get(name, "")
    if UNSTORABLE.search(words):
        raise ValidationError({name: f"{name} contains a NUL character."})
    return words


def token_in(values: Mapping[str, Any]) -> uuid.UUID:
    """Return the lease token among `values`; BadRequest where it is missing or no UUID."""
    try:
        return uuid.UUID(str(values.get("lease_token", "")))
    except ValueError as error:
        raise BadRequest("lease_token is missing or is no lease token.") from error


def seen_in(post: QueryDict) -> Seen | None:
    """Return which draft the sending window had before it; None where it does not say.

    Raises BadRequest for a window that is no UUID, or a version or serial that is no number.
    """
    if "draft_window" not in post:
        return None
    numbers = [post.get(name, "") for name in ("draft_version", "draft_serial")]
    if not all(_NUMBER.match(number) for number in numbers):
        raise BadRequest("draft_version or draft_serial is no number.")
    try:
        return Seen(int(numbers[0]), uuid.UUID(post.get("draft_window", "")), int(numbers[1]))
    except ValueError as error:
        raise BadRequest("draft_window is no window.") from error


def typed(post: QueryDict) -> Data:
    """Return the posted fields as a draft's JSON; citations in the order of their fields `citation-<i>-…`."""
    places = sorted(int(found[1]) for name in post if (found := _CITATION.match(name)))
    data: Data = {name: post.get(name, "") for name in WORDS}
    data["citations"] = [_citation(post, place) for place in places]
    return data


def _citation(post: QueryDict, place: int) -> Data:
    row: Data = {part: post.get(f"citation-{place}-{part}", "") for part in PARTS}
    number = row["snapshot"]
    is_key = number.isascii() and number.isdigit() and len(number) < 19
    row["snapshot"] = int(number) if is_key else number or None
    return row


def errors_by_field(error: ValidationError) -> dict[str, list[str]]:
    """Return the messages of `error` by field; those of no field under the empty name."""
    return dict(error.message_dict) if hasattr(error, "error_dict") else {"": list(error.messages)}
