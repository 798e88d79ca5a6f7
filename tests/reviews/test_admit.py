"""Setting up a desk from the command line: the desk, and the people in it."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from factcheck.models import Desk, Membership, User
from reviews.models import DeskPolicy


def run(*words: str) -> str:
    printed = StringIO()
    call_command(*words, stdout=printed)
    return printed.getvalue()


@pytest.fixture
def typed(monkeypatch):
    """Return a setter of what is typed where a password is asked for."""
    return lambda password: monkeypatch.setattr(
        "reviews.management.commands.admit.getpass", lambda prompt: password
    )


def test_a_desk_is_opened_once_with_its_standards(db):
    for _ in range(2):
        said = run("open_desk", "harbour", "Harbour desk", "--language", "sv")
    assert said == "Harbour desk is open: /desks/harbour/. Let people in with manage.py admit.\n"
    assert list(Desk.objects.values_list("slug", "name", "language")) == [("harbour", "Harbour desk", "sv")]
    assert DeskPolicy.objects.get().desk == Desk.objects.get()


@pytest.mark.parametrize("slug", ["Harbour", "har bour", "", "x" * 51])
def test_a_slug_that_can_name_no_queue_is_refused(db, slug):
    with pytest.raises(CommandError, match="slug: "):
        run("open_desk", slug, "Harbour desk")
    assert not Desk.objects.exists()


def test_a_new_person_is_admitted_with_the_password_that_was_typed(desk, typed):
    typed("quiet-ink-and-paper")
    assert run("admit", "ada", "lead", "economy", "--new") == "ada is lead at Economy desk.\n"
    place = Membership.objects.get()
    assert (place.user.username, place.role, place.desk) == ("ada", "lead", desk)
    assert place.user.check_password("quiet-ink-and-paper")


def test_somebody_known_gets_another_role(desk, checker):
    run("admit", checker.username, "editor", "economy")
    assert list(Membership.objects.values_list("user", "role")) == [(checker.pk, "editor")]


@pytest.mark.parametrize(
    ("words", "password", "said"),
    [
        (["nobody", "lead", "economy"], "", "There is no user named nobody: with --new one is made."),
        (["chika", "lead", "town"], "", "There is no desk “town”: manage.py open_desk opens one."),
        (["chika", "lead", "economy", "--new"], "quiet-ink-and-paper", "already exists"),
        (["ada", "lead", "economy", "--new"], "short", "too short"),
    ],
)
def test_what_cannot_be_done_says_why_and_admits_nobody(checker, typed, words, password, said):
    typed(password)
    with pytest.raises(CommandError, match=said):
        run("admit", *words)
    assert list(User.objects.values_list("username", flat=True)) == ["chika"]
    assert Membership.objects.get().role == "checker"
