"""Who gets what: every route × method × kind of person, expected from the route's own rule.

Nothing here names a route: the resolver lists them, and a new kind of object fails until `world` makes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pytest
from django.db import transaction
from django.http import HttpResponse, SimpleCookie
from django.test import Client

from factcheck.access import PUBLIC
from factcheck.roles import Ability, may
from tests.architecture.routes import Route, routes
from tests.architecture.world import MISSING, Person, Place, World, build

pytestmark = pytest.mark.django_db

CLIENT = Client(raise_request_exception=False)
ROUTES = routes()
METHODS = ("GET", "POST")
OTHER_METHODS = ("PUT", "PATCH", "DELETE")


def methods_of(route: Route) -> list[str]:
    """Return GET and POST, and what else the route's rules name."""
    return [*METHODS, *(method for method in OTHER_METHODS if method in (route.rules or {}))]


OF_DESKS = [route for route in ROUTES if route.rules or route.rule("GET") in tuple(Ability)]

each = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
each_of_desks = pytest.mark.parametrize("route", OF_DESKS, ids=lambda route: route.name)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """One world for all routes: what a request writes is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Target:
    """What a request names: a desk by its slug, and an object by its key."""

    slug: str
    pk: int
    claim: int


def target(route: Route, place: Place) -> Target:
    """Return the place's own object of the kind that the route names."""
    pk = place.keys[route.kind] if route.kind else 0
    return Target(place.desk.slug, pk, place.keys["claims"])


def ask(route: Route, method: str, person: Person, wanted: Target, *, query: str = "") -> HttpResponse:
    """Send the request and undo what it wrote. Where no key is in the address, fields name the object."""
    path = "/" + route.template.replace("<slug:slug>", wanted.slug).replace("<int:pk>", str(wanted.pk))
    fields = {"desk": wanted.slug, "claim": wanted.claim, "url": "https://yearbook.example/page"}
    if method == "GET" and route.is_api and not route.kind:
        query = f"?desk={wanted.slug}" + query.replace("?", "&")
    path += query
    CLIENT.cookies = SimpleCookie({} if route.is_api else person.cookies)
    sent = {"headers": person.header if route.is_api else {}}
    if method in ("POST", "PATCH"):
        sent |= {"data": {} if route.kind else fields}
        sent |= {"content_type": "application/json"} if route.is_api else {}
    send = {"POST": CLIENT.post, "PATCH": CLIENT.patch}.get(method, partial(CLIENT.generic, method))
    with transaction.atomic():
        answer = send(path, **sent)
        transaction.set_rollback(True)
    return answer


def said(answer: HttpResponse) -> str:
    """Return what an answer means for access: `allowed`, `sign in`, or the status that refuses."""
    if answer.status_code == 302 and answer["Location"].startswith("/login/?next="):
        return "sign in"
    if answer.status_code in (401, 403, 404, 405) or answer.status_code >= 500:
        return str(answer.status_code)
    return "allowed"


def expected(route: Route, method: str, person: Person, *, handled: bool) -> str:
    """Return what the rule gives this person."""
    rule = route.rule(method)
    if person.name == "anonymous" and rule != PUBLIC:
        return "401" if route.is_api else "sign in"
    if not handled:
        return "405"
    if not isinstance(rule, Ability):
        return "allowed"
    if person.role is None or person.name == "stranger":
        return "404"
    return "allowed" if may(person.role, rule) else "403"


@each
def test_the_rule_decides(route: Route, world: World):
    own = target(route, world.ours)
    got, want = {}, {}
    for method in methods_of(route):
        handled = said(ask(route, method, world.people["lead"], own)) != "405"
        for person in world.people.values():
            got[method, person.name] = said(ask(route, method, person, own))
            want[method, person.name] = expected(route, method, person, handled=handled)
    assert got == want
    assert "allowed" in {got[method, "lead"] for method in METHODS}


@each_of_desks
def test_every_other_method_is_refused(route: Route, world: World):
    own = target(route, world.ours)
    others = [method for method in OTHER_METHODS if method not in methods_of(route)]
    got = {method: said(ask(route, method, world.people["lead"], own)) for method in others}
    assert got == dict.fromkeys(others, "405")


@each_of_desks
def test_a_foreign_object_answers_exactly_as_a_missing_one(route: Route, world: World):
    lead, ours, theirs = world.people["lead"], target(route, world.ours), target(route, world.foreign)
    nowhere = Target("no-such-desk", MISSING, MISSING)
    pairs = [(theirs, nowhere)]
    if route.kind and not route.is_api:  # a foreign object asked for at one's own desk
        pairs.append((Target(ours.slug, theirs.pk, theirs.claim), Target(ours.slug, MISSING, MISSING)))
    for method in methods_of(route):
        if said(ask(route, method, lead, ours)) == "405":
            continue
        for foreign, missing in pairs:
            answers = [ask(route, method, lead, wanted) for wanted in (foreign, missing)]
            assert [answer.status_code for answer in answers] == [404, 404]
            assert plain(answers[0], foreign, missing) == plain(answers[1], foreign, missing)


def plain(answer: HttpResponse, *wanted: Target) -> str:
    """Return the body without what names the objects asked for, and without the CSRF token."""
    body = re.sub(r'("X-CSRFToken": |value=)"\w{64}"|charset="utf-8"', "", answer.content.decode())
    for one in wanted:
        body = body.replace(one.slug, "…")
        # Only as a whole number, the key 4 is no part of “404”; in both bodies, for “width=4” is in either.
        body = re.sub(rf"(?<!\d){one.pk}(?!\d)", "…", body) if one.pk else body
    return body
