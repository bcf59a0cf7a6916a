"""Finer points of the rule: precision, ambiguity, what may and may not be worked out from printed figures."""

from dataclasses import replace

import pytest

from evidence.answering.pvalues import p_shows
from evidence.records.finding import Contrast, Finding
from evidence.records.question import BENEFIT, DESCRIPTION, HARM, PROGNOSIS
from evidence.records.study import StudyFacts
from evidence.records.trial import Snapshot
from tests.makers import (
    make_appraisal,
    make_count,
    make_finding,
    make_link,
    make_question,
    make_ratio,
    make_report,
    make_trial,
)
from tests.test_answers import (
    ACTIVITY,
    NEDA,
    RRMS,
    TRM,
    UNSIZED,
    arms,
    better,
    by_activity,
    codes,
    cohort,
    judged,
    trial,
    unclear,
    values,
    worse,
)


def test_two_cohorts_that_show_unlike_things_under_one_name_do_not_agree() -> None:
    question = make_question(BENEFIT, ["infection"])
    findings = [make_ratio(pmid, "infection", 2.0, 1.2, 3.0, "dmt") for pmid in "12"]
    answer = judged(question, [cohort("1"), cohort("2")], findings)
    assert (answer.status, "unlike_measures" in codes(answer)) == ("signal", True)


def test_two_p_values_that_agree_are_heard_beside_an_interval_that_holds_no_effect() -> None:
    findings = [unclear("1"), *arms("2", {"value": 75.0, "p": "0.01"}, {"value": 40.0})]
    findings += arms("3", {"value": 70.0, "p": "0.02"}, {"value": 40.0})
    answer = judged(NEDA, [cohort("1"), cohort("2", facts=UNSIZED), cohort("3", facts=UNSIZED)], findings)
    assert answer.status == "partly"


def test_studies_that_conflict_are_a_level_less_sure() -> None:
    trials = [trial("1"), trial("2")]
    appraisals = (make_appraisal("1"), make_appraisal("2"))
    agree = judged(NEDA, trials, [better("1"), better("2")], appraisals=appraisals)
    conflict = judged(NEDA, trials, [better("1"), worse("2")], appraisals=appraisals)
    assert (agree.certainty, conflict.certainty) == ("high", "moderate")


def test_risk_of_bias_is_that_of_the_best_study_that_shows_it() -> None:
    appraisals = (make_appraisal("1", "high"), make_appraisal("2", "low"))
    assert judged(NEDA, [trial("1"), trial("2")], [better("1"), better("2")], appraisals=appraisals).certainty == "high"


def test_a_trial_that_ended_less_than_a_year_ago_is_not_silent_yet() -> None:
    seen = Snapshot("nct", "2025-09-25", "COMPLETED", completion="2026-02", has_results=False)
    recent = make_trial("NEW", answers=("Q1",), snapshots=(seen,))
    answer = judged(NEDA, [trial("1")], [better("1")], appraisals=(make_appraisal("1"),), trials=(recent,))
    assert answer.certainty == "high"


def test_few_events_make_an_effect_imprecise() -> None:
    few = arms("1", {"events": 50, "denominator": 55}, {"events": 35, "denominator": 55}, statistic="count")
    many = arms("1", {"events": 45, "denominator": 55}, {"events": 20, "denominator": 55}, statistic="count")
    told = [judged(NEDA, [trial("1")], findings, appraisals=(make_appraisal("1"),)) for findings in (few, many)]
    assert [answer.certainty for answer in told] == ["moderate", "high"]
    assert values(told[0], "down_imprecision")["events"] == 25


def test_deaths_later_on_keep_an_early_zero_from_standing_for_all() -> None:
    findings = [make_count("1", "deaths_any", 0, 21), make_count("1", "deaths_any", 2, 21)]
    assert judged(TRM, [make_report("1")], findings).status == "open"


