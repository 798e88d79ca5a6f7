"""Checkability: each kind once where its rule fires and once where it does not."""

from __future__ import annotations

import pytest

from articles.statements import CHECKABLE, extract


def check(sentence: str) -> str:
    (found,) = extract(sentence)
    assert (found.check_worthiness > 0) == (found.checkability in CHECKABLE)
    return found.checkability


@pytest.mark.parametrize(
    "sentence",
    [
        "China refined over 130,000 tons of rare earths in 2024.",
        "The visit was short and quiet.",
        "Lithium is used in rechargeable batteries.",
        "Takaichi announced that Japan will increase spending to 2% of GDP.",
        "Their work could reshape chains that have long depended on China.",
        "Under the agreement, both countries will coordinate investments.",
        "The two governments will pay 1.4 billion crowns into a fund.",
        "Ministers should have acted, and the pier fell in January.",
        "The historic bridge, a powerful symbol, fell in January 2024.",
    ],
)
def test_anything_that_can_be_looked_up_is_a_fact(sentence: str) -> None:
    assert check(sentence) == "fact"


@pytest.mark.parametrize(
    "sentence",
    [
        "Attention will now shift to the next phase.",
        "The two are expected to announce new steps within six months.",
        "If it succeeds, the pact could become a model for others.",
        "Increased Investment: Expect more Japanese money in mines.",
        "Analysts anticipate a long winter for the glassworks.",
        "The economy will grow by 3% next year.",
        "Fares will probably cost 5 crowns more.",
    ],
)
def test_what_only_lies_ahead_is_a_prediction(sentence: str) -> None:
    assert check(sentence) == "prediction"


@pytest.mark.parametrize(
    "sentence",
    [
        "I think that the plan is a fine one.",
        "In my view the plan is a fine one.",
        "My guess is that nobody comes.",
        "Ministers should resign over this.",
        "This alliance highlights shared resilience, innovation and trust.",
        "It is a remarkable, pivotal and groundbreaking step.",
    ],
)
def test_beliefs_demands_and_praise_are_opinion(sentence: str) -> None:
    assert check(sentence) == "opinion"


@pytest.mark.parametrize("sentence", ["Who signed the deal?", "“Did they?”"])
def test_a_question_mark_at_the_end_makes_a_question(sentence: str) -> None:
    assert extract(f"Nobody knows it for certain yet. {sentence}")[1].checkability in {"question", "quote"}
    assert check("Who signed the deal?") == "question"


def test_a_question_inside_a_sentence_makes_none() -> None:
    assert check("The leaflet “Who pays?” was printed 4,000 times.") == "fact"


@pytest.mark.parametrize(
    "sentence",
    ["Remember to bring your passport.", "Please take a seat.", "Sign up for our letter, dear friend."],
)
def test_instructions_and_prompts_are_other(sentence: str) -> None:
    found = extract(f"The bridge fell in January. {sentence}")[1]
    assert found.checkability == "other"


@pytest.mark.parametrize("sentence", ["Share prices fell by a third.", "Visit numbers rose to 300."])
def test_a_noun_that_looks_like_an_imperative_is_no_instruction(sentence: str) -> None:
    assert check(sentence) == "fact"


@pytest.mark.parametrize(
    "sentence", ["Key aims include:", "Trump said:", "He praised it, saying,", "Yes.", "😀 😀"]
)
def test_lead_ins_and_exclamations_are_other(sentence: str) -> None:
    assert check(sentence) == "other"


def test_a_lead_in_that_claims_something_is_a_fact() -> None:
    assert check("Elements such as cerium are vital for modern technology:") == "fact"


def test_a_quote_is_checkable_whatever_it_says() -> None:
    assert check("“We will win next year,” Trump said.") == "quote"
    assert check("“Will we win next year?” Trump asked.") == "quote"


def test_words_inside_other_words_do_not_count() -> None:
    assert check("The goodwill of Willow Mustard counted.") == "fact"


def test_a_headline_never_asks_for_work() -> None:
    found = extract(
        "Bridge falls in January, killing 40\n\nThe bridge fell in January and killed forty people in Hesk.\n"
    )
    assert (found[0].kind, found[0].checkability, found[0].check_worthiness) == ("headline", "other", 0.0)
    assert found[0].reasons == ("headline: the body carries the claim",)


@pytest.mark.parametrize("language", ["de", "fr-FR", "ja_JP"])
def test_another_language_is_found_but_not_judged(language: str) -> None:
    found = extract("Die Brücke fiel 2024. Sie kostete 3 Millionen Euro.", language=language)
    assert [(s.checkability, s.check_worthiness, s.reasons) for s in found] == [
        ("other", 0.0, (f"not judged: the rules know English, this is marked {language}",))
    ] * 2


@pytest.mark.parametrize("language", ["en", "en-GB", "EN_us", ""])
def test_english_by_any_tag_is_judged(language: str) -> None:
    assert extract("The bridge fell in 2024.", language=language)[0].checkability == "fact"
