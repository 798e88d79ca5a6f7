"""Idempotency keys: the same again answers as the first time did, and nothing else goes by the same key."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models.functions import Now

from articles import jobs
from articles.actions import hand_over_keys
from articles.models import HandOverKey, ImportRun
from factcheck.models import Desk

TEXT = "The council approved the bridge on Monday."
KEY = "9a4c2f-1"


@pytest.fixture
def send(editor, program):
    """Return a sender: `send(body, key)` posts JSON articles under a key and returns (answer, its JSON)."""
    client = program(editor).client

    def post(text: str = TEXT, key: str = KEY, sent_by=client, **fields):
        sent = {"articles": [{"text": text}], **fields}
        answer = sent_by.post(
            "/api/v1/imports/", sent, content_type="application/json", headers={"Idempotency-Key": key}
        )
        return answer, answer.json()

    return post


def test_the_same_again_answers_as_the_first_time_did(send, work_off):
    first, told = send()
    work_off(ImportRun.objects.get())
    second, again = send()
    assert (first.status_code, second.status_code, again) == (202, 202, told)
    assert ("Idempotent-Replayed" in first, second["Idempotent-Replayed"]) == (False, "true")
    assert (ImportRun.objects.count(), told["state"]) == (1, "QUEUED")


def test_another_body_under_the_same_key_is_refused_and_names_the_run(send):
    _, told = send()
    answer, body = send("Something else.")
    said = f"This key belongs to import {told['id']}, which was handed something else."
    assert (answer.status_code, body["error"]) == (422, {"code": "key_reused", "message": said})
    assert send(source="Harbour Post")[0].status_code == 422
    assert ImportRun.objects.count() == 1


def test_a_file_is_known_again_however_it_comes(editor, program):
    asked = program(editor).client
    sent = {"content_type": "text/plain", "headers": {"Idempotency-Key": KEY}}
    first = asked.post("/api/v1/imports/?filename=bridge.txt", TEXT.encode(), **sent)
    second = asked.post("/api/v1/imports/?filename=bridge.txt", TEXT.encode(), **sent)
    form = {"files": [SimpleUploadedFile("bridge.txt", TEXT.encode())]}
    third = asked.post("/api/v1/imports/", form, headers=sent["headers"])
    other = asked.post("/api/v1/imports/?filename=quay.txt", TEXT.encode(), **sent)
    assert [answer.status_code for answer in (first, second, third, other)] == [202, 202, 202, 422]
    assert first.json() == second.json() == third.json()


def test_keys_are_each_callers_and_desks_own(send, second_editor, program):
    one = send()[1]["id"]
    two = send(sent_by=program(second_editor).client)[1]["id"]
    assert (one == two, ImportRun.objects.count()) == (False, 2)


def test_without_a_key_every_request_makes_a_run(send):
    assert send(key="")[1]["id"] != send(key="")[1]["id"]
    assert HandOverKey.objects.count() == 0


@pytest.mark.parametrize("key", ["x" * 256, "two words", "ключ".encode().decode("latin-1")])
def test_what_is_no_key_is_refused(send, key):
    answer, body = send(key=key)
    assert (answer.status_code, list(body["error"]["fields"])) == (400, ["Idempotency-Key"])
    assert ImportRun.objects.count() == 0


def test_a_refused_request_leaves_its_key_unused(send):
    assert send(source="x" * 201)[0].status_code == 400
    assert send()[0].status_code == 202


def test_a_key_is_forgotten_when_its_time_is_over(send, settings):
    settings.IDEMPOTENCY_HOURS = 24
    old = send()[1]["id"]
    HandOverKey.objects.update(created_at=Now() - timedelta(hours=24))
    answer, told = send("Something else.")
    assert (answer.status_code, told["id"] == old) == (202, False)
    assert hand_over_keys.forget() == 0  # the new use took the old one's place
    HandOverKey.objects.update(created_at=Now() - timedelta(hours=25))
    jobs.tidy()
    assert (HandOverKey.objects.count(), ImportRun.objects.count()) == (0, 2)


@pytest.mark.django_db(transaction=True)
def test_requests_at_the_same_time_make_one_run(send, program, editor):
    barrier = Barrier(4)
    clients = [program(editor).client for _ in range(4)]

    def post(client):
        barrier.wait()
        try:
            return send(sent_by=client)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(post, clients))
    assert {answer.status_code for answer, _ in answers} == {202}
    assert len({body["id"] for _, body in answers}) == ImportRun.objects.count() == 1
    assert sum("Idempotent-Replayed" not in answer for answer, _ in answers) == 1
    assert Desk.objects.get(slug="economy").import_runs.get().items.count() == 1
