"""Print the state diagrams of the models' TRANSITIONS; `--write`, `--check` keep docs/states.md true."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Model


def diagram(model: type[Model]) -> str:
    """Return the Mermaid state diagram of one model that declares TRANSITIONS."""
    lines = [f"## {model.__name__}", "", "```mermaid", "stateDiagram-v2"]
    first = getattr(model._meta.get_field("state"), "default", None)
    if isinstance(first, str):
        lines.append(f"  [*] --> {first}")
    for source, targets in model.TRANSITIONS.items():  # type: ignore[attr-defined]  # filtered below
        lines += [f"  {source} --> {target}" for target in targets]
    return "\n".join([*lines, "```", ""])


def document() -> str:
    """Return the whole of docs/states.md."""
    models = [model for model in apps.get_models() if hasattr(model, "TRANSITIONS")]
    head = "# States\n\nMade by `manage.py states --write` from `TRANSITIONS`: a trigger guards each.\n\n"
    return head + "\n".join(diagram(model) for model in models)


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare `--write` and `--check`."""
        parser.add_argument("--write", action="store_true", help="write docs/states.md")
        parser.add_argument(
            "--check", action="store_true", help="fail where docs/states.md is not what the code says"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print, write or check the document."""
        path = Path(settings.BASE_DIR) / "docs" / "states.md"
        if options["write"]:
            path.write_text(document())
        elif options["check"]:
            if not path.exists() or path.read_text() != document():
                raise CommandError(
                    "docs/states.md is not what TRANSITIONS says: run manage.py states --write"
                )
        else:
            self.stdout.write(document())
