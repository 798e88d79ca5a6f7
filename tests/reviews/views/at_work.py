"""What the tests of the workbench share: addresses, what a form sends, and the end of a lease."""

from datetime import timedelta

from django.contrib.messages import get_messages
from django.db.models.functions import Now

from reviews.actions import handout
from reviews.models import ReviewTask

JSON = {"Accept": "application/json"}


def at(task, name=""):
    return f"/desks/economy/tasks/{task.pk}/{name}"


def said(page):
    return [str(message) for message in get_messages(page.wsgi_request)]


def posted(task, data, **more):
    """The fields of the verdict form for a draft's JSON."""
    fields = {"lease_token": str(task.lease_token), **{k: v for k, v in data.items() if k != "citations"}}
    for place, row in enumerate(data["citations"]):
        for part, value in row.items():
            fields[f"citation-{place}-{part}"] = "" if value is None else value
    return {**fields, **more}


def lapse(task, *, to=None, place=None):
    """Let the lease end, and have `to` take the task."""
    ReviewTask.objects.filter(pk=task.pk).update(lease_expires_at=Now() - timedelta(seconds=1))
    if to:
        handout.take(place(to))
