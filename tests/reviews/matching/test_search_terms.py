"""Search terms: numbers for the telling words of a claim and each two in a row, of one realm."""

from __future__ import annotations

from reviews.matching.search_terms import MOST, search_terms

TESSEL = "The bridge at Tessel is 61 metres long."


def test_each_telling_word_and_each_two_in_a_row_is_a_number_that_fits_a_32_bit_column():
    terms = search_terms(TESSEL, realm="1 en")
    assert len(terms) == 9  # bridge tessel 61 metres long, and four pairs
    assert all(0 <= term < 2**31 for term in terms)


def test_typography_and_endings_do_not_matter():
    other = "the BRIDGE, at “Tessel”, is 61\u00a0metre long"
    assert search_terms(TESSEL, realm="1 en") == search_terms(other, realm="1 en")


def test_another_order_shares_the_words_and_not_the_pairs():
    turned = search_terms("Tessel, long, bridge, metres, 61.", realm="1 en")
    assert len(set(search_terms(TESSEL, realm="1 en")) & set(turned)) == 5


def test_desks_and_languages_share_nothing():
    assert not set(search_terms(TESSEL, realm="1 en")) & set(search_terms(TESSEL, realm="2 en"))
    assert not set(search_terms(TESSEL, realm="1 en")) & set(search_terms(TESSEL, realm="1 fr"))


def test_a_text_without_telling_words_has_none():
    assert search_terms("It is so, he may say.", realm="1 en") == []


def test_a_long_text_keeps_its_pairs_first():
    long = " ".join(f"w{n}" for n in range(100))
    short = " ".join(f"w{n}" for n in range(MOST + 1))
    assert len(search_terms(long, realm="1 en")) == MOST
    assert set(search_terms(long, realm="1 en")) <= set(search_terms(short, realm="1 en"))


def test_a_lone_surrogate_is_no_error():
    assert len(search_terms("Br\ud800dge 61", realm="1 en")) > 0
