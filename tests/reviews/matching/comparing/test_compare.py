"""Comparing: each slot with pairs that contradict, and near misses that do not."""

from __future__ import annotations

import pytest

from reviews.matching.comparing.compare import compare

CONTRADICT = [
    ("number", "The fund holds 12 million euros.", "The fund holds 21 million euros."),
    ("number", "China refines 92 % of rare earths.", "China refines less than 50 % of rare earths."),
    ("number", "Twelve people died in the blast.", "The blast killed 19 people."),
    ("number", "Rovers won the cup final 3-1.", "Rovers won the cup final 2-1."),
    ("number", "The quake struck Lima at 21:48.", "The quake struck Lima at 20:15."),
    ("number", "She must pay within six months.", "She must pay within nine months."),
    ("date", "The ceasefire began on 3 March.", "The ceasefire began on 9 March."),
    ("date", "The mine will open by 2030.", "The mine will open by 2035."),
    ("date", "The vote was held on Tuesday.", "The vote was held on Friday."),
    ("date", "The ship sank on Tuesday.", "The ship sank on Friday, 9 January 2026."),
    ("place", "The accord was signed in Tokyo.", "The accord was signed in Seoul."),
    ("place", "The pact was signed at the White House.", "The pact was signed at the Akasaka Palace."),
    ("place", "The accord was signed in Tessel.", "The accord was signed in Orrin."),
    ("office", "Former president Ada Lund spoke.", "President Ada Lund spoke."),
    ("office", "Health minister Bo Rask resigned.", "Bo Rask, the finance minister, resigned."),
    (
        "office",
        "Kaveria’s trade minister, Dorun Hale, spoke.",
        "Sela Quist has been Kaveria’s trade minister.",
    ),
    ("actor", "Japan beat Korea in the final.", "Korea beat Japan in the final."),
    ("actor", "Anton Weiss shot Bo Rask.", "Anton Weiss was shot by Bo Rask."),
    ("actor", "The trial was led by Lea Brandt.", "The trial was led by Omar Said."),
    ("speaker", "“The tests were flawed,” said Lea Brandt.", "“The tests were flawed,” said Omar Said."),
    ("negation", "The council approved the plan.", "The council did not approve the plan."),
    ("negation", "Lithium is a rare earth.", "Lithium isn’t a rare earth."),
    ("negation", "The firm paid the fine.", "The firm refused to pay the fine."),
    ("opposite", "Exports rose in May.", "Exports fell in May."),
    ("opposite", "The court acquitted the banker.", "The court convicted the banker."),
]
DO_NOT = [
    ("agrees", "China refines 92 % of rare earths.", "China refines more than 90 % of the rare earths."),
    ("agrees", "The fund holds 1.2 billion crowns.", "The fund holds 1,200 million crowns."),
    ("agrees", "The tunnel is 10 kilometres long.", "The tunnel is 6.2 miles long."),
    ("agrees", "Turnout was 71.4 percent.", "Turnout was 71 percent."),
    ("agrees", "She must pay within six months.", "She must pay within half a year."),
    ("agrees", "The ship sank on Tuesday.", "The ship sank on Tuesday, 6 January 2026."),
    ("agrees", "The accord was signed at the Akasaka Palace.", "The accord was signed in Tokyo."),
    ("agrees", "The accord was signed at the White House.", "The accord was signed in Washington, D.C."),
    (
        "agrees",
        "Linden Palace in Tessel saw the signing in Tessel.",
        "Linden Palace saw the signing in Tessel.",
    ),
    ("agrees", "Prime Minister Bo Rask spoke.", "The premier, Bo Rask, spoke."),
    ("agrees", "Japan beat Korea in the final.", "Korea was beaten by Japan in the final."),
    ("agrees", "“We leave,” said Lea Brandt on Monday.", "Lea Brandt said on Monday: “We leave.”"),
    ("agrees", "The World Health Organization spoke in Geneva.", "The WHO spoke in Geneva."),
    ("agrees", "Exports did not rise in May.", "Exports fell in May."),
    ("agrees", "Not only the mine closed in May.", "The mine closed in May."),
    ("not_comparable", "China mines 60 % of rare earths.", "China refines 92 % of rare earths."),
    ("not_comparable", "It holds 60 % of mining.", "It holds 92 % of refining."),
    ("not_comparable", "The firm earned $40m in 2024.", "The firm earned $65m in 2025."),
    ("not_comparable", "He scored 31 goals this season.", "He scored 18 goals last season."),
    ("not_comparable", "The attack left 12 people dead.", "The attack left 50 people injured."),
    ("wording_differs", "The drug cuts the risk of stroke.", "The drug may cut the risk of stroke."),
    (
        "wording_differs",
        "Bo Rask promised a review of the law.",
        "The old law needs a review, Bo Rask said in May.",
    ),
    ("unrelated", "The bank shut 30 branches.", "Squid have large eyes."),
]


