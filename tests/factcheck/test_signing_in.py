"""Signing in and out: guessing is stopped, nothing is given away, and nobody is sent elsewhere."""

from __future__ import annotations

import re
import secrets

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory

from factcheck.client_address import client_address
from tests.conftest import PASSWORD


def test_a_session_cookie_is_new_after_sign_in_and_out_of_reach_of_scripts(editor):
    browser = Client()
    browser.get("/login/")
    before = browser.session.session_key
    response = browser.post("/login/", {"username": "edda", "password": PASSWORD})
    cookie = response.cookies["sessionid"]
    assert (response.status_code, bool(cookie["httponly"]), cookie["samesite"]) == (302, True, "Lax")
    assert cookie.value != before


def test_after_a_wrong_password_the_name_stands_and_the_password_has_the_focus(editor):
    page = Client().post("/login/", {"username": "edda", "password": "wrong"}).text
    assert "do not go together" in page
    fields = re.findall(r"<input [^>]*>", page)
    assert [re.search(r'name="(\w+)"', field)[1] for field in fields if "autofocus" in field] == ["password"]
    assert 'value="edda"' in page


def test_sign_in_needs_the_csrf_token(editor):
    browser = Client(enforce_csrf_checks=True)
    form = {"username": "edda", "password": PASSWORD}
    assert browser.post("/login/", form).status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get("/login/").content.decode())
    assert token is not None
    assert browser.post("/login/", {**form, "csrfmiddlewaretoken": token[1]}).status_code == 302


def test_signing_out_needs_a_post_and_ends_the_session(editor, signed_in):
    browser = signed_in(editor)
    assert browser.get("/logout/").status_code == 405
    assert browser.get("/desks/economy/").status_code == 200
    kept = browser.cookies["sessionid"].value
    answer = browser.post("/logout/")
    assert (answer.status_code, answer["Clear-Site-Data"]) == (302, '"cookies", "storage"')
    browser.cookies["sessionid"] = kept
    assert browser.get("/desks/economy/").headers["Location"].startswith("/login/")


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_sign_in_does_not_send_people_elsewhere(editor, target):
    response = Client().post("/login/", {"username": "edda", "password": PASSWORD, "next": target})
    assert (response.status_code, response["Location"]) == (302, "/")


def guess(browser: Client, username: str) -> tuple[int, str]:
    """Try a wrong password; return the status and the page without what differs by request."""
    response = browser.post("/login/", {"username": username, "password": "wrong-" + secrets.token_hex(4)})
    page = re.sub(r'("X-CSRFToken": |csrfmiddlewaretoken" value=)"\w+"', "", response.content.decode())
    return response.status_code, page.replace(username, "…")


def test_ten_wrong_passwords_lock_and_nothing_shows_whether_the_user_exists(editor, lead):
    browser = Client()
    answers = {name: [guess(browser, name) for _ in range(11)] for name in ("edda", "nobody")}
    assert answers["edda"] == answers["nobody"]
    assert [status for status, _ in answers["edda"]] == [200] * 9 + [429] * 2
    locked = browser.post("/login/", {"username": "edda", "password": PASSWORD})
    assert (locked.status_code, "Sign-in is locked" in locked.content.decode()) == (429, True)
    assert browser.post("/login/", {"username": "lena", "password": PASSWORD}).status_code == 302


def test_a_locked_name_is_open_from_another_address(editor):
    for _ in range(10):
        guess(Client(REMOTE_ADDR="192.0.2.1"), "edda")
    other = Client(REMOTE_ADDR="192.0.2.2")
    assert other.post("/login/", {"username": "edda", "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize("password", ["short-words", "password1234", "123456789012"])
def test_a_weak_password_is_refused(editor, password):
    with pytest.raises(ValidationError):
        validate_password(password, user=editor)


def test_behind_a_proxy_each_caller_is_locked_out_alone(editor, settings):
    settings.BEHIND_PROXY = True
    browser = Client(REMOTE_ADDR="10.0.0.1")
    for _ in range(11):
        status, _ = guess(Client(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="1.1.1.1, 203.0.113.7"), "edda")
    form = {"username": "edda", "password": PASSWORD}
    answers = {
        place: browser.post("/login/", form, HTTP_X_FORWARDED_FOR=place).status_code
        for place in ("203.0.113.7", "203.0.113.8, 203.0.113.7", "203.0.113.7, 203.0.113.8")
    }
    assert (status, list(answers.values())) == (429, [429, 429, 302])


@pytest.mark.parametrize(
    ("behind", "forwarded", "address"),
    [
        (False, "203.0.113.7", "10.0.0.1"),
        (True, "203.0.113.7", "203.0.113.7"),
        (True, "1.1.1.1, 2001:DB8::1", "2001:db8::1"),
        (True, "unknown", "10.0.0.1"),
        (True, "", "10.0.0.1"),
    ],
)
def test_only_the_proxys_word_counts_for_an_address(settings, behind, forwarded, address):
    settings.BEHIND_PROXY = behind
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address
