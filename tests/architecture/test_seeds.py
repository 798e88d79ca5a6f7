"""The sample articles say what seeds/README.md says they do: every table there is compared with the files."""

import io
import json
import re
from datetime import datetime
from pathlib import Path

import feedparser
import pytest
from lxml import html

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
ARTICLES = SEEDS / "articles"
EVIDENCE = SEEDS / "evidence"
REAL_ARTICLES = ROOT.parent / "shared" / "seeds"
RELATIONS = {"agree", "repeat", "differ", "contradict", "speakers"}
RATINGS = {"True", "False", "Outdated", "Misattributed", "Missing context", "Unproven", "Not checkable"}


def table(heading: str) -> list[dict[str, str]]:
    """The rows of the table under one heading of the README, each as column name -> cell."""
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    section = readme.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[2:]]


def visible(markup: str) -> str:
    """The words of a page's body without its scripts and styles, white space folded."""
    body = html.document_fromstring(markup).find("body")
    for hidden in body.xpath("//script|//style"):
        hidden.drop_tree()
    return " ".join(body.text_content().split())


def entries() -> dict[str, feedparser.FeedParserDict]:
    """The feed's entries by guid."""
    parsed = feedparser.parse(io.BytesIO((ARTICLES / "feed.xml").read_bytes()))
    assert parsed.bozo is False
    return {entry.id: entry for entry in parsed.entries}


def read(folder: Path, name: str) -> str:
    """What a person reads in one sample: a file, or the feed entry named after the `#`."""
    file, _, guid = name.partition("#")
    if guid:
        return visible(f"<html><body>{entries()[guid].content[0].value}</body></html>")
    text = (folder / file).read_text(encoding="utf-8-sig")
    return visible(text) if file.endswith(".html") else text


def story(name: str) -> str:
    """The article without the page around it, which is what its length is measured on."""
    if not name.endswith(".html"):
        return read(ARTICLES, name)
    page = html.document_fromstring((ARTICLES / name).read_text(encoding="utf-8"))
    return " ".join(page.find(".//article").text_content().split())


def replaced(text: str, rows: list[dict[str, str]]) -> str:
    """The text after the README's replacements, each of which must find its words exactly once."""
    for row in rows:
        assert text.count(row["before"]) == 1, row["before"]
        text = text.replace(row["before"], row["after"])
    return text


