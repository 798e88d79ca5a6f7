"""The Celery application: jobs live in each app's `jobs.py`; PostgreSQL is the list, Redis the doorbell."""

from __future__ import annotations

import os
from typing import Any

from celery import Celery
from celery.signals import worker_ready

from factcheck.starting import process_started

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

app = Celery("factcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(related_name="jobs")


@worker_ready.connect
def say_that_a_worker_started(**kwargs: Any) -> None:
    """Let the apps say what is amiss, in the worker's log."""
    process_started.send(sender="factcheck", process="worker")