def test_a_percent_that_no_whole_number_of_patients_gives_is_no_count() -> None:
    report = make_report("1", facts=StudyFacts(n_hsct=26))
    question = make_question(HARM, ["secondary_autoimmune"])
    fits = judged(question, [report], [make_finding("1", "secondary_autoimmune", value=11.5)])
    misses = judged(question, [report], [make_finding("1", "secondary_autoimmune", value=9.8)])
    assert values(fits, "isolated_events")["events"] == 3
    assert "isolated_events" not in codes(misses)


def test_an_estimate_with_its_own_interval_is_no_count() -> None:
    finding = make_finding("1", "secondary_autoimmune", value=10.0, ci_low=6.0, ci_high=15.0, denominator=100)
    assert judged(make_question(HARM, ["secondary_autoimmune"]), [make_report("1")], [finding]).pooled == ()


def test_two_figures_of_one_arm_in_one_place_cannot_be_paired() -> None:
    findings = arms("1", {"value": 75.0, "p": "0.01"}, {"value": 40.0})
    again = replace(findings[0], value=60.0)
    assert judged(NEDA, [cohort("1", facts=UNSIZED)], [*findings, again]).status == "open"


def test_a_p_value_beside_a_level_in_one_arm_is_a_test_against_the_start() -> None:
    question = make_question(BENEFIT, ["edss_change"])
    told = {"value_kind": "level", "direction": "lower_better"}
    findings = arms(
        "1", {"value": 2.4, "p": "<.001", **told}, {"value": 3.9, **told}, outcome="edss_change", statistic="median"
    )
    assert judged(question, [trial("1", facts=UNSIZED)], findings).status == "open"


def test_an_rct_is_not_randomised_for_the_regimens_or_subgroups_within_it() -> None:
    question = make_question(BENEFIT, ["neda"], contrast="regimen")
    finding = make_ratio(
        "1", "neda", 0.27, 0.14, 0.5, "", comparator=None, contrast=Contrast("regimen", "BEAM", "Cy/ATG")
    )
    assert judged(question, [trial("1")], [finding]).status == "signal"


def test_a_ratio_of_event_free_patients_and_one_of_events_are_compared_the_same_way_round() -> None:
    free = make_ratio("1", "neda", 2.4, 1.7, 3.2, "alemtuzumab", direction="event_free")
    contrary = make_ratio("2", "neda", 1.49, 0.7, 3.14, "alemtuzumab")
    assert judged(NEDA, [cohort("1"), cohort("2")], [free, contrary]).status == "conflicting"


def test_ten_events_in_one_small_study_are_still_a_signal() -> None:
    question = make_question(HARM, ["secondary_autoimmune"])
    one = judged(question, [make_report("1")], [make_count("1", "secondary_autoimmune", 12, 60)])
    assert one.status == "signal"


def test_cohorts_that_tested_subgroups_and_found_nothing_do_not_add_up() -> None:
    findings = [*by_activity("1"), *by_activity("2", p="0.60")]
    assert judged(ACTIVITY, [make_report("1"), make_report("2")], findings).status == "signal"


def test_many_patients_with_a_p_value_alone_are_a_signal() -> None:
    large = make_report("1", facts=StudyFacts(n_patients=400))
    assert judged(ACTIVITY, [large], by_activity("1")).status == "signal"


def test_cohorts_that_find_opposite_subgroups_better_conflict() -> None:
    first = by_activity("1")
    turned: list[Finding] = [
        replace(finding, record="pmid:2", pmid="2", value=125.0 - (finding.value or 0.0)) for finding in first
    ]
    answer = judged(ACTIVITY, [make_report("1"), make_report("2")], [*first, *turned])
    assert answer.status == "conflicting"


@pytest.mark.parametrize(
    ("printed", "shows"),
    [
        ("<.001", True),
        ("0.00016", True),
        ("p = 0·03", True),
        ("<0.05", True),
        ("<0.1", False),
        ("≤.01", True),
        (None, False),
    ],
)
def test_a_p_value_shows_a_difference_below_one_in_twenty(printed: str | None, shows: bool) -> None:
    assert p_shows(printed) is shows


