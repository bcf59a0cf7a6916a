"""A record that the search does not find: three nights and a direct look before anything is said of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.absences import counted, judged, to_look_at, told
from evidence.records.search import DELETED, MERGED, QUERY_DRIFT, TRANSIENT, Absence

DAY, NEXT, THIRD = "2026-11-22", "2026-11-23", "2026-11-24"
FIRST = Absence("9", since=DAY, last=DAY)


def test_a_record_that_was_found_the_night_before_is_absent_for_one_night() -> None:
    assert counted((), {"9"}, DAY) == {"9": FIRST}


def test_nights_that_follow_one_another_are_counted_from_the_first() -> None:
    (after,) = counted([FIRST], {"9"}, NEXT).values()
    assert after == Absence("9", since=DAY, last=NEXT, nights=2)


@pytest.mark.parametrize("day", [DAY, "2026-11-21"])
def test_a_second_run_of_the_same_night_or_on_a_clock_that_was_set_back_counts_nothing(day: str) -> None:
    assert counted([FIRST], {"9"}, day) == {"9": FIRST}


@pytest.mark.parametrize("label", [None, QUERY_DRIFT, DELETED, MERGED])
def test_a_record_that_is_found_again_was_away_for_a_while_whatever_was_said_of_it(label: str | None) -> None:
    was = replace(FIRST, nights=5, label=label, into="10" if label == MERGED else None)
    assert counted([was], set(), THIRD) == {"9": replace(FIRST, nights=5, label=TRANSIENT)}


@pytest.mark.parametrize("label", [QUERY_DRIFT, DELETED, MERGED])
def test_an_absence_with_a_label_is_not_counted_on(label: str) -> None:
    was = replace(FIRST, nights=3, label=label)
    assert counted([was], {"9"}, THIRD) == {"9": was}


@pytest.mark.parametrize(("nights", "looked"), [(1, ()), (2, ()), (3, ("9",)), (4, ("9",))])
def test_a_record_is_looked_at_after_three_nights_and_not_before(nights: int, looked: tuple[str, ...]) -> None:
    assert to_look_at([replace(FIRST, nights=nights)]) == looked


@pytest.mark.parametrize("label", [QUERY_DRIFT, DELETED, MERGED, TRANSIENT])
def test_what_was_looked_at_needs_no_further_look(label: str) -> None:
    assert to_look_at([replace(FIRST, nights=3, label=label)]) == ()


def test_records_are_looked_at_in_numeric_order() -> None:
    assert to_look_at([replace(FIRST, pmid=pmid, nights=3) for pmid in ("10", "9", "100")]) == ("9", "10", "100")


@pytest.mark.parametrize(
    ("given_", "look", "label", "into"),
    [
        ({"9"}, {}, QUERY_DRIFT, None),
        ({"10"}, {"9": "10"}, MERGED, "10"),
        (set(), {"9": None}, DELETED, None),
        (set(), {}, None, None),
        ({"10"}, {"10": None}, None, None),
    ],
)
@pytest.mark.parametrize("nights", [1, 2, 3, 9])
def test_the_look_says_what_became_of_a_record_after_three_nights(
    given_: set[str], look: dict[str, str | None], label: str | None, into: str | None, nights: int
) -> None:
    after = judged(replace(FIRST, nights=nights), given_, look)
    assert (after.label, after.into) == ((label, into) if nights >= 3 else (None, None))
    assert replace(after, label=None, into=None) == replace(FIRST, nights=nights)


def test_a_record_that_was_said_to_be_gone_and_is_given_is_not_gone() -> None:
    was = replace(FIRST, nights=3, label=MERGED, into="10")
    assert judged(was, {"9"}, {}) == replace(FIRST, nights=3, label=QUERY_DRIFT)


def test_a_record_that_the_search_lost_and_pubmed_lost_too_is_deleted() -> None:
    was = replace(FIRST, nights=3, label=QUERY_DRIFT)
    assert judged(was, set(), {"9": None}) == replace(FIRST, nights=3, label=DELETED)


def test_a_record_that_was_found_again_is_not_judged() -> None:
    was = replace(FIRST, nights=3, label=TRANSIENT)
    assert judged(was, {"9"}, {"9": None}) is was


@settings(deadline=None)
@given(st.lists(st.booleans(), max_size=12))
def test_no_pattern_of_nights_makes_a_record_gone_before_its_third_night_away_in_a_row(found: list[bool]) -> None:
    held: list[Absence] = []
    away = 0
    for number, here in enumerate(found):
        away = 0 if here else away + 1
        day = (date(2026, 11, 22) + timedelta(days=number)).isoformat()
        after = counted(held, set() if here else {"9"}, day)
        moved = [judged(one, set(), dict.fromkeys(to_look_at(after.values()))) for one in after.values()]
        assert [one.pmid for one in moved if one.label == DELETED] == (["9"] if away >= 3 else [])
        held = [one for one in moved if one.label != TRANSIENT]


@pytest.mark.parametrize(
    ("label", "into", "words"),
    [
        (QUERY_DRIFT, None, "PMID 9 is in PubMed, and the search does not find it any more"),
        (DELETED, None, "PMID 9 is no longer in PubMed"),
        (MERGED, "10", "PMID 9 is no longer in PubMed, which gives PMID 10 instead"),
    ],
)
def test_what_became_of_a_record_is_told_in_words(label: str, into: str | None, words: str) -> None:
    assert told(replace(FIRST, label=label, into=into)) == words
