"""What a lead does to the selected tasks of the queue."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from factcheck.models import Membership
from reviews.actions import batches
from reviews.actions.batches import Outcome
from reviews.models import ReviewTask

ACTS = {"release": "Released", "assign": "Assigned", "prioritise": "Priority set for"}


class BatchForm(forms.Form):
    """The selected tasks, the act, and the person or the priority that it takes."""

    task = forms.TypedMultipleChoiceField(coerce=int)
    act = forms.ChoiceField(choices=list(ACTS.items()))
    to = forms.ChoiceField(required=False)
    priority = forms.FloatField(required=False)

    def __init__(self, data: QueryDict, *, place: Membership) -> None:
        """Let the tasks and the people of the lead's desk be chosen."""
        super().__init__(data)
        self.place = place
        self.people = {str(one.pk): one for one in batches.people(place)}
        self.fields["to"].choices = [("", ""), *((key, "") for key in self.people)]  # type: ignore[attr-defined]
        wanted = [key for key in data.getlist("task") if key.isascii() and key.isdigit() and len(key) < 19]
        known = ReviewTask.objects.filter(desk=place.desk_id, pk__in=wanted[: batches.MOST + 1])
        choices = [(pk, "") for pk in known.values_list("pk", flat=True)]
        self.fields["task"].choices = choices  # type: ignore[attr-defined]
        self.fields["task"].error_messages["required"] = "Select the tasks first."

    def clean(self) -> dict[str, object]:
        """Ask for what the act takes."""
        given: dict[str, object] = super().clean() or {}
        if given.get("act") == "assign" and not given.get("to"):
            self.add_error("to", "Say to whom.")
        if (
            given.get("act") == "prioritise"
            and given.get("priority") is None
            and "priority" not in self.errors
        ):
            self.add_error("priority", "Say which priority, from 0 to 1.")
        return given

    def do(self) -> Outcome:
        """Do it. Raises ValidationError as the act does."""
        given = self.cleaned_data
        tasks = given["task"]
        if given["act"] == "assign":
            return batches.assign(tasks, to=self.people[given["to"]], place=self.place)
        if given["act"] == "prioritise":
            return batches.prioritise(tasks, priority=given["priority"], place=self.place)
        return batches.release(tasks, place=self.place)
