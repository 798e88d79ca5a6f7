"""Read the front matter of a Markdown file: YAML between --- lines, TOML between +++ lines."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime, time

import yaml

MOST = 64_000
"""Characters; what is longer is no front matter."""

_BLOCK = re.compile(
    r"(?P<fence>---|\+\+\+)[ \t]*\n(?P<inner>.*?)^(?:(?P=fence)|\.\.\.)[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_KEY = re.compile(r"^[\w\"'][\w \"'.-]{0,60}\s*[:=]", re.MULTILINE)


class BadFrontMatter(ValueError):
    """The front matter is no YAML or TOML that names fields; the message says where."""


def split_front_matter(text: str) -> tuple[str, str, str]:
    """Return ("yaml" or "toml", the front matter, the text below it); ("", "", text) where there is none."""
    found = _BLOCK.match(text[: MOST + 10])
    if found is None:
        return "", "", text
    kind, inner = "yaml" if found["fence"] == "---" else "toml", found["inner"]
    return (kind, inner, text[found.end() :]) if _KEY.search(inner) else ("", "", text)


def read_front_matter(kind: str, inner: str) -> dict[str, object]:
    """Return the fields of front matter as plain JSON values, times as they were written.

    Raises BadFrontMatter naming line and reason; aliases are refused, since they can grow without end.
    """
    try:
        fields = tomllib.loads(inner) if kind == "toml" else yaml.load(inner, Loader=_Loader)  # noqa: S506
    except yaml.MarkedYAMLError as wrong:
        line = wrong.problem_mark.line + 2 if wrong.problem_mark else 1
        raise BadFrontMatter(f"line {line}: {wrong.problem or wrong.context}") from wrong
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, TypeError, KeyError) as wrong:
        raise BadFrontMatter(f"the front matter: {wrong}") from wrong
    except RecursionError as wrong:
        raise BadFrontMatter("the front matter nests too deep") from wrong
    if not isinstance(fields, dict):
        raise BadFrontMatter("the front matter names no fields")
    return {str(name): _plain(value) for name, value in fields.items()}


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value


class _Loader(yaml.SafeLoader):
    """YAML's data without aliases, and without its guesses: 012 stays text, a time keeps its zone."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Refuse aliases: nine lines of them stand for a billion values."""
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "aliases are not read", event.start_mark)
        return super().compose_node(parent, index)


_TAG = "tag:yaml.org,2002:"
_Loader.add_implicit_resolver(f"{_TAG}bool", re.compile(r"(?:true|false|True|False)$"), list("tfTF"))
_Loader.add_implicit_resolver(f"{_TAG}null", re.compile(r"(?:~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver(f"{_TAG}int", re.compile(r"-?(?:0|[1-9][0-9]{0,17})$"), list("-0123456789"))
_Loader.add_implicit_resolver(f"{_TAG}float", re.compile(r"-?[0-9]{1,15}\.[0-9]{1,15}$"), list("-0123456789"))
