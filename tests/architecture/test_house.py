"""The house rules that a machine can check: sizes, names, words, directions, and what no file may hold."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PRODUCT = ("factcheck", "articles", "reviews")
FORBIDDEN_NAMES = {
    "utils",
    "helpers",
    "services",
    "common",
    "core",
    "managers",
    "mixins",
    "constants",
    "base",
}
MOST_LINES, MOST_LINES_A_FUNCTION = 300, 40

# These borrow a word of Django (an exception, a way to write a slug) and must borrow no more.
BORROWED = {
    "articles/identity.py": {"django.utils.text"},
    "reviews/citing.py": {"django.core.exceptions"},
    "reviews/finding.py": {"django.core.exceptions"},
}
# Asks its own web server whether it is up.
OWN_SERVER = {"factcheck/supervisor.py": {"urllib.request"}}
# Spelled so that this file does not hold them.
OF_ONE_MACHINE = [
    r"/(home|Users)/\w",
    r"/root/\w",
    r"/work/\w",
    r"\bfiles[.]pythonhos[t]ed\b",
    r"\bpyp[i][.]org/simple",
    r"\bregistry[.]npm[j]s\b",
    r"--(extra-)?index-url\s+http",
]


def tracked() -> list[Path]:
    """Return every file under version control that is there, as a path from the root."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)  # noqa: S607
    return [Path(name) for name in done.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


FILES = tracked()
SOURCES = [
    path
    for path in FILES
    if path.suffix == ".py" and path.parts[0] in (*PRODUCT, "manage.py") and "migrations" not in path.parts
]


def text_of(path: Path) -> str:
    """Return a file's text; what is no UTF-8 is shown as such."""
    return (ROOT / path).read_text(errors="replace")


def tree_of(path: Path) -> ast.Module:
    return ast.parse(text_of(path))


def functions_of(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def imports_of(tree: ast.AST) -> set[str]:
    """Return the modules that a tree imports, each by its full name."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def faults(find: Callable[[Path], object]) -> dict[str, object]:
    """Return what `find` finds in each of the product's files, where it finds anything."""
    return {str(path): found for path in SOURCES if (found := find(path))}


def test_a_file_is_short():
    def over(path: Path) -> int:
        return max(0, len(text_of(path).splitlines()) - MOST_LINES)

    assert faults(over) == {}
    tests = [path for path in FILES if path.suffix == ".py" and path.parts[0] in {"tests", "bench"}]
    assert {str(path): over(path) for path in tests if over(path)} == {}


def test_a_function_is_short():
    def long(path: Path) -> dict[str, int]:
        lengths = {
            node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions_of(tree_of(path))
        }
        return {name: length for name, length in lengths.items() if length > MOST_LINES_A_FUNCTION}

    assert faults(long) == {}


def test_a_file_says_what_it_is_for():
    assert faults(lambda path: tree_of(path).body and not ast.get_docstring(tree_of(path))) == {}


def test_what_others_call_says_what_it_does():
    def silent(path: Path) -> list[str]:
        # Of commands and app configurations the file says it, in the line above.
        outer = [
            node for node in public(tree_of(path).body) if not re.search(r"^Command$|Config$", node.name)
        ]
        inner = [part for node in outer if isinstance(node, ast.ClassDef) for part in public(node.body)]
        methods = [node for node in inner if isinstance(node, ast.FunctionDef)]
        return [node.name for node in (*outer, *methods) if not ast.get_docstring(node)]

    assert faults(silent) == {}


def public(body: list[ast.stmt]) -> list[ast.FunctionDef | ast.ClassDef]:
    """Return the functions and classes of a body whose names do not begin with an underscore."""
    defined = [node for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return [node for node in defined if not node.name.startswith("_")]


def test_nothing_is_imported_inside_a_function():
    # Django asks for these places: models can be imported only once every app is ready.
    needed = {
        "articles/apps.py",
        "reviews/apps.py",
        "manage.py",
        "reviews/learning/training.py",
        "articles/statements/training.py",
    }

    def inside(path: Path) -> set[str]:
        return {name for node in functions_of(tree_of(path)) for name in imports_of(node)}

    assert faults(inside).keys() == needed


def test_nothing_is_left_for_later():
    assert faults(lambda path: re.findall(r"\b(?:TODO|FIXME|XXX|HACK)\b", text_of(path))) == {}


def test_requests_leave_through_fetching_alone():
    # import-linter knows packages alone; these are modules of the standard library.
    ways_out = {"urllib.request", "http.client", "ftplib", "smtplib"}
    assert faults(lambda path: ways_out & imports_of(tree_of(path))) == OWN_SERVER


@pytest.mark.parametrize("path", BORROWED)
def test_pure_modules_borrow_no_more_of_django(path: str):
    of_django = {name for name in imports_of(tree_of(Path(path))) if name.startswith("django")}
    assert {name for name in of_django if name.rpartition(".")[2].islower()} - {
        f"{module}.slugify" for module in BORROWED[path]
    } == BORROWED[path]


def test_no_module_has_a_name_that_says_nothing():
    python = [path for path in FILES if path.suffix == ".py"]
    names = {str(path): {path.stem, *path.parts[:-1]} & FORBIDDEN_NAMES for path in python}
    assert {path: found for path, found in names.items() if found} == {}


def test_no_file_tells_of_the_machine_it_was_written_on():
    here = Path(__file__).relative_to(ROOT)
    found = {
        str(path): words[0]
        for path in FILES
        if path != here
        and (words := re.findall("|".join(f"(?:{each})" for each in OF_ONE_MACHINE), text_of(path)))
    }
    assert found == {}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_and_hashed(name: str):
    whole = text_of(Path(name)).replace("\\\n", " ")
    lines = [line for line in whole.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert len(lines) > 20
    unpinned = [
        line.split()[0]
        for line in lines
        if "==" not in line or not re.search(r"--hash=sha256:[0-9a-f]{64}", line)
    ]
    assert unpinned == []


def test_every_direction_of_imports_is_kept():
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout
