"""Models over embeddings: read whole or refused by name, added to the features, made from our labels."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command

from articles import embedding
from articles.statements.assessment import assess
from articles.statements.gold import GoldStatement, read_gold
from articles.statements.meaning import PATH, QUESTIONS, Meaning, Plane, meaning, read_meaning
from articles.statements.meaning_training import labels_hash, one_style_out, style_of, train_meaning
from articles.statements.scorer import NoScorer, version_of

GOLD = Path(__file__).resolve().parents[3] / "seeds/gold/statements.jsonl"


def gold(text: str, style: str, *, checkable: bool) -> GoldStatement:
    kind = "fact" if checkable else "opinion"
    return GoldStatement(text, style, text, kind, checkable, 3 if checkable else 0)


def test_a_plane_gives_the_weighted_sum_and_refuses_a_vector_of_another_length() -> None:
    assert Plane(0.5, (2.0, -1.0)).logit([1.0, 3.0]) == -0.5
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        Plane(0.5, (2.0, -1.0)).logit([1.0])


@pytest.mark.parametrize("content", ["", "{}", '{"version": "1", "embedder": "x", "checkable": 3}'])
def test_a_file_that_holds_no_models_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "scorer_meaning.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(NoScorer, match=r"scorer_meaning\.json: .*train_scorer"):
        read_meaning(path)


def test_the_models_that_ship_were_fitted_on_our_labels_and_for_the_model_we_have() -> None:
    kept = json.loads(PATH.read_text(encoding="utf-8"))
    lines = GOLD.read_text(encoding="utf-8").splitlines()
    learned = [one for one in read_gold(lines) if not one.for_test]
    assert kept["labels"] == labels_hash(learned)
    assert kept["rows"] == len(learned)
    assert kept["embedder"] == embedding.NAME
    fitted = {name: kept[name] for name in ("embedder", "rows", "labels", *QUESTIONS)}
    assert kept["version"] == version_of(fitted) == meaning().version
    assert {len(kept[name]["weights"]) for name in QUESTIONS} == {embedding.WIDTH}


def test_what_the_meaning_adds_moves_both_scores(monkeypatch: pytest.MonkeyPatch) -> None:
    up, none = Plane(3.0, (0.0,)), Plane(0.0, (0.0,))
    monkeypatch.setattr("articles.statements.assessment.meaning", lambda: Meaning("", "", up, up, none))
    alone, both = assess("The dam failed."), assess("The dam failed.", lambda text: [1.0])
    assert both.checkable_score > alone.checkable_score
    assert both.check_worthiness > alone.check_worthiness
    assert both.reasons == alone.reasons


def test_another_language_is_never_embedded() -> None:
    def never(text: str) -> list[float]:
        raise AssertionError(text)

    found = assess("Die Regierung hat die Steuern im Mai um 3 Prozent gesenkt.", never)
    assert (found.checkability, found.checkable_score) == ("other", 0.0)


def test_models_learn_what_vectors_tell_and_are_judged_on_styles_left_out() -> None:
    rows = [
        gold(f"{word} {style} {place}", style, checkable=word == "fact")
        for style in ("wire", "wire again", "post, long")
        for place in range(6)
        for word in ("fact", "view")
    ]
    vectors = [[1.0, 0.0] if row.checkable else [0.0, 1.0] for row in rows]
    fitted = train_meaning(rows, vectors, embedder="two numbers")
    assert fitted["checkable"]["weights"][0] > 0 > fitted["checkable"]["weights"][1]
    assert {style_of(row) for row in rows} == {"wire", "post"}
    assert one_style_out(rows, vectors)[1][1:] == (1.0, 1.0)


def test_the_command_goes_on_by_features_where_the_model_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    settings.EMBEDDINGS = True
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "a", "text": "The bridge fell in 2024."}\n', encoding="utf-8")

    def gone() -> embedding.Embedder:
        raise embedding.NoEmbeddings("Embeddings are off: the model's file is missing.")

    monkeypatch.setattr(embedding, "load", gone)
    out, err, alone = io.StringIO(), io.StringIO(), io.StringIO()
    call_command("score_statements", str(path), stdout=out, stderr=err)
    call_command("score_statements", str(path), "--no-embeddings", stdout=alone)
    assert out.getvalue() == alone.getvalue()
    assert "the model's file is missing. Judging by features alone." in err.getvalue()


def test_a_claim_in_three_words_gains_by_what_it_means() -> None:
    embed = embedding.load().embed_one
    assert assess("The ship is empty.", embed).checkable_score > assess("The ship is empty.").checkable_score
    view = "With 4 billion in its coffers it is the best-funded embarrassment in Europe."
    assert assess(view, embed).checkable_score < assess(view).checkable_score
