"""A figure in words: nothing rounded or filled in, no effect without its interval or the word that it is missing."""

from typing import Any

import pytest

from evidence_cli.render.clause_parts import at_time
from evidence_cli.render.figures import figure_line
from evidence_cli.render.pools import pool_line
from evidence_cli.render.words import catalogue

ENGLISH, DUTCH = catalogue("en"), catalogue("nl")
EMPTY: dict[str, Any] = dict.fromkeys(
    [
        "comparator",
        "contrast",
        "population",
        "regimen",
        "timepoint_months",
        "value_kind",
        "value",
        "unit",
        "ci_low",
        "ci_high",
        "ci_level",
        "p",
        "events",
        "denominator",
        "direction",
    ]
)


def shown(**told: Any) -> str:
    return figure_line({**EMPTY, "outcome": "neda", "arm": "hsct", "statistic": "percent", **told}, ENGLISH)


def test_a_ratio_without_interval_says_that_it_has_none() -> None:
    assert "hazard ratio 0.45 (interval not reported)" in shown(arm="between", statistic="hazard_ratio", value=0.45)


def test_a_ratio_says_what_it_is_a_ratio_of() -> None:
    told = shown(statistic="hazard_ratio", value=0.07, direction="event", ci_low=0.02, ci_high=0.24, ci_level=95.0)
    assert told.endswith("hazard ratio 0.07 (ratio of events; 95% CI 0.02 to 0.24)")


def test_an_interval_of_90_percent_is_not_called_95() -> None:
    assert "90% CI 50.2 to 82.1" in shown(value=69.2, ci_low=50.2, ci_high=82.1, ci_level=90.0)


def test_an_interval_of_unknown_level_says_so() -> None:
    assert "interval 70 to 92, level not reported" in shown(value=83.0, ci_low=70.0, ci_high=92.0)


def test_half_an_interval_shows_the_other_half_as_not_reported() -> None:
    assert "84 to not reported" in shown(value=89.0, ci_low=84.0, ci_level=95.0)


def test_nobody_died_is_not_the_same_as_deaths_not_reported() -> None:
    count = {"outcome": "trm", "statistic": "count", "direction": "event"}
    assert shown(**count, events=0, denominator=55).endswith(": 0 of 55")
    assert shown(**count).endswith(": value not reported")
    assert shown(**count, events=3).endswith(": 3 of how many is not reported")


def test_a_share_of_patients_who_progressed_is_not_shown_as_freedom_from_progression() -> None:
    told = shown(outcome="progression_free_survival", statistic="count", events=3, denominator=55, direction="event")
    assert told.endswith("3 of 55 (with the event)")
    assert "with the event" not in shown(value=88.0, direction="event_free")


def test_a_missing_value_is_not_zero() -> None:
    assert shown(statistic="mean").endswith("mean: value not reported (interval not reported)")


def test_a_negative_change_keeps_its_sign_kind_and_unit() -> None:
    told = shown(outcome="brain_atrophy", statistic="mean", value=-2.1, value_kind="change", unit="%")
    assert "change: mean -2.1%" in told


def test_two_regimens_are_named_as_the_sides() -> None:
    assert "BEAM against Cy" in shown(contrast={"kind": "regimen", "a": "BEAM", "b": "Cy"})


def test_dutch_has_a_decimal_comma_in_values_intervals_and_p() -> None:
    row = {**EMPTY, "outcome": "neda", "arm": "between", "comparator": "alemtuzumab", "statistic": "hazard_ratio"}
    told = figure_line({**row, "value": 0.27, "ci_low": 0.08, "ci_high": 0.84, "ci_level": 95.0, "p": "=0.02"}, DUTCH)
    assert "hazardratio 0,27 (95%-BI 0,08 tot 0,84; p = 0,02)" in told


POOL: dict[str, Any] = {
    "outcome": "trm",
    "label": "Q9",
    "about": "TRM",
    "model": "binomial-normal",
    "k": 12,
    "n": 1201,
    "n_reported": 1300,
    "events": 6,
    "estimate": 0.5412,
    "low": 0.2,
    "high": 1.13,
    "prediction_low": 0.1,
    "prediction_high": 2.4,
    "tau2": 0.1,
}


PLAIN = (
    "Plain sum: 6 of 1201, 0.50%. The model's figure is that of a typical study, the plain sum weighs every patient "
    "alike; they lie apart because the studies differ."
)


def test_a_pooled_share_tells_its_interval_studies_unique_patients_and_what_a_next_study_may_find() -> None:
    assert pool_line(POOL, ENGLISH) == (
        "TRM: 0.54% (95% CI 0.20 to 1.13; 12 studies, 1201 patients, 6 deaths; binomial-normal model); prediction "
        f"interval 0.10 to 2.40. {PLAIN} 1300 patients reported, at least 1201 different people."
    )


def test_a_pooled_share_without_known_overlap_says_that_none_is_known() -> None:
    told = pool_line(POOL | {"n_reported": 1201}, ENGLISH)
    assert told.endswith(f"interval 0.10 to 2.40. {PLAIN} 1201 patients reported, no overlap known.")


def test_a_pooled_share_tells_whether_its_studies_differ_and_what_one_study_makes_of_its_bound() -> None:
    without = [
        {"record": "pmid:1", "name": "Jansen 2019", "estimate": 0.4, "low": 0.1, "high": 1.2},
        {"record": "pmid:2", "name": "De Vries 2024", "estimate": 0.3, "low": 0.1, "high": 0.97},
        {"record": "pmid:3", "name": "Bakker 2020", "estimate": 0.5, "low": 0.1, "high": 1.0},
    ]
    told = pool_line(POOL | {"differ_p": 0.0437, "leave_one_out": without}, ENGLISH)
    assert f"; heterogeneity p = 0.044. {PLAIN} 1300 patients" in told
    assert told.endswith(
        " Without one study the upper bound is 0.97% (without De Vries 2024) to 1.20% (without Jansen 2019)."
    )


def test_a_pooled_ratio_has_no_percent_sign_and_no_events_where_none_are_known() -> None:
    ratio = POOL | {"model": "paule-mandel hartung-knapp", "events": None, "n_reported": 1201, "prediction_low": None}
    ratio |= {"statistic": "hazard_ratio", "direction": "event", "estimate": 0.00542}
    line = "TRM: hazard ratio 0.00542 (95% CI 0.2 to 1.13; 12 studies, 1201 patients; random"
    assert pool_line(ratio, ENGLISH).startswith(line)


@pytest.mark.parametrize(
    ("months", "told"),
    [(22.078, " at 96 weeks"), (24.0, " at 24 months"), (11.5, " at 11.5 months"), (3.24, " at 3.24 months")],
)
def test_a_time_that_was_printed_in_weeks_is_told_in_weeks(months: float, told: str) -> None:
    assert at_time(months, ENGLISH) == told
