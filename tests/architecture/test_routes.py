"""Every route carries a rule, has a name of its own, and answers no method that its rule does not name."""

from __future__ import annotations

from collections import Counter

import pytest

from factcheck.access import PUBLIC, SIGNED_IN
from factcheck.roles import Ability
from tests.architecture.routes import Route, routes

ROUTES = routes()
HANDLERS = ("get", "post", "put", "patch", "delete")
every_route = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name or route.template)


@every_route
def test_it_carries_a_rule(route: Route):
    if route.rules is not None:
        assert route.rules, f"{route.template} names no method"
        assert set(map(type, route.rules.values())) == {Ability}
    else:
        assert route.rule("GET") in (PUBLIC, SIGNED_IN, *Ability), f"{route.template} has no rule"


@every_route
def test_it_has_a_name(route: Route):
    assert route.name, f"{route.template} has no name"


def test_no_two_routes_share_a_name_or_an_address():
    names = Counter(route.name for route in ROUTES)
    templates = Counter(route.template for route in ROUTES)
    assert [each for each, count in (names + templates).items() if count > 1] == []


@pytest.mark.parametrize("route", [route for route in ROUTES if route.rules], ids=lambda route: route.name)
def test_an_api_class_handles_exactly_the_methods_that_have_a_rule(route: Route):
    handled = {name.upper() for name in HANDLERS if hasattr(route.view_class, name)}
    assert handled == route.rules.keys()


def test_only_signing_in_and_out_and_what_machines_ask_are_public():
    public = {route.name for route in ROUTES if route.rule("GET") == PUBLIC}
    assert public == {"login", "logout", "healthz", "readyz", "prometheus"}


def test_every_address_of_a_desk_lies_below_its_slug():
    web = [route for route in ROUTES if not route.is_api and route.rule("GET") in tuple(Ability)]
    assert [route.name for route in web if not route.template.startswith("desks/<slug:slug>/")] == []


def test_the_api_reads_by_get_and_writes_by_post():
    others = {route.name: set(route.rules) - {"GET", "POST"} for route in ROUTES if route.rules}
    assert {name: methods for name, methods in others.items() if methods} == {"api_feed": {"PATCH", "DELETE"}}
