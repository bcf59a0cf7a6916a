"""Which night looks at which record again: everything within a cycle, and after missed nights what they would have."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence import rereading
from evidence.rereading import CYCLE, WEEK, due, due_tonight, moment, night_of, recent

TONIGHT = date(2026, 11, 22)
PMIDS = [str(number) for number in range(97_000_001, 97_000_201)]
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 12, 31))


def test_a_record_is_looked_at_on_one_night_of_a_cycle_and_the_work_is_spread() -> None:
    looked: Counter[str] = Counter()
    for number in range(CYCLE):
        night = TONIGHT + timedelta(days=number)
        found = due(PMIDS, CYCLE, night - timedelta(days=1), night)
        assert 7 <= len(found) <= 8  # 200 records in 28 nights
        looked.update(found)
    assert looked == dict.fromkeys(PMIDS, 1)


@settings(deadline=None)
@given(last=days, gaps=st.lists(st.integers(1, 40), min_size=1, max_size=12), cycle=st.sampled_from([WEEK, CYCLE]))
def test_a_run_after_missed_nights_looks_at_what_the_missed_nights_would_have(
    last: date, gaps: list[int], cycle: int
) -> None:
    for gap in gaps:
        night = last + timedelta(days=gap)
        daily = {
            pmid
            for number in range(gap)
            for pmid in due(PMIDS, cycle, last + timedelta(days=number), last + timedelta(days=number + 1))
        }
        assert set(due(PMIDS, cycle, last, night)) == daily
        assert gap < cycle or daily == set(PMIDS)
        last = night


@settings(deadline=None)
@given(first=days)
def test_no_record_waits_longer_than_the_cycle_through_leap_days_and_the_end_of_the_year(first: date) -> None:
    seen = dict.fromkeys(PMIDS, first)
    for number in range(1, 2 * CYCLE + 1):
        night = first + timedelta(days=number)
        for pmid in due(PMIDS, CYCLE, night - timedelta(days=1), night):
            assert (night - seen[pmid]).days <= CYCLE
            seen[pmid] = night
    assert min(seen.values()) > first + timedelta(days=CYCLE)


def test_a_second_run_of_the_same_night_looks_at_no_record_again() -> None:
    assert due(PMIDS, CYCLE, TONIGHT, TONIGHT) == ()


def test_before_the_first_night_only_tonights_turn_counts() -> None:
    assert due(PMIDS, CYCLE, None, TONIGHT) == due(PMIDS, CYCLE, TONIGHT - timedelta(days=1), TONIGHT) != ()


@pytest.mark.parametrize("ahead", [1, 2, 365])
def test_after_a_clock_was_set_back_everything_is_looked_at(ahead: int) -> None:
    assert due(PMIDS, CYCLE, TONIGHT + timedelta(days=ahead), TONIGHT) == tuple(PMIDS)


def test_records_come_in_numeric_order() -> None:
    assert due(["10", "9", "100"], 1, None, TONIGHT) == ("9", "10", "100")


def test_unsettled_records_have_their_turn_every_week_and_each_record_is_asked_for_once() -> None:
    looked: Counter[str] = Counter()
    for number in range(CYCLE):
        night = TONIGHT + timedelta(days=number)
        found = due_tonight(PMIDS, frozenset(PMIDS[:10]), night - timedelta(days=1), night)
        assert list(found) == sorted(set(found), key=int)
        looked.update(found)
    assert all(looked[pmid] == CYCLE // WEEK for pmid in PMIDS[:10])  # the monthly turn falls on one of the weekly
    assert all(looked[pmid] == 1 for pmid in PMIDS[10:])


def test_the_window_of_new_records_reaches_two_weeks_behind_the_last_night_and_ends_tomorrow() -> None:
    asked = recent("a OR b", date(2026, 11, 20), TONIGHT)
    assert asked == '(a OR b) AND ("2026/11/06"[crdt] : "2026/11/23"[crdt])'


@pytest.mark.parametrize("last", [None, TONIGHT, TONIGHT + timedelta(days=300)])
def test_without_a_last_night_or_with_one_in_the_future_the_window_reaches_behind_tonight(last: date | None) -> None:
    assert '"2026/11/08"[crdt]' in recent("a", last, TONIGHT)


# The clock


@pytest.mark.parametrize(
    ("utc", "night"),
    [
        ((2026, 11, 22, 4, 59), date(2026, 11, 21)),
        ((2026, 11, 22, 5, 0), date(2026, 11, 22)),
        ((2026, 7, 22, 3, 59), date(2026, 7, 21)),
        ((2026, 7, 22, 4, 0), date(2026, 7, 22)),
        ((2028, 2, 29, 12, 0), date(2028, 2, 29)),
        ((2028, 3, 1, 4, 59), date(2028, 2, 29)),
        ((2027, 1, 1, 4, 59), date(2026, 12, 31)),
        ((2026, 11, 1, 5, 30), date(2026, 11, 1)),  # the hour that comes twice
        ((2026, 11, 1, 6, 30), date(2026, 11, 1)),
        ((2026, 3, 8, 7, 0), date(2026, 3, 8)),  # the hour that does not come
    ],
)
def test_a_night_is_the_day_in_new_york(utc: tuple[int, ...], night: date) -> None:
    assert night_of(datetime(*utc, tzinfo=UTC)) == night


@settings(deadline=None)
@given(st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 12, 31), timezones=st.just(UTC)))
def test_nights_follow_one_another_through_both_changes_of_the_clock(when: datetime) -> None:
    assert night_of(when + timedelta(days=1)) - night_of(when) in (timedelta(days=1), timedelta(days=2), timedelta(0))
    assert night_of(when + timedelta(days=2)) > night_of(when)
    assert night_of(when.astimezone(timezone(timedelta(hours=9)))) == night_of(when)


def test_a_machine_without_time_zones_takes_standard_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> ZoneInfo:
        raise ZoneInfoNotFoundError(name)

    monkeypatch.setattr(rereading, "ZoneInfo", missing)
    assert night_of(datetime(2026, 11, 22, 4, 59, tzinfo=UTC)) == date(2026, 11, 21)
    assert night_of(datetime(2026, 11, 22, 5, 0, tzinfo=UTC)) == date(2026, 11, 22)


def test_a_time_without_a_zone_is_utc() -> None:
    expected = datetime(2026, 11, 22, 4, 59, tzinfo=UTC)
    assert moment("2026-11-22T04:59:00") == expected
    assert moment("2026-11-22T04:59:00+00:00") == moment("2026-11-22T05:59:00+01:00") == expected
