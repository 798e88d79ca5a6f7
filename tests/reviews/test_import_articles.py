"""manage.py import_articles: files in, tasks out, the same again changes nothing, refusals are named."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import redis
from celery import current_app
from django.core.management import CommandError, call_command

from articles.models import ArticleRevision, ImportRun, Statement
from reviews.actions import desks
from reviews.management import run_progress
from reviews.models import Claim, ClaimMatch, ReviewTask

pytestmark = pytest.mark.django_db

BRIDGE = "Bridge approved\n\nThe council approved the bridge on Monday. It will cost 4.2 million crowns.\n"
FERRY = "Ferry returns\n\nThe ferry carries 300 people a day. It sails again from 3 June 2026.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles in it."""
    folder = tmp_path / "incoming"
    folder.mkdir()
    (folder / "bridge.txt").write_text(BRIDGE)
    (folder / "ferry.txt").write_text(FERRY)
    return folder


def run_command(*arguments: object, stderr: io.StringIO | None = None) -> tuple[int, str]:
    """Run the command; return (exit code, what it printed)."""
    out = io.StringIO()
    try:
        call_command("import_articles", *map(str, arguments), stdout=out, stderr=stderr or io.StringIO())
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue()
    return 0, out.getvalue()


def outcome_of(*arguments: object) -> dict:
    """Run the command with `--wait --json`; return the one JSON object that it printed."""
    _, printed = run_command(*arguments, "--wait", "--json")
    return json.loads(printed)


def rows() -> list[list]:
    """Return the ids of everything that an import makes."""
    models = (ArticleRevision, Statement, Claim, ClaimMatch, ReviewTask)
    return [list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in models]


def test_a_folder_becomes_articles_with_statements_claims_and_tasks(desk, folder):
    outcome = outcome_of(folder)
    articles = outcome.pop("articles")
    run = ImportRun.objects.get()
    assert outcome == {
        "run": run.pk,
        "state": "SUCCEEDED",
        "seen": 2,
        "created": 2,
        "revised": 0,
        "unchanged": 0,
        "refused": 0,
        "refusals": [],
    }
    assert [each["title"] for each in articles] == ["Bridge approved", "Ferry returns"]
    for each in articles:
        statements = Statement.objects.filter(revision__article=each["id"])
        claims = Claim.objects.filter(matches__statement__in=statements).distinct()
        assert each["statements"] == statements.count() >= 2
        assert each["claims"] == claims.count() >= 2
        assert each["tasks"] == ReviewTask.objects.filter(claim__in=claims).count() >= 2


def test_the_same_folder_again_changes_nothing(desk, folder):
    first = outcome_of(folder)
    before = rows()
    again = outcome_of(folder)
    assert (again["state"], again["unchanged"], again["created"], again["revised"]) == ("SUCCEEDED", 2, 0, 0)
    assert again["articles"] == first["articles"]
    assert rows() == before


def test_a_changed_text_is_counted_by_its_latest_revision(desk, tmp_path):
    path = tmp_path / "bridge.html"
    page = (
        '<html><head><title>Bridge</title><link rel="canonical" href="https://post.example/bridge"></head>'
        "<body><article><h1>Bridge</h1><p>The council approved the bridge on Monday.</p>{}</article></body>"
        "</html>"
    )
    path.write_text(page.format("<p>It costs 4 million crowns.</p><p>It opens on 1 June 2027.</p>"))
    first = outcome_of(path)
    path.write_text(page.format("<p>It costs 5 million crowns.</p>"))
    second = outcome_of(path)
    assert (first["created"], second["revised"]) == (1, 1)
    [article] = second["articles"]
    latest = ArticleRevision.objects.get(is_latest=True)
    assert article["statements"] == latest.statements.count()
    assert latest.number == 2


def test_a_path_that_cannot_be_opened_is_refused_and_the_rest_goes_on(desk, folder, tmp_path):
    missing = tmp_path / "missing.txt"
    outcome = outcome_of(missing, folder)
    assert (outcome["state"], outcome["seen"], outcome["created"], outcome["refused"]) == ("PARTIAL", 3, 2, 1)
    assert outcome["refusals"] == [
        {"locator": str(missing), "reason": "No such file or directory", "snippet": ""}
    ]


def test_a_run_of_which_all_is_refused_exits_with_1(desk, tmp_path):
    code, printed = run_command(tmp_path / "missing.txt", "--wait", "--json")
    assert (code, json.loads(printed)["state"]) == (1, "FAILED")


def test_people_get_lines_instead_of_json(desk, folder, tmp_path):
    missing = tmp_path / "missing.txt"
    code, printed = run_command(folder / "bridge.txt", missing, "--wait")
    lines = printed.splitlines()
    run = ImportRun.objects.get()
    assert code == 0
    assert lines[0] == (f"Import {run.pk} partial: 2 seen, 1 created, 0 revised, 0 unchanged, 1 refused.")
    assert lines[1].startswith("  Bridge approved: ")
    assert lines[2:] == [f"  refused {missing}: No such file or directory"]


