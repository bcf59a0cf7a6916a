"""What makes a search result suspect on its own, without a source or a store."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from evidence.guards import clock_objection, clock_remark, named, new_warnings, objections, skew, unfound
from evidence.records.search import SearchLog

LAST = SearchLog(
    source="pubmed", query="ms", translation='"ms"[All Fields]', count=100, digest="", added=(), gone=(), fetched=0,
    missing=(), warnings=("PhraseNotFound: quxology",), requests=1, server_date=None,
)  # fmt: skip


def test_the_same_search_with_the_same_result_is_taken() -> None:
    assert objections(LAST, LAST) == ()


@pytest.mark.parametrize(("count", "suspect"), [(1, True), (89, True), (90, False), (99, False), (1000, False)])
def test_fewer_than_nine_tenths_of_the_last_count_is_suspect(count: int, suspect: bool) -> None:
    found = objections(LAST, replace(LAST, count=count))
    assert bool(found) == suspect
    assert all(f"{count} records, after 100" in reason for reason in found)


@pytest.mark.parametrize("last", [None, LAST, replace(LAST, query="another"), replace(LAST, count=0)])
def test_nothing_at_all_is_suspect_on_any_night_and_told_once(last: SearchLog | None) -> None:
    assert objections(last, replace(LAST, count=0)) == ("the search found no record at all",)


def test_a_first_night_has_nothing_to_be_compared_with() -> None:
    assert objections(None, replace(LAST, count=1)) == ()


def test_another_understanding_of_the_same_words_is_suspect() -> None:
    (reason,) = objections(LAST, replace(LAST, translation='"ms"[MeSH Terms]'))
    assert "otherwise" in reason


def test_a_search_that_we_changed_ourselves_is_not_compared() -> None:
    assert objections(LAST, replace(LAST, query="rrms", translation="other", count=1)) == ()


def test_several_reasons_are_all_told() -> None:
    assert len(objections(LAST, replace(LAST, count=5, translation="other"))) == 2


@pytest.mark.parametrize(
    ("last", "warnings", "new"),
    [
        (LAST, ("PhraseNotFound: quxology",), ()),
        (LAST, ("PhraseNotFound: zymology", "PhraseNotFound: quxology"), ("PhraseNotFound: zymology",)),
        (LAST, (), ()),
        (None, ("PhraseNotFound: quxology",), ("PhraseNotFound: quxology",)),
    ],
)
def test_a_remark_is_new_once(last: SearchLog | None, warnings: tuple[str, ...], new: tuple[str, ...]) -> None:
    assert new_warnings(last, replace(LAST, warnings=warnings)) == new


def test_what_is_found_by_its_day_and_not_by_the_whole_search_is_named_in_numeric_order() -> None:
    assert unfound([str(number) for number in range(20, 0, -1)], ("8", "7")) == (
        *map(str, range(1, 7)),
        *map(str, range(9, 21)),
    )
    assert unfound(("8",), ("7", "8")) == ()


@pytest.mark.parametrize(
    ("pmids", "words"),
    [
        (["10", "9"], "PMID 9, 10"),
        ([str(number) for number in range(1, 11)], "PMID 1, 2, 3, 4, 5, 6, 7, 8, 9, 10"),
        ([str(number) for number in range(1, 12)], "PMID 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 ..."),
    ],
)
def test_records_are_named_up_to_ten(pmids: list[str], words: str) -> None:
    assert named(pmids) == words


NOW = datetime(2026, 11, 22, 4, 30, tzinfo=UTC)


def header(apart: timedelta) -> str:
    return format_datetime(NOW + apart, usegmt=True)


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(
    ("apart", "remarked", "refused"),
    [
        (timedelta(0), False, False),
        (timedelta(minutes=10), False, False),
        (timedelta(minutes=10, seconds=1), True, False),
        (timedelta(hours=24), True, False),
        (timedelta(hours=24, seconds=1), True, True),
        (timedelta(days=365), True, True),
    ],
)
def test_a_clock_that_is_off_is_told_from_ten_minutes_and_refused_from_a_day(
    sign: int, apart: timedelta, remarked: bool, refused: bool
) -> None:
    told = header(sign * apart)
    assert bool(clock_remark(told, NOW)) == remarked
    assert (clock_objection(told, NOW) is not None) == refused


def test_the_remark_on_the_clock_is_the_same_every_night_and_the_objection_names_both_times() -> None:
    assert clock_remark(header(timedelta(minutes=11)), NOW) == clock_remark(header(timedelta(minutes=99)), NOW)
    told = header(timedelta(days=2))
    assert "2026-11-22 04:30 UTC" in str(clock_objection(told, NOW))
    assert told in str(clock_objection(told, NOW))


@pytest.mark.parametrize("told", [None, "", "yesterday", "Sun, 22 Nov 2030 04:30:00", "Sun, 99 Nov 2026 04:30:00 GMT"])
def test_a_source_that_tells_no_time_of_its_own_says_nothing_of_our_clock(told: str | None) -> None:
    assert skew(told, NOW) == timedelta(0)
    assert (clock_remark(told, NOW), clock_objection(told, NOW)) == ((), None)
