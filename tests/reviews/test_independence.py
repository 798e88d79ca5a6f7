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


WIRE = "PORT VELLIN (Reuters) – The ferry struck the breakwater. " + " ".join(f"word{n}" for n in range(60))


def test_two_papers_that_repeat_one_agency_are_one_source():
    told = "The ferry struck the breakwater, according to Reuters."
    pair = [SourceRef("https://a.com", "Gazette", text=told), SourceRef("https://b.com", "Herald", text=WIRE)]
    assert count_independent(pair) == 1


def test_a_paper_that_repeats_an_agency_is_one_source_with_the_agency():
    told = "The ferry struck the breakwater, the AP reported."
    pair = [SourceRef("https://a.com", text=told), SourceRef("https://b.com", "Associated Press")]
    assert count_independent(pair) == 1


def test_an_agency_that_is_only_spoken_of_is_no_origin():
    told = "Reuters moved its office; the apple harvest (AP grade) was good."
    assert (
        count_independent([SourceRef("https://a.com", text=told), SourceRef("https://b.com", "Reuters")]) == 2
    )


def test_nearly_the_same_text_is_one_source():
    edited = WIRE.replace("(Reuters) – ", "").replace("word30 ", "")
    pair = [SourceRef("https://a.com", text=WIRE), SourceRef("https://b.com", text=edited)]
    assert count_independent(pair) == 1


def test_two_texts_of_one_event_in_their_own_words_are_two():
    own = " ".join(f"other{n}" for n in range(60))
    assert (
        count_independent([SourceRef("https://a.com", text=WIRE), SourceRef("https://b.com", text=own)]) == 2
    )