def runs_of_seven(text: str) -> set[tuple[str, ...]]:
    """Every run of seven words in a text, letters and digits only, in lower case."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + 7]) for at in range(len(words) - 6)}


def test_every_article_file_and_feed_entry_is_listed_once() -> None:
    files = {path.name for path in ARTICLES.iterdir()} - {"feed.xml"}
    listed = [row["file"] for row in table("Articles")]
    assert sorted(listed) == sorted(files | {f"feed.xml#{guid}" for guid in entries()})


def test_every_evidence_page_is_listed_once() -> None:
    listed = [row["file"] for row in table("Evidence")]
    assert sorted(listed) == sorted(path.name for path in EVIDENCE.iterdir())


@pytest.mark.parametrize("row", table("Articles"), ids=lambda row: row["file"])
def test_an_article_is_350_to_800_words_long(row: dict[str, str]) -> None:
    assert 350 <= len(story(row["file"]).split()) <= 800


@pytest.mark.parametrize("row", table("Planted"), ids=lambda row: row["id"])
def test_a_planted_sentence_stands_in_its_article_as_often_as_stated(row: dict[str, str]) -> None:
    assert read(ARTICLES, row["file"]).count(row["sentence"]) == int(row["times"])


@pytest.mark.parametrize("row", table("Planted"), ids=lambda row: row["id"])
def test_the_words_that_settle_it_stand_in_the_evidence(row: dict[str, str]) -> None:
    if row["evidence"] == "–":
        assert (row["words that settle it"], row["expected"]) == ("–", "Not checkable")
    else:
        assert read(EVIDENCE, row["evidence"]).count(row["words that settle it"]) == 1


def test_every_planted_row_has_its_own_id_and_a_known_rating() -> None:
    ids = [row["id"] for row in table("Planted")]
    assert len(ids) == len(set(ids))
    assert {row["expected"] for row in table("Planted")} == RATINGS


def test_every_evidence_page_settles_something_planted() -> None:
    used = {row["evidence"] for row in table("Planted")} - {"–"}
    assert used == {row["file"] for row in table("Evidence")}


def test_the_pairs_join_planted_statements_by_every_known_relation() -> None:
    ids = {row["id"] for row in table("Planted")}
    assert {row["one"] for row in table("Pairs")} | {row["other"] for row in table("Pairs")} <= ids
    assert {row["relation"] for row in table("Pairs")} == RELATIONS


@pytest.mark.parametrize("pair", table("Pairs"), ids=lambda pair: f"{pair['one']}-{pair['other']}")
def test_a_repeat_is_the_same_words_in_another_article_and_nothing_else_is(pair: dict[str, str]) -> None:
    planted = {row["id"]: row for row in table("Planted")}
    one, other = planted[pair["one"]], planted[pair["other"]]
    assert one["file"] != other["file"]
    if pair["relation"] == "repeat":
        assert one["sentence"] == other["sentence"]
    elif pair["relation"] == "speakers":
        assert one["sentence"].split("”")[0].strip(",.") == other["sentence"].split("”")[0].strip(",.")
    else:
        assert one["sentence"] != other["sentence"]


@pytest.mark.parametrize("pair", table("Pairs"), ids=lambda pair: f"{pair['one']}-{pair['other']}")
def test_both_of_a_pair_are_true_unless_they_contradict_or_name_two_speakers(pair: dict[str, str]) -> None:
    expected = {row["id"]: row["expected"] for row in table("Planted")}
    ratings = (expected[pair["one"]], expected[pair["other"]])
    assert (ratings == ("True", "True")) is (pair["relation"] in {"agree", "repeat", "differ"})


@pytest.mark.parametrize("row", table("Quotes"), ids=lambda row: row["quote"])
def test_a_quote_has_its_speaker_where_stated(row: dict[str, str]) -> None:
    before, after = read(ARTICLES, row["file"]).split(row["quote"], 1)
    if row["attribution"] == "line before":
        *_, line, start_of_quote_line = before.split("\n")
        assert start_of_quote_line == ""
        assert re.search(rf"\b{row['speaker']}\b.*[,:]$", line.strip()) is not None
    else:
        assert (row["attribution"], row["speaker"] in after[:60]) == ("after", True)


@pytest.mark.parametrize("row", table("Set aside"), ids=lambda row: row["line"][:40])
def test_a_line_to_set_aside_stands_in_its_article(row: dict[str, str]) -> None:
    assert read(ARTICLES, row["file"]).count(row["line"]) == 1


@pytest.mark.parametrize("row", table("Evidence"), ids=lambda row: row["file"])
def test_an_evidence_page_names_its_title_publisher_and_date(row: dict[str, str]) -> None:
    source = (EVIDENCE / row["file"]).read_text(encoding="utf-8")
    if row["file"].endswith(".txt"):
        head = f"Title: {row['title']}\nPublisher: {row['publisher']}\nDate: {row['date']}\n\n"
        assert source[: len(head)] == head
        return
    page = html.document_fromstring(source)
    assert page.findtext(".//title") == row["title"]
    assert page.xpath("//meta[@name='publisher']/@content") == [row["publisher"]]
    assert page.xpath("//meta[@name='date']/@content") == [row["date"]]


def test_the_revision_differs_in_three_statements_and_its_modified_date_alone() -> None:
    rows = table("Revision")
    assert [row["kind"] for row in rows] == ["number", "name", "quote", "markup", "markup"]
    [revision] = (SEEDS / "revisions").iterdir()
    first = (ARTICLES / revision.name).read_text(encoding="utf-8")
    assert replaced(first, rows) == revision.read_text(encoding="utf-8")


def test_the_three_changes_of_the_revision_are_the_only_ones_a_reader_can_see() -> None:
    [revision] = (SEEDS / "revisions").iterdir()
    statements = [row for row in table("Revision") if row["kind"] != "markup"]
    assert replaced(read(ARTICLES, revision.name), statements) == read(SEEDS / "revisions", revision.name)


def test_html_articles_carry_a_zoned_date_and_the_day_the_readme_gives() -> None:
    days = {}
    for path in ARTICLES.glob("*.html"):
        [block] = html.document_fromstring(path.read_text(encoding="utf-8")).xpath(
            "//script[@type='application/ld+json']/text()"
        )
        [stamp] = re.findall(r'"datePublished": ?"([^"]+)"', json.dumps(json.loads(block)))
        published = datetime.fromisoformat(stamp)
        assert published.tzinfo is not None
        days[path.name] = published.date().isoformat()
    stated = {row["file"]: row["published"] for row in table("Articles")}
    assert days == {name: day for name, day in stated.items() if name.endswith(".html")}


def test_feed_entries_carry_the_day_the_readme_gives_and_a_creator() -> None:
    feed = entries()
    days = {
        f"feed.xml#{guid}": "{:04}-{:02}-{:02}".format(*entry.published_parsed)
        for guid, entry in feed.items()
    }
    stated = {row["file"]: row["published"] for row in table("Articles")}
    assert days == {name: day for name, day in stated.items() if "#" in name}
    creators = [entry.author for entry in feed.values()]
    assert creators == ["Casimir Dole", "Noor Haldane", "Lowland Radio newsdesk"]


def test_one_article_has_crlf_line_ends_and_one_a_byte_order_mark() -> None:
    raw = {path.name: path.read_bytes() for path in ARTICLES.iterdir()}
    assert [name for name in raw if b"\r\n" in raw[name]] == ["accord-ceremony-at-orrin.txt"]
    assert [name for name in raw if raw[name].startswith(b"\xef\xbb\xbf")] == ["skerry-maid-key-findings.txt"]
    crlf = raw["accord-ceremony-at-orrin.txt"]
    assert crlf.count(b"\r\n") == crlf.count(b"\n")


@pytest.mark.skipif(not REAL_ARTICLES.is_dir(), reason="the real articles are not beside this checkout")
def test_no_sample_shares_seven_words_in_a_row_with_a_real_article() -> None:
    pages = [path.read_text(encoding="utf-8") for path in REAL_ARTICLES.glob("*.txt")]
    real = set().union(*map(runs_of_seven, pages))
    ours = {path: runs_of_seven(path.read_text(encoding="utf-8-sig")) for path in SEEDS.rglob("*.*")}
    assert {path.name: runs & real for path, runs in ours.items() if runs & real} == {}
