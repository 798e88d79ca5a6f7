"""A real worker is handed hostile files among good ones: each is refused or done, and the worker lives."""

from __future__ import annotations

import importlib

import pytest

from articles import jobs as article_jobs
from articles.actions import importing
from articles.models import ArticleRevision, ImportRun
from tests.hostile.case import MAKERS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

CHOSEN = {
    "markup.xml_entities": ("billion laughs in rss", "outside file in nitf", "parameter entity in newsItem"),
    "markup.depth_and_numbers_of_elements": ("nested div", "nested rss", "class names"),
    "markup.unclosed_and_unending": ("unclosed comment", "many attributes"),
    "markup.feeds": ("entries", "broken entries", "depth in text"),
    "tables.csv": ("quote without end", "columns", "utf-16 surrogates"),
    "tables.jsonl": ("depth", "blank lines", "infinity"),
    "packed.archives": ("ratio", "overlap", "size lies", "paths", "bomb inside"),
    "packed.documents": ("ratio", "entity", "depth"),
    "words.plain": ("dashes", "controls", "utf-8 surrogates"),
    "words.markdown": ("aliases", "python", "images"),
}
GOOD = b"Quay widened\n\nThe quay was widened by 120 metres in May, the mayor said.\n"


def hostile_files() -> list[importing.IncomingFile]:
    """Return the chosen inputs, each a file named by its case, a good one first and last."""
    for name in {group.partition(".")[0] for group in CHOSEN}:
        importlib.import_module(f"tests.hostile.{name}")
    found = [
        importing.IncomingFile(f"{group}: {name}", data)
        for group, names in CHOSEN.items()
        for name, data in MAKERS[group]()
        if name in names
    ]
    assert len(found) == sum(map(len, CHOSEN.values()))
    good = importing.IncomingFile("good.txt", GOOD)
    return [good, *found, importing.IncomingFile("last.txt", GOOD + b"It cost 3 million.\n")]


def test_a_worker_outlives_hostile_files_and_reads_the_good_ones_among_them(worker, drive, desk):
    files = hostile_files()
    run = importing.start(desk=desk, by=None, files=files)
    worker.start()
    article_jobs.ring_run(run)
    drive(lambda: ImportRun.objects.get(pk=run.pk).is_finished, "the run is finished", seconds=240)
    waiting = ArticleRevision.objects.filter(extracted_at=None)
    drive(lambda: not waiting.exists(), "the statements of all that was imported are found", seconds=120)
    assert worker.process.poll() is None
    assert "Worker exited prematurely" not in worker.log.read_text()
    for file in run.files.all():
        outcomes = set(run.items.filter(file=file).values_list("outcome", flat=True))
        assert outcomes, file.name
        assert outcomes <= {"created", "unchanged", "refused"}, file.name
    assert run.items.filter(outcome="refused", reason="").count() == 0
    assert run.items.filter(file__name__in=["good.txt", "last.txt"], outcome="created").count() == 2
    given_up = run.items.filter(reason__contains="attempts")
    assert list(given_up.values_list("locator", "reason")) == []
