"""The network that the desk ships: the file that its README names, and what it says of plain cases."""

from __future__ import annotations

import hashlib
import re

import pytest

from reviews.matching import inference

PAIRS = {
    "contradiction": (
        "The ferry Aldis sank off Port Vellin on Monday night with everyone on board.",
        "All passengers of the ferry Aldis were back on land by Tuesday noon.",
    ),
    "agreement": (
        "The council of Orrin voted on Monday to close the outdoor pool.",
        "Orrin's open-air swimming pool is to be shut, councillors decided on Monday.",
    ),
    "apart": (
        "The council of Orrin voted on Monday to close the outdoor pool.",
        "The outdoor pool of Orrin had 41,000 visitors last summer.",
    ),
}


@pytest.fixture
def reader(second_reader) -> inference.Reader:
    return inference.load(second_reader)


def test_its_readme_names_the_hash_of_each_of_its_files(second_reader):
    said = (second_reader / "README.txt").read_text(encoding="utf-8")
    hashes = re.findall(r"SHA-256 ([0-9a-f]{64})", said)
    files = [(second_reader / name).read_bytes() for name in ("model.onnx", "tokenizer.json")]
    assert hashes == [hashlib.sha256(file).hexdigest() for file in files]


@pytest.mark.parametrize("label", PAIRS)
def test_it_tells_plain_cases(reader, label):
    [chances] = reader.read([PAIRS[label]])
    likely = {name: getattr(chances, name) for name in inference.LABELS}
    assert max(likely, key=lambda name: likely[name]) == label


def test_shares_of_two_things_are_no_contradiction(reader):
    pair = ("It refines 92 percent of the rare earths.", "It mines 58 percent of the rare earths.")
    [chances] = reader.read([pair])
    assert chances.contradiction < reader.contradiction_from


def test_a_pair_read_alone_or_among_longer_ones_has_the_same_chances(reader):
    pair, long = PAIRS["agreement"], ("word " * 60, "other " * 60)
    [alone] = reader.read([pair])
    beside, _ = reader.read([pair, long])
    assert alone == pytest.approx(beside, abs=0.02)
