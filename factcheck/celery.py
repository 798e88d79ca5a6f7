"""The Celery application: jobs live in each app's `jobs.py`; PostgreSQL is the list, Redis the doorbell."""

from __future__ import annotations

import gc
import os
from typing import Any

from celery import Celery
from celery.signals import worker_process_init, worker_ready

from factcheck.starting import process_started

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

app = Celery("factcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(related_name="jobs")


@worker_ready.connect
def say_that_a_worker_started(**kwargs: Any) -> None:
    """Let the apps say what is amiss, in the worker's log."""
    process_started.send(sender="factcheck", process="worker")


@worker_process_init.connect
def look_for_garbage_less_often(**kwargs: Any) -> None:
    """Leave what is loaded out of garbage collection, and let the objects of a batch pile up before one.

    A batch of an import makes some hundred thousand objects, hardly any of them in circles. Python's own 700
    between collections cost a worker a tenth of its time; these hold back a few megabytes at most.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
