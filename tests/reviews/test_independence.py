"""Which sources count as one."""

from reviews.independence import SourceRef, count_independent, registrable_domain


def test_the_registrable_domain_follows_the_public_suffix_list():
    assert registrable_domain("https://news.harbour.example.co.uk/x") == "example.co.uk"
    assert registrable_domain("https://www.gazette.com/a?b=c") == "gazette.com"
    assert registrable_domain("http://yearbook/") == "yearbook"


def test_two_addresses_of_one_domain_are_one_source():
    pair = [SourceRef(url="https://a.gazette.com/1"), SourceRef(url="https://b.gazette.com/2")]
    assert count_independent(pair) == 1


def test_two_domains_of_one_publisher_are_one_source():
    pair = [SourceRef("https://a.com", "The Gazette"), SourceRef("https://b.com", "the  gazette")]
    assert count_independent(pair) == 1


def test_a_third_source_that_shares_with_both_makes_them_one():
    trio = [
        SourceRef("https://a.com", "Gazette"),
        SourceRef("https://b.com", "Herald"),
        SourceRef("https://a.com", "Herald"),
    ]
    assert count_independent(trio) == 1


def test_different_publishers_on_different_domains_are_independent():
    assert (
        count_independent([SourceRef("https://a.com", "Gazette"), SourceRef("https://b.com", "Herald")]) == 2
    )


def test_an_offline_source_is_known_by_its_words():
    books = [SourceRef(offline_source="Yearbook 2024"), SourceRef(offline_source="yearbook  2024")]
    assert count_independent([*books, SourceRef(offline_source="Interview")]) == 2
