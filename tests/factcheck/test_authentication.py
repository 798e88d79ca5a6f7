"""Bearer tokens: shown once, kept as a hash alone; unknown and revoked ones are refused."""

from __future__ import annotations

import hashlib

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models.functions import Now

from factcheck.authentication import digest, issue, revoke
from factcheck.models import ApiToken, AuditEvent
from tests.program import Program

UNKNOWN = {"code": "authentication_failed", "message": "This token is unknown or revoked."}


def every_text_of_the_database() -> str:
    """Return all columns of all tables as text."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f"SELECT t::text FROM {connection.ops.quote_name(table)} t")  # noqa: S608
            rows += [row for (row,) in cursor.fetchall()]
    return "\n".join(rows)


def test_a_token_opens_the_api(editor):
    assert Program(issue(editor)).get("articles/") == (200, {"next": None, "previous": None, "results": []})


def test_no_column_of_any_table_holds_the_token(editor):
    token = issue(editor, name="nightly export")
    everything = every_text_of_the_database()
    assert "nightly export" in everything
    assert token not in everything
    assert ApiToken.objects.get().sha256 == digest(token) == hashlib.sha256(token.encode()).hexdigest()


def test_two_tokens_differ_and_have_256_bits(editor):
    tokens = {issue(editor) for _ in range(20)}
    assert (len(tokens), {len(token) for token in tokens}) == (20, {43})


@pytest.mark.parametrize("token", ["nonsense", "", "é", "a b", "x" * 5000])
def test_an_unknown_token_is_refused(db, token):
    client = Program().client
    answer = client.get("/api/v1/articles/", headers={"authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.json()["error"]) == (401, UNKNOWN)
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_revoked_token_is_refused(editor):
    program = Program(issue(editor))
    ApiToken.objects.update(revoked_at=Now())
    assert program.get("articles/") == (401, {"error": UNKNOWN})


def test_the_token_of_somebody_who_left_is_refused(editor):
    program = Program(issue(editor))
    editor.is_active = False
    editor.save()
    assert program.get("articles/") == (401, {"error": UNKNOWN})


def test_without_a_token_the_answer_says_what_is_missing(db):
    answer = Program().client.get("/api/v1/articles/")
    assert answer.json() == {
        "error": {
            "code": "not_authenticated",
            "message": "Authentication credentials were not provided.",
        }
    }
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")


def test_another_scheme_is_no_token(editor):
    token = issue(editor)
    answer = Program().client.get("/api/v1/articles/", headers={"authorization": f"Basic {token}"})
    assert answer.status_code == 401


def test_the_scheme_may_be_written_in_any_case(editor):
    token = issue(editor)
    answer = Program().client.get("/api/v1/articles/", headers={"authorization": f"bearer {token}"})
    assert answer.status_code == 200


def test_a_signed_in_browser_may_read_but_writes_only_with_its_csrf_token(editor, signed_in):
    browser = signed_in(editor)
    browser.handler.enforce_csrf_checks = True
    assert browser.get("/api/v1/articles/").status_code == 200
    answer = browser.post("/api/v1/tasks/next/", {}, content_type="application/json")
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "permission_denied")


def test_issuing_is_recorded_without_the_token(editor):
    token = issue(editor, name="export")
    event = AuditEvent.objects.get(action="api_token.issued")
    assert (event.actor, event.data, event.target) == (
        editor,
        {"name": "export"},
        f"factcheck.apitoken:{ApiToken.objects.get().pk}",
    )
    assert token not in str(event.data)


def test_the_command_prints_a_token_that_works(editor, capsys):
    call_command("api_token", editor.username)
    token = capsys.readouterr().out.strip().splitlines()[-1]
    assert Program(token).get("articles/")[0] == 200


def test_the_command_names_a_user_that_does_not_exist(db):
    with pytest.raises(CommandError, match="nobody"):
        call_command("api_token", "nobody")


def test_revoking_ends_every_token_of_a_person_and_of_nobody_else(db, person, program):
    ours, theirs = person("rhea"), person("otto")
    mine, other = program(ours), program(theirs)
    assert (mine.get("articles/")[0], revoke(ours), revoke(ours)) == (200, 1, 0)
    assert (mine.get("articles/")[0], other.get("articles/")[0]) == (401, 200)
