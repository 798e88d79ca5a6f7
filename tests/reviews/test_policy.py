"""The gates, each with a finding that passes and one that does not."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from reviews import policy
from reviews.finding import Finding, Passage
from reviews.models import DeskPolicy, Snapshot

RATINGS = {"true", "false"}
PAGE = Snapshot(
    pk=1,
    state="CAPTURED",
    url="https://a.example/x",
    text="The bridge is 61 metres long.",
    publisher="Harbour Office",
)


def passage(**changes) -> Passage:
    fields = {"exact": "61 metres long", "stance": "refutes", "source_type": "primary", "snapshot": 1}
    return Passage(**{**fields, **changes})


def shut(finding: Finding, *, snapshots=None, **standards) -> dict[str, str]:
    """Return the gates that do not hold, by key, each with its reason."""
    gates = policy.evaluate(
        finding,
        policy=DeskPolicy(**standards),
        ratings=RATINGS,
        snapshots={1: PAGE} if snapshots is None else snapshots,
    )
    return {gate.key: gate.why for gate in gates if not gate.ok}


def finding(*passages: Passage, **changes) -> Finding:
    marks = " ".join(f"[{number}]" for number, _ in enumerate(passages, start=1))
    fields = {
        "rating": "false",
        "summary": "It is shorter.",
        "explanation": f"See {marks}.",
        "citations": passages,
    }
    return Finding(**{**fields, **changes})


def test_a_complete_finding_passes_every_gate():
    assert shut(finding(passage())) == {}


def test_white_space_and_quotation_marks_do_not_matter_but_figures_do():
    assert shut(finding(passage(exact="61  metres\nlong"))) == {}
    assert shut(finding(passage(exact="62 metres long"))) == {
        "quotes": "[1] quotes words that do not stand in the captured page."
    }


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"exact": ""}, "[1] quotes no words."),
        ({"snapshot": None}, "[1] names no source: capture a page or describe an offline source."),
        ({"offline_source": "A book"}, "[1] names both a captured page and an offline source."),
        ({"snapshot": 2}, "[1] cites a page that this desk did not capture."),
    ],
)
def test_a_citation_without_a_proper_source_is_named_by_its_number(changes, fault):
    assert shut(finding(passage(**changes)))["quotes"] == fault


@pytest.mark.parametrize(
    ("snapshot", "fault"),
    [
        (Snapshot(pk=1, state="PENDING"), "[1] waits for its page to be captured."),
        (Snapshot(pk=1, state="FAILED", reason="404."), "[1] cites a page that could not be captured: 404."),
    ],
)
def test_a_page_that_is_not_captured_cannot_be_cited(snapshot, fault):
    assert shut(finding(passage()), snapshots={1: snapshot})["quotes"] == fault


def test_two_pages_of_one_publisher_count_as_one_source():
    twin = Snapshot(
        pk=2, state="CAPTURED", url="https://b.example/", text=PAGE.text, publisher="harbour  office"
    )
    other = Snapshot(pk=3, state="CAPTURED", url="https://c.example/", text=PAGE.text, publisher="Gazette")
    pages = {1: PAGE, 2: twin, 3: other}
    same = finding(passage(), passage(snapshot=2))
    apart = finding(passage(), passage(snapshot=3))
    assert shut(same, snapshots=pages, min_independent_sources=2) == {
        "independent": "Found 1 of 2; sources of one publisher, domain, agency or text count once."
    }
    assert shut(apart, snapshots=pages, min_independent_sources=2) == {}


def test_a_primary_source_is_asked_for_only_where_the_desk_requires_one():
    secondary = finding(passage(source_type="secondary"))
    assert shut(secondary) == {}
    assert shut(secondary, primary_source_required=True) == {"primary": "Cite a primary source."}


def test_require_names_every_shut_gate_by_its_field():
    gates = [
        policy.Gate("a", "A", ok=False, why="No a.", field="rating"),
        policy.Gate("b", "B", ok=False, why="No b.", field="rating"),
        policy.Gate("c", "C", ok=True),
    ]
    with pytest.raises(ValidationError) as refused:
        policy.require(gates)
    assert refused.value.message_dict == {"rating": ["No a.", "No b."]}


def test_a_finding_too_long_to_be_returned_as_a_draft_is_not_taken():
    fits = "x" * (Finding.LIMIT - len("It is shorter."))
    assert shut(finding(explanation=fits), min_independent_sources=0) == {}
    assert shut(finding(explanation=fits + "x"), min_independent_sources=0) == {
        "explanation": "The finding has 100,001 characters; 100,000 are allowed."
    }
