"""A desk learns from its decisions: its ranking moves, another desk's does not, and nothing worse gets in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from factcheck.models import AuditEvent
from factcheck.states import WrongState
from reviews import due, jobs
from reviews.actions import claims, learning, ranking
from reviews.learning.features import features
from reviews.learning.precision import average_precision, mean_rank
from reviews.models import Claim, DeskModel, DeskPolicy, Rating, ReviewTask, TaskSkip, Verdict
from reviews.models.decided_claims import decided_claims
from tests.reviews.actions.paper import print_article
from tests.reviews.learning.sports_desk import drawn, worth

sport, other = drawn(7)


def write(desk, texts: list[str]) -> list[Claim]:
    """Store a claim in each of these words, as worthy as the engine finds it."""
    return Claim.objects.bulk_create(
        Claim(desk=desk, text=text, fingerprint=f"{desk.pk} {text}"[:64], check_worthiness=worth(text))
        for text in texts
    )


def decide(desk, user, *, for_: list[str], against: list[str]) -> None:
    """Have the desk check those claims, and dismiss these."""
    rating = Rating.objects.order_by("pk").first()
    Verdict.objects.bulk_create(
        Verdict(claim=claim, version=1, rating=rating, summary="So.", explanation="So.", author=user)
        for claim in write(desk, for_)
    )
    dismissed = [claim.pk for claim in write(desk, against)]
    Claim.objects.filter(pk__in=dismissed).update(
        dismissed_at=Now(), dismissed_by=user, dismissal="Not for us."
    )


def print_both(desk):
    """Print and match an article of 40 sentences that nobody has seen, half of them of sport."""
    sentences = [text for pair in zip(sport[-20:], other[-20:], strict=True) for text in pair]
    revision = print_article(desk, *((text, {"check_worthiness": worth(text)}) for text in sentences))
    claims.match(revision.pk)
    return revision


def precision_for_sport(desk) -> float:
    """Return the average precision of the desk's queue where sport is what is wanted."""
    return average_precision(*queue_of(desk))


def rank_of_sport(desk) -> float:
    """Return the mean rank of sport in the desk's queue of 40, half of them of sport."""
    return mean_rank(*queue_of(desk))


def queue_of(desk) -> tuple[list[float], list[bool]]:
    """Return the priorities of the 40 statements that nobody decided on, and which of them are of sport."""
    rows = ReviewTask.objects.of(desk).live().filter(claim__text__in=[*sport[-20:], *other[-20:]])
    tasks = list(rows.values_list("priority", "claim__text"))
    assert len(tasks) == 40
    return [priority for priority, _ in tasks], [text in sport for _, text in tasks]


@pytest.fixture
def taught(desk, editor):
    """The desk has decided 300 times, for sport."""
    decide(desk, editor, for_=sport[:150], against=other[:150])


def test_300_decisions_for_sport_move_the_queue_there_and_not_on_another_desk(
    desk, other_desk, editor, taught
):
    for place in (desk, other_desk):
        print_both(place)
    before = precision_for_sport(desk)
    assert precision_for_sport(other_desk) == before
    ranks = [rank_of_sport(desk), rank_of_sport(other_desk)]
    assert 17 < ranks[0] == ranks[1] < 24  # 20.5 is chance, 10.5 all of sport first
    lesson = learning.learn(desk=desk, language="en")
    assert (lesson.decisions, lesson.model.state, lesson.model.number) == (300, "ACTIVE", 1)
    assert precision_for_sport(desk) == before
    assert ranking.rank_again(desk.pk) == 40
    assert (before < 0.65, precision_for_sport(desk) > 0.98) == (True, True)
    assert precision_for_sport(other_desk) == before
    assert ranking.rank_again(other_desk.pk) == 0
    assert (rank_of_sport(desk) < 11, rank_of_sport(other_desk)) == (True, ranks[1])


def test_new_statements_get_their_place_from_the_active_model(desk, taught):
    learning.learn(desk=desk, language="en")
    print_both(desk)
    assert precision_for_sport(desk) > 0.98
    assert set(Claim.objects.filter(text__in=sport[-20:]).values_list("check_worthiness", flat=True)) <= {
        worth(text) for text in sport
    }


def test_a_claim_raised_by_a_worthier_statement_keeps_its_learned_place(desk, taught):
    learning.learn(desk=desk, language="en")
    text = other[-1]
    claims.match(print_article(desk, (text, {"check_worthiness": 0.3})).pk)
    claims.match(print_article(desk, (text, {"check_worthiness": 0.9})).pk)
    task = ReviewTask.objects.select_related("claim").get(claim__text=text)
    assert task.claim.check_worthiness == 0.9
    weights = ranking.weights_of(DeskModel.objects.get().pk)
    assert task.priority == weights.score(features(text, 0.9)) < 0.3


def test_a_model_that_is_no_better_is_refused_and_kept_with_its_figures(desk, taught):
    first = learning.learn(desk=desk, language="en").model
    second = learning.learn(desk=desk, language="en").model
    assert (second.state, second.number) == ("REFUSED", 2)
    assert second.figures["precision"] == second.figures["precision_before"] == first.figures["precision"]
    assert (second.figures["compared_with"], first.figures["compared_with"]) == (1, None)
    assert DeskModel.objects.get(state="ACTIVE") == first
    event = AuditEvent.objects.get(action="desk_model.refused")
    assert (event.actor, event.data) == (None, second.figures)


