"""Hand-out under load: editors take and submit over HTTP, beside the bare SQL floor of the same run.

    python -m bench.handout [--tasks 10000 100000 1000000] [--editors 1 8 32] [--seconds 15] [--json]

Each editor is a process with a connection of its own: `POST tasks/next/`, then `POST tasks/{id}/submit/` with
one citation whose quote is looked up in a captured page. The desk has 10,000 snoozed and 1,000 leased tasks
first in order. The floor is the least that PostgreSQL must do for the same: one leasing UPDATE, one finishing
UPDATE, a verdict and a citation, from as many clients. Two cores hold clients, server and database.
"""

from __future__ import annotations

import argparse
import http.client
import json
import multiprocessing
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

import django

DATABASE = "factcheck_bench"
WARM_UP = 4.0

_FLOOR_TAKE = """UPDATE reviews_reviewtask SET state = 'LEASED', lease_holder_id = %(me)s,
    lease_token = gen_random_uuid(), lease_expires_at = now() + interval '30 minutes' WHERE id = (
    SELECT id FROM reviews_reviewtask WHERE desk_id = %(desk)s AND state = 'OPEN' AND available_at IS NULL
    AND assigned_to_id IS NULL AND kind IN ('CHECK', 'RECHECK') ORDER BY priority DESC, id LIMIT 1
    FOR NO KEY UPDATE SKIP LOCKED) RETURNING id, claim_id"""
_FLOOR_DONE = """UPDATE reviews_reviewtask SET state = 'DONE', lease_holder_id = NULL, lease_token = NULL,
    lease_expires_at = NULL, finished_at = now(), finished_by_id = %(me)s WHERE id = %(task)s"""
_FLOOR_VERDICT = """INSERT INTO reviews_verdict (claim_id, version, rating_id, summary, explanation,
    correction_note, author_id, state, return_comment, retraction_note)
    VALUES (%(claim)s, 1, %(rating)s, 's', 'e [1]', '', %(me)s, 'SUBMITTED', '', '') RETURNING id"""
_FLOOR_CITATION = """INSERT INTO reviews_citation (verdict_id, number, snapshot_id, offline_source, locator,
    stance, source_type, exact, start, prefix, suffix, note)
    VALUES (%(verdict)s, 1, %(snapshot)s, '', '', 'refutes', 'primary', 'q', 0, '', '', '')"""


@dataclass
class Row:
    """One line of the table; times in ms, CPU in ms a task."""

    tasks: int
    editors: int
    per_second: float
    next_p50: float
    next_p95: float
    next_p99: float
    submit_p95: float
    server_cpu: float
    postgres_cpu: float
    doubled: int
    floor_per_second: float
    server_mb: float

    @property
    def of_floor(self) -> float:
        """Return our rate as a share of the floor's."""
        return self.per_second / self.floor_per_second


def edit(port: int, token: str, snapshot: int, until: float, out: Any) -> None:
    """Be one editor until the clock says `until`; put [(taken at, task, next seconds, submit seconds)]."""
    from bench.desk_data import QUOTE

    line = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    citation = {"snapshot": snapshot, "exact": QUOTE, "stance": "refutes", "source_type": "primary"}
    finding = {
        "rating": "false",
        "summary": "The yearbook says otherwise.",
        "explanation": "The yearbook gives another figure [1].",
        "citations": [citation],
    }
    done = []
    while time.monotonic() < until:
        began = time.monotonic()
        task = _post(line, "/api/v1/tasks/next/", {}, headers, 200)
        taken = time.monotonic()
        body = {"token": task["lease_token"], **finding}
        _post(line, f"/api/v1/tasks/{task['id']}/submit/", body, headers, 201)
        done.append((taken, task["id"], taken - began, time.monotonic() - taken))
    out.put(done)


def _post(
    line: http.client.HTTPConnection, path: str, body: object, headers: dict[str, str], code: int
) -> Any:
    line.request("POST", path, json.dumps(body), headers)
    answer = line.getresponse()
    text = answer.read()
    if answer.status != code:
        raise RuntimeError(f"{path} answered {answer.status}: {text[:500]!r}")
    return json.loads(text)


def floor(address: str, terms: dict[str, int], until: float, out: Any) -> None:
    """Be one client of bare SQL until the clock says `until`; put how many tasks it took and submitted."""
    import psycopg

    done = 0
    with psycopg.connect(address) as line:
        while time.monotonic() < until:
            row = line.execute(_FLOOR_TAKE, terms).fetchone()
            line.commit()
            assert row is not None
            values = {**terms, "task": row[0], "claim": row[1]}
            line.execute(_FLOOR_DONE, values)
            verdict = line.execute(_FLOOR_VERDICT, values).fetchone()
            assert verdict is not None
            line.execute(_FLOOR_CITATION, {**values, "verdict": verdict[0]})
            line.commit()
            done += 1
    out.put(done)


