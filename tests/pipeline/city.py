"""A city's council as a source of articles: as many as wanted, no two alike, and what must come of them."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

from articles.actions import importing
from articles.formats.parsed import ParsedArticle
from articles.models import ArticleRevision, ImportItem, ImportRun, Statement
from factcheck import shifts
from factcheck.models import AuditEvent, Desk, Membership
from reviews.actions import importing as working
from reviews.models import Claim, ClaimMatch, DeskPolicy, ReviewTask


def hand_over(desk: Desk, count: int) -> ImportRun:
    """Start a run of so many articles, each fifth of them as a file to be read; nobody is rung for yet."""
    texts = [_text(number) for number in range(count)]
    files = [
        importing.IncomingFile(name=f"ward-{number}.txt", data=text.encode(), format="auto")
        for number, text in enumerate(texts)
        if number % 5 == 0
    ]
    articles = [
        ParsedArticle(locator=f"entry {number}", title=text.partition("\n")[0], text=text)
        for number, text in enumerate(texts)
        if number % 5
    ]
    return importing.start(desk=desk, by=None, files=files, articles=articles)


def hand_over_file(desk: Desk, count: int) -> ImportRun:
    """Start a run of so many small articles as the lines of one file; nobody is rung for yet."""
    lines = "".join(json.dumps(_entry(number)) + "\n" for number in range(count))
    file = importing.IncomingFile(name="wards.jsonl", data=lines.encode(), format="jsonl")
    return importing.start(desk=desk, by=None, files=[file])


def _entry(number: int) -> dict[str, str]:
    """Return the article as an entry; one sentence stands in all of them, and is one claim."""
    text = f"{_text(number)}\nThe councils of all wards meet on 4 May 2026 in Tessel.\n"
    return {"title": text.partition("\n")[0], "text": text, "external_id": f"ward-{number}"}


def _text(number: int) -> str:
    return (
        f"Ward {number} builds a bridge\n\n"
        f"The council of ward {number} approved the bridge on 3 May 2026. "
        f"It will cost {number + 3} million crowns and carry {number * 7 + 100} cars a day.\n"
    )


def on_shift(desk: Desk, *people, limit: int = 1000) -> None:
    """Put these people on shift, and let each be given so many tasks."""
    DeskPolicy.objects.filter(desk=desk).update(work_limit=limit, idle_minutes=600)
    for person in people:
        shifts.start(Membership.objects.select_related("user").get(user=person, desk=desk))


@dataclass(frozen=True)
class Outcome:
    """What stands in the database for one desk, in words and counts that two runs can share."""

    state: str
    counts: tuple[int, int, int, int, int]
    statements: Counter[str]
    claims: Counter[str]
    makers: Counter[tuple[str, str]]
    tasks: Counter[tuple[str, str]]


def outcome(run: ImportRun) -> Outcome:
    """Return what the run has brought about so far."""
    run.refresh_from_db()
    desk = run.desk
    confirmed = ClaimMatch.objects.filter(claim__desk=desk, state="CONFIRMED")
    return Outcome(
        run.state,
        (run.seen, run.created, run.revised, run.unchanged, run.refused),
        Counter(Statement.objects.filter(revision__article__desk=desk).values_list("exact", flat=True)),
        Counter(Claim.objects.of(desk).values_list("text", flat=True)),
        Counter(confirmed.values_list("statement__exact", "claim__text")),
        Counter(ReviewTask.objects.of(desk).values_list("claim__text", "kind")),
    )


def undisturbed(desk: Desk, count: int) -> Outcome:
    """Return what the same articles bring about at `desk` in this process, without a worker or a broker."""
    run = hand_over(desk, count)
    assert working.work(run, tick=lambda: None) == []
    return outcome(run)


def progress(desk: Desk) -> int:
    """Return how many steps are done: items imported, texts extracted and matched, tasks given out."""
    texts = ArticleRevision.objects.filter(article__desk=desk)
    return (
        ImportItem.objects.filter(run__desk=desk, state="DONE").count()
        + texts.filter(extracted_at__isnull=False).count()
        + texts.filter(matched_at__isnull=False).count()
        + given_out(desk)
    )


def given_out(desk: Desk) -> int:
    """Return how many tasks are assigned."""
    return ReviewTask.objects.of(desk).filter(assigned_to__isnull=False).count()


def is_settled(run: ImportRun) -> bool:
    """Return whether the run is finished, every text is matched and every task is with somebody."""
    run.refresh_from_db()
    waiting = ArticleRevision.objects.filter(article__desk=run.desk, matched_at__isnull=True)
    tasks = ReviewTask.objects.of(run.desk)
    return (
        run.is_finished and not waiting.exists() and tasks.exists() and given_out(run.desk) == tasks.count()
    )


def times_recorded(action: str, desk: Desk) -> Counter[int]:
    """Return how many targets were recorded once, twice and so on under this action."""
    targets = Counter(AuditEvent.objects.filter(action=action, desk=desk).values_list("target", flat=True))
    return Counter(targets.values())


def settled_alike(run: ImportRun, wanted: Outcome) -> None:
    """Assert that the run brought about the same as an undisturbed one, each step once."""
    assert outcome(run) == wanted
    assert times_recorded("import_run.finished", run.desk) == Counter({1: 1})
    assert times_recorded("revision.matched", run.desk) == Counter({1: wanted.counts[0]})
    assert times_recorded("task.assigned", run.desk) == Counter({1: wanted.tasks.total()})
