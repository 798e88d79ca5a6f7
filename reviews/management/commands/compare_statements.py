"""Compares pairs of statements: `manage.py compare_statements < pairs.jsonl`."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck import json_lines
from reviews.actions import comparing
from reviews.matching.comparing.second_reading import compare_twice


class Command(BaseCommand):
    """Reads `{"id", "a", "b"}` a line on standard input, answers each at once; no database.

    With INFERENCE_MODEL set, what the rules leave open is read by that model too.

    Writes `{"id", "relation", "differences", "score"}`: relation is agrees, wording_differs, contradicts,
    not_comparable or unrelated; a difference has its slot, the words of `a` and of `b` with their places in
    code points, and a sentence; the score, 0 to 1, says how sure the relation is. A line that cannot be read
    is named on standard error, the rest goes on, and the command ends with an error.
    """

    help = "Say of each pair of statements whether they agree, differ in wording, or contradict."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        bad, model = 0, comparing.reader()
        for record in json_lines.read(sys.stdin.buffer, name="standard input", needed=("id", "a", "b")):
            if isinstance(record, json_lines.BadLine):
                bad += 1
                self.stderr.write(str(record))
                continue
            found = compare_twice(record["a"], record["b"], model=model)
            answer = {
                "id": record["id"],
                "relation": found.relation,
                "differences": [difference.as_json() for difference in found.differences],
                "score": found.score,
            }
            self.stdout.write(json_lines.write(answer))
            self.stdout.flush()
        if bad:
            raise CommandError(f"{bad} lines could not be read; the rest is done")
