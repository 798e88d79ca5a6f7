"""The project package: who did what. People, desks, the audit record and the mechanisms below both apps."""

from factcheck.celery import app as celery_app

__all__ = ["celery_app"]
