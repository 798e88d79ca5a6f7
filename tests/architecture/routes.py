"""Every route of the resolver with the rule that its view carries, for the tests that walk them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from factcheck.roles import Ability

Rule = Ability | str


@dataclass(frozen=True)
class Route:
    """One address. `template` is the path with its converters, such as `desks/<slug:slug>/queue/`."""

    name: str
    template: str
    callback: Callable[..., Any]

    @property
    def is_api(self) -> bool:
        """Return whether this answers JSON to programs."""
        return self.template.startswith("api/")

    @property
    def view_class(self) -> type[Any] | None:
        """Return the class behind the view, None for a function."""
        return getattr(self.callback, "view_class", None) or getattr(self.callback, "cls", None)

    @property
    def rules(self) -> dict[str, Ability] | None:
        """Return the rule of each method where they differ by method."""
        return getattr(self.view_class, "rules", None)

    def rule(self, method: str) -> Rule | None:
        """Return what the view asks of whoever sends `method`, None where no rule is declared."""
        if self.rules is not None:
            return self.rules.get(method)
        return getattr(self.callback, "rule", None) or getattr(self.view_class, "rule", None)

    @property
    def kind(self) -> str:
        """Return what kind of object `pk` names: the word before it, such as `claims`; "" without a pk."""
        head, found, _ = self.template.partition("<int:pk>")
        return head.rstrip("/").rpartition("/")[2] if found else ""


def routes() -> list[Route]:
    """Return every route, in the order of the resolver."""
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[Route]:
    for each in patterns:
        template = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, template)
        else:
            yield Route(each.name or "", template, each.callback)
