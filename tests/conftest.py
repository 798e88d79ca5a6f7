"""Real PostgreSQL, real Valkey, two desks with people in every role, and makers of what tests need."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.test import Client

from factcheck import embedded

SHARED_SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
PASSWORD = "paper-and-ink-for-tests"


def pytest_configure(config: pytest.Config) -> None:
    """Start or adopt the servers, and keep each test process on a Valkey database of its own."""
    # Rules alone compare, also in processes that tests start; a test that wants the network asks for it.
    os.environ.setdefault("INFERENCE_MODEL", "")
    embedded.ensure_for(["manage.py", "test"])
    from django.conf import settings

    from factcheck.celery import app

    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    parts = urlsplit(settings.REDIS_URL)
    url = urlunsplit(parts._replace(path=f"/{10 + int(worker) % 6}"))
    settings.REDIS_URL = settings.CELERY_BROKER_URL = url
    app.conf.broker_url = url
    settings.INFERENCE_MODEL = ""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # else each client's first page warns
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes minutes, so that no process is left alone with it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(autouse=True)
def blobs(settings, tmp_path) -> Path:
    """Keep the stored bytes of each test in a folder of its own."""
    settings.BLOB_ROOT = tmp_path / "blobs"
    return settings.BLOB_ROOT


@pytest.fixture
def desk(db):
    """The economy desk."""
    from reviews.actions import desks

    return desks.open_desk(name="Economy desk", slug="economy", by=None)


@pytest.fixture
def other_desk(db):
    """A desk where nobody of the economy desk is a member."""
    from reviews.actions import desks

    return desks.open_desk(name="City desk", slug="city", by=None)


@pytest.fixture
def person(db) -> Callable:
    """Return a maker of people: `person("ines", desk, "lead")`."""
    from factcheck.models import User
    from factcheck.roles import Role
    from reviews.actions import desks

    def make(username: str, desk=None, role: str = "editor") -> User:
        user = User.objects.create_user(
            username, password=PASSWORD, first_name=username.title(), last_name="Test"
        )
        if desk is not None:
            desks.admit(user, desk=desk, role=Role(role), by=None)
        return user

    return make


@pytest.fixture
def lead(person, desk):
    return person("lena", desk, "lead")


@pytest.fixture
def editor(person, desk):
    return person("edda", desk, "editor")


@pytest.fixture
def second_editor(person, desk):
    return person("sven", desk, "editor")


@pytest.fixture
def checker(person, desk):
    return person("chika", desk, "checker")


@pytest.fixture
def reader(person, desk):
    return person("rosa", desk, "reader")


@pytest.fixture
def stranger(person, other_desk):
    """An editor of another desk."""
    return person("stella", other_desk, "editor")


@pytest.fixture
def signed_in() -> Callable:
    """Return a maker of browsers: `signed_in(user)` is a test client with CSRF checks off."""

    def make(user) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make


@pytest.fixture
def program(db) -> Callable:
    """Return a maker of programs: `program(user)` asks the API with a bearer token of this user's.

    `get` and `post` take the path below `/api/v1/` and return (status, the JSON of the answer).
    """
    from factcheck.authentication import issue
    from tests.program import Program

    return lambda user: Program(issue(user))


@pytest.fixture
def make_revision(db) -> Callable:
    """Return a maker of revisions: `make_revision(desk, text, title=…)`, statements not yet extracted."""
    import hashlib

    from articles.models import Article, ArticleRevision

    def make(desk, text: str, *, title: str = "A test article", identity: str | None = None, **fields):
        digest = hashlib.sha256(text.encode()).hexdigest()
        article, _ = Article.objects.get_or_create(desk=desk, identity=identity or f"sha:{digest}")
        number = article.revisions.count() + 1
        article.revisions.update(is_latest=False)
        return ArticleRevision.objects.create(
            article=article, number=number, title=title, text=text, text_sha256=digest, **fields
        )

    return make


@pytest.fixture
def make_task(db) -> Callable:
    """Return a maker of tasks: `make_task(desk, "The claim.", priority=0.5)` with a claim of its own."""
    import itertools

    from reviews.models import Claim, ReviewTask

    serial = itertools.count()

    def make(
        desk,
        text: str = "The bridge is 90 metres long.",
        *,
        priority: float = 0.5,
        kind: str = "CHECK",
        **fields,
    ):
        claim_fields = {name: fields.pop(name) for name in ("claimant", "written_by") if name in fields}
        claim = Claim.objects.create(
            desk=desk,
            text=text,
            fingerprint=f"test-{next(serial)}",
            check_worthiness=priority,
            **claim_fields,
        )
        fields.setdefault("barred", claim.written_by)
        return ReviewTask.objects.create(desk=desk, claim=claim, kind=kind, priority=priority, **fields)

    return make


@pytest.fixture
def seed_texts() -> list[Path]:
    """The four real articles; the test skips where their folder is missing."""
    if not SHARED_SEEDS.is_dir():
        pytest.skip("the real articles are not beside this checkout")
    return sorted(SHARED_SEEDS.glob("*.txt"))
