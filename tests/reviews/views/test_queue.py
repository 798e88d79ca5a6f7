"""The queue page: its tabs, filters, pages and cost; and taking the next task."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from reviews.actions import handout, verdicts
from reviews.models import Claim, Draft, ReviewTask
from tests.reviews.reports.story import TEXT, claim_in, say

QUEUE = "/desks/economy/queue/"
NEXT = "/desks/economy/next/"


def tasks(page):
    return [row.task for row in page.context["rows"]]


def said(page):
    return [str(message) for message in get_messages(page.wsgi_request)]


def test_tasks_stand_worthiest_first(signed_in, reader, desk, make_task):
    low, high, middle = (make_task(desk, f"Claim {worth}.", priority=worth) for worth in (0.1, 0.9, 0.5))
    assert tasks(signed_in(reader).get(QUEUE)) == [high, middle, low]


def test_another_desk_s_tasks_are_not_shown(signed_in, reader, desk, other_desk, make_task):
    make_task(other_desk)
    assert tasks(signed_in(reader).get(QUEUE)) == []


def test_a_row_says_who_holds_the_task(signed_in, editor, second_editor, place, desk, make_task):
    make_task(desk, priority=0.9)
    handout.take(place(second_editor))
    (row,) = signed_in(editor).get(QUEUE).context["rows"]
    assert (row.state, row.label) == ("work", "In work, Sven Test")


def test_a_lapsed_lease_counts_as_open(signed_in, editor, second_editor, place, desk, make_task):
    make_task(desk)
    task = handout.take(place(second_editor))
    ReviewTask.objects.filter(pk=task.pk).update(lease_expires_at=Now() - timedelta(seconds=1))
    (row,) = signed_in(editor).get(QUEUE).context["rows"]
    assert (row.state, row.label) == ("open", "Open")


def test_a_row_says_where_the_claim_is_made(signed_in, reader, desk, make_task, make_revision):
    task = make_task(desk, "It opened in 1931.")
    for number in (1, 2):
        revision = make_revision(desk, f"{TEXT} {number}", title=f"Article {number}")
        claim_in(say(revision, "It opened in 1931."), claim=task.claim, desk=desk)
    (row,) = signed_in(reader).get(QUEUE).context["rows"]
    assert ([place.title for place in row.places], row.more) == (["Article 1", "Article 2"], 1)


def test_mine_holds_what_one_holds_was_assigned_and_has_typed_on(
    signed_in, editor, second_editor, place, desk, make_task
):
    assigned = make_task(desk, priority=0.3, assigned_to=editor, assigned_at=timezone.now())
    typed = make_task(desk, priority=0.2)
    Draft.objects.create(task=typed, editor=editor, data={"summary": "Begun."})
    make_task(desk, priority=0.1)
    held = make_task(desk, priority=0.4)
    handout.take_this(place(editor), held)
    browser = signed_in(editor)
    assert tasks(browser.get(QUEUE, {"tab": "mine"})) == [held, assigned, typed]
    assert tasks(signed_in(second_editor).get(QUEUE, {"tab": "mine"})) == []


def test_a_snoozed_task_stands_apart_until_its_time(signed_in, editor, place, desk, make_task):
    task = make_task(desk)
    held = handout.take(place(editor))
    handout.snooze(held, token=held.lease_token, by=editor, minutes=60)
    browser = signed_in(editor)
    assert tasks(browser.get(QUEUE)) == []
    assert tasks(browser.get(QUEUE, {"tab": "asleep"})) == [task]
    ReviewTask.objects.update(available_at=Now() - timedelta(seconds=1))
    assert tasks(browser.get(QUEUE)) == [task]
    assert tasks(browser.get(QUEUE, {"tab": "asleep"})) == []


def test_a_verdict_stands_to_approve_and_its_author_is_told(signed_in, editor, second_editor, submitted):
    verdict = submitted()
    (row,) = signed_in(editor).get(QUEUE, {"tab": "approve"}).context["rows"]
    assert (row.task.verdict, row.label, row.note) == (verdict, "Waits for approval", "you wrote it")
    (other,) = signed_in(second_editor).get(QUEUE, {"tab": "approve"}).context["rows"]
    assert other.note == ""


def test_done_shows_the_finding_newest_first(signed_in, reader, submitted, second_editor):
    first, second = submitted(), submitted(rating="true")
    verdicts.approve(first, by=second_editor)
    verdicts.publish(first, by=second_editor)
    rows = signed_in(reader).get(QUEUE, {"tab": "done"}).context["rows"]
    assert [(row.verdict, row.state) for row in rows] == [(second, "waiting"), (first, "change")]
    narrowed = signed_in(reader).get(QUEUE, {"tab": "done", "rating": "true"}).context["rows"]
    assert [row.verdict for row in narrowed] == [second]


def test_the_tabs_count_what_they_hold(signed_in, editor, place, desk, make_task):
    for _ in range(3):
        make_task(desk)
    handout.take(place(editor))
    tabs = signed_in(editor).get(QUEUE).context["tabs"]
    assert [(tab["label"], tab["count"]) for tab in tabs] == [
        ("Open", "3"),
        ("Mine", "1"),
        ("To approve", "0"),
        ("Snoozed", "0"),
        ("Done", "0"),
    ]


def test_a_count_is_cut_off_at_a_thousand(signed_in, editor, desk):
    claims = Claim.objects.bulk_create(
        Claim(desk=desk, text=f"Claim {number}.", fingerprint=f"many-{number}") for number in range(1001)
    )
    ReviewTask.objects.bulk_create(ReviewTask(desk=desk, claim=claim, kind="CHECK") for claim in claims)
    assert signed_in(editor).get(QUEUE).context["tabs"][0]["count"] == "1,000+"


def test_the_filters_narrow_and_stay_in_the_address(signed_in, reader, desk, make_task, make_revision):
    bridge = make_task(desk, "The bridge (at Tessel) is long.", priority=0.8)
    ferry = make_task(desk, "The ferry is late.", priority=0.4, kind="RECHECK")
    browser = signed_in(reader)
    assert tasks(browser.get(QUEUE, {"q": "BRIDGE (at"})) == [bridge]
    assert tasks(browser.get(QUEUE, {"kind": "RECHECK"})) == [ferry]
    assert tasks(browser.get(QUEUE, {"worth_min": "0.5"})) == [bridge]
    revision = make_revision(desk, TEXT, title="The bridge at Tessel")
    claim_in(say(revision, "It opened in 1931."), claim=ferry.claim, desk=desk)
    page = browser.get(QUEUE, {"article": revision.article_id})
    assert (tasks(page), page.context["article"]) == ([ferry], "The bridge at Tessel")


def test_a_filter_that_cannot_be_read_is_named_and_the_others_count(signed_in, reader, desk, make_task):
    bridge = make_task(desk, "The bridge is long.")
    make_task(desk, "The ferry is late.")
    page = signed_in(reader).get(QUEUE, {"q": "bridge", "worth_min": "much"})
    assert tasks(page) == [bridge]
    assert page.context["form"].errors == {"worth_min": ["Enter a number."]}


def test_pages_by_key_lead_there_and_back(signed_in, reader, desk, make_task):
    made = [make_task(desk, f"Claim {number}.", priority=(number % 7) / 10) for number in range(120)]
    expected = sorted(made, key=lambda task: (-task.priority, task.pk))
    browser = signed_in(reader)
    first = browser.get(QUEUE)
    second = browser.get(QUEUE, {"cursor": first.context["page"].next})
    third = browser.get(QUEUE, {"cursor": second.context["page"].next})
    assert tasks(first) + tasks(second) + tasks(third) == expected
    assert (first.context["page"].previous, third.context["page"].next) == ("", "")
    assert tasks(browser.get(QUEUE, {"cursor": third.context["page"].previous})) == tasks(second)
    assert tasks(browser.get(QUEUE, {"cursor": second.context["page"].previous})) == tasks(first)


def test_done_has_pages_too(signed_in, reader, editor, desk, make_task):
    made = [make_task(desk, f"Claim {number}.") for number in range(60)]
    ReviewTask.objects.update(state="DONE", finished_at=timezone.now(), finished_by=editor)
    browser = signed_in(reader)
    first = browser.get(QUEUE, {"tab": "done"})
    second = browser.get(QUEUE, {"tab": "done", "cursor": first.context["page"].next})
    assert tasks(first) + tasks(second) == made[::-1]
    back = browser.get(QUEUE, {"tab": "done", "cursor": second.context["page"].previous})
    assert tasks(back) == tasks(first)


@pytest.mark.parametrize(
    "query", [{"tab": "elsewhere"}, {"cursor": "17"}, {"cursor": "after_nan_1"}, {"cursor": "b_1_2"}]
)
def test_an_address_that_names_no_page_is_refused(signed_in, reader, desk, query):
    assert signed_in(reader).get(QUEUE, query).status_code == 400


@pytest.mark.parametrize("tab", ["open", "mine", "approve", "asleep", "done"])
def test_an_empty_tab_says_why(signed_in, editor, desk, tab):
    titles = {
        "open": "Nothing is open",
        "mine": "You hold no task",
        "approve": "No verdict waits for approval",
        "asleep": "Nothing is snoozed",
        "done": "Nothing is done yet",
    }
    assert titles[tab] in signed_in(editor).get(QUEUE, {"tab": tab}).text
    assert "Nothing fits these filters" in signed_in(editor).get(QUEUE, {"tab": tab, "q": "zebra"}).text


def test_the_queries_of_the_page_do_not_grow(signed_in, reader, desk, make_task, django_assert_num_queries):
    for number in range(70):
        make_task(desk, f"Claim {number}.")
    browser = signed_in(reader)
    browser.get(QUEUE)
    with django_assert_num_queries(8):  # one of them the views saved
        page = browser.get(QUEUE)
    assert len(tasks(page)) == 50


def test_next_takes_the_worthiest_and_goes_there(signed_in, checker, desk, make_task):
    make_task(desk, priority=0.2)
    high = make_task(desk, priority=0.8)
    page = signed_in(checker).post(NEXT)
    assert page.url == reverse("task", args=["economy", high.pk])
    high.refresh_from_db()
    assert high.lease_holder == checker


def test_next_approval_is_for_editors(signed_in, checker, second_editor, submitted):
    verdict = submitted()
    assert signed_in(checker).post(NEXT, {"kind": "approval"}).status_code == 403
    page = signed_in(second_editor).post(NEXT, {"kind": "approval"})
    assert page.url == reverse("task", args=["economy", verdict.tasks.get(kind="APPROVAL").pk])


def test_where_nothing_is_left_the_queue_says_so(signed_in, editor, desk):
    page = signed_in(editor).post(NEXT)
    assert page.url == f"{QUEUE}?tab=open"
    assert said(page) == ["Nothing is left for you to check right now."]


def test_at_the_limit_one_is_led_to_what_one_holds(signed_in, editor, desk, make_task):
    for _ in range(4):
        make_task(desk)
    browser = signed_in(editor)
    for _ in range(desk.policy.work_limit):
        browser.post(NEXT)
    page = browser.post(NEXT)
    assert page.url == f"{QUEUE}?tab=mine"
    assert said(page)[-1] == "You hold 3 tasks, the desk's limit: finish one or give one back."


def test_the_way_back_after_signing_in_takes_nothing(signed_in, editor, desk, make_task):
    task = make_task(desk)
    assert signed_in(editor).get(NEXT).url == QUEUE
    task.refresh_from_db()
    assert task.state == "OPEN"
