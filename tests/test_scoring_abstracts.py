"""When a finding says what a row says, loosely and strictly, and what counts neither way."""

from dataclasses import replace

import pytest

from evidence.records.article import Article
from evidence.records.finding import Contrast, Finding
from tests.abstract_cases import Case, Row
from tests.scoring_abstracts import is_same_figure, is_same_result, judge_loosely, judge_strictly, pair
from tests.tallies import tally

DIED = Row(("trm",), "hsct", "percent", 2.5, events=3, denominator=120, direction="event")
READ = Finding(
    "pmid:97000001", "trm", "hsct", "percent", value=2.5, events=3, denominator=120, direction="event"
)  # fmt: skip
RATIO = Row(("progression_free_survival",), "between", "hazard_ratio", 0.5, months=60, low=0.31, high=0.81)
READ_RATIO = Finding(
    "pmid:97000001", "progression_free_survival", "between", "hazard_ratio", value=0.5, timepoint_months=60,
    ci_low=0.31, ci_high=0.81,
)  # fmt: skip


def same(row: Row, finding: Finding, *, alone: bool = False) -> tuple[bool, bool]:
    return is_same_figure(row, finding), is_same_result(row, finding, alone=alone)


def case(*rows: Row, findings: tuple[Finding, ...] = ()) -> Case:
    return Case(Article("97000001", 1, "T", ()), rows, findings, alone=True)


@pytest.mark.parametrize(
    "printed",
    [
        {"value": 2.52},
        {"statistic": "count", "value": 3},
        {"statistic": "count", "value": 3, "denominator": None},
        {"events": None, "denominator": None},
        {"value": 97.5, "events": None, "direction": "event_free"},
        {"statistic": "count", "value": 117, "events": 117, "direction": "event_free"},
    ],
)
def test_a_percent_a_count_and_their_complement_are_one_figure(printed):
    assert same(DIED, replace(READ, **printed)) == (True, True)


@pytest.mark.parametrize(
    "printed",
    [
        {"value": 2.6, "events": None},
        {"statistic": "count", "value": 4, "events": 4},
        {"statistic": "count", "value": 3, "denominator": 60},
        {"outcome": "neda"},
        {"statistic": "mean"},
        {"value": 97.5, "events": None},
    ],
)
def test_another_figure_is_another_loosely_too(printed):
    assert same(DIED, replace(READ, **printed)) == (False, False)


@pytest.mark.parametrize("printed", [{"arm": "comparator"}, {"direction": None}, {"direction": "event_free"}])
def test_another_arm_or_direction_is_the_figure_but_not_the_result(printed):
    assert same(DIED, replace(READ, **printed)) == (True, False)


def test_hsct_and_all_are_one_arm_only_where_nothing_is_compared():
    everybody = replace(READ, arm="all")
    assert same(DIED, everybody, alone=True) == (True, True)
    assert same(DIED, everybody, alone=False) == (True, False)


@pytest.mark.parametrize(
    ("printed", "strictly"),
    [
        ({}, True),
        ({"timepoint_months": 62}, True),
        ({"timepoint_months": 48}, False),
        ({"timepoint_months": None}, False),
        ({"ci_high": 0.95}, False),
        ({"ci_low": None}, False),
    ],
)
def test_time_and_interval_must_be_the_ones_that_are_told(printed, strictly):
    assert same(RATIO, replace(READ_RATIO, **printed)) == (True, strictly)


def test_a_ratio_is_compared_to_two_decimals_and_another_figure_to_one():
    assert not is_same_figure(RATIO, replace(READ_RATIO, value=0.52))
    mean = Row(("qol",), "hsct", "mean", 0.5)
    assert is_same_figure(mean, replace(READ, outcome="qol", statistic="mean", value=0.52))


def test_another_course_is_another_result_unless_the_contrast_names_it():
    of_spms = replace(DIED, population="SPMS")
    of_rrms = replace(READ, population="RRMS")
    assert same(of_spms, of_rrms) == (True, False)
    assert same(of_spms, replace(of_rrms, contrast=Contrast("course", "SPMS", "RRMS"))) == (True, True)


def test_a_loss_of_volume_may_be_printed_with_or_without_its_minus():
    loss = Row(("brain_atrophy",), "hsct", "rate", -0.23)
    assert is_same_figure(loss, replace(READ, outcome="brain_atrophy", statistic="rate", value=0.23))
    assert not is_same_figure(loss, replace(READ, outcome="brain_atrophy", statistic="rate", value=0.33))


def test_no_deaths_is_zero_percent_too_but_not_of_another_number_of_patients():
    none = Row(("trm",), "hsct", "count", 0, events=0, denominator=53)
    assert is_same_figure(none, replace(READ, statistic="percent", value=0, events=None, denominator=None))
    assert not is_same_figure(none, replace(READ, statistic="count", value=0, events=0, denominator=99))


def test_a_bare_p_value_is_compared_as_printed():
    row = Row(("neda",), "between", "p_only", p="0.048")
    read = replace(READ, outcome="neda", statistic="p_only", value=None, p="0.048")
    assert is_same_figure(row, read)
    assert not is_same_figure(row, replace(read, p="0.48"))


def test_a_figure_read_twice_is_right_once():
    judged = [judge_strictly(case(DIED), (READ, READ))]
    assert (tally(judged).right, tally(judged).wrong, tally(judged).missed) == (1, 1, 0)


def test_what_fits_only_an_ambiguous_row_counts_neither_way():
    judged = [judge_loosely(case(replace(DIED, ambiguous=True)), (READ,))]
    assert (tally(judged).right, tally(judged).wrong, tally(judged).missed) == (0, 0, 0)


def test_a_finding_where_none_is_expected_is_wrong_and_a_row_that_none_gives_is_missed():
    assert tally([judge_loosely(case(), (READ,))]).wrong == 1
    assert tally([judge_loosely(case(DIED), ())], "trm").missed == 1
    assert tally([judge_loosely(case(DIED), ())], "neda").missed == 0


def test_as_many_rows_as_possible_get_a_finding_even_where_another_pair_is_likelier():
    rows = (Row(("qol",), "hsct", "mean", 1.0, months=12, population="SPMS"), Row(("qol",), "all", "mean", 1.08))
    score = replace(READ, outcome="qol", statistic="mean")
    read = (replace(score, value=1.04, timepoint_months=12, population="SPMS"), replace(score, value=0.96))
    assert pair(rows, read, is_same_figure) == {0: 1, 1: 0}


def test_of_two_rows_with_one_value_each_takes_the_finding_of_its_time():
    rows = tuple(Row(("qol",), "hsct", "mean", 1.0, months=months) for months in (12, 24))
    read = tuple(
        replace(READ, outcome="qol", statistic="mean", value=1.0, timepoint_months=months) for months in (24, 12)
    )
    assert pair(rows, read, is_same_figure) == {0: 1, 1: 0}