def together(work: Callable[..., None], arguments: list[tuple[Any, ...]]) -> list[Any]:
    """Run `work` in one process an argument tuple and return what each put."""
    context = multiprocessing.get_context("fork")
    out = context.Queue()
    processes = [context.Process(target=work, args=(*each, out)) for each in arguments]
    for process in processes:
        process.start()
    results = [out.get(timeout=300) for _ in processes]
    for process in processes:
        process.join()
    return results


def measure(tasks: int, editors: int, seconds: float) -> Row:
    """Fill a fresh desk, run the editors over HTTP, then the floor, and return the line of the table."""
    from django.db import connections

    from bench import desk_data, processes

    address = desk_data.fresh_database(DATABASE)
    desk = desk_data.fill(tasks, editors)
    terms = _floor_terms(desk)
    connections["default"].close()
    connections["default"].close_pool()
    postgres = processes.postmaster(address)
    with processes.served(address) as (server, port):
        began = time.monotonic() + WARM_UP
        until = began + seconds
        before = [0.0, 0.0]

        def at_start(out: Any) -> None:
            time.sleep(max(0.0, began - time.monotonic()))
            out.put((processes.cpu_seconds(server), processes.cpu_seconds(postgres)))

        context = multiprocessing.get_context("fork")
        gauge = context.Queue()
        watcher = context.Process(target=at_start, args=(gauge,))
        watcher.start()
        shares = together(edit, [(port, token, desk.snapshot, until) for token in desk.tokens])
        elapsed = time.monotonic() - began
        before = list(gauge.get(timeout=10))
        after = [processes.cpu_seconds(server), processes.cpu_seconds(postgres)]
        watcher.join()
        size = processes.memory_mb(server)
    done = [each for share in shares for each in share]
    counted = [each for each in done if each[0] >= began]
    bare = together(floor, [(address, terms, time.monotonic() + seconds / 2) for _ in range(editors)])
    waits = sorted(each[2] * 1000 for each in counted)
    return Row(
        tasks=tasks,
        editors=editors,
        per_second=len(counted) / elapsed,
        next_p50=_quantile(waits, 0.50),
        next_p95=_quantile(waits, 0.95),
        next_p99=_quantile(waits, 0.99),
        submit_p95=_quantile(sorted(each[3] * 1000 for each in counted), 0.95),
        server_cpu=(after[0] - before[0]) * 1000 / len(counted),
        postgres_cpu=(after[1] - before[1]) * 1000 / len(counted),
        doubled=len(done) - len({each[1] for each in done}),
        floor_per_second=sum(bare) / (seconds / 2),
        server_mb=size,
    )


def _floor_terms(desk: Any) -> dict[str, int]:
    from factcheck.models import User
    from reviews.models import Rating

    me = User.objects.order_by("-pk")[0].pk
    return {"desk": desk.pk, "me": me, "rating": Rating.objects.all()[0].pk, "snapshot": desk.snapshot}


def _quantile(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else statistics.nan


HEAD = (
    "  tasks editors  tasks/s  next p50   p95   p99 ms  submit p95  server CPU  PG CPU ms/task"
    "  doubled  floor/s  share  MB"
)


def show(row: Row) -> str:
    """Return one line of the table."""
    return (
        f"{row.tasks:>7} {row.editors:>7} {row.per_second:>8.1f} {row.next_p50:>9.1f} {row.next_p95:>5.0f} "
        f"{row.next_p99:>5.0f} {row.submit_p95:>14.0f} {row.server_cpu:>11.2f} {row.postgres_cpu:>15.2f} "
        f"{row.doubled:>8} {row.floor_per_second:>8.0f} {row.of_floor:>6.2f} {row.server_mb:>4.0f}"
    )


def main() -> None:
    """Print the table, a line as soon as it is measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tasks", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--editors", type=int, nargs="+", default=[1, 8, 32])
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--json", action="store_true", help="one object a line instead of the table")
    options = parser.parse_args()
    if not options.json:
        print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}\n{HEAD}")
    for tasks in options.tasks:
        for editors in options.editors:
            row = measure(tasks, editors, options.seconds)
            print(json.dumps(asdict(row)) if options.json else show(row), flush=True)
            if row.doubled:
                sys.exit(f"{row.doubled} tasks were handed out twice")


if __name__ == "__main__":
    from factcheck import embedded

    embedded.ensure_for(["manage.py", "bench"])
    django.setup()
    main()