def test_a_figure_of_everybody_says_nothing_about_a_subgroup() -> None:
    question = make_question(HARM, ["fertility"], subgroups=("gd_positive",))
    assert judged(question, [make_report("1")], [make_count("1", "fertility", 30, 43)]).status == "open"


def test_a_mixture_that_holds_another_drug_is_not_what_is_asked_about() -> None:
    question = make_question(BENEFIT, ["neda"], comparators=("alemtuzumab",), contrast="treatment")
    facts = replace(RRMS, comparator="alemtuzumab or ocrelizumab")
    assert judged(question, [trial("1", facts=facts)], [better("1", drug="dmt")]).status == "open"


def test_a_figure_against_one_drug_is_not_one_against_another_that_the_study_names() -> None:
    question = make_question(BENEFIT, ["neda"], comparators=("alemtuzumab",), contrast="treatment")
    facts = replace(RRMS, comparator="alemtuzumab")
    assert judged(question, [trial("1", facts=facts)], [better("1", drug="ocrelizumab")]).status == "open"


def test_a_trial_that_has_reported_is_no_longer_awaited() -> None:
    done = make_trial("RAM", reports=("pmid:1",))
    assert judged(replace(NEDA, awaited=("RAM",)), [], [], trials=(done,)).awaited == ()


def test_a_trial_outranks_a_larger_cohort_that_shares_its_patients() -> None:
    links = (make_link("overlap", "centre", "1", "2"),)
    larger = cohort("2", facts=StudyFacts(n_patients=900))
    answer = judged(NEDA, [trial("1"), larger], [better("1"), better("2")], links=links)
    assert (answer.status, values(answer, "counted_once")["left_out"]) == ("answered", "pmid:2")


def test_age_says_nothing_about_a_question_on_activity() -> None:
    finding = make_ratio("1", "neda", 0.5, 0.3, 0.9, "", comparator=None, contrast=Contrast("subgroup", "young", "old"))
    question = make_question(PROGNOSIS, ["neda"], subgroups=("class:activity",), contrast="subgroup")
    assert judged(question, [make_report("1")], [finding]).status == "open"


@pytest.mark.parametrize("sizes", [(40, 20), (20, 40)])
def test_of_two_courses_told_at_one_time_the_one_of_most_patients_counts(sizes: tuple[int, int]) -> None:
    question = make_question(DESCRIPTION, ["neda"])
    courses = zip(("RRMS", "progressive"), sizes, strict=True)
    found = [make_count("1", "neda", 9, n, population=course, timepoint_months=60.0) for course, n in courses]
    assert values(judged(question, [make_report("1")], found), "too_little")["patients"] == 40


def test_two_drugs_that_each_do_better_than_transplantation_are_no_conflict() -> None:
    question = make_question(BENEFIT, ["neda"], contrast="treatment")
    answer = judged(question, [trial("1"), trial("2")], [worse("1"), worse("2", drug="ocrelizumab")])
    assert (answer.status, answer.direction) == ("answered", "favours_comparator")


@pytest.mark.parametrize(("outcome", "side"), [("progression_free_survival", "hsct"), ("edss_improved", "comparator")])
def test_the_later_an_undesired_event_the_better_and_the_sooner_a_desired_one(outcome: str, side: str) -> None:
    question = make_question(BENEFIT, [outcome], comparators=("alemtuzumab",), contrast="treatment")
    months = [("hsct", None, 40.0), ("comparator", "alemtuzumab", 12.0)]
    told = [
        make_finding(
            "1", outcome, arm, "mean", value=value, ci_low=value - 6, ci_high=value + 6, unit="months",
            comparator=drug, direction="event" if side == "hsct" else "higher_better",
        )
        for arm, drug, value in months
    ]  # fmt: skip
    assert judged(question, [cohort("1")], told).direction == f"favours_{side}"
