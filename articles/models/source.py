"""A source: the publisher of articles."""

from __future__ import annotations

from django.db import models


class Source(models.Model):
    """A publisher, known by the slug of its name."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200, unique=True)
    homepage = models.URLField(max_length=500, blank=True)
    domain = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
