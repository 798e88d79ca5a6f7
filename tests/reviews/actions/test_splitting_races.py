"""Two people who split sentences with the same words at one moment: nobody waits in a circle."""

from __future__ import annotations

import pytest

from factcheck.states import Conflict
from reviews.actions import claims, handout, splitting
from reviews.actions.splitting import Part
from reviews.models import Claim, ClaimMatch, DeskPolicy, ReviewTask
from tests.reviews.actions.paper import claim_of, print_article, race

pytestmark = pytest.mark.django_db(transaction=True)

TURNS = 2
FACTS = [f"the {thing} of Mirat was {done}" for thing, done in (
    ("harbour", "closed"), ("old bridge", "sold"), ("market", "moved"), ("town hall", "burned"),
    ("long quay", "widened"), ("ferry", "scrapped"),
)]  # fmt: skip


def sentence(facts: list[str]) -> tuple[str, list[Part]]:
    """Return the facts as one sentence, and the parts that they are of it."""
    text, parts = "", []
    for fact in facts:
        parts.append(Part(start=len(text), end=len(text) + len(fact)))
        text += f"{fact}, "
    return f"{text[:-2]}.", parts


def taken(place, user, claim: Claim) -> ReviewTask:
    return handout.take_this(place(user), ReviewTask.objects.get(claim=claim, state="OPEN"))


def split(task: ReviewTask, statement, parts: list[Part], by):
    given = {"statement": statement, "parts": parts, "by": by, "token": task.lease_token}
    return lambda: splitting.split(task, **given)


@pytest.mark.parametrize("known", [False, True], ids=["new words", "words of known claims"])
def test_the_same_parts_in_two_orders_become_the_same_claims(desk, editor, lead, place, known):
    DeskPolicy.objects.filter(desk=desk).update(work_limit=50)
    for turn in range(TURNS):
        facts = [f"{fact} in {1900 + turn}" for fact in FACTS]
        if known:
            claims.match(print_article(desk, *facts).pk)
        acts = []
        for user, order in ((editor, facts), (lead, facts[::-1])):
            text, parts = sentence(order)
            revision = print_article(desk, text)
            claims.match(revision.pk)
            task = taken(place, user, claim_of(revision, text))
            acts.append(split(task, revision.statements.get(), parts, user))
        outcomes = race(*acts)
        assert [[one.text for one in done.claims] for done in outcomes] == [facts, facts[::-1]]
        made = Claim.objects.filter(text__in=facts)
        assert made.count() == len(facts)
        assert ClaimMatch.objects.filter(claim__in=made, method="hand").count() == 2 * len(facts)
        assert ReviewTask.objects.live().filter(claim__in=made).count() == len(facts)


def test_one_splits_out_the_claim_that_the_other_one_splits(desk, editor, lead, place):
    """Both want the text, the second fact's claim, which is one's own, and that of the words inside it."""
    DeskPolicy.objects.filter(desk=desk).update(work_limit=50)
    for turn in range(TURNS):
        second = f"{FACTS[1]} in {1900 + turn}"
        whole, inside = f"{FACTS[0]} and {second}", second.partition(" was ")[2]
        revision = print_article(desk, whole, second)
        claims.match(revision.pk)
        acts = []
        for user, exact, parts in ((editor, whole, (inside, second)), (lead, second, (inside,))):
            task = taken(place, user, claim_of(revision, exact))
            spans = [Part(start=exact.index(part), end=exact.index(part) + len(part)) for part in parts]
            acts.append(split(task, revision.statements.get(exact=exact), spans, user))
        outcomes = race(*acts)
        assert [claim.text for claim in outcomes[1].claims] == [inside]
        if isinstance(outcomes[0], Conflict):  # the claim that it wanted was set aside a moment before
            assert outcomes[0].present == "dismissed"
        else:
            assert [claim.text for claim in outcomes[0].claims] == [inside, second]
