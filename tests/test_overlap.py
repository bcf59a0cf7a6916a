"""Patients are counted once: of series that share patients, those that together have most patients and share none."""

import random
from dataclasses import dataclass, replace
from itertools import combinations, islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.answering.admissible import MOST_FILLED, filled, hopeful_choices
from evidence.answering.body import Body, gather
from evidence.answering.counts import Count
from evidence.answering.overlap import Weights, choose, independent
from evidence.answers import answer_topic
from evidence.records.answer import Answer
from evidence.records.finding import Contrast, Finding
from evidence.records.question import BENEFIT, DURABILITY, PROGNOSIS, Link, Question, Threshold
from evidence.records.study import StudyFacts
from evidence.studies import group_studies
from tests.makers import (
    make_count,
    make_finding,
    make_link,
    make_question,
    make_ratio,
    make_report,
    make_topic,
)
from tests.test_answers import TRM


@dataclass(frozen=True, slots=True)
class Series:
    record: str
    patients: int | None


def body(series: list[Series], links: tuple[Link, ...]) -> Body:
    reports = [make_report(one.record.removeprefix("pmid:")) for one in series]
    topic = make_topic(TRM, links=links)
    return gather(topic, reports, [], group_studies(reports, links, ()), "2026-01-01")


def series(**sizes: int | None) -> list[Series]:
    return [Series(f"pmid:{name}", patients) for name, patients in sizes.items()]


def overlap(*pairs: str) -> tuple[Link, ...]:
    return tuple(make_link("overlap", pair, *pair.split("-")) for pair in pairs)


def kept(told: list[Series], links: tuple[Link, ...]) -> set[str]:
    return {one.record.removeprefix("pmid:") for one in independent(told, body(told, links))[0]}


def test_two_hospitals_that_share_nobody_count_instead_of_the_cohort_that_overlaps_with_both() -> None:
    told = series(cohort=200, north=120, south=120)
    assert kept(told, overlap("cohort-north", "cohort-south")) == {"north", "south"}


def test_a_cohort_with_more_patients_than_both_hospitals_together_counts_instead_of_them() -> None:
    told = series(cohort=250, north=120, south=120)
    assert kept(told, overlap("cohort-north", "cohort-south")) == {"cohort"}


def test_a_series_set_aside_for_one_that_is_set_aside_itself_counts() -> None:
    told = series(a=100, b=150, c=200)
    assert kept(told, overlap("a-b", "b-c")) == {"a", "c"}


def test_of_two_choices_with_as_many_people_the_one_of_more_series_counts() -> None:
    told = series(cohort=240, north=120, south=120)
    assert kept(told, overlap("cohort-north", "cohort-south")) == {"north", "south"}


def test_why_a_larger_cohort_is_set_aside_is_told_with_those_that_count_instead() -> None:
    told = series(cohort=200, north=120, south=110)
    (why,) = independent(told, body(told, overlap("cohort-north", "cohort-south")))[1]
    assert (why.code, dict(why.values)) == (
        "counted_together",
        {
            "left_out": "pmid:cohort", "patients": 200, "records": "pmid:north, pmid:south", "together": 230,
            "why": "cohort-north: made up; cohort-south: made up",
        },
    )  # fmt: skip


def test_why_a_series_is_set_aside_for_one_other_names_that_one() -> None:
    told = series(early=30, late=50)
    (why,) = independent(told, body(told, overlap("early-late")))[1]
    assert dict(why.values) == {"kept": "pmid:late", "left_out": "pmid:early", "why": "early-late: made up"}


def test_what_counts_already_stays_whatever_shares_its_patients() -> None:
    told = series(trial=20, cohort=300, other=40)
    links = overlap("trial-cohort")
    found, aside = independent(told[1:], body(told, links), before=told[:1])
    assert [one.record for one in found] == ["pmid:trial", "pmid:other"]
    assert [dict(why.values)["left_out"] for why in aside] == ["pmid:cohort"]


def test_a_series_of_unknown_size_counts_where_it_shares_nobody() -> None:
    assert kept(series(a=None, b=10), ()) == {"a", "b"}
    assert kept(series(a=None, b=10), overlap("a-b")) == {"b"}


