"""Feeds over the API: added, read, changed, run, tried, paused, resumed and removed; errors in one shape."""

from __future__ import annotations

import pytest

from articles.actions import fetches
from articles.models import Article, Feed, FeedFetch
from factcheck.authentication import issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(client, editor):
    """Return a sender: `api("PATCH", "feeds/3/", every=5)` gives (status, the JSON of the answer or None)."""
    header = {"authorization": f"Bearer {issue(editor)}"}

    def send(method: str, path: str, **fields):
        body = {"content_type": "application/json", "data": fields} if fields or method != "GET" else {}
        answer = getattr(client, method.lower())(f"/api/v1/{path}", headers=header, **body)
        return answer.status_code, answer.json() if answer.content else None

    return send


@pytest.fixture
def feed(api, desk, publisher) -> dict:
    """A feed added over the API, paused until it is started."""
    fields = {"source_name": "Harbour News", "url": publisher.at("/feed"), "every": 30, "start": False}
    status, feed = api("POST", "feeds/", **fields)
    assert status == 201
    return feed


def test_a_feed_is_added_and_read_back_the_same(api, feed, publisher):
    assert api("GET", f"feeds/{feed['id']}/") == (200, feed)
    shown = {
        name: feed[name] for name in ("desk", "source_name", "url", "every", "daily_at", "zone", "state")
    }
    assert shown == {
        "desk": "economy",
        "source_name": "Harbour News",
        "url": publisher.at("/feed"),
        "every": 30,
        "daily_at": [],
        "zone": "UTC",
        "state": "PAUSED",
    }
    assert api("GET", "feeds/?desk=economy")[1]["results"] == [feed]


def test_only_what_is_sent_changes(api, feed):
    status, changed = api(
        "PATCH", f"feeds/{feed['id']}/", every=None, daily_at=["6:00", "18:30"], zone="Asia/Tokyo"
    )
    assert status == 200
    assert changed == {**feed, "every": None, "daily_at": ["06:00", "18:30"], "zone": "Asia/Tokyo"}


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"url": "http://169.254.169.254/"}, "url", "169.254.169.254 is not a public address."),
        ({"folder": "x"}, "folder", "This server has no drop folders: its setting IMPORT_FOLDERS is empty."),
        ({"daily_at": ["06:00"]}, "every", "Give either minutes or times of day, and not both."),
        ({"every": 0}, "every", "Ensure this value is greater than or equal to 1."),
        ({"format": "morse"}, "format", '"morse" is not a valid choice.'),
        ({"zone": "Here"}, "zone", "“Here” is not a time zone such as Europe/Oslo."),
    ],
)
def test_what_cannot_be_is_told_by_field_and_changes_nothing(api, feed, fields, field, message):
    status, answer = api("PATCH", f"feeds/{feed['id']}/", **fields)
    assert (status, answer["error"]["code"], answer["error"]["fields"]) == (
        400,
        "invalid",
        {field: [message]},
    )
    assert api("GET", f"feeds/{feed['id']}/")[1] == feed


def test_a_dry_run_tells_what_an_import_would_do_and_does_nothing(api, feed):
    status, ordered = api("POST", f"feeds/{feed['id']}/dry-run/")
    assert (status, ordered["kind"], ordered["state"]) == (202, "dry", "QUEUED")
    fetches.work(ordered["id"])
    status, found = api("GET", f"fetches/{ordered['id']}/")
    assert (status, found["state"], found["outcome"], found["run"]) == (200, "DONE", "new", None)
    entry = found["foreseen"]["entries"][0]
    assert (entry["title"], entry["outcome"]) == ("Quay opens", "created")
    assert (found["foreseen"]["counts"], found["foreseen"]["total"]) == ({"created": 1}, 1)
    assert Article.objects.count() == 0


def test_a_run_imports_and_stands_in_the_history(api, feed, work_off):
    status, ordered = api("POST", f"feeds/{feed['id']}/run/")
    assert (status, ordered["kind"]) == (202, "by_hand")
    status, again = api("POST", f"feeds/{feed['id']}/run/")
    assert (status, again["error"]["code"]) == (409, "conflict")
    run_id = fetches.work(ordered["id"])
    work_off(FeedFetch.objects.get(pk=ordered["id"]).run)
    history = api("GET", f"feeds/{feed['id']}/fetches/")[1]["results"]
    assert [(each["outcome"], each["run"]["id"], each["run"]["created"]) for each in history] == [
        ("new", run_id, 1)
    ]


def test_pause_and_resume_say_when_they_do_not_fit(api, feed):
    assert api("POST", f"feeds/{feed['id']}/pause/")[0] == 409
    status, active = api("POST", f"feeds/{feed['id']}/resume/")
    assert (status, active["state"], active["paused_reason"]) == (200, "ACTIVE", "")
    assert api("POST", f"feeds/{feed['id']}/resume/")[0] == 409
    status, paused = api("POST", f"feeds/{feed['id']}/pause/", reason="The agency is on strike")
    assert (status, paused["paused_reason"], paused["next_run_at"]) == (200, "The agency is on strike", None)


def test_a_feed_is_removed(api, feed):
    assert api("DELETE", f"feeds/{feed['id']}/") == (204, None)
    assert api("GET", f"feeds/{feed['id']}/")[0] == 404
    assert Feed.objects.count() == 0


def test_a_new_feed_needs_a_name_and_a_place(api, desk):
    status, answer = api("POST", "feeds/", every=5)
    assert (status, answer["error"]["fields"]) == (400, {"source_name": ["This field is required."]})
    status, answer = api("POST", "feeds/", every=5, source_name="Harbour News")
    assert answer["error"]["fields"] == {"url": ["Give either an address or a drop folder, and not both."]}


def test_the_document_names_every_endpoint_of_feeds(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    paths = client.get("/api/v1/schema/?format=json").json()["paths"]
    found = {path: sorted(set(rows) & {"get", "post", "patch", "delete"}) for path, rows in paths.items()}
    assert {path: methods for path, methods in found.items() if "feed" in path or "fetches" in path} == {
        "/api/v1/feeds/": ["get", "post"],
        "/api/v1/feeds/{id}/": ["delete", "get", "patch"],
        "/api/v1/feeds/{id}/dry-run/": ["post"],
        "/api/v1/feeds/{id}/fetches/": ["get"],
        "/api/v1/feeds/{id}/pause/": ["post"],
        "/api/v1/feeds/{id}/resume/": ["post"],
        "/api/v1/feeds/{id}/run/": ["post"],
        "/api/v1/fetches/{id}/": ["get"],
    }
