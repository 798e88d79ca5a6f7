"""Two desks with one object of every kind at each, and a person of every sort, for the access matrix."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models.functions import Now
from django.test import Client

from articles.models import Article, ArticleRevision, Feed, FeedFetch, ImportRun, Statement
from factcheck.authentication import issue
from factcheck.models import Desk, User
from factcheck.roles import Role
from reviews.actions import desks
from reviews.models import (
    Citation,
    Claim,
    ClaimMatch,
    ClaimMerge,
    ClaimRelation,
    DeskModel,
    Orphan,
    ReviewTask,
    Snapshot,
    Verdict,
)

TEXT = "The bridge at Tessel is 90 metres long."
MISSING = 987_654_321


@dataclass(frozen=True)
class Person:
    """Somebody who asks: with the cookies of a browser, or with the header of a program."""

    name: str
    role: Role | None = None
    cookies: dict[str, str] = field(default_factory=dict)
    header: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """A desk and the key of its object of each kind, by the word before `<int:pk>` in an address."""

    desk: Desk
    keys: dict[str, int]


@dataclass(frozen=True)
class World:
    """Our desk, a foreign one, and everybody who asks."""

    ours: Place
    foreign: Place
    people: dict[str, Person]


def build(text: str = TEXT) -> World:
    """Return the world, in which every text reads `text`; its rows live in the present transaction."""
    ours = desks.open_desk(name="Economy desk", slug="economy", by=None)
    foreign = desks.open_desk(name="City desk", slug="city", by=None)
    members = {role.value: _person(role.value, ours, role) for role in Role}
    stranger = _person("stranger", foreign, Role.LEAD)
    people = {"anonymous": Person("anonymous"), "stranger": stranger, **members}
    return World(place(ours, text), place(foreign, text), people)


def _person(name: str, desk: Desk, role: Role) -> Person:
    user = User.objects.create_user(name, first_name=name.title())
    desks.admit(user, desk=desk, role=role, by=None)
    browser = Client()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookies = {name: morsel.value for name, morsel in browser.cookies.items()}
    return Person(name, role, cookies, {"authorization": f"Bearer {issue(user)}"})


def place(desk: Desk, text: str, serial: str = "") -> Place:
    author, approver = (User.objects.create_user(f"{name} of {desk.slug}{serial}") for name in ("Ada", "Ben"))
    revision = _revision(desk, text, f"sha:1{serial}")
    statement = Statement.objects.create(
        revision=revision,
        start=0,
        end=len(text),
        exact=text,
        kind="sentence",
        checkability="fact",
        check_worthiness=0.5,
        detector="test",
    )
    claim = Claim.objects.create(desk=desk, text=text, fingerprint=f"one{serial}", check_worthiness=0.5)
    other = Claim.objects.create(desk=desk, text=text, fingerprint=f"two{serial}", check_worthiness=0.5)
    made = ClaimMatch.objects.create(
        statement=statement, claim=claim, start=0, end=len(text), state="CONFIRMED"
    )
    match = ClaimMatch.objects.create(
        statement=statement, claim=other, start=0, end=len(text), state="SUGGESTED"
    )
    snapshot = _snapshot(claim, author, text)
    feed = _feed(desk, text)
    orphan = Orphan.objects.create(
        match=made, revision=revision, near=statement, fate="changed", why="its words were changed"
    )
    found: dict[str, Any] = {
        "orphans": orphan,
        "feeds": feed,
        "fetches": feed.fetches.get(kind="dry"),
        "dry-runs": feed.fetches.get(kind="dry"),
        "articles": revision.article,
        "statements": statement,
        "revisions": revision,
        "claims": claim,
        "matches": match,
        "merges": ClaimMerge.objects.create(
            claim=Claim.objects.create(
                desk=desk, text=text, fingerprint=f"three{serial}", check_worthiness=0.5, merged_into=claim
            ),
            into=claim,
            match=made,
            score=0.9,
            taken={
                "moved": [],
                "dropped": [],
                "orphans": [],
                "newest": made.pk,
                "relations": [],
                "unrelated": [],
                "tasks": [],
                "worth": 0.5,
                "worth_after": 0.5,
                "writer": None,
                "opened": False,
            },
        ),
        "relations": ClaimRelation.objects.create(
            claim_a=claim, claim_b=other, score=0.9, differences=[_difference(text)]
        ),
        "tasks": ReviewTask.objects.create(desk=desk, claim=other, kind="CHECK", priority=0.5),
        "snapshots": snapshot,
        "evidence": snapshot,
        "verdicts": _verdict(claim, snapshot, author, approver),
        "models": _model(desk),
        "imports": ImportRun.objects.create(desk=desk, state="SUCCEEDED", finished_at=Now()),
    }
    return Place(desk, {kind: row.pk for kind, row in found.items()})


def _model(desk: Desk) -> DeskModel:
    """Return the model that ranks for the desk, of which there is one, whatever its articles."""
    learned = {"coefficients": {"intercept": 0.0, "weights": {}}, "figures": {}, "decisions": 0}
    return DeskModel.objects.get_or_create(
        desk=desk, language="en", number=1, defaults={"state": "ACTIVE", **learned}
    )[0]


def _difference(text: str) -> dict[str, Any]:
    place = {"start": 0, "end": len(text), "exact": text}
    return {"slot": "number", "a": place, "b": place, "sentence": text}


def _feed(desk: Desk, text: str) -> Feed:
    feed = Feed.objects.create(
        desk=desk,
        source_name=text,
        url="https://yearbook.example/feed",
        every=60,
        state="PAUSED",
        paused_at=Now(),
        paused_reason=text,
    )
    entry = {"locator": text, "title": text, "outcome": "created", "reason": "", "url": ""}
    foreseen = {"entries": [entry], "counts": {"created": 1}, "total": 1}
    ended = {"state": "DONE", "outcome": "new", "finished_at": Now(), "feed": feed}
    FeedFetch.objects.create(kind="dry", ms=1, foreseen=foreseen, **ended)
    FeedFetch.objects.create(kind="by_hand", reason=text, **ended)
    return feed


def _revision(desk: Desk, text: str, identity: str) -> ArticleRevision:
    article = Article.objects.create(desk=desk, identity=identity)
    return ArticleRevision.objects.create(
        article=article,
        number=1,
        title=text,
        text=text,
        text_sha256="0" * 64,
        editorial_note=text,
        byline=text,
    )


def _snapshot(claim: Claim, user: User, text: str) -> Snapshot:
    return Snapshot.objects.create(
        desk=claim.desk,
        claim=claim,
        url="https://yearbook.example/bridges",
        state="CAPTURED",
        requested_by=user,
        fetched_at=Now(),
        status=200,
        sha256="0" * 64,
        text=text,
        title=text,
        publisher=text,
    )


def _verdict(claim: Claim, snapshot: Snapshot, author: User, approver: User) -> Verdict:
    text = claim.text
    verdict = Verdict.objects.create(
        claim=claim,
        version=1,
        rating=claim.desk.policy.scale.ratings.get(key="true"),
        summary=text,
        explanation=f"{text} [1]",
        author=author,
        state="PUBLISHED",
        approved_by=approver,
        approved_at=Now(),
        published_by=approver,
        published_at=Now(),
    )
    Citation.objects.create(
        verdict=verdict,
        number=1,
        snapshot=snapshot,
        stance="supports",
        source_type="primary",
        exact=text,
        start=0,
        note=text,
    )
    return verdict
