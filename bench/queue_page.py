"""The queue page of a long queue, beside the smallest page that the same server can send.

    python -m bench.queue_page [--tasks 10000 100000 1000000] [--requests 200]

One signed-in editor asks again and again over one connection; the floor is `healthz/`, which runs one query
and sends one line. Times are in ms as the client sees them.
"""

from __future__ import annotations

import argparse
import http.client
import os
import statistics
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

import django

PATHS = ("queue/", "queue/?tab=mine", "queue/?tab=approve", "queue/?q=tonnes", "")


def times(port: int, path: str, cookie: str, requests: int) -> list[float]:
    """Return the sorted times in ms of `requests` requests for `path`, after ten to warm up."""
    line = http.client.HTTPConnection("127.0.0.1", port)
    found = []
    for _ in range(requests + 10):
        began = time.perf_counter()
        line.request("GET", path, headers={"Cookie": f"sessionid={cookie}"})
        answer = line.getresponse()
        answer.read()
        if answer.status != http.client.OK:
            raise RuntimeError(f"{path} answered {answer.status}")
        found.append((time.perf_counter() - began) * 1000)
    return sorted(found[10:])


def measure(tasks: int, requests: int) -> None:
    """Fill a desk with `tasks` and print one line a page."""
    from django.db import connections

    from bench import desk_data, processes

    address = desk_data.fresh_database("factcheck_bench")
    desk = desk_data.fill(tasks, editors=1)
    cookie = _sign_in()
    connections["default"].close()
    connections["default"].close_pool()
    with processes.served(address) as (_, port):
        floor = statistics.median(times(port, "/healthz/", cookie, requests))
        for path in PATHS:
            each = times(port, f"/desks/{desk.slug}/{path}", cookie, requests)
            p50, p95 = statistics.median(each), each[int(len(each) * 0.95)]
            name = path or "(overview)"
            print(f"{tasks:>8} {name:<20} {p50:>7.1f} {p95:>7.1f} {floor:>7.1f} {p50 / floor:>6.1f}")


def _sign_in() -> str:
    """Return the cookie of a session of the first editor."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from factcheck.models import User

    user = User.objects.get(username="editor0")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    assert session.session_key is not None
    return session.session_key


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tasks", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--requests", type=int, default=200)
    options = parser.parse_args()
    print("   tasks page                  p50 ms  p95 ms   floor  ratio")
    for tasks in options.tasks:
        measure(tasks, options.requests)


if __name__ == "__main__":
    from factcheck import embedded

    embedded.ensure_for(["manage.py", "bench"])
    django.setup()
    main()
