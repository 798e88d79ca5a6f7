"""Whether matching goes by meaning too, and if not, why: for the start of a process and the status page."""

from __future__ import annotations

from typing import NamedTuple

from django.conf import settings

from reviews.matching import embedding


class State(NamedTuple):
    """Whether embeddings are on, and one line that says so or why not."""

    on: bool
    why: str


def state() -> State:
    """Return whether this process matches by meaning; reads the model's files (20 ms), loads nothing."""
    if not settings.EMBEDDINGS:
        return State(False, "Embeddings are off: EMBEDDINGS=0. Matching goes by words alone.")
    if problem := embedding.files_problem():
        return State(False, f"{problem} Matching goes by words alone.")
    return State(True, f"Matching goes by words and meaning ({embedding.NAME}).")