chain = st.lists(st.integers(0, 40), min_size=1, max_size=8).flatmap(
    lambda sizes: st.tuples(st.just(sizes), st.lists(st.booleans(), min_size=28, max_size=28))
)


@settings(max_examples=150, deadline=None)
@given(chain)
def test_no_other_choice_without_shared_patients_has_more_people(told: tuple[list[int], list[bool]]) -> None:
    sizes, dice = told
    edges = {pair for pair, shared in zip(combinations(range(len(sizes)), 2), dice, strict=False) if shared}
    sharing = {
        place: frozenset(sum(pair) - place for pair in edges if place in pair) for place in range(len(sizes))
    }  # fmt: skip
    chosen = choose(frozenset(sharing), sharing, Weights(sizes))
    free = [
        group
        for size in range(len(sizes) + 1)
        for group in combinations(range(len(sizes)), size)
        if edges.isdisjoint(combinations(group, 2))
    ]
    assert tuple(sorted(chosen)) in free
    assert sum(sizes[place] for place in chosen) == max(sum(sizes[place] for place in group) for group in free)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_in_which_series_come_changes_no_choice_and_no_reason(seed: int) -> None:
    told = series(a=100, b=100, c=100, d=60, e=60, f=None)
    links = overlap("a-b", "b-c", "c-d", "d-e", "a-e", "e-f")
    mixed = random.Random(seed).sample(told, len(told))
    assert independent(mixed, body(mixed, links)) == independent(told, body(told, links))


def test_a_chain_of_sixty_series_is_chosen_from_at_once() -> None:
    told = [Series(f"pmid:{number}", 50 + number % 7) for number in range(60)]
    links = overlap(*(f"{number}-{number + 1}" for number in range(59)))
    assert len(kept(told, links)) == 30


NEDA = make_question(BENEFIT, ["neda"], comparators=("alemtuzumab",), contrast="treatment")
COURSES = make_question(PROGNOSIS, ["neda"], courses=("RRMS", "SPMS"), contrast="course")
LASTING = make_question(DURABILITY, ["neda"])
SIZES = {"cohort": 150, "north": 60, "south": 60}
SHARED = overlap("cohort-north", "cohort-south")


def told_by(question: Question, record: str, patients: int) -> Finding:
    if question is LASTING:
        return make_finding(
            record, "neda", value=70.0, ci_low=60.0, ci_high=80.0, denominator=patients, timepoint_months=60,
            direction="event_free",
        )  # fmt: skip
    contrast = Contrast("course", "RRMS", "SPMS") if question is COURSES else None
    return make_ratio(record, "neda", 0.3, 0.2, 0.5, "alemtuzumab" if contrast is None else "", contrast=contrast)


def status_of(question: Question, *records: str) -> str:
    reports = [
        make_report(name, design="comparative cohort", facts=StudyFacts(n_patients=SIZES[name], n_hsct=SIZES[name]))
        for name in records
    ]
    told = [told_by(question, name, SIZES[name]) for name in records]
    asked = make_topic(question, links=SHARED)
    return answer_topic(asked, reports, told, group_studies(reports, SHARED, ()), "2026-01-01")[0].status


@pytest.mark.parametrize("question", [NEDA, COURSES, LASTING], ids=["benefit", "prognosis", "durability"])
def test_a_larger_cohort_that_says_the_same_takes_nothing_from_two_independent_ones(question: Question) -> None:
    assert status_of(question, "cohort") == "signal"
    assert status_of(question, "cohort", "north") == "signal"
    assert status_of(question, "north", "south") == status_of(question, "cohort", "north", "south") == "partly"


def answered(deaths: dict[str, tuple[int, int]], links: tuple[Link, ...]) -> Answer:
    reports = [make_report(name) for name in deaths]
    findings = [make_count(name, "trm", *told) for name, told in deaths.items()]
    (answer,) = answer_topic(
        make_topic(TRM, links=links), reports, findings, group_studies(reports, links, ()), "2026-01-01"
    )
    return answer


