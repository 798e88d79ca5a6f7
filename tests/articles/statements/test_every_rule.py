"""Every rule of assessment, listed from the code: a sentence that it must fire on, and one that it must not.

The second holds what the rule looks for only inside other words, or in another sense.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from articles.statements import assessment
from articles.statements.assessment import assess, assess_statement

RULES = Path(assessment.__file__).parent
FILES = ("signals.py", "check_worthiness.py", "checkability.py", "assessment.py")
SORTS = ("amount of money", "number with unit", "number")  # `figures` tells them apart

# reason: (fires, does not fire[, kind])
CASES: dict[str, tuple[str, ...]] = {
    "amount of money": ("The firm paid $3.5 billion for it.", "The firm paid dearly for it."),
    "number with unit": ("The firm holds 92% of it.", "The firm holds the A92 road."),
    "number": ("It stood for three decades.", "It stood for Threecastle."),
    "names an actor and an act": ("Ann Lee signed the paper.", "On that day somebody signed it."),
    "names": ("On that day came Ann Lee.", "On that day came somebody."),
    "date": ("It is closed since January.", "It is closed since the mayhem."),
    "claims a rank or an extreme": ("It is the largest bridge here.", "It is an enlargest bridge here."),
    "comparison": ("It is longer than the old one.", "It is the thane of the old one."),
    "claims a cause": ("It is closed because of the frost.", "It is closed and so is the pier."),
    "names a place": ("The mill stands in Port Vellin.", "The mill shut in January 2024."),
    "names an office": ("It is run by the council.", "It is run by the councillike."),
    "terms of a document": ("Under the agreement, both pay.", "Under the agreeable sky, both pay."),
    "quotes somebody word for word": ("We won it in the end.", "We won it in the end.", "quote"),
    "definition": ("A lock is a gate for ships.", "A lock is a gate for ships.", "glossary"),
    "hedged": ("It is perhaps closed.", "It is closed in Maybeck."),
    "vague": ("Many piers are closed.", "Germany is closed to it."),
    "judges": ("It is a remarkable and pivotal step.", "It is a remarkably small step."),
    "promotional words": ("It has innovation and resilience in it.", "It has innovations in it, too."),
    "points back": ("This was known to the crew.", "Thistle was known to the crew."),
    "no finite verb": ("Cheaper fares for pupils", "Fares fell for pupils", "list_item"),
    "asks, does not assert": ("Who signed the deal?", "The leaflet “Who pays?” was printed."),
    "too short to claim anything": ("Oh yes.", "Prices fell."),
    "introduces the list that follows": ("Key aims include:", "These elements are vital for us all:"),
    "introduces the quote that follows": ("He praised it, saying,", "He praised it, and slept."),
    "prompt to the reader": ("Sign up for our newsletter.", "He signed up for the newsletter."),
    "instruction": ("Remember to bring your passport.", "Members bring their passports."),
    "about the future": ("The economy will grow next year.", "The goodwill of Willow grew last year."),
    "states a belief": ("I think that the plan is a fine one.", "Thinkers saw the plan, a fine one."),
    "says what ought to be": ("Ministers should resign over this.", "The shoulder of the road is wide."),
    "no words": ("😀 😀", "The words are few."),
    "reads as a view": (
        "Thank you so much, my dear friends.",
        "The bridge is made of old stone.",
    ),
    "nothing in it to look up": ("Okay, next question to you then.", "The bridge is made of old stone."),
}
OTHERS = [
    "Die Regierung wird 92 Prozent der Kosten bis Januar 2026 in Berlin bezahlen, weil der Rat es beschloss.",
    "Le gouvernement a signé à Paris le plus grand accord depuis 2024, selon le ministre de la santé.",
    "El presidente firmó en Madrid el mayor acuerdo desde enero de 2024 porque los precios subieron un 3%.",
    "Il governo ha firmato a Roma il più grande accordo dal 2024, secondo il ministro della salute.",
    "De minister zei dat de prijzen in januari met 3 procent zijn gestegen door de vorst in Utrecht.",
    "Премьер-министр подписал соглашение в Москве в январе 2024 года на сумму 3 миллиарда рублей.",
    "首相は2024年1月に東京で30億円の協定に署名した。",
]


def test_every_reason_in_the_code_has_its_cases():
    assert {reason for name in FILES for reason in reasons_in(RULES / name)} == CASES.keys()


def reasons_in(path: Path) -> Iterator[str]:
    """Yield how each reason of a file begins: those of `Signal(…)`, and those beside a label."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Signal":
            yield from begins(node.args[1])
        elif isinstance(node, ast.Tuple) and len(node.elts) == 2 and is_label(node.elts[0]):
            yield from begins(node.elts[1])
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Assessment":
            yield from (found for each in ast.walk(node.args[3]) for found in said_alone(each))


def said_alone(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and node.value == "no words":
        yield str(node.value)


def is_label(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in {"question", "other", "prediction", "opinion"}


def begins(node: ast.expr) -> Iterator[str]:
    """Yield what a reason says before its first colon or figure; of `{sort}: …` each sort."""
    first = node.values[0] if isinstance(node, ast.JoinedStr) else node
    if isinstance(first, ast.FormattedValue):
        yield from SORTS
    elif isinstance(first, ast.Constant) and first.value:
        yield str(first.value).partition(":")[0].strip()


def fires(reason: str, text: str, kind: str) -> bool:
    judged = assess(text) if kind == "sentence" else assess_statement(text, kind, quoted=kind == "quote")
    found = [said for said in judged.reasons if said.partition(":")[0] == reason or said == reason]
    # “names Ann Lee” has no colon before the name; a place, an office and an actor are rules of their own.
    others = ("names a place", "names an office", "names an actor")
    by_name = [said for said in judged.reasons if said.startswith("names ") and not said.startswith(others)]
    return bool(by_name if reason == "names" else found)


@pytest.mark.parametrize("reason", CASES)
def test_a_rule_fires_where_it_must_and_not_where_it_must_not(reason: str) -> None:
    text, other, *kinds = CASES[reason]
    kind = kinds[0] if kinds else "sentence"
    assert fires(reason, text, kind), assess(text).reasons
    silent = kind if text != other else "sentence"
    assert not fires(reason, other, silent), assess(other).reasons


@pytest.mark.parametrize("text", OTHERS)
def test_no_english_rule_fires_on_another_language(text: str) -> None:
    judged = assess(text)
    assert (judged.checkability, judged.check_worthiness, len(judged.reasons)) == ("other", 0.0, 1)
    assert judged.reasons[0].startswith("not judged: the rules know English, this looks like ")
