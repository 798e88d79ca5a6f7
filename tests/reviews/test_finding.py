"""Reading a finding: wrong values are named by their field."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from reviews.finding import read_finding

CITATION = {"exact": "The bridge is 61 metres long.", "stance": "refutes", "source_type": "primary"}


@pytest.mark.parametrize("number", ["9" * 5000, "1" * 19, 10**30, "٣", "-1", True, "page"])
def test_a_snapshot_that_no_key_can_be_is_refused(number):
    with pytest.raises(ValidationError) as refused:
        read_finding({"citations": [{**CITATION, "snapshot": number}]})
    said = "[1] snapshot must be the number of a captured page."
    assert refused.value.message_dict == {"citations": [said]}


@pytest.mark.parametrize(("number", "read"), [("17", 17), (17, 17), ("", None), (None, None)])
def test_a_snapshot_is_a_number_in_either_spelling_or_none(number, read):
    finding = read_finding({"citations": [{**CITATION, "snapshot": number}]})
    assert [passage.snapshot for passage in finding.citations] == [read]
