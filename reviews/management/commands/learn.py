"""manage.py learn: train desks' models on their decisions now, and print what came of it."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from factcheck.management.desk_option import add_desk_option, chosen_desks
from reviews import jobs
from reviews.actions import learning
from reviews.actions.learning import Lesson
from reviews.models.decided_claims import decided_claims


class Command(BaseCommand):
    help = (
        "Train the model of each desk and language on its decisions, whether or not enough was decided since "
        "the last training. A candidate ranks only if it is better on held-back decisions."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take one desk, and the form of the answer."""
        add_desk_option(parser)
        parser.add_argument("--json", action="store_true", help="one JSON object a line, for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        """Train and print a line for each desk and language with decisions. CommandError for no such desk."""
        for desk in chosen_desks(options["desk"]):
            languages = decided_claims().filter(desk=desk).order_by("language")
            for language in languages.values_list("language", flat=True).distinct():
                lesson = learning.learn(desk=desk, language=language)
                jobs.ring_ranking(desk.pk)
                self.stdout.write(json.dumps(_row(lesson)) if options["json"] else _line(lesson))


def _row(lesson: Lesson) -> dict[str, Any]:
    row: dict[str, Any] = {
        "desk": lesson.desk,
        "language": lesson.language,
        "decisions": lesson.decisions,
        "model": None,
        "state": None,
        "why_not": lesson.why_not,
    }
    if lesson.model is None:
        return row
    return {**row, "model": lesson.model.number, "state": lesson.model.state, **lesson.model.figures}


def _line(lesson: Lesson) -> str:
    where = f"{lesson.desk}, {lesson.language}: {lesson.decisions} decisions"
    if lesson.model is None:
        return f"{where}. Nothing learned: {lesson.why_not}."
    figures = lesson.model.figures
    return (
        f"{where}. Model {lesson.model.number} {lesson.model.state.lower()}: average precision "
        f"{figures['precision']:.3f} against {figures['precision_before']:.3f} before, on "
        f"{figures['held_back']} held back."
    )