def test_a_worse_model_is_refused(desk, editor):
    claims_of = [(text, True) for text in sport[:150]] + [(text, False) for text in other[:150]]
    wanted = [text for text, is_sport in claims_of if (worth(text) > 0.5)]
    unwanted = [text for text, _ in claims_of if text not in wanted]
    decide(desk, editor, for_=wanted, against=unwanted)  # exactly what the engine's worth says
    model = learning.learn(desk=desk, language="en").model
    assert (model.figures["precision_before"], model.state) == (1.0, "REFUSED")
    assert DeskModel.objects.filter(state="ACTIVE").count() == 0
    assert DeskPolicy.objects.get(desk=desk).ranked_anew_at is None


def test_a_better_model_takes_the_place_of_the_present_one(desk, editor, taught):
    learning.learn(desk=desk, language="en")
    Claim.objects.filter(text__in=sport[:150]).update(
        dismissed_at=Now(), dismissed_by=editor, dismissal="No longer for us."
    )
    decide(desk, editor, for_=other[150:300], against=sport[150:300])
    model = learning.learn(desk=desk, language="en").model
    assert (model.number, model.state, model.figures["compared_with"]) == (2, "ACTIVE", 1)
    assert dict(DeskModel.objects.values_list("number", "state")) == {1: "RETIRED", 2: "ACTIVE"}


def test_a_desk_learns_in_each_language_from_its_own_decisions(desk, taught):
    lesson = learning.learn(desk=desk, language="de")
    assert (lesson.model, lesson.decisions) == (None, 0)
    assert lesson.why_not == "0 for and 0 against to learn from; 20 of each are needed"


def test_a_roll_back_brings_back_what_ranked_before(desk, lead, editor, taught):
    print_both(desk)
    first = learning.learn(desk=desk, language="en").model
    ranking.rank_again(desk.pk)
    assert learning.roll_back(model=first, by=lead) is None
    first.refresh_from_db()
    assert (first.state, first.rolled_back_by) == ("ROLLED_BACK", lead)
    ranking.rank_again(desk.pk)
    worths = ReviewTask.objects.live().values_list("priority", "claim__check_worthiness")
    assert [priority for priority, engine in worths if priority != engine] == []
    assert AuditEvent.objects.get(action="desk_model.reverted").data == {"back_to": None}
    with pytest.raises(WrongState, match="This model is rolled_back now"):
        learning.roll_back(model=first, by=lead)


def test_a_roll_back_activates_the_newest_retired_model(desk, lead):
    models = [
        DeskModel.objects.create(
            desk=desk, language="en", number=number, coefficients={}, figures={}, decisions=number
        )
        for number in (1, 2, 3)
    ]
    for number, state in ((1, "ACTIVE"), (1, "RETIRED"), (2, "ACTIVE"), (2, "RETIRED"), (3, "ACTIVE")):
        DeskModel.objects.filter(number=number).update(state=state)
    models[2].refresh_from_db()
    assert learning.roll_back(model=models[2], by=lead) == models[1]
    states = dict(DeskModel.objects.values_list("number", "state"))
    assert states == {1: "RETIRED", 2: "ACTIVE", 3: "ROLLED_BACK"}


def test_what_people_did_says_what_they_wanted(desk, editor, second_editor, make_task, make_revision):
    tasks = {name: make_task(desk, f"{name} it is.") for name in ("skipped", "skipped, then checked", "open")}
    for name in ("skipped", "skipped, then checked"):
        TaskSkip.objects.create(task=tasks[name], editor=editor, reason="Not my field")
    rating = Rating.objects.order_by("pk").first()
    checked = tasks["skipped, then checked"].claim
    Verdict.objects.create(
        claim=checked, version=1, rating=rating, summary="So.", explanation="So.", author=editor
    )
    opinion = ("The harbour is lovely.", {"checkability": "opinion", "check_worthiness": 0.0})
    marked = claims.mark(statement=print_article(desk, opinion).statements.get(), by=editor)
    dismissed = make_task(desk, "Dismissed it is.").claim
    claims.dismiss(claim=dismissed, by=editor, reason="Of no interest.")
    assert dict(decided_claims().values_list("pk", "wanted")) == {
        tasks["skipped"].claim_id: False,
        checked.pk: True,
        marked.pk: True,
        dismissed.pk: False,
    }


def test_a_lesson_is_due_after_fifty_new_decisions(desk, editor, other_desk):
    decide(desk, editor, for_=sport[:25], against=other[:24])
    assert due.lessons() == []
    decide(desk, editor, for_=[], against=other[24:25])
    assert due.lessons() == [(desk.pk, "en")]
    decide(desk, editor, for_=sport[25:150], against=other[25:150])
    jobs.learn(desk.pk, "en")
    assert DeskModel.objects.get().decisions == 300
    assert due.lessons() == []
    jobs.learn(desk.pk, "en")  # a second message for the same lesson
    assert DeskModel.objects.count() == 1
    decide(desk, editor, for_=sport[150:200], against=[])
    assert due.lessons() == [(desk.pk, "en")]


def test_a_new_order_stays_due_while_a_job_may_go_by_the_earlier_model(desk, taught, settings):
    settings.CELERY_TASK_TIME_LIMIT = 150
    learning.learn(desk=desk, language="en")
    jobs.rank_again(desk.pk)
    assert due.stale_orders() == []
    policy = DeskPolicy.objects.filter(desk=desk)
    policy.update(ranked_anew_at=Now() - timedelta(seconds=151))
    assert due.stale_orders() == [desk.pk]
    jobs.rank_again(desk.pk)
    assert (policy.get().ranked_anew_at, due.stale_orders()) == (None, [])
