"""What a browser is told, and that no text becomes a script or breaks a page."""

from __future__ import annotations

import json
import os
import re
import secrets
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from django.conf import settings as project
from django.test import Client
from lxml import html

from factcheck.roles import Ability
from tests.architecture.routes import routes
from tests.architecture.world import build

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
HOSTILE = (
    """"'><script>alert(1)</script></script><img src=x onerror=alert(1)> {{ 7|add:7 }} javascript:alert(1)"""
)
TEMPLATES = sorted((project.BASE_DIR / "templates").rglob("*.html"))
FORBIDDEN = {
    "a script in the page": r"<script(?![^>]*(\bsrc=|application/ld\+json))",
    "a style sheet in the page": r"<style\b",
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "a handler attribute": r"<[^>]*\son[a-z]+\s*=",
    "a script in an address": r"javascript:",
}
# Prints what a production process sends, without touching a row.
PRODUCTION = """
import json, django
from django.conf import settings
django.setup()
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
from django.contrib.auth.hashers import make_password
from django.test import Client
browser = Client(headers={"host": "desk.example"})
secure, plain = browser.get("/login/", secure=True), browser.get("/login/")
cookie = secure.cookies["csrftoken"]
print(json.dumps({
    "headers": dict(secure.headers),
    "plain": [plain.status_code, plain.headers.get("Location")],
    "csrf": [bool(cookie["secure"]), bool(cookie["httponly"]), cookie["samesite"]],
    "session": [getattr(settings, f"SESSION_COOKIE_{name}") for name in ("SECURE", "HTTPONLY", "SAMESITE")],
    "hash": make_password("paper-and-ink").split("$")[:2],
    "debug": settings.DEBUG,
}))
"""


