"""A limit on computing time ends the work, and only the work."""

from __future__ import annotations

import re
import signal
import threading
import time

import pytest

from articles.formats.time_limit import OutOfTime, within


def compute(seconds: float) -> str:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
    return "done"


def spent(work) -> float:
    begun = time.process_time()
    with pytest.raises(OutOfTime, match=r"it takes more than 0\.05 seconds to read"):
        work()
    return time.process_time() - begun


def test_work_that_keeps_to_its_time_gives_what_it_gives():
    assert within(5, lambda: compute(0.01)) == "done"


def test_work_without_end_is_ended_soon_after_its_time():
    assert spent(lambda: within(0.05, lambda: compute(60))) < 0.5


def test_an_expression_that_backtracks_without_end_is_ended_too():
    assert spent(lambda: within(0.05, lambda: re.match(r"(a+)+$", "a" * 40 + "b"))) < 0.5


def test_work_that_catches_everything_is_ended_all_the_same():
    def stubborn() -> str:
        try:
            return compute(60)
        except BaseException:  # as some libraries do
            return "half of it"

    assert spent(lambda: within(0.05, stubborn)) < 0.5


def test_waiting_is_no_computing():
    done = threading.Event()
    threading.Timer(0.15, done.set).start()
    assert within(0.1, lambda: done.wait(20))


def test_work_within_work_has_a_limit_of_its_own_and_does_not_count_for_the_outer_one():
    assert within(0.15, lambda: (within(5, lambda: compute(0.3)), compute(0.01))) == ("done", "done")
    assert spent(lambda: within(0.05, lambda: (within(5, lambda: compute(0.1)), compute(60)))) < 0.7
    assert spent(lambda: within(5, lambda: within(0.05, lambda: compute(60)))) < 0.5


def test_nothing_is_left_behind_that_could_end_later_work():
    spent(lambda: within(0.05, lambda: compute(60)))
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert compute(0.2) == "done"


def test_an_error_of_the_work_comes_through_as_it_is():
    with pytest.raises(KeyError, match="x"):
        within(5, lambda: {}["x"])
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_in_another_thread_the_work_is_refused_at_its_end_without_what_ran_inside_it():
    found: list[object] = []

    def in_thread() -> None:
        found.append(within(0.15, lambda: (within(5, lambda: compute(0.3)), 1)))
        try:
            within(0.05, lambda: compute(0.1))
        except OutOfTime as wrong:
            found.append(str(wrong))

    thread = threading.Thread(target=in_thread)
    thread.start()
    thread.join(30)
    assert found == [("done", 1), "it takes more than 0.05 seconds to read"]
