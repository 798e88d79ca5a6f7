"""`manage.py match_claims`: claims ranked for each query, by words and by meaning, without a database."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

CLAIMS = [
    {"id": 1, "text": "The Orrin bridge is 90 metres long.", "title": "How long is the bridge?"},
    {"id": 2, "text": "Vaccines cause autism in children."},
    {"id": "three", "text": "The golden age of rail is over."},
]


def ranked(tmp_path: Path, queries: str, *more: str, claims: str = "") -> tuple[list[dict], str]:
    """Return the lines written and the words on standard error; CommandError's among these."""
    (tmp_path / "claims.jsonl").write_text(claims or "\n".join(map(json.dumps, CLAIMS)))
    (tmp_path / "queries.jsonl").write_text(queries)
    out, err = io.StringIO(), io.StringIO()
    paths = ["--claims", str(tmp_path / "claims.jsonl"), "--queries", str(tmp_path / "queries.jsonl")]
    try:
        call_command("match_claims", *paths, *more, stdout=out, stderr=err)
    except CommandError as error:
        err.write(str(error))
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()


def test_a_claim_in_other_words_comes_first(tmp_path):
    found, told = ranked(tmp_path, json.dumps({"id": "q", "text": "Jabs make kids autistic!!"}))
    assert [line["query"] for line in found] == ["q"]
    assert found[0]["ranked"][0]["id"] == 2
    assert told == ""


def test_scores_fall_and_the_top_is_as_asked(tmp_path):
    found, _ = ranked(tmp_path, json.dumps({"id": 7, "text": "the bridge of Orrin"}), "--top", "2")
    scores = [claim["score"] for claim in found[0]["ranked"]]
    assert len(scores) == 2
    assert scores == sorted(scores, reverse=True)


def test_words_alone_find_words(tmp_path):
    query = json.dumps({"id": "q", "text": "RT @bob: OMG #goldenage 🚂 https://t.co/xx it is over"})
    found, _ = ranked(tmp_path, query, "--no-embeddings")
    assert found[0]["ranked"][0]["id"] == "three"


def test_embeddings_can_be_switched_off_by_a_setting(tmp_path, settings):
    settings.EMBEDDINGS = False
    query = json.dumps({"id": "q", "text": "the length of the bridge"})
    assert ranked(tmp_path, query)[0] == ranked(tmp_path, query, "--no-embeddings")[0]


def test_a_bad_line_is_named_and_the_rest_goes_on(tmp_path):
    queries = 'no json\n\n{"id": 1}\n[2]\n{"id": 3, "text": "the bridge"}\n{"id": true, "text": "x"}\n'
    found, told = ranked(tmp_path, queries, "--no-embeddings")
    assert [line["query"] for line in found] == [3]
    assert "queries.jsonl line 1: not JSON" in told
    assert "queries.jsonl line 3: has no “text”" in told
    assert "queries.jsonl line 4: not an object" in told
    assert "queries.jsonl line 6: “id” is no string" in told
    assert told.endswith("4 lines could not be read; the rest is done")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"nowhere\.jsonl: No such file"):
        call_command("match_claims", "--claims", str(tmp_path / "nowhere.jsonl"), "--queries", "-")


@pytest.mark.parametrize("text", ["", "🚂", "\ud800 x", "\0", "العربية", "a" * 100_000])
def test_any_text_is_a_query(tmp_path, text):
    found, told = ranked(tmp_path, json.dumps({"id": "q", "text": text}))
    assert len(found[0]["ranked"]) == len(CLAIMS)
    assert told == ""


def test_no_claims_give_no_ranking(tmp_path):
    found, _ = ranked(tmp_path, json.dumps({"id": "q", "text": "x"}), claims="\n")
    assert found == [{"query": "q", "ranked": []}]


def test_the_network_puts_what_says_the_same_before_what_shares_more_words(tmp_path, second_reader):
    claims = [
        {"id": "visitors", "text": "The outdoor pool of Orrin had 41,000 visitors last summer."},
        {"id": "shut", "text": "Orrin's open-air baths are to be shut, councillors decided."},
    ]
    lines = "\n".join(map(json.dumps, claims))
    query = json.dumps({"id": "q", "text": "Councillors in Orrin voted to close the outdoor pool."})
    by_words, _ = ranked(tmp_path, query, "--no-embeddings", claims=lines)
    read, told = ranked(tmp_path, query, "--no-embeddings", "--read-again", claims=lines)
    assert told == ""
    assert [claim["id"] for claim in by_words[0]["ranked"]] == ["visitors", "shut"]
    assert [claim["id"] for claim in read[0]["ranked"]] == ["shut", "visitors"]


def test_without_a_network_reading_again_is_refused(tmp_path):
    query = json.dumps({"id": "q", "text": "the bridge"})
    found, told = ranked(tmp_path, query, "--read-again")
    assert found == []
    assert told == "--read-again needs the network, which INFERENCE_MODEL does not give"
