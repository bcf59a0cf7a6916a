"""Arithmetic that a figure must survive."""

from dataclasses import replace

import pytest

from evidence.extraction.checks import find_faults
from evidence.records.finding import Finding

SHARE = Finding(
    record="pmid:97000001", outcome="trm", arm="hsct", statistic="percent", value=2.7, events=2, denominator=74
)
RATIO = Finding(
    record="pmid:97000001", outcome="neda", arm="between", statistic="hazard_ratio", value=0.5, ci_low=0.3, ci_high=0.8
)


def test_figures_that_add_up_have_no_fault():
    assert find_faults(SHARE) == ()
    assert find_faults(RATIO) == ()


@pytest.mark.parametrize(
    ("events", "total", "value"), [(8, 18, 44), (2, 3, 66.7), (0, 53, 0), (55, 55, 100), (1, 507, 0.2)]
)
def test_a_percent_may_be_rounded_as_far_as_it_is_printed(events, total, value):
    assert find_faults(replace(SHARE, events=events, denominator=total, value=value)) == ()


@pytest.mark.parametrize(("events", "total", "value"), [(8, 25, 31), (3, 41, 7.5), (16, 22, 72.1), (2, 74, 27)])
def test_a_percent_that_is_another_share_is_a_fault(events, total, value):
    assert find_faults(replace(SHARE, events=events, denominator=total, value=value)) == ("count and percent differ",)


@pytest.mark.parametrize("value", [-0.1, 100.1])
def test_a_share_lies_between_0_and_100(value):
    assert "percent outside 0-100" in find_faults(replace(SHARE, value=value, events=None))


def test_no_more_events_than_patients():
    assert find_faults(replace(SHARE, statistic="count", value=9, events=9, denominator=8)) == (
        "more events than patients",
    )


@pytest.mark.parametrize(
    ("low", "high", "fault"),
    [
        (0.6, 0.8, "estimate outside its interval"),
        (0.1, 0.4, "estimate outside its interval"),
        (0.8, 0.3, "interval upside down"),
    ],
)
def test_an_interval_holds_its_estimate(low, high, fault):
    assert find_faults(replace(RATIO, ci_low=low, ci_high=high)) == (fault,)


def test_an_interval_of_a_share_stays_within_0_and_100():
    assert find_faults(replace(SHARE, ci_low=-0.5, ci_high=4.0)) == ("interval outside 0-100",)


def test_a_ratio_and_its_interval_are_above_0():
    assert "ratio not above 0" in find_faults(replace(RATIO, value=0, ci_low=None, ci_high=None))
    assert "interval of a ratio below 0" in find_faults(replace(RATIO, ci_low=-0.1))


def test_a_score_outside_its_scale_is_a_fault():
    level = Finding(record="pmid:97000001", outcome="edss_change", arm="hsct", statistic="mean", value=12.0)
    assert find_faults(level) == ("EDSS outside 0-10",)


@pytest.mark.parametrize(
    ("low", "high", "p"),
    [(0.3, 0.8, "0.004"), (0.3, 0.8, "<.001"), (0.7, 1.4, "0.84"), (0.3, 1.0, "0.05"), (0.3, 1.0, "0.049")],
)
def test_an_interval_and_a_p_value_that_agree_have_no_fault(low, high, p):
    assert find_faults(replace(RATIO, value=0.75, ci_low=low, ci_high=high, p=p, ci_level=95.0)) == ()


def test_an_interval_that_excludes_no_effect_beside_a_large_p_is_a_fault():
    wrong = replace(RATIO, p="0.45", ci_level=95.0)
    assert find_faults(wrong) == ("interval excludes no effect, p does not",)
    assert find_faults(replace(wrong, p=">.1")) == ("interval excludes no effect, p does not",)


def test_an_interval_that_holds_no_effect_beside_a_small_p_is_a_fault():
    wrong = replace(RATIO, value=0.9, ci_low=0.5, ci_high=1.6, p="<0.001")
    assert find_faults(wrong) == ("interval holds no effect, p does not",)


def test_no_effect_of_a_difference_is_zero():
    difference = replace(RATIO, statistic="mean_difference", value=-1.7, ci_low=-2.03, ci_high=-1.29, p="<.001")
    assert find_faults(difference) == ()
    assert find_faults(replace(difference, ci_high=0.5)) == ("interval holds no effect, p does not",)


def test_an_interval_of_another_level_is_not_held_against_p():
    assert find_faults(replace(RATIO, p="0.45", ci_level=90.0)) == ()


def test_the_p_of_a_comparison_says_nothing_of_the_interval_of_a_share():
    assert find_faults(replace(SHARE, events=None, value=85, ci_low=70, ci_high=95, p="0.45")) == ()


def test_no_more_events_than_the_study_has_patients():
    many = replace(SHARE, statistic="count", value=30, events=30, denominator=None)
    assert find_faults(many, 25) == ("more events than the study has patients",)
    assert find_faults(many, 30) == ()
    assert find_faults(many) == ()


def test_infections_may_be_more_than_patients():
    assert (
        find_faults(replace(SHARE, outcome="infection", statistic="count", value=60, events=60, denominator=None), 25)
        == ()
    )
