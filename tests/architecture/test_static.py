"""What the browser is sent: the vendored bytes, no inline code, every file named exists, contrast holds."""

import hashlib
import re
from pathlib import Path

import pytest

from factcheck.templatetags.desk import STATES

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "factcheck" / "static"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted((STATIC / "css").glob("*.css"))
MODULES = sorted((STATIC / "js").glob("*.js"))
LIGHT, DARK = 0, 1


def vendored() -> dict[str, str]:
    """File name → SHA-256, read from the table in vendor/README.md."""
    table = (STATIC / "vendor" / "README.md").read_text()
    return dict(re.findall(r"^\| (\S+) \|.*\| ([0-9a-f]{64}) \|$", table, re.M))


def test_every_vendored_file_has_the_bytes_that_the_table_names():
    folder = STATIC / "vendor"
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.name != "README.md"
    }
    assert found == vendored()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_a_template_holds_no_inline_style_script_or_handler(template):
    text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", template.read_text(), flags=re.S)
    inline_scripts = [
        tag for tag in re.findall(r"<script\b[^>]*>", text)
        if "src=" not in tag and "application/ld+json" not in tag
    ]  # fmt: skip
    assert re.findall(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|hx-on", text) == []
    assert inline_scripts == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_every_static_file_that_a_template_names_exists(template):
    named = re.findall(r"{%\s*static\s+[\"']([^\"']+)[\"']", template.read_text())
    assert [name for name in named if not (STATIC / name).is_file()] == []


@pytest.mark.parametrize("sheet", STYLES, ids=lambda path: path.name)
def test_every_file_that_a_style_sheet_names_exists_here(sheet):
    named = re.findall(r"url\([\"']?([^#\"')][^\"')]*)", sheet.read_text())
    assert [name for name in named if not (sheet.parent / name).resolve().is_file()] == []


def test_every_style_sheet_and_module_is_loaded_by_exactly_one_template():
    source = "\n".join(template.read_text() for template in TEMPLATES)
    loaded = re.findall(r"[\"']((?:css|js)/[\w-]+\.(?:css|js))[\"']", source)
    assert sorted(loaded) == sorted(f"{path.parent.name}/{path.name}" for path in [*STYLES, *MODULES])


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_a_module_is_small_says_what_it_is_for_and_builds_no_html_from_text(module):
    text = module.read_text()
    assert text.startswith("// ")
    assert len(text.splitlines()) <= 150
    from_text = r"innerHTML|outerHTML|insertAdjacentHTML|\beval\(|new Function|document\.write"
    assert re.findall(from_text, text) == []


def test_only_key_preferences_are_kept_in_the_browser():
    stores = re.compile(r"localStorage|sessionStorage|indexedDB")
    assert {path.name for path in MODULES if stores.search(path.read_text())} == {"keys.js", "keysheet.js"}


def test_nothing_is_loaded_from_elsewhere():
    files = [*STYLES, *MODULES, *TEMPLATES]
    loads = r"(?:src|href)=[\"']https?://|url\([\"']?https?:|import .*https?:|@import"
    assert [path.name for path in files if re.search(loads, path.read_text())] == []


def test_every_state_has_a_colour_a_line_a_glyph_and_a_pattern():
    css = (STATIC / "css" / "states.css").read_text()
    patterns = (ROOT / "templates" / "components" / "patterns.html").read_text()
    for state in STATES:
        assert (STATIC / "img" / f"state-{state}.svg").is_file()
        assert f".{state} {{ --state: var(--{state});" in css
        assert f"\n.s.{state} {{" in css
        assert f"\n.over.{state} {{" in css
        assert (f'id="hatch-{state}"' in patterns) == (state != "confirmed")  # the full bar is the plain one


def tokens() -> dict[str, tuple[str, str]]:
    """Colour name → (light, dark) as #rrggbb, read from tokens.css."""
    text = (STATIC / "css" / "tokens.css").read_text()
    found = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", text)
    return {name: (light, dark) for name, light, dark in found}


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours as WCAG 2.2 defines it."""

    def luminance(colour: str) -> float:
        channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "sheet", "well", "raised"])
def test_every_ink_reaches_four_and_a_half_to_one_and_every_edge_three(ground, theme):
    colours = tokens()
    inks = ["ink", "ink-2", "accent", *STATES]
    behind = colours[ground][theme]
    low_inks = {ink: contrast(colours[ink][theme], behind) for ink in inks}
    assert {ink: ratio for ink, ratio in low_inks.items() if ratio < 4.5} == {}
    assert contrast(colours["edge"][theme], behind) >= 3


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"), [("accent-ink", "accent"), ("ink", "lit"), ("ink", "accent-wash")]
)
def test_text_on_a_coloured_ground_reaches_four_and_a_half_to_one(ink, ground, theme):
    colours = tokens()
    assert contrast(colours[ink][theme], colours[ground][theme]) >= 4.5
