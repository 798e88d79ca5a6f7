"""Embargo: every route × every role, with an article under embargo. Nobody without the right sees a trace.

The words, the title and the names of the embargoed article are looked for in whatever any route answers to
whoever may not see it; its objects answer exactly as missing ones. Once the database clock has passed the
embargo, all of it is there.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now

from articles.models import Article, Feed, FeedFetch, ImportItem, ImportRun
from factcheck.roles import Ability, may
from reviews.models import ClaimMatch
from tests.architecture.routes import Route, routes
from tests.architecture.test_access_matrix import Target, ask, said
from tests.architecture.world import MISSING, Person, Place, World, build, place

pytestmark = pytest.mark.django_db

SECRET = "Zyxwolf the minister resigns at dawn on Tuesday."
ROUTES = [route for route in routes() if route.rules or route.rule("GET") in tuple(Ability)]
KEY = 7_700_077
"""The embargoed article's key, which no other number contains."""
KINDS = {"articles", "statements", "claims", "matches", "tasks", "snapshots", "evidence", "verdicts"}
QUERIES = (
    "",
    "?q=Zyxwolf",
    "?state=suggested",
    "?tab=done",
    "?tab=approve",
    "?state=published",
    "?article={article}",
)


@pytest.fixture(scope="module")
def ground(django_db_setup, django_db_blocker) -> Iterator[tuple[World, dict[tuple[str, str], str]]]:
    """Return the world before there is a secret, and what each list then tells a reader."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = build()
        yield made, _lists(made)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def world(ground) -> tuple[World, Place]:
    """Return the world with an embargoed article at our desk, and the keys of what is of it alone."""
    made, _ = ground
    return made, _secret(made)


def _lists(made: World) -> dict[tuple[str, str], str]:
    """Return what every page and list without an object says to a reader, by route and query."""
    reader, told = made.people["reader"], {}
    for route in ROUTES:
        for query in QUERIES if not route.kind else ():
            answer = ask(route, "GET", reader, aimed(route, made.ours), query=query.format(article=KEY))
            told[route.name, query] = f"{answer.status_code} {_steady(answer.content.decode())}"
    return told


def _steady(page: str) -> str:
    """Return a page without what differs each time: the CSRF token, and how long ago something was."""
    page = re.sub(r'("X-CSRFToken": |value=)"\w{64}"', "", page)
    return re.sub(r"<time.*?</time>|\d+ min\b", "", page, flags=re.DOTALL)


def _secret(made: World) -> Place:
    """Make one object of each kind out of an embargoed article."""
    desk = made.ours.desk
    with connection.cursor() as cursor:  # undone with the transaction
        cursor.execute(f"ALTER SEQUENCE articles_article_id_seq RESTART {KEY}")
    secret = place(desk, SECRET, serial="secret")
    assert secret.keys["articles"] == KEY
    FeedFetch.objects.filter(feed=secret.keys["feeds"]).delete()  # a feed is no part of an article
    Feed.objects.filter(pk=secret.keys["feeds"]).delete()
    Article.objects.filter(pk=secret.keys["articles"]).update(embargoed_until=Now() + timedelta(days=1))
    run = ImportRun.objects.get(pk=secret.keys["imports"])
    ImportItem.objects.create(
        run=run,
        position=0,
        locator=SECRET,
        state="DONE",
        outcome="created",
        article_id=secret.keys["articles"],
    )
    return secret


def sees(person: Person) -> bool:
    return person.role is not None and person.name != "stranger" and may(person.role, Ability.EMBARGO)


def leaks(route: Route, person: Person, wanted: Target, query: str = "") -> bool:
    """Return whether the answer to a GET holds a word of the embargoed article."""
    answer = ask(route, "GET", person, wanted, query=query)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    said = body.decode(errors="replace")
    named = str(KEY) in said and str(KEY) not in f"{wanted.pk}{query}"
    return "minister resigns" in said or named


def aimed(route: Route, place: Place) -> Target:
    return Target(place.desk.slug, place.keys[route.kind] if route.kind else 0, place.keys["claims"])


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_no_route_tells_a_word_to_those_without_the_right(route: Route, world):
    made, secret = world
    for person in made.people.values():
        if sees(person):
            continue
        for owner in (made.ours, secret):
            for query in QUERIES if not route.kind else ("",):
                asked = query.format(article=secret.keys["articles"])
                assert not leaks(route, person, aimed(route, owner), asked), (person.name, query)


@pytest.mark.parametrize(
    "route", [route for route in ROUTES if route.kind in KINDS], ids=lambda route: route.name
)
def test_what_is_hidden_answers_as_what_is_missing(route: Route, world):
    made, secret = world
    reader = made.people["reader"]
    missing = Target(secret.desk.slug, MISSING, MISSING)
    for method in ("GET", "POST"):
        hidden = ask(route, method, reader, aimed(route, secret))
        assert said(hidden) == said(ask(route, method, reader, missing))


def test_no_list_or_count_differs_by_what_a_reader_may_not_see(ground, world):
    made, before = ground
    after = _lists(made)
    assert {name for name in before if before[name] != after[name]} == set()
    assert len(before) > 100


def test_what_imports_and_feeds_bring_is_for_those_who_may_see_embargoed_articles():
    kinds = ("imports/", "feeds/", "fetches/", "dry-runs/")
    about = [route for route in ROUTES if any(f"/{kind}" in f"/{route.template}" for kind in kinds)]
    rules = {route.rule(method) for route in about for method in (route.rules or {"GET": None})}
    assert (len(about) > 20, Ability.READ in rules) == (True, False)


def test_those_with_the_right_work_on_it(world):
    made, secret = world
    for name in ("checker", "editor", "lead"):
        assert leaks(_route("article"), made.people[name], aimed(_route("article"), secret))
        assert leaks(_route("api_article"), made.people[name], aimed(_route("api_article"), secret))
        assert leaks(_route("claims"), made.people[name], aimed(_route("claims"), secret))


def test_claimreview_is_for_everybody_and_so_waits_for_the_embargo_whoever_asks(world):
    made, secret = world
    route = _route("claim_review")
    assert said(ask(route, "GET", made.people["lead"], aimed(route, secret))) == "404"
    assert said(ask(route, "GET", made.people["lead"], aimed(route, made.ours))) == "allowed"


def test_counts_leave_it_out(world):
    made, secret = world
    route = _route("api_tasks")
    seen = {
        name: len(ask(route, "GET", made.people[name], aimed(route, secret)).json()["results"])
        for name in ("reader", "checker")
    }
    assert seen == {"reader": 1, "checker": 2}
    texts = {name: ask(_route("overview"), "GET", made.people[name], aimed(route, secret)) for name in seen}
    assert texts["reader"].content != texts["checker"].content


def test_when_the_clock_has_passed_it_everybody_sees_it(world):
    made, secret = world
    with transaction.atomic():
        Article.objects.filter(pk=secret.keys["articles"]).update(embargoed_until=Now())
        for name in ("article", "article_report", "claim", "verdict", "api_statement", "claim_review"):
            assert leaks(_route(name), made.people["reader"], aimed(_route(name), secret)), name
        transaction.set_rollback(True)


def test_what_an_open_article_says_too_is_no_secret(world):
    made, secret = world
    with transaction.atomic():
        ClaimMatch.objects.create(
            statement_id=made.ours.keys["statements"],
            claim_id=secret.keys["claims"],
            start=0,
            end=5,
            state="CONFIRMED",
        )
        route = _route("claim")
        answer = ask(route, "GET", made.people["reader"], aimed(route, secret))
        assert said(answer) == "allowed"
        assert f"/articles/{secret.keys['articles']}/" not in answer.content.decode()
        transaction.set_rollback(True)


def _route(name: str) -> Route:
    return next(route for route in ROUTES if route.name == name)


def _draws(world, count: int, seed: int) -> None:
    made, secret = world
    draw = random.Random(seed)  # noqa: S311  # a draw that can be repeated, no secret
    people = [person for person in made.people.values() if not sees(person)]
    for _ in range(count):
        route, person = draw.choice(ROUTES), draw.choice(people)
        keys = {**made.ours.keys, **{kind: secret.keys[kind] for kind in KINDS}}
        owner = draw.choice([secret, made.ours, Place(made.ours.desk, keys)])
        query = draw.choice(QUERIES).format(article=secret.keys["articles"])
        assert not leaks(route, person, aimed(route, owner), query if not route.kind else "")


def test_a_hundred_draws(world):
    _draws(world, 100, 1)


@pytest.mark.soak
def test_five_thousand_draws(world):
    _draws(world, 5000, 2)
