"""Importing a JSONL file end to end with real workers, beside the COPY of the same statements.

    python -m bench.imports [--articles 10000] [--stored 0] [--workers 2] [--json]

The file is handed over, read, imported, its statements extracted and scored, matched to claims, and each
claim gets its task: the clock stops when the last article is matched. `--stored N M` measures beside N, then
beside M other articles, copied there (`bench.archive`), and says how the cost of an article grew. The floor
is COPY of the same rows of statements into a table with the same constraints. CPU is that of the workers and
of the whole PostgreSQL server, ended backends included: let nobody else use it. Under each line stand the
stages, measured in one process; suggesting and comparing come after the clock.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import platform
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

import django

from bench import import_stages
from bench.processes import cpu_seconds, postmaster

DATABASE = "factcheck_bench_imports"
BEAT_SECONDS = 15.0
STAGED = 100  # articles that are measured stage by stage


@dataclass
class Row:
    """One line of the table."""

    stored: int
    articles: int
    statements: int
    claims: int
    tasks: int
    seconds: float
    per_second: float
    worker_cpu: float
    postgres_cpu: float
    peaks_mb: list[int]
    copy_per_second: float
    stages: dict[str, tuple[float, float, float]]

    @property
    def of_copy(self) -> float:
        """Return our rate as a share of COPY's."""
        return self.per_second / self.copy_per_second

    @property
    def cost(self) -> float:
        """Return the CPU milliseconds an article, of workers and PostgreSQL."""
        return (self.worker_cpu + self.postgres_cpu) * self.statements / self.articles


def measure(articles: int, stored: int, workers: int, desk: Any, address: str, broker: str) -> Row:
    """Import `articles` with so many workers beside `stored` others, and return the line of the table."""
    from bench import import_workers
    from bench.archive import ORIGINALS, enlarge

    server = postmaster(address)
    with tempfile.TemporaryDirectory() as folder:
        with import_workers.working(workers, address, broker) as team:
            if stored:
                import_articles(desk, team, Path(folder), min(stored, ORIGINALS), edition=0)
        enlarge(stored, ORIGINALS)
        with import_workers.working(workers, address, broker) as team:
            import_articles(desk, team, Path(folder), 4 * workers, edition=-1)  # to warm up
            before = team.cpu(), cpu_seconds(server), counts()
            began = time.monotonic()
            import_articles(desk, team, Path(folder), articles, edition=stored + 1)
            seconds = time.monotonic() - began
            worker_cpu, postgres_cpu = team.cpu() - before[0], cpu_seconds(server) - before[1]
            team.look()
        gained = {name: number - before[2][name] for name, number in counts().items()}
        by_stage = import_stages.stages(desk, Path(folder), STAGED, edition=-2)
    return Row(
        stored=stored,
        articles=articles,
        **gained,
        seconds=seconds,
        per_second=gained["statements"] / seconds,
        worker_cpu=worker_cpu * 1000 / gained["statements"],
        postgres_cpu=postgres_cpu * 1000 / gained["statements"],
        peaks_mb=sorted(round(peak) for peak in team.peaks.values()),
        copy_per_second=copy_rate(min(gained["statements"], 100_000)),
        stages=by_stage,
    )


def import_articles(desk: Any, team: Any, folder: Path, count: int, edition: int) -> None:
    """Hand over a file of so many articles and wait until all of them are matched, ticking as beat does."""
    from articles import jobs
    from articles.actions import importing
    from articles.actions.opening import open_files
    from bench.article_text import write_jsonl

    path = folder / f"{edition}.jsonl"
    write_jsonl(path, count, edition=edition)
    files, refusals = open_files([str(path)], format="jsonl")
    run = importing.start(desk=desk, by=None, files=files, refusals=refusals)
    jobs.ring_run(run)
    beat = time.monotonic()
    while not is_done(run):
        team.look()
        time.sleep(0.2)
        if time.monotonic() - beat > BEAT_SECONDS:
            tick()
            beat = time.monotonic()
    if run.created != count:
        raise RuntimeError(f"{run.created} of {count} articles were created")


def is_done(run: Any) -> bool:
    """Return whether the run is finished and every article matched."""
    from articles.models import ArticleRevision

    run.refresh_from_db()
    return run.is_finished and not ArticleRevision.objects.filter(matched_at__isnull=True).exists()


def tick() -> None:
    """Ring for what is due, as beat does."""
    from articles import jobs as article_jobs
    from reviews import jobs as review_jobs

    article_jobs.catch_up()
    review_jobs.catch_up()


def counts() -> dict[str, int]:
    """Return how many statements, claims and tasks there are."""
    from articles.models import Statement
    from reviews.models import Claim, ReviewTask

    return {
        "statements": Statement.objects.count(),
        "claims": Claim.objects.count(),
        "tasks": ReviewTask.objects.count(),
    }


def copy_rate(rows: int) -> float:
    """Return how many of the newest statements a second COPY stores in a table with the same constraints."""
    from django.db import connection

    kept = io.BytesIO()
    wanted = "(SELECT * FROM articles_statement ORDER BY id DESC LIMIT %s)"
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {wanted} TO STDOUT", [rows]) as copy:
            for block in copy:
                kept.write(block)
        cursor.execute("CREATE TABLE bench_floor (LIKE articles_statement INCLUDING ALL)")
        began = time.monotonic()
        with cursor.copy("COPY bench_floor FROM STDIN") as copy:
            copy.write(kept.getvalue())
        seconds = time.monotonic() - began
        cursor.execute("DROP TABLE bench_floor")
    return rows / seconds


def fresh_desk() -> tuple[Any, str]:
    """Return a desk in an empty database, and the database's address."""
    from bench import desk_data
    from reviews.actions import desks

    address = desk_data.fresh_database(DATABASE)
    return desks.open_desk(name="Bench desk", slug="bench", by=None), address


HEAD = (
    "  stored articles statements   claims    tasks  seconds  st./s  worker CPU  PG CPU ms/st.  peak MB"
    "  COPY/s  share"
)


def show(row: Row, first: Row) -> str:
    """Return the line of the table, and below it the stages, the processes' memory and how the cost grew."""
    line = (
        f"{row.stored:>8} {row.articles:>8} {row.statements:>10} {row.claims:>8} {row.tasks:>8} "
        f"{row.seconds:>8.1f} {row.per_second:>6.0f} {row.worker_cpu:>11.3f} {row.postgres_cpu:>14.3f} "
        f"{max(row.peaks_mb):>8} {row.copy_per_second:>7.0f} {row.of_copy:>6.3f}"
    )
    memory = f"         MB at most, of each process: {', '.join(map(str, row.peaks_mb))}"
    grown = f"         {row.cost:.1f} ms CPU an article, {row.cost / first.cost:.2f} x the first line's"
    return "\n".join([line, import_stages.show(row.stages, STAGED), memory, grown])


def main() -> None:
    """Print the table, a line as soon as it is measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--stored", type=int, nargs="+", default=[0])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", action="store_true", help="one object a line instead of the table")
    options = parser.parse_args()
    from django.conf import settings

    if not options.json:
        print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}\n{HEAD}")
    first: Row | None = None
    for stored in options.stored:
        desk, address = fresh_desk()
        row = measure(options.articles, stored, options.workers, desk, address, settings.REDIS_URL)
        first = first or row
        print(json.dumps(asdict(row)) if options.json else show(row, first), flush=True)


if __name__ == "__main__":
    from factcheck import embedded

    embedded.ensure_for(["manage.py", "bench"])
    django.setup()
    main()