def test_deaths_of_a_cohort_that_is_set_aside_for_two_hospitals_are_told_unless_they_count_as_many() -> None:
    links = overlap("1-2", "1-3")
    lost = answered({"1": (4, 500), "2": (1, 300), "3": (2, 300)}, links)
    found = answered({"1": (3, 500), "2": (1, 300), "3": (2, 300)}, links)
    assert [dict(why.values)["events"] for why in lost.reasons if why.code == "events_aside"] == [4]
    assert [why for why in found.reasons if why.code == "events_aside"] == []


def test_two_hospitals_without_a_death_answer_though_a_larger_cohort_overlaps_with_both() -> None:
    found = answered({"1": (0, 1000), "2": (0, 300), "3": (0, 300)}, overlap("1-2", "1-3"))
    assert (found.status, [(pool.n, pool.k) for pool in found.pooled]) == ("answered", [(600, 2)])
    (why,) = [dict(why.values) for why in found.reasons if why.code == "other_choice"]
    assert why == {"outcome": "trm", "studies": 1, "patients": 1000, "status": "partly"}


def test_hospitals_do_not_answer_where_the_cohort_that_overlaps_with_them_has_more_deaths() -> None:
    found = answered({"1": (1, 1000), "2": (0, 300), "3": (0, 300)}, overlap("1-2", "1-3"))
    assert (found.status, found.pooled[0].n) == ("partly", 1000)


def test_a_death_that_went_aside_with_a_small_series_counts_where_the_answer_holds_with_it() -> None:
    found = answered({"1": (0, 900), "2": (1, 300), "3": (0, 900), "4": (0, 900)}, overlap("1-2"))
    assert (found.status, found.pooled[0].events, found.pooled[0].n) == ("answered", 1, 2100)


def row_of(count: int) -> dict[int, frozenset[int]]:
    """Series each of which shares patients with the one before and the one behind."""
    return {place: frozenset({place - 1, place + 1}) & frozenset(range(count)) for place in range(count)}


@pytest.mark.parametrize("count", range(1, 9))
def test_every_choice_that_nothing_can_join_is_found_once(count: int) -> None:
    sharing = row_of(count)
    found = list(filled(frozenset(sharing), sharing))
    subsets = (frozenset(one) for size in range(1, count + 1) for one in combinations(range(count), size))
    full = {
        one
        for one in subsets
        if not any(sharing[place] & one for place in one) and all(sharing[place] & one for place in set(sharing) - one)
    }
    assert len(found) == len(set(found))
    assert set(found) == full


def test_a_long_row_of_series_is_not_gone_through_to_its_end() -> None:
    sharing = row_of(80)  # some billions of choices
    first = list(islice(filled(frozenset(sharing), sharing), MOST_FILLED))
    assert len(set(first)) == MOST_FILLED


def test_two_reports_that_a_person_keeps_apart_count_both_though_a_third_links_their_studies() -> None:
    links = (
        make_link("same-study", "first", "a", "c"),
        make_link("overlap", "centre", "b", "c"),
        make_link("split", "reader", "a", "b"),
    )
    assert kept(series(a=100, b=80, c=10), links) == {"a", "b"}
    assert kept(series(a=100, b=80, c=10), links[:2]) == {"a"}


def test_where_thousands_of_ways_to_count_all_lose_deaths_none_is_gone_further_into() -> None:
    pairs = [(f"p{number:02}", f"q{number:02}") for number in range(13)]
    names = ["a", "d", *(name for pair in pairs for name in pair)]
    links = overlap("a-d", *(f"d-{one}" for one, _ in pairs), *(f"{one}-{other}" for one, other in pairs))
    told = [Count(f"pmid:{name}", "trm", 50 if name == "d" else 0, 900, name) for name in names]
    alone = [replace(count, patients=1000) if count.finding == "a" else count for count in told]
    held = body([Series(count.record, count.patients) for count in told], links)
    assert hopeful_choices(alone, held, Threshold("trm", 1.0, 500, 2015, "made up")) == ()
