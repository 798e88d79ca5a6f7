"""Counters kept as rows: right over many writers, and folded without a count lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, transaction

from factcheck import tallies
from factcheck.models import Tally

pytestmark = pytest.mark.django_db


def test_amounts_add_up_by_counter_and_label_and_nothing_is_not_kept(django_assert_num_queries):
    with django_assert_num_queries(1):
        tallies.add("entries", {"created": 3, "revised": 1, "refused": 0})
    tallies.add("entries", {"created": 4})
    tallies.add("runs", {"created": 1})
    tallies.add("runs", {})
    with django_assert_num_queries(1):
        assert tallies.totals() == {"entries": {"created": 7, "revised": 1}, "runs": {"created": 1}}


def test_what_is_rolled_back_is_not_counted():
    with transaction.atomic():
        tallies.add("entries", {"created": 1})
        transaction.set_rollback(True)
    assert tallies.totals() == {}


def test_folding_keeps_each_sum_in_one_row():
    for _ in range(5):
        tallies.add("entries", {"created": 2, "revised": 1})
    assert (tallies.fold(), Tally.objects.count()) == (10, 2)
    assert tallies.totals() == {"entries": {"created": 10, "revised": 5}}


def test_a_stage_counts_the_seconds_of_its_block_unless_it_raises():
    with tallies.timed("read"):
        sum(range(1000))
    with pytest.raises(ValueError, match="broken"), tallies.timed("match"):
        raise ValueError("broken")
    found = tallies.totals()["seconds"]
    assert (list(found), 0 < found["read"] < 1) == (["read"], True)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_while_some_count_and_others_fold():
    def work(number: int) -> None:
        try:
            for _ in range(20):
                if number % 2:
                    tallies.add("entries", {"created": 1, "revised": 2})
                else:
                    tallies.fold()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert tallies.totals() == {"entries": {"created": 40, "revised": 80}}


def test_a_counter_never_falls():
    with pytest.raises(DatabaseError, match="tally_only_grows"), transaction.atomic():
        Tally.objects.create(name="entries", label="created", amount=-1)
