"""`manage.py index_vectors`: pgvector's index where the extension came after the desk's migrations."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from reviews.models import meaning

pytestmark = pytest.mark.django_db(transaction=True)

INDEX = "The index over the embeddings is "


def run() -> str:
    said = io.StringIO()
    call_command("index_vectors", stdout=said)
    return said.getvalue().strip()


def execute(statement: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def pgvector():
    """Need the extension and a role that may make it, and leave the index as migrations made it."""
    if not execute("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'"):
        pytest.skip("this PostgreSQL has no pgvector")
    if execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user") != [(True,)]:
        pytest.skip("the tests' role may not make extensions here")
    yield
    call_command("index_vectors", stdout=io.StringIO())


def has_index() -> bool:
    with transaction.atomic():
        return meaning.has_index()


def test_it_makes_extension_and_index_and_running_it_again_changes_nothing(pgvector):
    execute("DROP EXTENSION vector CASCADE")
    assert not has_index()
    assert run() == f"{INDEX}made."
    assert has_index()
    [(made,)] = execute("SELECT to_regclass('claim_meaning')::oid")
    assert run() == f"{INDEX}there already."
    assert execute("SELECT to_regclass('claim_meaning')::oid") == [(made,)]


def test_an_index_whose_making_was_stopped_answers_nothing_and_is_made_again(pgvector):
    execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'claim_meaning'::regclass")
    assert not has_index()
    assert run() == f"{INDEX}made again, since an earlier making was stopped."
    assert has_index()


def test_without_the_extension_it_says_what_to_install():
    if execute("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'"):
        pytest.skip("this PostgreSQL has pgvector")
    with pytest.raises(CommandError, match="install pgvector on its server first"):
        run()
    assert not has_index()


def test_a_role_that_may_not_make_the_extension_is_told_who_must(pgvector):
    execute("DROP EXTENSION vector CASCADE")
    execute("CREATE ROLE plain_desk; SET ROLE plain_desk")
    try:
        with pytest.raises(CommandError, match="have a superuser run CREATE EXTENSION vector"):
            run()
    finally:
        execute("RESET ROLE; DROP ROLE plain_desk")
