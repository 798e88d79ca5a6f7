"""Signing in and out, the desks of a person, the shift switch and the health check."""

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.models import AuditEvent, Membership
from tests.conftest import PASSWORD


def test_the_health_check_answers_anybody_and_asks_only_the_database(client, db, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = client.get("/healthz/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_a_stranger_is_led_to_the_sign_in_and_back(client, desk):
    answer = client.get("/desks/economy/claims/")
    assert answer.status_code == 302
    assert answer["Location"] == "/login/?next=/desks/economy/claims/"


def test_a_member_signs_in_with_name_and_password(client, editor):
    answer = client.post("/login/", {"username": editor.username, "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_a_wrong_password_and_an_unknown_name_answer_alike(client, editor):
    wrong = client.post("/login/", {"username": editor.username, "password": "not-the-password"})
    unknown = client.post("/login/", {"username": "nobody", "password": "not-the-password"})
    assert wrong.status_code == unknown.status_code == 200
    assert list(wrong.context["form"].errors["__all__"]) == list(unknown.context["form"].errors["__all__"])


def test_sign_in_locks_after_ten_failed_tries(client, editor, settings):
    tried = [
        client.post("/login/", {"username": editor.username, "password": "not-the-password"})
        for _ in range(settings.AXES_FAILURE_LIMIT)
    ]
    assert tried[-1].status_code == 429
    assert "Sign-in is locked" in tried[-1].text
    right = client.post("/login/", {"username": editor.username, "password": PASSWORD})
    assert right.status_code == 429


def test_signing_out_is_a_post(signed_in, editor):
    browser = signed_in(editor)
    assert browser.get("/logout/").status_code == 405
    assert browser.post("/logout/")["Location"] == "/login/"
    assert browser.get("/").status_code == 302


def test_who_has_one_desk_goes_straight_to_it(signed_in, editor):
    assert signed_in(editor).get("/")["Location"] == "/desks/economy/"


def test_who_has_several_desks_chooses(signed_in, person, desk, other_desk):
    user = person("mira", desk, "editor")
    Membership.objects.create(user=user, desk=other_desk, role="lead")
    page = signed_in(user).get("/")
    assert [place.membership.desk.slug for place in page.context["places"]] == ["city", "economy"]


def test_who_has_no_desk_is_told_whom_to_ask(signed_in, person):
    assert "Ask the lead" in signed_in(person("newt")).get("/").text


def test_the_shift_switch_starts_and_ends_a_shift_and_returns(signed_in, checker, desk):
    browser, switch = signed_in(checker), reverse("shift", args=["economy"])
    answer = browser.post(switch, {"on": "1", "next": "/desks/economy/claims/"})
    assert answer["Location"] == "/desks/economy/claims/"
    assert Membership.objects.get(user=checker).on_shift is True
    browser.post(switch, {"on": "0", "next": "/desks/economy/claims/"})
    assert Membership.objects.get(user=checker).on_shift is False
    acts = AuditEvent.objects.filter(actor=checker).order_by("pk").values_list("action", flat=True)
    assert list(acts) == ["shift.started", "shift.ended"]


@pytest.mark.parametrize(
    "where", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""]
)
def test_the_shift_switch_never_leads_to_another_site(signed_in, checker, desk, where):
    answer = signed_in(checker).post(reverse("shift", args=["economy"]), {"on": "1", "next": where})
    assert answer["Location"] == "/desks/economy/"


def test_a_reader_has_no_shift(signed_in, reader, desk):
    assert signed_in(reader).post(reverse("shift", args=["economy"]), {"on": "1"}).status_code == 403


def test_forms_without_the_csrf_token_are_refused(editor):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    answer = browser.post(reverse("shift", args=["economy"]), {"on": "1"})
    assert answer.status_code == 403
