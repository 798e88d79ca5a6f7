"""One bare sentence: its label, two graded scores, reasons; nothing is scored in another language."""

from __future__ import annotations

import pytest

from articles.statements.assessment import assess
from articles.statements.features import NAMES
from articles.statements.training import LOWERING, PRIOR, RAISING, read_features


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The council cut 40 bus lines in May.", "fact"),
        ("“We cut 40 bus lines,” Ann Lee said.", "quote"),
        ("We need to believe in the good people of this town.", "opinion"),
        ("The tower will probably fall next year.", "prediction"),
        ("Who cut the bus lines?", "question"),
        ("Thank you all, and good night.", "other"),
        ("", "other"),
        ("\ud800\x00", "other"),
    ],
)
def test_each_kind_of_sentence_has_its_label(text: str, label: str) -> None:
    assert assess(text).checkability == label


def test_what_can_be_looked_up_ranks_above_rhetoric_and_chatter() -> None:
    texts = [
        "We closed 214 post offices in four years.",
        "The minister met the mayor in Orrin.",
        "I love the people of this town.",
    ]
    found = [assess(text).check_worthiness for text in texts]
    assert found == sorted(found, reverse=True)
    assert min(found) > 0
    assert len(set(found)) == len(found)


def test_scores_are_graded_for_labels_that_ask_for_no_work_too() -> None:
    promise = assess("We will build 40,000 homes by 2030.")
    cheer = assess("We will do it together.")
    assert (promise.checkability, cheer.checkability) == ("prediction", "prediction")
    assert 0 < cheer.check_worthiness < promise.check_worthiness < 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Regierung hat die Steuern im Mai um 3 Prozent gesenkt.", "German"),
        ("Le gouvernement a baissé les impôts de 3 % en mai.", "French"),
        ("El gobierno bajó los impuestos un 3 % en mayo.", "Spanish"),
        ("Il governo ha ridotto le tasse del 3 % a maggio.", "Italian"),
        ("O governo não reduziu os impostos em maio.", "Portuguese"),
        ("De regering heeft het tarief in mei met 3 procent verlaagd.", "Dutch"),
        ("Regeringen har sänkt skatten med 3 procent och det var bra.", "Swedish, Danish or Norwegian"),
        ("Rząd nie obniżył podatków w maju o 3 procent, ale to było dobre.", "Polish"),
        ("Правительство снизило налоги на 3 % в мае.", "Cyrillic"),
        ("政府は5月に税金を3%引き下げた。", "Japanese"),
        ("خفضت الحكومة الضرائب بنسبة 3٪ في مايو.", "Arabic"),
        ("הממשלה הורידה את המסים ב-3% במאי.", "Hebrew"),
    ],
)
def test_no_english_rule_fires_on_another_language(text: str, language: str) -> None:
    found = assess(text)
    assert found.reasons == (f"not judged: the rules know English, this looks like {language}",)
    assert (found.checkability, found.checkable_score, found.check_worthiness) == ("other", 0.0, 0.0)


@pytest.mark.parametrize(
    "text",
    [
        "The café in São Tomé sold 40 crêpes.",
        "The Los Angeles de facto mayor, Maria de la Cruz, paid 3 million.",
        "“Die Welt” and “Le Monde” were sold to El Pais Group in May.",
        "Police shot four men near Москва Street in Orrin.",
        "Van der Berg won in Den Haag.",
    ],
)
def test_names_from_elsewhere_leave_english_english(text: str) -> None:
    assert assess(text).checkable_score > 0


def test_no_weight_may_contradict_its_reason() -> None:
    assert frozenset(NAMES) >= RAISING | LOWERING | frozenset(PRIOR)
    assert RAISING.isdisjoint(LOWERING)
    assert all(value > 0 for name, value in PRIOR.items() if name in RAISING)
    assert all(value < 0 for name, value in PRIOR.items() if name in LOWERING)


def test_features_are_named_numbers_between_0_and_1() -> None:
    found = read_features("In 2024 Ann Lee paid $3 billion, 92% more than the largest bank in Orrin.")
    assert set(found) <= set(NAMES)
    assert all(0 < value <= 1 for value in found.values())
    assert {"money", "quantity", "date", "actor", "superlative", "comparison", "place"} <= set(found)
    assert read_features("😀 !") == {}


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("The taxi was old.", "subject"),
        ("The bank of the river was closed.", "money"),
        ("Mayhem broke out.", "date"),
        ("The deadline passed.", "harm"),
        ("The wedding was lovely.", "modal"),
    ],
)
def test_words_inside_other_words_are_no_features(text: str, feature: str) -> None:
    assert feature not in read_features(text)