def production_environment() -> dict[str, str]:
    """Return what a newsroom's server sets."""
    return {
        # what the browser tests of the same process set for themselves is no part of it
        **{name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"},
        "SITE_URL": "https://desk.example",
        "ALLOWED_HOSTS": "desk.example",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "DEBUG": "0",
        "DATABASE_URL": "postgresql://desk@127.0.0.1/desk",
        "REDIS_URL": "redis://127.0.0.1/0",
        "DJANGO_SETTINGS_MODULE": "factcheck.settings",
    }


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the production environment."""
    return subprocess.run(  # noqa: S603  # our own Python and words
        [sys.executable, *arguments],
        cwd=project.BASE_DIR,
        env=production_environment(),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def production() -> dict:
    """What a process in production sends."""
    done = run("-c", PRODUCTION)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def policy_of(response) -> dict[str, str]:
    directives = response["Content-Security-Policy"].split(";")
    return dict(each.strip().split(" ", 1) for each in directives if each.strip())


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/login/", 200),
        ("/", 302),
        ("/healthz/", 200),
        ("/nothing-here/", 404),
        ("/api/v1/claims/", 401),
        ("/api/v1/nothing/", 404),
    ],
)
def test_strangers_get_the_whole_policy(db, client, path, status):
    response = client.get(path)
    assert (response.status_code, policy_of(response)) == (status, POLICY)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/desks/economy/", 200),
        ("/desks/economy/queue/", 200),
        ("/desks/economy/imports/upload/", 403),
        ("/desks/city/", 404),
        ("/api/v1/claims/", 200),
        ("/api/v1/docs/", 200),
    ],
)
def test_members_get_the_whole_policy(reader, signed_in, path, status):
    response = signed_in(reader).get(path)
    assert (response.status_code, policy_of(response)) == (status, POLICY)


def test_a_conflict_has_the_whole_policy_too(editor, signed_in, make_task, desk):
    path = f"/desks/economy/tasks/{make_task(desk).pk}/renew/"
    response = signed_in(editor).post(path, {"lease_token": str(uuid.uuid4())})
    assert (response.status_code, policy_of(response)) == (409, POLICY)


def test_production_tells_browsers_to_stay_on_https(production):
    headers = production["headers"]
    assert {name: headers[name] for name in headers if name.startswith(("Strict", "Cross", "X-", "Ref"))} == {
        "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
        "Cross-Origin-Opener-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
    }
    assert production["plain"] == [301, "https://desk.example/login/"]


def test_production_cookies_are_secure_and_out_of_reach_of_scripts(production):
    assert (production["csrf"], production["session"]) == ([True, True, "Lax"], [True, True, "Lax"])


def test_production_hashes_passwords_with_argon2id_and_shows_no_debugging(production):
    assert (production["hash"], production["debug"]) == (["argon2", "argon2id"], False)


def test_the_deployment_check_is_clean():
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert (done.returncode, "System check identified no issues" in done.stdout) == (0, True), done.stderr


def test_every_change_by_browser_needs_the_csrf_token(db):
    world = build()
    lead = world.people["lead"]
    browser = Client(enforce_csrf_checks=True)
    browser.cookies.load(lead.cookies)
    of_desks = [route for route in routes() if not route.is_api and route.rule("GET") in tuple(Ability)]
    for route in of_desks:
        pk = str(world.ours.keys[route.kind]) if route.kind else ""
        path = "/" + route.template.replace("<slug:slug>", "economy").replace("<int:pk>", pk)
        status = browser.post(path).status_code
        assert (route.name, status) in ((route.name, 403), (route.name, 405))


def test_a_foreign_host_is_refused(db):
    assert Client(headers={"host": "evil.example"}).get("/login/").status_code == 400


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(project.BASE_DIR)))
def test_no_template_holds_a_script_or_a_style(template: Path):
    text = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "", template.read_text())
    assert [fault for fault, pattern in FORBIDDEN.items() if re.search(pattern, text, re.IGNORECASE)] == []


def test_only_the_json_of_a_claim_review_skips_escaping():
    unescaped = [
        path.name for path in TEMPLATES if re.search(r"\|\s*safe\b|autoescape off", path.read_text())
    ]
    assert unescaped == ["claim.html"]


def pages() -> list:
    """Return the routes that show a page of a desk."""
    return [route for route in routes() if not route.is_api and route.rule("GET") == Ability.READ]


def scripts_in(page: html.HtmlElement) -> list[str]:
    """Return every element and attribute of a page that would run something."""
    found = [f"<{node.tag} {name}>" for node in page.iter() for name in node.attrib if name.startswith("on")]
    found += ["<script>" for node in page.iter("script") if not node.get("src") and not is_data(node)]
    found += [node.tag for node in page.iter("style")]
    found += [f"<{node.tag} style>" for node in page.iter() if "style" in node.attrib]
    addresses = [node.get(name, "") for node in page.iter() for name in ("href", "src", "action")]
    return found + [each for each in addresses if each.strip().lower().startswith("javascript:")]


def is_data(node: html.HtmlElement) -> bool:
    return node.get("type") == "application/ld+json" and isinstance(json.loads(node.text), dict)


def test_hostile_words_stay_words_on_every_page(db):
    world = build(HOSTILE)
    browser = Client()
    browser.cookies.load(world.people["lead"].cookies)
    seen = 0
    for route in pages():
        pk = str(world.ours.keys[route.kind]) if route.kind else ""
        response = browser.get(
            "/" + route.template.replace("<slug:slug>", "economy").replace("<int:pk>", pk), {"q": HOSTILE}
        )
        if response.get("Content-Type", "").startswith("text/html") and response.status_code == 200:
            assert (route.name, scripts_in(html.fromstring(response.content))) == (route.name, [])
            seen += HOSTILE.split()[-1] in html.fromstring(response.content).text_content()
    assert seen >= 8


@pytest.mark.parametrize("value", ["\0", "' OR 1=1 --", "9" * 40, "-1", "⁷"])
def test_no_query_breaks_a_page(db, value):
    world = build()
    browser = Client()
    browser.cookies.load(world.people["lead"].cookies)
    names = (
        "q",
        "tab",
        "cursor",
        "state",
        "kind",
        "rating",
        "article",
        "outcome",
        "page",
        "who",
        "next",
        "edits",
    )
    for route in pages():
        pk = str(world.ours.keys[route.kind]) if route.kind else ""
        path = "/" + route.template.replace("<slug:slug>", "economy").replace("<int:pk>", pk)
        for asked in ({name: value} for name in names):
            status = browser.get(path, asked).status_code
            assert (route.name, asked, status < 500) == (route.name, asked, True)
