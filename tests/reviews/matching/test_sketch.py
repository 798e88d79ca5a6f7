"""The sketch: claims in like words share a number of it, others do not."""

from __future__ import annotations

from reviews.matching.sketch import BANDS, sketch

TESSEL = "The bridge at Tessel was opened in 1987 and is 61 metres long, says the harbour office."


def test_a_sketch_is_30_numbers_that_fit_a_32_bit_column():
    numbers = sketch(TESSEL, realm="1 en")
    assert len(numbers) == BANDS == 30
    assert all(0 <= number < 2**31 for number in numbers)


def test_the_same_words_have_the_same_sketch_in_any_order_and_typography():
    other = "“Says the Harbour Office”: the bridge at Tessel is 61 metres long and was opened in 1987"
    assert sketch(TESSEL, realm="1 en") == sketch(other, realm="1 en")


def test_like_words_share_a_number():
    other = "The bridge at Tessel, opened in 1987, is 90 metres long, the harbour office says."
    assert set(sketch(TESSEL, realm="1 en")) & set(sketch(other, realm="1 en"))


def test_other_words_share_none():
    other = "Inflation in Norland fell to 2.1 percent, its lowest rate since the spring of last year."
    assert not set(sketch(TESSEL, realm="1 en")) & set(sketch(other, realm="1 en"))


def test_another_desk_or_language_shares_none():
    assert not set(sketch(TESSEL, realm="1 en")) & set(sketch(TESSEL, realm="2 en"))


def test_a_text_without_telling_words_has_an_empty_sketch():
    assert sketch("It is so, he may say.", realm="1 en") == []
