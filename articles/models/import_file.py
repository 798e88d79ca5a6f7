"""A file of an import run, kept as bytes until a job has read its entries."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from articles.models.import_run import ImportRun


class ImportFile(models.Model):
    """One file as it was handed over; `sha256` names its bytes in the store."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, db_index=False, related_name="files")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=500)
    format = models.CharField(max_length=10, default="auto")
    sha256 = models.CharField(max_length=64)
    attempts = models.PositiveSmallIntegerField(default=0)
    # how many entries of it are stored: where reading goes on after an interruption
    entries = models.PositiveIntegerField(default=0, db_default=0)
    # the places of the entries to take, all where it is null: a retry takes those that were refused
    only = ArrayField(models.PositiveIntegerField(), null=True, blank=True)
    # and all from this place on: where a file was given up or not read further, nobody knows what follows
    rest_from = models.PositiveIntegerField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_file_per_run_and_position", fields=["run", "position"])
        ]
        indexes = [
            # due.unread_files: files that no job has read yet
            models.Index(name="file_unread", fields=["run"], condition=Q(read_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.name
