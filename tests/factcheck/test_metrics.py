"""Who may read `/metrics`: whoever has the token, or without one this machine alone."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "meta",
    [
        {"REMOTE_ADDR": "203.0.113.9"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
    ],
)
def test_without_a_token_only_this_machine_reads_them(meta):
    assert Client().get("/metrics", **meta).status_code == 403
    assert Client().get("/metrics", REMOTE_ADDR="::1").status_code == 200


def test_behind_a_proxy_nobody_reads_them_without_a_token(settings):
    settings.BEHIND_PROXY = True
    assert Client().get("/metrics").status_code == 403


def test_with_a_token_only_its_holders_read_them_from_anywhere(settings):
    settings.METRICS_TOKEN = "a-long-token"
    settings.BEHIND_PROXY = True
    sent = [None, "Bearer wrong", "Bearer a-long-token", "Basic a-long-token", "Bearer ключ"]
    answers = [
        Client(headers={"authorization": each} if each else {}).get("/metrics", REMOTE_ADDR="203.0.113.9")
        for each in sent
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 200, 403, 403]
