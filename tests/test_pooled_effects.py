"""Ratios and differences of independent comparisons are pooled where they measure the same, and decide no status."""

from dataclasses import replace

import pytest

from evidence.records.answer import Pool
from evidence.records.question import BENEFIT
from evidence_cli.render.pools import pool_line
from evidence_cli.render.words import catalogue
from tests.makers import make_count, make_finding, make_link, make_question, make_ratio
from tests.test_answers import NEDA, RRMS, cohort, judged, trial, unclear, values, worse

RELAPSE = make_question(BENEFIT, ["relapse_free_survival"], comparators=("alemtuzumab",), contrast="treatment")
GENOA = make_ratio("1", "relapse_free_survival", 0.13, 0.02, 0.63, "alemtuzumab")
LONDON = make_ratio("2", "relapse_free_survival", 0.29, 0.13, 0.63, "alemtuzumab")


def test_two_cohorts_with_a_hazard_ratio_are_pooled_as_metafor_pools_them() -> None:
    answer = judged(RELAPSE, [cohort("1"), cohort("2")], [GENOA, LONDON])
    (pool,) = answer.pooled
    assert (pool.model, pool.statistic, pool.direction) == ("paule-mandel hartung-knapp", "hazard_ratio", "event")
    assert (pool.k, pool.n, pool.n_reported, pool.events) == (2, 200, 200, None)
    assert (pool.estimate, pool.low, pool.high) == pytest.approx((0.25240574, 0.0053360363, 11.939322), rel=1e-4)
    assert (pool.prediction_low, pool.prediction_high) == pytest.approx((0.0053360363, 11.939322), rel=1e-4)
    assert pool.differ_p == pytest.approx(0.407095, abs=1e-6)
    told = values(answer, "pooled_cohorts")
    assert (told["value"], told["studies"], told["favours"]) == (pool.estimate, 2, "none")


def test_what_is_pooled_takes_nothing_from_cohorts_that_agree() -> None:
    answer = judged(RELAPSE, [cohort("1"), cohort("2")], [GENOA, LONDON])
    assert (answer.status, answer.direction) == ("partly", "favours_hsct")


def test_a_comparison_that_shows_nothing_is_pooled_with_those_that_do() -> None:
    unshown = make_ratio("3", "relapse_free_survival", 0.9, 0.4, 2.1, "alemtuzumab")
    (pool,) = judged(RELAPSE, [cohort("1"), cohort("2"), cohort("3")], [GENOA, LONDON, unshown]).pooled
    assert pool.records == ("pmid:1", "pmid:2", "pmid:3")


def test_without_each_comparison_in_turn_the_rest_is_pooled() -> None:
    (pool,) = judged(RELAPSE, [cohort("1"), cohort("2")], [GENOA, LONDON]).pooled
    assert [(one.record, one.estimate) for one in pool.leave_one_out] == [("pmid:1", 0.29), ("pmid:2", 0.13)]


def test_cohorts_that_share_patients_are_pooled_once() -> None:
    links = (make_link("overlap", "one city", "2", "3"),)
    other = make_ratio("3", "relapse_free_survival", 0.2, 0.1, 0.4, "alemtuzumab")
    answer = judged(RELAPSE, [cohort("1"), cohort("2"), cohort("3")], [GENOA, LONDON, other], links=links)
    (pool,) = answer.pooled
    assert (pool.k, pool.n, pool.n_reported) == (2, 200, 300)


def test_conflicting_cohorts_are_pooled_too_and_their_spread_is_told() -> None:
    reports, ratios = [cohort("1"), cohort("2")], [worse("1"), make_ratio("2", "neda", 0.3, 0.1, 0.8, "alemtuzumab")]
    answer = judged(NEDA, reports, ratios)
    assert answer.status == "conflicting"
    (pool,) = answer.pooled
    assert pool.differ_p is not None
    assert pool.differ_p < 0.01
    assert pool.tau2


@pytest.mark.parametrize(
    "other",
    [
        replace(LONDON, statistic="odds_ratio"),
        replace(LONDON, direction="event_free", value=3.4, ci_low=1.6, ci_high=7.7),
        replace(LONDON, ci_low=None, ci_high=None, p="0.01"),
        replace(LONDON, outcome="neda"),
        replace(LONDON, comparator="dmt"),
    ],
    ids=["another ratio", "of the opposite", "without an interval", "another outcome", "a drug not asked about"],
)
def test_what_is_not_the_same_measure_is_not_pooled(other: object) -> None:
    asked = replace(RELAPSE, scope=replace(RELAPSE.scope, outcomes=("relapse_free_survival", "neda")))
    assert judged(asked, [cohort("1"), cohort("2")], [GENOA, other]).pooled == ()  # type: ignore[list-item]


