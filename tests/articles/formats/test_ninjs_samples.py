"""Our model of ninjs holds against IPTC's own schemas and examples, where they lie beside the checkout."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from django.conf import settings
from jsonschema import validators
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from articles.formats import parse
from articles.formats.ninjs_item import AltId, Item, Named, Rights, Worded, read_item

SAMPLES = Path(settings.BASE_DIR).parent / "shared/samples/ninjs"
SCHEMAS = {path.stem.removeprefix("schema-"): path for path in sorted(SAMPLES.glob("schema-*.json"))}
EXAMPLES = sorted([*SAMPLES.glob("examples-*.json"), *SAMPLES.glob("*/*.json")])
FIXTURES = {
    "version-1": "1.6",
    "version-1-xhtml": "1.6",
    "version-1-named-parts": "1.6",
    "picture-only": "1.6",
    "version-2": "2.2",
    "version-3": "3.1",
    "event": "3.1",
    "package-of-texts": "3.1",
}
pytestmark = pytest.mark.skipif(not SCHEMAS, reason="IPTC's samples do not lie beside this checkout")

PARTS = {"headlines": Worded, "bodies": Worded, "descriptions": Worded, "infosources": Named, "altids": AltId}


def properties(version: str) -> dict[str, dict]:
    """The properties of a ninjs object in one version, by their names in lower case."""
    schema = json.loads(SCHEMAS[version].read_text())
    item = schema if "properties" in schema else schema["$defs"]["ninjsType"]
    return {name.lower(): told for name, told in item["properties"].items()}


def version_of(path: Path) -> str:
    """The schema that an example follows: by its folder, else by its name."""
    return path.parent.name if path.parent != SAMPLES else path.name.split("-")[1]


def examples() -> list[Path]:
    return [path for path in EXAMPLES if version_of(path) in SCHEMAS]


def short(path: Path) -> str:
    return str(path.relative_to(SAMPLES))


@pytest.mark.parametrize("field", msgspec.structs.fields(Item), ids=lambda field: field.name)
def test_a_field_of_the_model_is_in_a_schema_with_the_same_type(field: msgspec.structs.FieldInfo):
    told = [found for version in SCHEMAS if (found := properties(version).get(field.name)) is not None]
    assert told, f"{field.name} stands in no schema"
    kinds = {one["type"] for one in told if "type" in one}
    kind = field.type
    ours = {"string"} if kind is str or "Literal" in str(kind) else set()
    ours |= {"array"} if "list" in str(kind) else set()
    ours |= {"object"} if "dict" in str(kind) or kind is Rights else set()
    assert kinds <= ours


@pytest.mark.parametrize("version", [version for version in SCHEMAS if version >= "2"])
@pytest.mark.parametrize("name", PARTS)
def test_the_parts_of_a_list_are_in_the_schema(name: str, version: str):
    there = {part.lower() for part in properties(version)[name]["items"]["properties"]}
    assert set(PARTS[name].__struct_fields__) - there <= {"rel", "role"}  # a party has one or the other


@pytest.mark.parametrize("version", SCHEMAS)
def test_the_states_of_publication_are_those_of_the_schema(version: str):
    assert set(properties(version)["pubstatus"]["enum"]) == {"usable", "withheld", "canceled"}


def faults(value: object, version: str) -> list[str]:
    """What IPTC's schema of a version finds wrong with a ninjs object; shapes on maps are not looked at."""
    schema = json.loads(SCHEMAS[version].read_text())
    maps = Resource(contents={}, specification=DRAFT202012)
    known = Registry().with_resource("https://geojson.org/schema/GeoJSON.json", maps)
    validator = validators.validator_for(schema)(schema, registry=known)
    return [error.message for error in validator.iter_errors(value)]


@pytest.mark.parametrize("path", examples(), ids=short)
def test_an_example_follows_its_schema_and_our_model(path: Path):
    example = json.loads(path.read_text())
    assert faults(example, version_of(path)) == []
    assert read_item(example).uri == example["uri"]


@pytest.mark.parametrize(("fixture", "version"), FIXTURES.items())
def test_our_own_fixtures_follow_the_schema_of_their_version(fixture: str, version: str):
    written = Path(__file__).parent / "fixtures/ninjs" / f"{fixture}.json"
    assert faults(json.loads(written.read_text()), version) == []


@pytest.mark.parametrize("path", examples(), ids=short)
def test_what_an_example_says_is_in_the_article(path: Path):
    example = {name.lower(): value for name, value in json.loads(path.read_text()).items()}
    (found,) = parse(path.read_bytes(), locator="f")
    if example.get("type") in {"picture", "event"}:
        assert (
            found.reason == f"it is of type “{example['type']}” and has no body: only text becomes an article"
        )
        return
    assert (found.external_id, found.language) == (example["uri"], example.get("language", ""))
    assert found.byline == (example.get("by") or example.get("byline") or "")
    assert found.editorial_note == example.get("ednote", "")
    assert found.status == "usable"
    version = example.get("versioncreated")
    assert (found.modified_at is None) == (version is None)
    if version:
        assert found.modified_at.isoformat() == version.replace("Z", "+00:00")