@pytest.mark.parametrize(("slot", "a", "b"), CONTRADICT)
def test_it_contradicts(slot, a, b):
    for found in (compare(a, b), compare(b, a)):
        assert found.relation == "contradicts"
        assert slot in [difference.slot for difference in found.differences]


@pytest.mark.parametrize(("relation", "a", "b"), DO_NOT)
def test_it_does_not_contradict(relation, a, b):
    assert compare(a, b).relation == relation
    assert compare(b, a).relation == relation


@pytest.mark.parametrize(("slot", "a", "b"), CONTRADICT)
def test_a_difference_names_words_that_stand_there(slot, a, b):
    for difference in compare(a, b).differences:
        assert a[difference.a.start : difference.a.end] == difference.a.exact != ""
        assert b[difference.b.start : difference.b.end] == difference.b.exact != ""
        assert difference.sentence.endswith(".")


@pytest.mark.parametrize(("_", "a", "__"), CONTRADICT + DO_NOT)
def test_a_text_agrees_with_itself(_, a, __):
    assert compare(a, a).relation == "agrees"
    assert compare(a, a.upper() if a.isascii() else a).relation == "agrees"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Die Brücke ist 90 Meter lang.", "Die Brücke ist 120 Meter lang."),
        ("Le traité a été signé à Paris.", "Le traité a été signé à Rome."),
        ("La loi est not une fin.", "La loi est une fin."),
        ("Договор подписан в Москве.", "Договор подписан в Киеве."),
    ],
)
def test_no_english_rule_speaks_of_other_languages(a, b):
    assert compare(a, b).relation in {"wording_differs", "not_comparable"}
    assert compare(a, b).differences == ()


def test_a_cut_quote_differs_in_wording():
    a = "“Any time you have any question, any doubt, you call me,” he said."
    b = "“Any time you have any question, you call me,” he said."
    found = compare(a, b)
    assert found.relation == "wording_differs"
    assert [difference.slot for difference in found.differences] == ["quote"]


SWAPPED = [
    ("The gunman killed a policeman.", "A policeman killed the gunman."),
    ("The club lost to the village side.", "The village side lost to the club."),
]
TURNED = [
    ("The gunman killed a policeman.", "A policeman was killed by the gunman."),
    ("The club beat the village side.", "The village side lost to the club."),
    ("The mill sold the wood to the shop.", "The shop bought the wood from the mill."),
]
OF_OTHERS = [
    ("Wages of men rose by 3 percent.", "Wages of women rose by 8 percent."),
    ("The north tower has 40 floors.", "The south tower has 52 floors."),
    ("The first stage opens in 2027.", "The second stage opens in 2031."),
    ("Rents rose in the suburbs.", "Rents fell in the village."),
    ("Shares in Orrin Metals rose 12 percent.", "Shares in Halden Steel fell 7 percent."),
    ("The minister saw the base in Tessel on Monday.", "The minister saw the base in Orrin on Friday."),
]


@pytest.mark.parametrize(("a", "b"), SWAPPED)
def test_who_did_it_to_whom_counts_without_names(a, b):
    assert compare(a, b).relation == "contradicts"
    assert [difference.slot for difference in compare(a, b).differences] == ["actor"]


@pytest.mark.parametrize(("a", "b"), TURNED)
def test_the_passive_and_converse_words_are_no_contradiction(a, b):
    assert "contradicts" not in {compare(a, b).relation, compare(b, a).relation}


@pytest.mark.parametrize(("a", "b"), OF_OTHERS)
def test_two_values_of_two_things_are_not_comparable(a, b):
    assert compare(a, b).relation == compare(b, a).relation == "not_comparable"


@pytest.mark.parametrize(
    ("slot", "a", "b"),
    [
        ("rank", "The club finished third in the league.", "The club finished seventh in the league."),
        ("rank", "It is the third-largest port of Norland.", "It is the largest port of Norland."),
        ("locality", "The storm hits the coast in the morning.", "The storm hits the coast in the evening."),
        ("opposite", "Senators voted down the bill.", "Senators passed the bill."),
        ("opposite", "Vale took gold in the sprint.", "Vale took silver in the sprint."),
        ("number", "The fine was 30 million euros.", "The fine was 30 million dollars."),
        ("number", "One in four millers is over 60.", "Half of the millers are over 60."),
        ("date", "The old stone bridge was built in 1932.", "The old stone bridge was built in the 1950s."),
    ],
)
def test_further_slots_contradict(slot, a, b):
    found = compare(a, b)
    assert found.relation == compare(b, a).relation == "contradicts"
    assert slot in [difference.slot for difference in found.differences]