def test_a_trial_and_a_cohort_are_not_pooled_with_each_other() -> None:
    assert judged(RELAPSE, [trial("1"), cohort("2")], [GENOA, LONDON]).pooled == ()


def test_trials_are_pooled_and_told_to_be_randomised() -> None:
    answer = judged(RELAPSE, [trial("1"), trial("2")], [GENOA, LONDON])
    assert values(answer, "pooled_randomised")["studies"] == len(answer.pooled[0].records) == 2


def test_a_trial_with_a_drug_that_is_not_asked_about_is_not_pooled() -> None:
    asked = replace(RELAPSE, scope=replace(RELAPSE.scope, comparators_indirect=("dmt",)))
    reports, ratios = [trial("1"), trial("2")], [GENOA, replace(LONDON, comparator="dmt")]
    assert judged(asked, reports, ratios).pooled == ()


def arms(pmid: str, months: float, events: tuple[int, int]) -> list[object]:
    told = {"timepoint_months": months, "direction": "event"}
    return [
        make_count(pmid, "relapse_free_survival", events[0], 50, **told),
        make_count(pmid, "relapse_free_survival", events[1], 50, "comparator", comparator="alemtuzumab", **told),
    ]


def test_risk_ratios_are_pooled_at_one_time_only() -> None:
    reports = [cohort("1"), cohort("2")]
    same = judged(RELAPSE, reports, [*arms("1", 24, (5, 20)), *arms("2", 24, (8, 18))])  # type: ignore[list-item]
    apart = judged(RELAPSE, reports, [*arms("1", 24, (5, 20)), *arms("2", 60, (8, 18))])  # type: ignore[list-item]
    assert [(pool.statistic, pool.events) for pool in same.pooled] == [("risk_ratio", 51)]
    assert apart.pooled == ()


def test_differences_are_pooled_as_they_are_and_not_on_the_log_scale() -> None:
    asked = make_question(BENEFIT, ["edss_change"], comparators=("alemtuzumab",), contrast="treatment")
    told = {"comparator": "alemtuzumab", "direction": "lower_better", "ci_level": 95, "timepoint_months": 12}
    both = [
        make_finding(pmid, "edss_change", "between", "mean_difference", value=value, ci_low=low, ci_high=high, **told)
        for pmid, value, low, high in (("1", -1.0, -1.5, -0.5), ("2", -2.0, -2.5, -1.5))
    ]
    (pool,) = judged(asked, [cohort("1"), cohort("2")], both).pooled
    assert (pool.statistic, pool.estimate) == ("mean_difference", pytest.approx(-1.5))
    assert pool.low < -1.5 < pool.high


def test_of_how_many_patients_is_not_told_where_one_report_does_not_tell() -> None:
    silent = replace(RRMS, n_patients=None, n_hsct=None)
    answer = judged(RELAPSE, [cohort("1"), cohort("2", facts=silent)], [GENOA, LONDON])
    assert (answer.pooled[0].n, answer.pooled[0].n_reported) == (None, None)


def test_one_comparison_is_not_pooled() -> None:
    assert judged(NEDA, [cohort("1")], [unclear("1")]).pooled == ()


def line(pool: Pool, language: str) -> str:
    told = {name: getattr(pool, name) for name in Pool.__dataclass_fields__} | {
        "about": "relapses",
        "leave_one_out": [
            {"record": one.record, "name": one.record, "estimate": one.estimate, "low": one.low, "high": one.high}
            for one in pool.leave_one_out
        ],
    }
    return pool_line(told, catalogue(language))


def test_a_pooled_ratio_is_told_without_a_percent_sign_and_in_three_digits() -> None:
    (pool,) = judged(RELAPSE, [cohort("1"), cohort("2")], [GENOA, LONDON]).pooled
    assert line(pool, "en") == (
        "Relapses: hazard ratio 0.252 (95% CI 0.00534 to 11.9; 2 studies, 200 patients; random effects, Paule-Mandel "
        "with Hartung-Knapp); prediction interval 0.00534 to 11.9; heterogeneity p = 0.41. 200 patients reported, no "
        "overlap known. Without one study it is 0.13 (without pmid:2) to 0.29 (without pmid:1)."
    )
    assert "hazardratio 0,252 (95%-BI 0,00534 tot 11,9" in line(pool, "nl")


def test_a_pooled_ratio_of_unknown_size_says_so_and_counts_nobody() -> None:
    silent = replace(RRMS, n_patients=None, n_hsct=None)
    (pool,) = judged(RELAPSE, [cohort("1"), cohort("2", facts=silent)], [GENOA, LONDON]).pooled
    assert "number of patients not reported" in line(pool, "en")
    assert "different people" not in line(pool, "en")
