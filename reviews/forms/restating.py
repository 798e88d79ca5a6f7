"""The form of a withdrawal and of its undoing: the reason, which the record and the stamp keep."""

from __future__ import annotations

from django import forms

from articles.actions.withdrawal import REASON_LIMIT


class ReasonForm(forms.Form):
    """Why an article is withdrawn, or may be used again."""

    reason = forms.CharField(label="Reason", max_length=REASON_LIMIT, widget=forms.Textarea({"rows": 3}))
