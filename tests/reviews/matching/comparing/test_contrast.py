"""Words laid side by side: each rule with pairs in which it tells of a contradiction, and near misses."""

from __future__ import annotations

import pytest

from reviews.matching.comparing.compare import compare

CONTRADICT = {
    "opposites that no list of ours has": [
        ("The vet removed the cat’s left eye in Tessel.", "In Tessel the vet took out the cat’s right eye."),
        ("Mobile phones are banned in all museums.", "Mobile phones are allowed in museums."),
    ],
    "up and down in small words": [
        ("Profit at the mill was up 7 percent in May.", "The mill’s profit dropped 7 percent in May."),
        ("More guests were aboard the boat than allowed.", "Fewer guests than allowed were aboard the boat."),
    ],
    "names that changed sides": [
        ("Flight 7 went from Oslo to Riga on Monday.", "Flight 7 left Riga for Oslo on Monday."),
        ("Kenya beat Ghana 2-1 in the last match.", "The last match gave Ghana a 2-1 victory over Kenya."),
        ("Serbia will hand the ring to Croatia.", "Croatia is to hand the ring to Serbia."),
    ],
    "a thing of the same kind": [
        ("Wolves killed fourteen sheep on the farm.", "Dogs killed fourteen sheep on the farm."),
        ("A summit will be held in Vienna in May.", "The summit in May will be held in Geneva."),
        ("Police in Bonn arrested a man, 33, for theft.", "A woman, 33, was arrested for theft in Bonn."),
    ],
    "another name, and nothing else": [
        ("The match moved at the wish of the Saudi team.", "The match moved at the wish of the Iranians."),
    ],
    "a number of the same thing": [
        ("The bridge will carry 30,000 cars a day.", "The bridge is designed for 13,000 cars a day."),
        ("At least 40 people died in the Orrin blast.", "The death toll from the blast at Orrin is 31."),
    ],
    "a denial of another word for it": [
        (
            "They found explosives in the wreckage of the jet.",
            "No explosives were found in the remains of the jet.",
        ),
        ("Police used tear gas against the crowd.", "Police did not use tear gas, a spokesman said."),
        (
            "The presidents of Peru and Chile agreed in Lima that Chile should get a free port on the lake.",
            "In Lima the president of Peru refused to grant Chile a free port on the lake.",
        ),
    ],
}
DO_NOT = {
    "opposites of two things": [
        ("Exports of cars fell in May.", "Exports of machines rose in May."),
        ("The lower house passed the bill.", "The upper house rejected an amendment to the bill."),
        ("Torvald City beat Alms United 2-1.", "Alms United lost 2-1 to Torvald City."),
        ("He declined to take questions.", "It holds 1,200 crowns, half from each side."),
    ],
    "up and down of two things": [
        ("Rents in the capital were up 4 percent.", "Rents in the suburbs were down 4 percent."),
        ("It mined ten times more than the rest.", "The deal aims at reducing the need for mines."),
    ],
    "names in another order that did the same": [
        ("Kenya beat Ghana 2-1.", "Ghana were beaten 2-1 by Kenya."),
        ("Clara Voss beat Elif Demir 6-4.", "Elif Demir went down 6-4 to Clara Voss."),
        ("Sudan and Ethiopia agreed to open the gate.", "Ethiopia and Sudan agreed to open the gate."),
    ],
    "a thing of the same kind, with other numbers": [
        ("Prisoners in Norland earn 2 crowns an hour.", "Guards in Norland earn 210 crowns an hour."),
        ("Wheat exports fell by 8 percent in May.", "Maize exports fell by 4 percent in May."),
    ],
    "two things at once": [
        ("Carla Roth opened the school in Bergen.", "Carla Roth will open the new jail in Stavanger."),
    ],
    "a number of others": [
        ("Some 600 farms grow wheat.", "Maize is grown by 900 farms."),
        ("In the first round, Mr Latif got 38 percent.", "Mr Latif won the run-off with 54 percent."),
        ("The outbreak infected 340 people.", "The outbreak killed 12 people."),
        ("The airline will cut 1,500 jobs.", "The airline runs 22,000 flights."),
    ],
    "a denial that both make": [
        ("The talks failed to bring an agreement.", "The talks brought no agreement."),
        ("All states but Norland backed the plan.", "Norland was the only state not to back the plan."),
        (
            "The quake damaged houses but killed no one.",
            "The quake damaged houses, and there were no deaths.",
        ),
    ],
    "one person, named more and less": [
        ("Minister Vera Holub will stay in office.", "Transport Minister Holub will stay in office."),
    ],
    "another language": [
        ("Wölfe haben auf dem Hof 14 Schafe getötet.", "Hunde haben auf dem Hof 14 Schafe getötet."),
    ],
}


DIFFER = [
    ("The bank was aware of the risk.", "The bank is believed to have been aware of the risk."),
    (
        "Police stormed the building and freed the clerk.",
        "Police entered the building and brought out the clerk.",
    ),
]
AGREE = [
    ("Nobody was hurt in the blast at the bakery.", "The blast at the bakery hurt nobody."),
    ("The old bridge was closed on Monday.", "On Monday the old bridge was shut."),
]


def _pairs(cases):
    return [
        pytest.param(*pair, id=f"{rule}-{at}") for rule, of in cases.items() for at, pair in enumerate(of)
    ]


@pytest.mark.parametrize(("a", "b"), _pairs(CONTRADICT))
def test_words_side_by_side_contradict(a, b):
    for found in (compare(a, b), compare(b, a)):
        assert found.relation == "contradicts"
        assert all(
            each.is_hard and each.sentence and each.a.exact and each.b.exact for each in found.differences
        )


@pytest.mark.parametrize(("a", "b"), _pairs(DO_NOT))
def test_words_side_by_side_do_not_contradict(a, b):
    assert "contradicts" not in {compare(a, b).relation, compare(b, a).relation}


@pytest.mark.parametrize(("a", "b"), DIFFER)
def test_statements_whose_telling_words_differ_do_not_just_agree(a, b):
    assert {compare(a, b).relation, compare(b, a).relation} == {"wording_differs"}


@pytest.mark.parametrize(("a", "b"), AGREE)
def test_statements_with_the_same_telling_words_agree(a, b):
    assert {compare(a, b).relation, compare(b, a).relation} == {"agrees"}
