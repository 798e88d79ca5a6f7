"""Schedules: intervals, times of day through clock changes, growing waits, and what servers ask for."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from articles import schedule

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def next_daily(now: datetime, zone: str, *times: time) -> datetime:
    return schedule.next_run(now, every=None, daily_at=times, zone=zone)


def test_an_interval_counts_from_now():
    assert schedule.next_run(NOON, every=90, daily_at=[], zone="UTC") == NOON + timedelta(minutes=90)


def test_the_next_of_several_times_of_day_is_taken_in_their_zone():
    times = (time(18, 30), time(6, 0))
    assert next_daily(NOON, "Europe/Oslo", *times) == datetime(2026, 3, 10, 17, 30, tzinfo=UTC)
    evening = NOON + timedelta(hours=6)
    assert next_daily(evening, "Europe/Oslo", *times) == datetime(2026, 3, 11, 5, 0, tzinfo=UTC)


def test_a_time_that_is_now_is_meant_tomorrow():
    assert next_daily(NOON, "UTC", time(12, 0)) == NOON + timedelta(days=1)


def test_the_day_is_that_of_the_zone_and_not_ours():
    late = datetime(2026, 3, 10, 23, 0, tzinfo=UTC)  # noon of the 11th in Auckland
    assert next_daily(late, "Pacific/Auckland", time(13, 0)) == datetime(2026, 3, 11, 0, 0, tzinfo=UTC)


def test_a_time_that_the_clocks_skip_comes_all_the_same_and_once():
    before = datetime(2026, 3, 29, 0, 0, tzinfo=UTC)  # in Oslo 02:00 becomes 03:00 at 01:00 UTC
    first = next_daily(before, "Europe/Oslo", time(2, 30))
    assert first == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert next_daily(first, "Europe/Oslo", time(2, 30)) == datetime(2026, 3, 30, 0, 30, tzinfo=UTC)


def test_a_time_that_the_clocks_repeat_comes_once():
    before = datetime(2026, 10, 24, 12, 0, tzinfo=UTC)  # in Oslo 03:00 becomes 02:00 at 01:00 UTC
    first = next_daily(before, "Europe/Oslo", time(2, 30))
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert next_daily(first, "Europe/Oslo", time(2, 30)) == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


def test_a_schedule_needs_something_to_go_by():
    with pytest.raises(ValueError, match="an interval or a time of day"):
        schedule.next_run(NOON, every=None, daily_at=[], zone="UTC")


def test_waits_double_up_to_a_day():
    waits = [schedule.retry_delay(number) for number in (1, 2, 3, 9, 10, 1_000_000)]
    minutes = [wait.total_seconds() / 60 for wait in waits]
    assert minutes == [5, 10, 20, 1280, 1440, 1440]


@pytest.mark.parametrize(
    ("header", "asked"),
    [
        ("120", timedelta(seconds=120)),
        (" 3600 ", timedelta(hours=1)),
        ("0", timedelta(minutes=1)),
        ("99999999999999999999", timedelta(days=7)),
        ("Tue, 10 Mar 2026 14:00:00 GMT", timedelta(hours=2)),
        ("Tue, 10 Mar 2026 15:00:00 +0100", timedelta(hours=2)),
        ("Tue, 10 Mar 2026 14:00:00", timedelta(hours=2)),
        ("Mon, 09 Mar 2026 14:00:00 GMT", timedelta(minutes=1)),
        ("Fri, 31 Dec 9999 23:59:59 GMT", timedelta(days=7)),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("٣٠", None),
    ],
)
def test_what_a_server_asks_for_is_kept_between_a_minute_and_a_week(header: str, asked: timedelta | None):
    assert schedule.asked_delay(header, NOON) == asked


@pytest.mark.parametrize(
    ("every", "times", "words"),
    [
        (1, [], "every minute"),
        (45, [], "every 45 min"),
        (60, [], "every hour"),
        (120, [], "every 2 h"),
        (1440, [], "every day"),
        (2880, [], "every 2 days"),
        (None, [time(6)], "daily at 06:00, Europe/Oslo"),
        (None, [time(18, 30), time(6), time(12)], "daily at 06:00, 12:00 and 18:30, Europe/Oslo"),
    ],
)
def test_a_schedule_is_told_in_words(every: int | None, times: list[time], words: str):
    assert schedule.spoken(every=every, daily_at=times, zone="Europe/Oslo") == words