def test_a_terminal_shows_how_far_the_run_is(desk, folder):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    run_command(folder, "--wait", stderr=screen)
    seen = [line.strip() for line in screen.getvalue().split("\r") if line.strip()]
    run = ImportRun.objects.get()
    assert seen[-1].startswith(f"Import {run.pk}: 100%")
    assert "2/2" in seen[-1]
    assert seen[-1].endswith("created=2, files_to_read=0, refused=0]")


def test_where_nobody_watches_lines_say_how_far_a_long_run_is(desk, folder, monkeypatch):
    monkeypatch.setattr(run_progress, "LINE_SECONDS", 0.0)
    log = io.StringIO()
    _, printed = run_command(folder, "--wait", "--json", stderr=log)
    lines = log.getvalue().splitlines()
    number = json.loads(printed)["run"]
    said = f"Import {number}: 2 of 2 entries done (2 created, 0 revised, 0 unchanged, 0 refused)"
    assert (said in lines, any("\r" in line for line in lines)) == (True, False)


def test_a_short_run_that_nobody_watches_says_nothing_but_its_outcome(desk, folder):
    log = io.StringIO()
    _, printed = run_command(folder, "--wait", "--json", stderr=log)
    assert (log.getvalue(), len(printed.splitlines())) == ("", 1)


@pytest.mark.django_db(transaction=True)
def test_ctrl_c_leaves_the_run_to_the_workers_and_says_how_to_follow_it(desk, folder, monkeypatch):
    def interrupt(self) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run_progress.RunProgress, "tick", interrupt)
    broker, log = redis.Redis.from_url(current_app.conf.broker_url), io.StringIO()
    broker.delete("imports")
    code, printed = run_command(folder, "--wait", "--json", stderr=log)
    run = ImportRun.objects.get()
    assert (code, printed, broker.llen("imports"), run.is_finished) == (130, "", 1, False)
    assert log.getvalue() == (
        f"Import {run.pk} goes on in the background. Follow it with manage.py import_run {run.pk}, or end it"
        f" with manage.py import_run {run.pk} --cancel.\n"
    )
    broker.delete("imports")


@pytest.mark.django_db(transaction=True)
def test_without_waiting_the_run_is_queued_and_rung_for(desk, folder):
    broker = redis.Redis.from_url(current_app.conf.broker_url)
    broker.delete("imports")
    code, printed = run_command(folder)
    run = ImportRun.objects.get()
    assert (code, printed) == (0, f"Import {run.pk} is queued at Economy desk.\n")
    assert (run.state, run.files.count(), broker.llen("imports")) == ("QUEUED", 2, 1)
    broker.delete("imports")


def test_the_source_stands_in_where_the_text_names_none(desk, folder):
    outcome = outcome_of(folder / "bridge.txt", "--source", "Harbour Post")
    article = ArticleRevision.objects.get(article=outcome["articles"][0]["id"]).article
    assert article.source.name == "Harbour Post"


def test_a_declared_format_that_does_not_fit_is_refused(desk, folder):
    outcome = outcome_of(folder / "bridge.txt", "--format", "html")
    assert (outcome["state"], outcome["refused"]) == ("FAILED", 1)


def test_without_any_desk_the_command_says_what_to_run(folder):
    with pytest.raises(CommandError, match=r"There is no desk yet\. Open one with manage\.py open_desk\."):
        run_command(folder)


def test_the_only_desk_is_the_default_whatever_its_name(other_desk, folder):
    outcome_of(folder)
    assert ImportRun.objects.get().desk == other_desk


def test_of_several_desks_economy_is_the_default(desk, other_desk, folder):
    outcome_of(folder)
    assert ImportRun.objects.get().desk == desk


def test_of_several_other_desks_none_is_the_default(other_desk, folder):
    desks.open_desk(name="Arts desk", slug="arts", by=None)
    with pytest.raises(CommandError, match=r"Say which desk with --desk: arts, city\."):
        run_command(folder)


def test_a_desk_is_taken_by_its_slug(desk, other_desk, folder):
    outcome_of(folder, "--desk", "city")
    assert ImportRun.objects.get().desk == other_desk


def test_an_unknown_desk_is_answered_with_the_desks_there_are(desk, other_desk, folder):
    with pytest.raises(CommandError, match=r"There is no desk “town”\. The desks are: city, economy\."):
        run_command(folder, "--desk", "town")
    assert ImportRun.objects.count() == 0


def test_too_many_files_are_refused_as_a_whole(desk, folder, settings):
    settings.IMPORT_MAX_FILES = 1
    with pytest.raises(CommandError, match="2 files are too many: at most 1 at a time"):
        run_command(folder)


@pytest.mark.slow
def test_the_four_real_articles_are_imported_once_and_only_once(desk, seed_texts):
    first = outcome_of(*seed_texts)
    assert (first["state"], first["seen"], first["created"]) == ("SUCCEEDED", 4, 4)
    for article in first["articles"]:
        assert article["title"]
        assert 0 < article["claims"] <= article["tasks"] <= article["statements"]
    before = rows()
    second = outcome_of(*seed_texts)
    assert (second["state"], second["unchanged"]) == ("SUCCEEDED", 4)
    assert second["articles"] == first["articles"]
    assert rows() == before
