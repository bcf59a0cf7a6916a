"""The walk over a large result, without any wire: whatever order PubMed gives it in, nothing is lost or doubled."""

import re
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.sources.entrez_search import CountMismatch, SearchPage, collect

Order = Callable[[list[int]], list[int]]
ORDERS: dict[str, Order] = {
    "newest first": lambda found: sorted(found, reverse=True),
    "oldest first": sorted,
    "no order": lambda found: sorted(found, key=lambda number: hash((number, 7)) * 2654435761 % 4294967296),
}
MOST = 9_999  # what PubMed lists of one query, typed here by itself


class Result:
    """A query's result as esearch lists it; requests: so far."""

    def __init__(self, numbers: list[int], order: Order) -> None:
        self.numbers, self.order, self.requests = numbers, order, 0

    def ask(self, fields: Mapping[str, str]) -> SearchPage:
        self.requests += 1
        within = re.fullmatch(r"\(q\) AND \((\d+):(\d+)\[UID\]\)", fields["term"])
        low, high = (int(within[1]), int(within[2])) if within else (0, 10**9)
        found = [number for number in self.numbers if low <= number <= high]
        start = int(fields["retstart"])
        assert start + int(fields["retmax"]) <= MOST  # beyond it PubMed cuts without a word
        listed = self.order(found)[:MOST][start : start + int(fields["retmax"])]
        return SearchPage(len(found), tuple(map(str, listed)), "q", (), "MCID", "1")


def spread(count: int, step: int = 1) -> list[int]:
    return [30_000_000 + step * number for number in range(count)]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("step", [1, 500])
@pytest.mark.parametrize("count", [9_999, 10_000, 25_000, 60_000])
def test_everything_arrives_once_in_a_few_requests(count: int, step: int, order: str) -> None:
    result = Result(spread(count, step), ORDERS[order])
    first, pmids = collect("q", result.ask)
    assert (first.count, len(pmids)) == (count, count)
    parts = -(-count // 8_000)
    most = parts * (parts + 1) if "first" in order else 2 * parts
    assert result.requests <= (1 if count == MOST else most)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 99_000_000), st.integers(1, 9_000), st.integers(1, 90)), min_size=1, max_size=4),
    st.sampled_from(list(ORDERS)),
)
def test_heaps_of_numbers_anywhere_arrive_whole(heaps: list[tuple[int, int, int]], order: str) -> None:
    numbers = {first + step * number for first, count, step in heaps for number in range(count)}
    numbers = {number for number in numbers if number <= 99_999_999}
    _, pmids = collect("q", Result(sorted(numbers), ORDERS[order]).ask)
    assert pmids == {str(number) for number in numbers}


def test_a_number_above_the_highest_is_missed_by_the_count_and_not_lost_in_silence() -> None:
    with pytest.raises(CountMismatch, match="10,000 records"):
        collect("q", Result([*spread(9_999), 100_000_000], ORDERS["oldest first"]).ask)


def test_a_pmid_outside_the_range_that_was_asked_for_is_not_believed() -> None:
    result = Result(spread(12_000), ORDERS["oldest first"])

    def ask(fields: Mapping[str, str]) -> SearchPage:
        page = result.ask(fields)
        if "UID" not in fields["term"] or "30011999" not in page.pmids:
            return page
        return SearchPage(page.count, (*page.pmids[:-1], "7"), "q")

    with pytest.raises(CountMismatch):
        collect("q", ask)


def test_a_session_is_needed_to_read_on() -> None:
    with pytest.raises(CountMismatch):
        collect("q", lambda _: SearchPage(3, ("1", "2"), "q"))


def test_a_count_that_moves_while_the_pages_are_read_ends_the_walk() -> None:
    pages = iter([SearchPage(3, ("1", "2"), "q", (), "MCID", "1"), SearchPage(4, ("3", "4"), "q", (), "MCID", "2")])
    with pytest.raises(CountMismatch, match="counts 3 records"):
        collect("q", lambda _: next(pages))


def test_a_count_that_falls_while_the_pages_are_read_ends_the_walk() -> None:
    pages = iter([SearchPage(3, ("1", "2"), "q", (), "MCID", "1"), SearchPage(2, ("3",), "q", (), "MCID", "2")])
    with pytest.raises(CountMismatch):
        collect("q", lambda _: next(pages))


def test_the_last_page_does_not_reach_over_the_ceiling() -> None:
    assert len(collect("q", Result(spread(MOST), ORDERS["oldest first"]).ask, 4_000)[1]) == MOST


def test_a_page_that_repeats_what_is_held_ends_the_walk() -> None:
    with pytest.raises(CountMismatch):
        collect("q", lambda _: SearchPage(3, ("1", "2"), "q", (), "MCID", "1"))


def test_a_repeated_pmid_is_no_further_record() -> None:
    with pytest.raises(CountMismatch):
        collect("q", lambda _: SearchPage(3, ("1", "2", "2"), "q", (), "MCID", "1"))


def test_the_same_result_in_small_pages_is_the_same_set() -> None:
    result = Result(spread(1_001), ORDERS["no order"])
    assert collect("q", result.ask, 100)[1] == {str(number) for number in spread(1_001)}
    assert result.requests == 11
