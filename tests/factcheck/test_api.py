"""What every endpoint shares: one shape of errors, desks as tenants, lists by cursor, an honest document."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.urls import reverse

from factcheck import error_pages
from tests.architecture.routes import routes

NOTHING = {"code": "not_found", "message": "There is nothing here for you."}


@pytest.fixture
def rows(desk, make_task):
    """Return a maker of so many tasks; it returns their keys, oldest first."""
    return lambda count: [make_task(desk).pk for _ in range(count)]


def keys(answer: tuple) -> list[int]:
    """Return the keys of a page of a list."""
    status, page = answer
    assert status == 200
    return [row["id"] for row in page["results"]]


def test_a_wrong_field_is_400_and_named(editor, program, desk):
    status, body = program(editor).post("tasks/next/", {"kind": "anything"})
    assert (status, body) == (
        400,
        {
            "error": {
                "code": "invalid",
                "message": 'kind: "anything" is not a valid choice.',
                "fields": {"kind": ['"anything" is not a valid choice.']},
            }
        },
    )


def test_what_an_action_refuses_is_400_in_the_same_shape(editor, program, desk):
    status, body = program(editor).post("imports/", {})
    assert (status, body["error"]["code"], body["error"]["fields"]) == (
        400,
        "invalid",
        {"files": ["Choose at least one file to import."]},
    )


@pytest.mark.parametrize(
    "body",
    ["{", '{"a": NaN}', "[1, 2]", '"text"', "7", "\x80", "[" * 200_000, '{"a":' * 200_000],
    ids=["open", "NaN", "list", "text", "number", "no UTF-8", "deep lists", "deep objects"],
)
def test_a_body_that_is_no_json_object_is_400(editor, program, make_task, desk, body):
    client = program(editor).client
    for path in ("tasks/next/", f"tasks/{make_task(desk).pk}/submit/", "imports/"):
        answer = client.post(f"/api/v1/{path}", body, content_type="application/json")
        assert (path, answer.status_code, set(answer.json())) == (path, 400, {"error"})


def test_a_lesser_role_is_403(reader, program):
    assert program(reader).post("tasks/next/") == (
        403,
        {"error": {"code": "forbidden", "message": "Your role here, reader, may not do this."}},
    )


def test_a_missing_object_is_404(editor, program):
    assert program(editor).get("claims/1/") == (404, {"error": NOTHING})


@pytest.mark.parametrize("pk", ["0", "9" * 18, "9" * 19, "9" * 40])
def test_a_key_of_any_size_is_404(editor, program, pk):
    assert program(editor).get(f"claims/{pk}/") == (404, {"error": NOTHING})


def test_a_wrong_method_is_405_in_the_same_shape(editor, program):
    status, body = program(editor).post("claims/")
    assert (status, body["error"]["code"]) == (405, "method_not_allowed")


def test_a_wrong_media_type_is_415_in_the_same_shape(editor, program):
    answer = program(editor).client.post("/api/v1/tasks/next/", "a=1", content_type="text/csv")
    assert (answer.status_code, answer.json()["error"]["code"]) == (415, "unsupported_media_type")


def test_a_conflict_is_409_and_says_what_is(editor, second_editor, program, desk, make_task):
    task = make_task(desk)
    assert program(editor).post(f"tasks/{task.pk}/take/")[0] == 200
    status, body = program(second_editor).post(f"tasks/{task.pk}/take/")
    assert (status, body["error"]["code"], body["error"]["present"]) == (409, "conflict", "LEASED")


def test_a_list_shows_only_ones_own_desks(editor, stranger, program, rows):
    made = rows(3)
    assert keys(program(editor).get("tasks/")) == made[::-1]
    assert keys(program(stranger).get("tasks/")) == []
    assert program(stranger).get("tasks/", desk="economy") == (404, {"error": NOTHING})


def test_a_member_of_two_desks_sees_both_or_the_one_named(
    editor, desk, other_desk, person, program, make_task
):
    from factcheck.roles import Role
    from reviews.actions import desks

    desks.admit(editor, desk=other_desk, role=Role.READER, by=None)
    ours, theirs = make_task(desk).pk, make_task(other_desk).pk
    asked = program(editor)
    assert keys(asked.get("tasks/")) == [theirs, ours]
    assert keys(asked.get("tasks/", desk="city")) == [theirs]
    status, body = asked.post("tasks/next/")
    assert (status, body["error"]["message"]) == (400, "desk: Name the desk, one of: city, economy.")
    assert asked.post("tasks/next/", {"desk": "city"})[0] == 403
    assert asked.post("tasks/next/", {"desk": "economy"})[1]["id"] == ours


def test_somebody_without_a_desk_sees_empty_lists(person, program, rows):
    rows(1)
    nobody = program(person("nora"))
    assert keys(nobody.get("tasks/")) == []
    status, body = nobody.post("tasks/next/")
    assert (status, body["error"]["fields"]) == (
        400,
        {"desk": ["Name the desk, one of: none is open to you."]},
    )


def test_a_list_is_walked_forwards_and_back_by_its_addresses(editor, program, rows):
    made = rows(5)[::-1]
    asked = program(editor)
    first = asked.get("tasks/", page_size=2)
    second = asked.get(first[1]["next"])
    third = asked.get(second[1]["next"])
    assert [keys(page) for page in (first, second, third)] == [made[:2], made[2:4], made[4:]]
    assert (first[1]["previous"], third[1]["next"]) == (None, None)
    assert keys(asked.get(third[1]["previous"])) == made[2:4]
    assert keys(asked.get(second[1]["previous"])) == made[:2]


def test_rows_that_come_in_meanwhile_neither_shift_nor_repeat_the_rest(editor, program, rows):
    made = rows(4)[::-1]
    asked = program(editor)
    first = asked.get("tasks/", page_size=2)
    rows(3)
    assert keys(first) + keys(asked.get(first[1]["next"])) == made


def test_a_page_holds_at_most_200(editor, program, rows):
    rows(3)
    status, body = program(editor).get("tasks/", page_size=100_000)
    assert (status, len(body["results"]), body["next"]) == (200, 3, None)


def cursor(text: str) -> str:
    return b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "text",
    [
        "no base64",
        cursor("p=seventeen"),
        cursor("p=1.5"),
        cursor("p=" + "9" * 40),
        cursor("p=\0"),
        cursor("o=x"),
    ],
)
def test_a_cursor_that_is_none_is_404(editor, program, rows, text):
    rows(1)
    status, body = program(editor).get("tasks/", cursor=text)
    assert (status, set(body)) == (404, {"error"})


# They answer with one object.
NO_LISTS = {"api_standards", "api_machine"}


@pytest.mark.parametrize("name", ["desk", "state", "claim", "article", "checkable", "cursor", "page_size"])
@pytest.mark.parametrize("value", ["\0", "%", "' OR 1=1 --", "9" * 40, "-1", "⁷", "é" * 300])
def test_no_query_breaks_a_list(editor, program, name, value):
    asked = program(editor)
    lists = [
        route
        for route in routes()
        if route.is_api
        and route.rules
        and not route.kind
        and "GET" in route.rules
        and route.name not in NO_LISTS
    ]
    for route in lists:
        status, body = asked.get(route.template.removeprefix("api/v1/"), **{name: value})
        assert (route.name, status in (200, 400, 404), "error" in body or "results" in body) == (
            route.name,
            True,
            True,
        )


def test_the_document_describes_every_route_and_method(editor, program):
    document = yaml.safe_load(program(editor).client.get("/api/v1/schema/").content)
    described = {
        (path.replace("{id}", "<int:pk>").lstrip("/"), method.upper())
        for path, methods in document["paths"].items()
        for method in methods
    }
    served = {
        (route.template, method)
        for route in routes()
        if route.is_api and route.rules
        for method in route.rules
    }
    assert described == served


def test_the_document_says_what_a_list_and_an_error_look_like(editor, program):
    document = yaml.safe_load(program(editor).client.get("/api/v1/schema/").content)
    for path in ("tasks", "claims", "verdicts", "articles", "statements", "imports", "snapshots"):
        answers = document["paths"][f"/api/v1/{path}/"]["get"]["responses"]
        listed = answers["200"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        assert set(document["components"]["schemas"][listed]["properties"]) == {"next", "previous", "results"}
        assert answers["401"]["content"]["application/json"]["schema"] == {
            "$ref": "#/components/schemas/Error"
        }
    conflict = document["paths"]["/api/v1/tasks/{id}/submit/"]["post"]["responses"]["409"]
    assert conflict["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Error"}
    assert document["components"]["securitySchemes"]["bearer"] == {"type": "http", "scheme": "bearer"}


def test_the_document_is_made_without_a_warning():
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=StringIO())


def test_the_documentation_page_loads_nothing_from_elsewhere(editor, signed_in):
    answer = signed_in(editor).get(reverse("api_docs"))
    loaded = re.findall(r'(?:src|href)="([^"]+)"', answer.content.decode())
    assert answer.status_code == 200
    assert [each for each in loaded if not each.startswith("/")] == []
    stored = [each.removeprefix("/static/") for each in loaded if each.startswith("/static/")]
    assert len(stored) >= 3
    assert [each for each in stored if not Path(finders.find(each) or "").is_file()] == []
    assert "<script>" not in answer.content.decode()


def test_head_is_answered_like_get(reader, program):
    assert program(reader).client.head("/api/v1/articles/").status_code == 200


@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_an_unknown_address_answers_in_the_one_error_shape(method):
    answer = getattr(Client(), method)("/api/v1/nothing/here/")
    assert (answer.status_code, answer.json()) == (404, {"error": NOTHING})


def test_a_request_that_cannot_be_read_answers_in_the_one_error_shape():
    answer = Client().get("/api/v1/tasks/", headers={"host": "evil example"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid")


def test_what_breaks_answers_in_the_one_error_shape():
    below = error_pages.server_error(RequestFactory().get("/api/v1/tasks/"))
    assert json.loads(below.content)["error"]["code"] == "server_error"
    elsewhere = error_pages.server_error(RequestFactory().get("/"))
    assert (elsewhere.status_code, elsewhere.content[:15].lower()) == (500, b"<!doctype html>")
