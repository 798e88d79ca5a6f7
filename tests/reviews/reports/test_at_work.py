"""Who is at work at a desk now."""

from factcheck import shifts
from factcheck.models import Membership
from reviews.reports.at_work import at_work
from tests.reviews.reports.test_overview import lease


def test_whoever_is_on_shift_or_holds_a_task_is_at_work(
    desk, make_task, editor, lead, second_editor, other_desk
):
    shifts.start(Membership.objects.get(user=lead, desk=desk))
    make_task(desk, **lease(editor, minutes=5))
    make_task(desk, **lease(second_editor, minutes=-5))
    make_task(other_desk, **lease(second_editor, minutes=5))
    people = {person.place.user: (person.place.on_shift, person.in_hand) for person in at_work(desk)}
    assert people == {lead: (True, 0), editor: (False, 1)}
