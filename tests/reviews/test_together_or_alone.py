"""Articles imported many together and each alone leave the very same rows, to the last column."""

from __future__ import annotations

import io
import json

import pytest

from articles import formats
from articles.actions import bulk_statements, importing, statements
from articles.models import ImportItem
from reviews.actions import claims, desks, suggesting
from reviews.models import Claim, ClaimMatch, DeskPolicy, ReviewTask
from tests.reviews.desk_rows import rows_of

BRIDGE = "The bridge at Tessel is 90 metres long and was opened in 1987."
TAX = "The harbour tax rises to 4 percent on 3 May 2026, the council of Tessel decided on Monday."
MINE = "The mine at Orrin, which Ada Lund opened on 3 May 1990, employs 1,200 people."
TEXTS = {
    "bridge": f"The bridge\n\n{BRIDGE} It is lovely. Who will pay? We think that it should stay.\n\n{BRIDGE}",
    "tax": f"The tax\n\n“{TAX}” said Ada Lund, the mayor.\n\n{TAX} {BRIDGE}",
    "list": "The list\n\n• Orrin employs 1,200 people.\n• The mine at Orrin closed in 2019.\n\n"
    "| Town | People |\n|---|---|\n| Tessel | 41,000 |\n| Orrin | 12,000 |\n\n"
    "Q: How long is it?\nA: It is 90 metres long, in 2024.",
    "odd": "Odd signs\n\nÜber 3½ % of 10² “tonnes” cost £5\u00a0million\tin a\\b {c}, “d” 'e' on 3 May 2026.",
    "again": f"Again\n\n{TAX.upper()} Nobody knows. The bridge at Tessel, opened in 1987, is 90 metres long.",
    "double": f"Double\n\n{MINE.upper()}\n\n{MINE}",
    "deutsch": "Die Brücke\n\nDie Brücke von Tessel ist 90 Meter lang und wurde 1987 eröffnet.",
    "empty": "Only a title",
    "source": f"Source: Harbour Wire\nOriginally published: October 28, 2025\n\nThe port\n\n{BRIDGE}\n\n"
    f"{TAX}\n\nShare this:\n\nFor more news visit our pages.",
}
LATER = {
    "later": "Later\n\nThe bridge at Tessel is 90 metres long and it was opened in 1987. Orrin has 12 mines.",
    "last": "Last\n\nThe harbour tax of Tessel rises to 4 percent on 3 May 2026, as the council decided.",
}


def lines(texts: dict[str, str]) -> bytes:
    """Return these texts as the lines of a JSONL file."""
    entries = [
        {
            "title": text.partition("\n")[0],
            "text": text,
            "external_id": name,
            "publisher": "Harbour Wire" if name == "tax" else "",
            "language": "de" if name == "deutsch" else "",
        }
        for name, text in texts.items()
    ]
    return "".join(json.dumps(each) + "\n" for each in entries).encode()


def hand_over(desk, texts: dict[str, str]) -> list[int]:
    """Start a run of these texts as single items, read as a file's are; return the keys of the items."""
    parsed = list(formats.read(io.BytesIO(lines(texts)), locator="wire.jsonl", format="jsonl"))
    run = importing.start(desk=desk, by=None, articles=parsed)
    return list(ImportItem.objects.filter(run=run).order_by("pk").values_list("pk", flat=True))


def alone(desk, texts: dict[str, str]) -> None:
    """Import each by itself, on the careful path."""
    for item in hand_over(desk, texts):
        revision = importing.import_item(item)
        assert statements.extract(revision)
        claims.match(revision)


def together(desk, texts: dict[str, str]) -> None:
    """Import all in one batch."""
    finish(importing.import_all(hand_over(desk, texts)))


def as_a_file(desk, texts: dict[str, str]) -> None:
    """Import all as the lines of one file, which has no items to wait."""
    file = importing.IncomingFile(name="wire.jsonl", data=lines(texts), format="jsonl")
    run = importing.start(desk=desk, by=None, files=[file])
    finish([pk for batch in importing.read_on(run.files.get().pk) for pk in batch.revisions])


def finish(revisions: list[int]) -> None:
    assert bulk_statements.extract_all(revisions) == revisions
    assert sorted(claims.match_all(revisions)) == revisions
    suggesting.suggest_all(revisions)


@pytest.fixture
def third_desk(db):
    return desks.open_desk(name="Harbour desk", slug="harbour", by=None)


@pytest.mark.parametrize("floor", [None, 0.5])
def test_a_batch_a_file_and_one_by_one_leave_the_same_rows(desk, other_desk, third_desk, floor):
    DeskPolicy.objects.update(worthiness_floor=floor)
    for texts in (TEXTS, LATER):
        alone(desk, texts)
        together(other_desk, texts)
        as_a_file(third_desk, texts)
    wanted = rows_of(desk)
    assert wanted["articles"].total() == len(TEXTS) + len(LATER)
    assert ClaimMatch.objects.filter(claim__desk=desk, state="SUGGESTED").count() >= 2
    assert (ReviewTask.objects.of(desk).count() < Claim.objects.of(desk).count()) == (floor is not None)
    of_a_batch, of_a_file = rows_of(other_desk), rows_of(third_desk)
    for name, rows in wanted.items():
        assert of_a_batch[name] == rows, f"{name} of a batch"
        assert of_a_file[name] == rows, f"{name} of a file"
