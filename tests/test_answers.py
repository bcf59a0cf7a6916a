"""What the rule says about made-up evidence; every name is a sentence about how evidence is judged."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.answering.reasons import CODES, reason
from evidence.answering.verdict import RANK
from evidence.answers import answer_topic
from evidence.records.answer import Answer, Reason
from evidence.records.finding import Contrast, Finding
from evidence.records.question import (
    BENEFIT,
    DESCRIPTION,
    DURABILITY,
    HARM,
    NARRATIVE,
    PROGNOSIS,
    Link,
    Part,
    Question,
    Scope,
    Stated,
    Threshold,
)
from evidence.records.study import (
    MENTION_ONLY,
    RETRACTED,
    SECONDARY,
    UNDER_CONCERN,
    UNRELATED,
    Report,
    StudyFacts,
)
from evidence.records.trial import Snapshot
from evidence.studies import group_studies
from evidence.versions import RULE_VERSION
from tests.makers import (
    make_appraisal,
    make_count,
    make_finding,
    make_link,
    make_question,
    make_ratio,
    make_report,
    make_topic,
    make_trial,
    words,
)

TODAY = "2026-11-22"
RRMS = StudyFacts(n_patients=100, n_hsct=50, phenotypes=(("RRMS", 100),))
NEDA = make_question(BENEFIT, ["neda"], comparators=("alemtuzumab",), contrast="treatment")
TRM = make_question(HARM, ["trm"], threshold=Threshold("trm", 1.0, 500, 2015, "made up"))


def judged(
    question: Question, reports: Sequence[Report], findings: Sequence[Finding], *, as_of: str = TODAY, **topic: object
) -> Answer:
    made = make_topic(question, **topic)
    studies = group_studies(reports, made.links, made.trials)
    return answer_topic(made, reports, findings, studies, as_of)[0]


def codes(answer: Answer) -> set[str]:
    return {why.code for why in answer.reasons}


def values(answer: Answer, code: str) -> dict[str, object]:
    return dict(next(why for why in answer.reasons if why.code == code).values)


def cohort(pmid: str, **other: object) -> Report:
    return make_report(pmid, design="comparative cohort", **{"facts": RRMS, **other})


def trial(pmid: str, **other: object) -> Report:
    return make_report(pmid, design="RCT", **{"facts": RRMS, **other})


def better(pmid: str, outcome: str = "neda", drug: str = "alemtuzumab", **other: object) -> Finding:
    return make_ratio(pmid, outcome, 0.3, 0.1, 0.8, drug, **other)


def worse(pmid: str, outcome: str = "neda", drug: str = "alemtuzumab") -> Finding:
    return make_ratio(pmid, outcome, 3.0, 1.2, 8.0, drug)


def unclear(pmid: str, outcome: str = "neda", drug: str = "alemtuzumab") -> Finding:
    return make_ratio(pmid, outcome, 0.8, 0.5, 1.3, drug)


# --- benefit


def test_nothing_on_the_outcome_is_open() -> None:
    answer = judged(NEDA, [], [])
    assert (answer.status, answer.certainty, codes(answer)) == ("open", "none", {"nothing_found"})


def test_a_direct_randomised_comparison_that_excludes_no_effect_answers() -> None:
    answer = judged(NEDA, [trial("1")], [better("1")], appraisals=(make_appraisal("1", "some concerns"),))
    assert (answer.status, answer.direction, answer.certainty) == ("answered", "favours_hsct", "moderate")
    assert answer.studies == ("pmid:1",)
    assert answer.rule_version == RULE_VERSION


def test_the_same_figures_from_a_cohort_do_not_answer() -> None:
    assert judged(NEDA, [cohort("1")], [better("1")], appraisals=(make_appraisal("1"),)).status == "signal"


def test_a_trial_with_high_risk_of_bias_is_not_sure_enough_to_answer() -> None:
    answer = judged(NEDA, [trial("1")], [better("1")], appraisals=(make_appraisal("1", "high"),))
    assert (answer.status, answer.certainty) == ("partly", "low")


def test_a_trial_against_yesterdays_drugs_answers_partly_and_says_why() -> None:
    appraisal = make_appraisal("1", "low", indirect="compared with old drugs")
    answer = judged(NEDA, [trial("1")], [better("1")], appraisals=(appraisal,))
    assert (answer.status, answer.certainty) == ("partly", "moderate")
    assert values(answer, "trial_indirect")["why"] == "compared with old drugs"
    assert answer.next_status == reason("next_direct_trial", outcome="neda")


def test_a_trial_against_another_drug_than_is_asked_about_does_not_count() -> None:
    assert judged(NEDA, [trial("1")], [better("1", drug="ocrelizumab")]).status == "open"


def test_a_class_of_drugs_takes_in_every_drug_of_it() -> None:
    question = make_question(BENEFIT, ["neda"], comparators=("class:anti_cd20",), contrast="treatment")
    assert judged(question, [trial("1")], [better("1", drug="rituximab")]).status == "answered"


def test_a_mixture_of_drugs_counts_if_it_holds_none_but_those_that_are_asked_about() -> None:
    question = make_question(BENEFIT, ["neda"], comparators=("alemtuzumab", "class:anti_cd20"))
    named = replace(RRMS, comparator="alemtuzumab or ocrelizumab")
    old = replace(RRMS, comparator="DMT of the time")
    assert judged(question, [trial("1", facts=named)], [better("1", drug="dmt")]).status == "answered"
    assert judged(question, [trial("1", facts=old)], [better("1", drug="dmt")]).status == "open"


def test_the_registered_arms_say_which_drugs_a_mixture_holds() -> None:
    question = make_question(BENEFIT, ["neda"], comparators=("alemtuzumab", "class:anti_cd20"), courses=("RRMS",))
    registered = make_trial(
        "RAM", ids=(("nct", "NCT00000001"),), arms=("AHSCT", "alemtuzumab or ocrelizumab"), eligibility="RRMS"
    )
    report = trial("1", facts=StudyFacts(n_patients=100, registry_ids=("NCT00000001",)))
    assert judged(question, [report], [better("1", drug="dmt")], trials=(registered,)).status == "answered"


def test_a_randomised_comparison_that_holds_no_effect_is_imprecise_and_not_shown() -> None:
    answer = judged(NEDA, [trial("1")], [unclear("1")])
    assert (answer.status, answer.direction) == ("partly", "no_difference_shown")
    assert values(answer, "effect_randomised")["favours"] == "none"


def test_two_independent_cohorts_that_agree_answer_partly() -> None:
    answer = judged(NEDA, [cohort("1"), cohort("2")], [better("1"), better("2")])
    assert (answer.status, answer.direction) == ("partly", "favours_hsct")
    assert values(answer, "cohorts_agree") == {"outcome": "neda", "studies": 2, "patients": 200, "favours": "hsct"}


def test_two_cohorts_that_share_patients_are_one() -> None:
    links = (make_link("overlap", "centre", "1", "2"),)
    answer = judged(NEDA, [cohort("1"), cohort("2")], [better("1"), better("2")], links=links)
    assert answer.status == "signal"
    assert values(answer, "counted_once")["why"] == "centre: made up"


def test_two_reports_of_one_study_are_one() -> None:
    links = (make_link("same-study", "centre", "1", "2"),)
    assert judged(NEDA, [cohort("1"), cohort("2")], [better("1"), better("2")], links=links).status == "signal"


def test_a_cohort_at_critical_risk_of_bias_does_not_make_the_second() -> None:
    appraisals = (make_appraisal("2", "critical", tool="ROBINS-I"),)
    answer = judged(NEDA, [cohort("1"), cohort("2")], [better("1"), better("2")], appraisals=appraisals)
    assert answer.status == "signal"


def test_intervals_that_hold_no_effect_leave_the_question_open_and_not_shown() -> None:
    answer = judged(NEDA, [cohort("1"), cohort("2")], [unclear("1"), unclear("2")])
    assert (answer.status, answer.direction) == ("open", "no_difference_shown")
    assert values(answer, "not_shown") == {"outcome": "neda", "studies": 2}


def test_cohorts_that_exclude_no_effect_in_opposite_directions_conflict() -> None:
    answer = judged(NEDA, [cohort("1"), cohort("2")], [better("1"), worse("2")])
    assert (answer.status, answer.direction) == ("conflicting", "mixed")
    assert values(answer, "conflict") == {"outcome": "neda", "one": "pmid:1", "other": "pmid:2"}


def test_an_opposite_estimate_conflicts_when_neither_interval_holds_the_others() -> None:
    findings = [
        make_ratio("1", "neda", 0.5, 0.31, 0.81, "alemtuzumab"),
        make_ratio("2", "neda", 1.49, 0.7, 3.14, "alemtuzumab"),
    ]
    assert judged(NEDA, [cohort("1"), cohort("2")], findings).status == "conflicting"


def test_a_wide_interval_around_no_effect_contradicts_nobody() -> None:
    findings = [better("1"), make_ratio("2", "neda", 1.05, 0.2, 5.0, "alemtuzumab")]
    assert judged(NEDA, [cohort("1"), cohort("2")], findings).status == "signal"


def test_a_direct_trial_settles_what_cohorts_dispute() -> None:
    answer = judged(NEDA, [trial("1"), cohort("2")], [better("1"), worse("2")])
    assert answer.status == "answered"
    assert "trial_settles" in codes(answer)


def test_an_indirect_trial_does_not_settle_a_dispute() -> None:
    appraisals = (make_appraisal("1", "low", indirect="other people"),)
    answer = judged(NEDA, [trial("1"), cohort("2")], [better("1"), worse("2")], appraisals=appraisals)
    assert answer.status == "conflicting"


def test_two_direct_trials_that_disagree_conflict() -> None:
    assert judged(NEDA, [trial("1"), trial("2")], [better("1"), worse("2")]).status == "conflicting"


def test_a_ratio_of_event_free_patients_above_one_favours_transplantation() -> None:
    finding = make_ratio("1", "neda", 2.4, 1.7, 3.2, "alemtuzumab", direction="event_free")
    assert judged(NEDA, [trial("1")], [finding]).direction == "favours_hsct"


def test_a_lower_score_after_transplantation_favours_it_where_lower_is_better() -> None:
    question = make_question(BENEFIT, ["edss_change"])
    finding = make_finding(
        "1", "edss_change", "between", "mean_difference", value=-1.7, ci_low=-2.03, ci_high=-1.29, comparator="dmt",
        direction="lower_better",
    )  # fmt: skip
    assert judged(question, [trial("1")], [finding]).direction == "favours_hsct"


def test_a_ninety_percent_interval_is_widened_before_it_is_judged() -> None:
    finding = make_ratio("1", "neda", 0.5, 0.26, 0.97, "alemtuzumab", ci_level=90)
    assert judged(NEDA, [trial("1")], [finding]).direction == "no_difference_shown"


UNSIZED = StudyFacts(n_patients=100)  # one arm by itself is then no signal: of how many patients is not told


def arms(
    pmid: str, hsct: dict[str, object], drug: dict[str, object], outcome: str = "neda", statistic: str = "percent"
):
    told = {"direction": "event_free", "timepoint_months": 36.0}
    return [
        make_finding(pmid, outcome, "hsct", statistic, **{**told, **hsct}),
        make_finding(pmid, outcome, "comparator", statistic, comparator="alemtuzumab", **{**told, **drug}),
    ]


def test_events_by_arm_give_the_interval_that_the_abstract_does_not_print() -> None:
    findings = arms("1", {"events": 52, "denominator": 55}, {"events": 21, "denominator": 55}, statistic="count")
    answer = judged(NEDA, [trial("1")], findings)
    assert answer.status == "answered"
    told = values(answer, "effect_randomised")
    assert (told["method"], told["statistic"], told["value"]) == ("counts", "risk_ratio", 2.47619)


def test_percents_with_the_number_of_patients_give_events_that_are_told_to_be_rounded() -> None:
    findings = arms("1", {"value": 88.0, "denominator": 69}, {"value": 37.0, "denominator": 75})
    told = values(judged(NEDA, [cohort("1")], findings), "effect_cohort")
    assert (told["method"], told["favours"]) == ("rounded", "hsct")


def test_shares_that_each_have_an_interval_give_their_difference() -> None:
    findings = arms(
        "1", {"value": 81.0, "ci_low": 68.0, "ci_high": 96.0}, {"value": 71.0, "ci_low": 63.0, "ci_high": 80.0}
    )
    told = values(judged(NEDA, [cohort("1")], findings), "effect_cohort")
    assert (told["method"], told["value"], told["favours"]) == ("intervals", 10.0, "none")


def test_a_bare_p_value_gives_a_direction_and_never_an_answer() -> None:
    findings = arms("1", {"value": 75.0, "p": "0.012"}, {"value": 40.0})
    answer = judged(NEDA, [trial("1")], findings, appraisals=(make_appraisal("1"),))
    assert (answer.status, answer.direction) == ("partly", "favours_hsct")
    assert "bare_p_only" in codes(answer)


@pytest.mark.parametrize("p", [None, "NS", "0.06", ">.01", "0.05"])
def test_a_difference_without_a_small_p_value_is_not_shown(p: str | None) -> None:
    assert (
        judged(NEDA, [cohort("1", facts=UNSIZED)], arms("1", {"value": 75.0, "p": p}, {"value": 40.0})).status == "open"
    )


def test_two_p_values_within_the_arms_do_not_compare_them() -> None:
    findings = arms("1", {"value": 75.0, "p": "0.01"}, {"value": 40.0, "p": "0.03"})
    assert judged(NEDA, [cohort("1", facts=UNSIZED)], findings).status == "open"


def test_figures_of_different_times_are_not_compared() -> None:
    findings = arms("1", {"value": 75.0, "p": "0.01"}, {"value": 40.0, "timepoint_months": 60.0})
    assert judged(NEDA, [cohort("1", facts=UNSIZED)], findings).status == "open"


def test_a_lone_p_value_does_not_outweigh_an_interval_that_holds_no_effect() -> None:
    findings = [unclear("1"), *arms("2", {"value": 75.0, "p": "0.01"}, {"value": 40.0})]
    assert judged(NEDA, [cohort("1"), cohort("2", facts=UNSIZED)], findings).status == "open"


def test_the_most_settled_outcome_leads_and_the_others_are_told() -> None:
    question = make_question(BENEFIT, ["neda", "progression_free_survival"], comparators=("alemtuzumab",))
    findings = [better("1"), better("2"), unclear("1", "progression_free_survival")]
    answer = judged(question, [cohort("1"), cohort("2")], findings)
    assert answer.status == "partly"
    assert ("not_shown", "progression_free_survival") in {
        (why.code, dict(why.values).get("outcome")) for why in answer.reasons
    }


def test_results_without_a_comparison_are_a_signal_for_a_question_and_nothing_for_a_part_against_a_drug() -> None:
    part = Part(
        "atz", words("against alemtuzumab"), Scope(("neda",), comparators=("alemtuzumab",), contrast="treatment")
    )
    answer = judged(replace(NEDA, parts=(part,)), [make_report("1", facts=RRMS)], [make_count("1", "neda", 40, 50)])
    assert (answer.status, answer.certainty) == ("signal", "very_low")
    assert [(sub.code, sub.status) for sub in answer.sub_answers] == [("atz", "open")]


def test_a_share_of_nobody_knows_how_many_patients_is_no_signal() -> None:
    question = make_question(BENEFIT, ["neda"], courses=("PPMS",))
    finding = make_finding("1", "neda", value=39.0, population="PPMS")
    answer = judged(question, [make_report("1")], [finding])
    assert (answer.status, "size_unknown" in codes(answer)) == ("open", True)


# --- who is asked about


def test_a_cohort_of_another_course_does_not_speak_to_the_question() -> None:
    question = replace(NEDA, scope=replace(NEDA.scope, courses=("RRMS",)))
    spms = replace(RRMS, phenotypes=(("SPMS", 100),))
    mixed = replace(RRMS, phenotypes=(("RRMS", 60), ("SPMS", 40)))
    mostly = replace(RRMS, phenotypes=(("RRMS", 82), ("SPMS", 18)))
    told = [judged(question, [cohort("1", facts=facts)], [better("1")]).status for facts in (RRMS, spms, mixed, mostly)]
    assert told == ["signal", "open", "open", "signal"]


def test_a_course_counted_for_some_of_the_patients_does_not_stand_for_all() -> None:
    question = replace(NEDA, scope=replace(NEDA.scope, courses=("RRMS",)))
    facts = StudyFacts(n_patients=210, n_hsct=210, phenotypes=(("RRMS", 122),))
    assert judged(question, [cohort("1", facts=facts)], [better("1")]).status == "open"


def test_a_title_that_names_one_course_says_who_was_treated() -> None:
    question = replace(NEDA, scope=replace(NEDA.scope, courses=("RRMS",)))
    report = cohort("1", facts=StudyFacts(n_patients=90), title="AHSCT or alemtuzumab in relapsing-remitting MS")
    assert judged(question, [report], [better("1")]).status == "signal"


def test_a_setting_is_asked_of_the_report() -> None:
    question = make_question(BENEFIT, ["neda"], settings=("first_line",))
    findings = [make_count("1", "neda", 18, 20)]
    assert judged(question, [make_report("1", settings=("first_line",))], findings).status == "signal"
    assert judged(question, [make_report("1")], findings).status == "open"


# --- what counts at all


@pytest.mark.parametrize(
    "report",
    [
        trial("1", standing=RETRACTED), trial("1", label=UNRELATED), trial("1", label=MENTION_ONLY),
        trial("1", result_bearing=False), trial("1", known_from="2027-01-01"), trial("1", known_from=None),
        make_report("1", design="review", label=SECONDARY), make_report("1", design="protocol"),
        make_report("1", design="preclinical"),
    ],
)  # fmt: skip
def test_what_is_no_evidence_or_not_yet_public_supports_nothing(report: Report) -> None:
    assert judged(NEDA, [report], [better("1")]).status == "open"


@pytest.mark.parametrize("state", ["flagged", "unbound"])
def test_a_figure_that_failed_a_check_supports_nothing(state: str) -> None:
    assert judged(NEDA, [trial("1")], [better("1", state=state)]).status == "open"


def test_a_paper_under_concern_is_never_the_sole_support() -> None:
    answer = judged(NEDA, [trial("1", standing=UNDER_CONCERN)], [better("1")])
    assert (answer.status, "concern_only" in codes(answer)) == ("open", True)


def test_a_paper_under_concern_lifts_other_evidence_by_one_step_at_most() -> None:
    reports = [trial("1", standing=UNDER_CONCERN), cohort("2")]
    assert judged(NEDA, reports, [better("1"), better("2")]).status == "partly"


def test_a_record_seen_in_part_supports_a_signal_at_most() -> None:
    answer = judged(NEDA, [trial("1", complete=False)], [better("1")], appraisals=(make_appraisal("1"),))
    assert (answer.status, "incomplete_only" in codes(answer)) == ("signal", True)


def test_two_cohorts_of_which_one_was_seen_whole_answer_partly() -> None:
    reports = [cohort("1", complete=False), cohort("2")]
    assert judged(NEDA, reports, [better("1"), better("2")]).status == "partly"
    both = [cohort("1", complete=False), cohort("2", complete=False)]
    assert judged(NEDA, both, [better("1"), better("2")]).status == "signal"


def test_the_answer_of_a_day_rests_on_what_was_public_then() -> None:
    reports, findings = [trial("1", known_from="2019-01-15")], [better("1")]
    told = [judged(NEDA, reports, findings, as_of=day).status for day in ("2019-01-14", "2019-01-15")]
    assert told == ["open", "answered"]


def test_pooled_figures_of_a_review_are_shown_beside_and_never_counted() -> None:
    review = make_report("9", design="meta-analysis/systematic review", label=SECONDARY)
    figure = make_finding("9", "trm", value=1.3, ci_low=0.4, ci_high=2.3, denominator=732)
    answer = judged(TRM, [review], [figure])
    assert (answer.status, answer.published_pools, answer.studies) == ("open", (figure.id,), ())


# --- harm


def cohorts_without_death(*sizes: int, year: int = 2020) -> tuple[list[Report], list[Finding]]:
    pmids = [str(100 + place) for place in range(len(sizes))]
    reports = [make_report(pmid, known_from=f"{year}-06-01") for pmid in pmids]
    return reports, [make_count(pmid, "trm", 0, n) for pmid, n in zip(pmids, sizes, strict=True)]


def test_a_harm_is_answered_when_its_upper_bound_is_under_the_threshold_with_enough_patients() -> None:
    answer = judged(TRM, *cohorts_without_death(300, 300))
    assert (answer.status, answer.direction) == ("answered", "not_applicable")
    assert answer.next_status == reason("next_lost", outcome="trm", events=1, patients=400)
    assert values(answer, "under_threshold")["patients"] == 600
    assert answer.pooled[0].model == "clopper-pearson on the sum"


def test_no_death_among_400_is_over_one_percent_only_if_too_few_patients_are_asked() -> None:
    answer = judged(TRM, *cohorts_without_death(200, 200))
    assert (answer.status, codes(answer) & {"over_threshold", "too_few_patients"}) == ("partly", {"too_few_patients"})
    assert answer.next_status == reason("next_event_free", outcome="trm", patients=100, threshold=1.0, held=None)


def test_no_death_among_300_still_allows_more_than_one_percent() -> None:
    answer = judged(TRM, *cohorts_without_death(150, 150))
    assert answer.status == "partly"
    assert values(answer, "over_threshold")["high"] == pytest.approx(1.222, abs=1e-3)


def test_one_study_alone_does_not_answer_however_large() -> None:
    assert judged(TRM, *cohorts_without_death(617)).status == "partly"


def test_a_bound_that_one_series_with_most_of_the_patients_makes_is_not_the_answer() -> None:
    answer = judged(TRM, *cohorts_without_death(507, 174, 39))
    assert (answer.status, values(answer, "rests_on_one")["record"]) == ("partly", "pmid:100")
    assert values(answer, "rests_on_one")["high"] == pytest.approx(1.717, abs=1e-3)  # 0 of 213, Clopper-Pearson


def test_a_death_in_a_series_that_was_set_aside_is_told_and_keeps_the_question_from_being_answered() -> None:
    reports, findings = cohorts_without_death(300, 300)
    shared = Link("overlap", "one centre", ("pmid:100", "pmid:3"), "the same centre")
    answer = judged(TRM, [*reports, make_report("3")], [*findings, make_count("3", "trm", 1, 24)], links=(shared,))
    assert (answer.status, answer.pooled[0].n) == ("partly", 600)
    told = values(answer, "events_aside")
    assert (told["left_out"], told["events"], told["records"]) == ("pmid:3", 1, "pmid:100")


def test_studies_that_differ_more_than_chance_do_not_answer() -> None:
    reports, findings = cohorts_without_death(2000, 2000)
    answer = judged(TRM, [*reports, make_report("9")], [*findings, make_count("9", "trm", 3, 40)])
    assert (answer.status, "heterogeneous" in codes(answer)) == ("partly", True)


def test_a_harm_without_a_threshold_is_at_most_partly() -> None:
    answer = judged(replace(TRM, threshold=None), *cohorts_without_death(1000, 1000))
    assert (answer.status, "no_threshold" in codes(answer)) == ("partly", True)


def test_few_events_in_few_patients_are_isolated() -> None:
    question = make_question(HARM, ["malignancy"])
    findings = [make_count("1", "malignancy", 1, 14), make_count("2", "malignancy", 1, 31)]
    answer = judged(question, [make_report("1"), make_report("2")], findings)
    assert (answer.status, "isolated_events" in codes(answer)) == ("signal", True)


def test_no_death_of_any_cause_is_no_transplant_related_death() -> None:
    report = make_report("1", design="RCT", facts=StudyFacts(n_patients=110, n_hsct=55))
    answer = judged(TRM, [report], [make_count("1", "deaths_any", 0, 110, arm="all")])
    assert values(answer, "no_death_no_trm")["records"] == "pmid:1"
    assert (answer.pooled[0].n, answer.pooled[0].events) == (55, 0)


def test_deaths_of_any_cause_say_nothing_about_transplant_related_ones() -> None:
    assert judged(TRM, [make_report("1")], [make_count("1", "deaths_any", 2, 21)]).status == "open"


def test_a_percent_of_all_patients_is_counted_and_told_to_be_rounded() -> None:
    report = make_report("1", facts=StudyFacts(n_hsct=281))
    answer = judged(TRM, [report], [make_finding("1", "trm", value=2.8)])
    assert (answer.pooled[0].events, answer.pooled[0].n) == (8, 281)
    assert "rounded_events" in codes(answer)


def test_registries_of_all_autoimmune_diseases_are_shown_and_not_pooled() -> None:
    registry = make_report("9", design="registry", indirect=True)
    answer = judged(
        make_question(HARM, ["secondary_autoimmune"]), [registry], [make_count("9", "secondary_autoimmune", 29, 347)]
    )
    assert (answer.status, answer.pooled, "indirect_shown" in codes(answer)) == ("signal", (), True)


def test_unlike_things_under_one_name_are_a_range_and_not_pooled() -> None:
    findings = [make_count("1", "infection", 118, 174), make_count("2", "infection", 3, 39)]
    answer = judged(make_question(HARM, ["infection"]), [make_report("1"), make_report("2")], findings)
    assert (answer.status, answer.pooled) == ("partly", ())
    assert values(answer, "definitions_differ")["lowest"] == 7.7


def test_of_overlapping_series_the_largest_counts_then_the_newest() -> None:
    reports = [make_report("1", known_from="2016-01-01"), make_report("2", known_from="2020-01-01"), make_report("3")]
    findings = [make_count("1", "trm", 1, 250), make_count("2", "trm", 2, 250), make_count("3", "trm", 0, 40)]
    answer = judged(TRM, reports, findings, links=(make_link("overlap", "group", "1", "2", "3"),))
    assert (answer.pooled[0].records, answer.pooled[0].n, answer.pooled[0].n_reported) == (("pmid:2",), 250, 540)


def test_overlap_with_two_series_does_not_make_those_two_overlap() -> None:
    links = (make_link("overlap", "a", "1", "2"), make_link("overlap", "b", "2", "3"))
    findings = [make_count("1", "trm", 0, 50), make_count("2", "trm", 0, 10), make_count("3", "trm", 0, 40)]
    answer = judged(TRM, [make_report(pmid) for pmid in "123"], findings, links=links)
    assert answer.pooled[0].n == 90


@pytest.mark.parametrize(
    ("extra", "links"),
    [
        (make_report("8"), (make_link("same-study", "again", "100", "8"),)),
        (make_report("8"), (make_link("overlap", "earlier cut", "100", "8"),)),
        (make_report("8", design="review", label=SECONDARY), ()),
        (make_report("8", design="protocol"), ()),
        (make_report("8", design="preclinical", label=UNRELATED), ()),
        (make_report("8", standing=RETRACTED), ()),
    ],
)
def test_another_report_of_the_same_patients_or_of_none_changes_no_number(
    extra: Report, links: tuple[object, ...]
) -> None:
    reports, findings = cohorts_without_death(300, 300)
    before = judged(TRM, reports, findings)
    after = judged(TRM, [*reports, extra], [*findings, make_count("8", "trm", 9, 90)], links=links)
    assert (after.pooled[0].n, after.pooled[0].events) == (before.pooled[0].n, 0) == (600, 0)


# --- prognosis, durability, description, narrative


def by_activity(pmid: str, p: str | None = "0.02") -> list[Finding]:
    return [
        make_finding(pmid, "neda", value=79.0, population="gd_positive", p=p, direction="event_free"),
        make_finding(pmid, "neda", value=46.0, population="gd_negative", direction="event_free"),
    ]


ACTIVITY = make_question(PROGNOSIS, ["neda"], subgroups=("class:activity",), contrast="subgroup")


def test_one_cohort_that_compares_subgroups_is_a_signal_and_two_are_partly() -> None:
    assert judged(ACTIVITY, [make_report("1")], by_activity("1")).status == "signal"
    two = judged(ACTIVITY, [make_report("1"), make_report("2")], [*by_activity("1"), *by_activity("2")])
    assert (two.status, two.direction, "prognostic_only" in codes(two)) == ("partly", "not_applicable", True)


def test_subgroups_side_by_side_without_a_test_are_a_signal() -> None:
    answer = judged(ACTIVITY, [make_report("1")], by_activity("1", p=None))
    assert (answer.status, "untested" in codes(answer)) == ("signal", True)


def test_figures_of_all_patients_do_not_compare_subgroups() -> None:
    assert judged(ACTIVITY, [make_report("1")], [make_count("1", "neda", 30, 41)]).status == "open"


def test_a_large_cohort_with_intervals_by_course_is_partly() -> None:
    question = make_question(BENEFIT, ["progression_free_survival"], courses=("RRMS", "progressive"), contrast="course")
    told = {"direction": "event_free", "timepoint_months": 60.0}
    findings = [
        make_finding(
            "1", "progression_free_survival", value=85.5, ci_low=76.9, ci_high=94.1, population="RRMS", **told
        ),
        make_finding(
            "1", "progression_free_survival", value=71.0, ci_low=59.4, ci_high=82.6, population="progressive", **told
        ),
    ]
    large = judged(question, [make_report("1", facts=StudyFacts(n_patients=210))], findings)
    small = judged(question, [make_report("1", facts=StudyFacts(n_patients=90))], findings)
    assert [large.status, small.status] == ["partly", "signal"]


def test_two_cohorts_with_intervals_after_years_tell_how_long_it_lasts() -> None:
    question = make_question(DURABILITY, ["neda"])
    told = {"ci_low": 60.0, "ci_high": 80.0, "timepoint_months": 60.0, "direction": "event_free"}
    findings = [make_finding(pmid, "neda", value=value, **told) for pmid, value in (("1", 73.0), ("2", 46.0))]
    answer = judged(question, [make_report("1"), make_report("2")], findings)
    assert answer.status == "partly"
    assert values(answer, "range_seen") == {
        "outcome": "neda",
        "months": 60,
        "lowest": 46.0,
        "highest": 73.0,
        "studies": 2,
    }
    early = [replace(finding, timepoint_months=6.0) for finding in findings]
    assert judged(question, [make_report("1"), make_report("2")], early).status == "signal"


def test_shares_of_a_measured_quantity_are_each_their_own_cut_off() -> None:
    question = make_question(DESCRIPTION, ["brain_atrophy"])
    shares = [make_count("1", "brain_atrophy", 12, 22), make_count("2", "brain_atrophy", 5, 10)]
    means = [
        make_finding(pmid, "brain_atrophy", "hsct", "mean", value=-1.4, ci_low=-1.8, ci_high=-1.0) for pmid in "12"
    ]
    reports = [make_report("1"), make_report("2")]
    assert [judged(question, reports, findings).status for findings in (shares, means)] == ["signal", "partly"]


def test_a_narrative_question_is_stated_and_not_computed() -> None:
    stated = Stated("partly", "2026-11-22", words("costs"), ("pmid:9",))
    question = replace(make_question(NARRATIVE, []), stated=stated)
    answer = judged(question, [trial("1")], [better("1")])
    assert (answer.status, answer.computed, answer.certainty) == ("partly", False, "none")
    assert answer.reasons == (reason("stated", status="partly", date="2026-11-22"),)
    assert judged(question, [], [], as_of="2020-01-01").status == "open"


# --- regimens


def test_regimens_are_compared_only_where_regimens_are_asked_about() -> None:
    question = make_question(BENEFIT, ["neda"], contrast="regimen")
    finding = make_ratio(
        "1", "neda", 0.27, 0.14, 0.5, "", comparator=None, contrast=Contrast("regimen", "BEAM", "Cy/ATG")
    )
    answer = judged(question, [cohort("1")], [finding])
    assert (answer.status, answer.direction) == ("signal", "not_applicable")
    assert values(answer, "effect_cohort")["favours"] == "BEAM"
    assert judged(NEDA, [cohort("1")], [finding]).status == "open"


# --- what is awaited


def test_a_trial_is_awaited_with_the_date_that_was_known_on_the_day() -> None:
    seen = (
        Snapshot("nct", "2019-01-01", "RECRUITING", start="2018-03-21", primary_completion="2024-03"),
        Snapshot("nct", "2025-09-25", "ACTIVE_NOT_RECRUITING", primary_completion="2026-11-21"),
    )
    said = {"expected_report": "2027", "expected_basis": "our reading", "expected_since": "2025-09-25"}
    ram = make_trial("RAM", snapshots=seen, **said)
    question = replace(NEDA, awaited=("RAM",))
    told = [
        [(one.trial, one.when) for one in judged(question, [], [], trials=(ram,), as_of=day).awaited]
        for day in ("2017-01-01", "2020-01-01", TODAY)
    ]
    assert told == [[], [("RAM", "2024-03")], [("RAM", "2027")]]


def test_an_ended_trial_that_stays_silent_costs_certainty() -> None:
    silent = make_trial(
        "OLD",
        answers=("Q1",),
        snapshots=(Snapshot("nct", "2025-09-25", "COMPLETED", completion="2020-01", has_results=False),),
    )
    loud = judged(NEDA, [trial("1")], [better("1")], appraisals=(make_appraisal("1"),))
    answer = judged(NEDA, [trial("1")], [better("1")], appraisals=(make_appraisal("1"),), trials=(silent,))
    assert (loud.certainty, answer.certainty) == ("high", "moderate")
    assert values(answer, "down_silent_trials") == {"trials": "OLD"}


# --- the rule as a whole


def test_a_reason_outside_the_list_is_a_bug() -> None:
    with pytest.raises(ValueError, match="no such reason"):
        reason("because")
    assert isinstance(reason(sorted(CODES)[0]), Reason)


SIZES = st.integers(min_value=1, max_value=400)
SUPPORT = st.lists(
    st.tuples(
        st.sampled_from(["RCT", "comparative cohort", "cohort/case series"]), st.booleans(), st.booleans(), SIZES
    ),
    min_size=1,
    max_size=6,
)


def supporting(drawn: list[tuple[str, bool, bool, int]]) -> tuple[list[Report], list[Finding]]:
    """Records that all point the same way: each favours transplantation, and nobody died."""
    reports, findings = [], []
    for place, (design, complete, concern, n) in enumerate(drawn):
        pmid = str(place)
        standing = UNDER_CONCERN if concern else "sound"
        facts = StudyFacts(n_patients=n, n_hsct=n)
        reports.append(make_report(pmid, design=design, complete=complete, standing=standing, facts=facts))
        findings.append(make_count(pmid, "trm", 0, n))
        findings.append(better(pmid) if design != "cohort/case series" else make_count(pmid, "neda", n // 2, n))
    return reports, findings


@settings(max_examples=60, deadline=None)
@given(SUPPORT, st.data())
def test_taking_supporting_evidence_away_never_raises_a_status(
    drawn: list[tuple[str, bool, bool, int]], data: st.DataObject
) -> None:
    reports, findings = supporting(drawn)
    gone = data.draw(st.sampled_from(reports)).record
    left = [report for report in reports if report.record != gone]
    for question in (NEDA, TRM):
        full = judged(question, reports, findings)
        fewer = judged(question, left, [finding for finding in findings if finding.record != gone])
        assert RANK[fewer.status] <= RANK[full.status]


@settings(max_examples=30, deadline=None)
@given(SUPPORT, st.randoms(use_true_random=False))
def test_the_order_of_the_evidence_changes_nothing(
    drawn: list[tuple[str, bool, bool, int]], shuffler: random.Random
) -> None:
    reports, findings = supporting(drawn)
    expected = [judged(question, reports, findings) for question in (NEDA, TRM)]
    shuffler.shuffle(reports)
    shuffler.shuffle(findings)
    assert [judged(question, reports, findings) for question in (NEDA, TRM)] == expected
