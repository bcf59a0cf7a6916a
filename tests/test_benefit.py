"""Benefit: which comparison carries how much, and what is told beside the one that decides."""

from dataclasses import replace

from evidence.records.question import BENEFIT
from tests.makers import make_appraisal, make_link, make_question, make_ratio
from tests.test_answers import NEDA, RRMS, UNSIZED, arms, better, codes, cohort, judged, trial, unclear, values, worse

TODAYS = make_question(
    BENEFIT, ["neda"], comparators=("alemtuzumab",), comparators_indirect=("dmt",), contrast="treatment"
)


def test_a_randomised_comparison_with_older_drugs_answers_partly_however_sure_it_is() -> None:
    answer = judged(TODAYS, [trial("1")], [better("1", drug="dmt")], appraisals=(make_appraisal("1", "low"),))
    assert (answer.status, answer.direction) == ("partly", "favours_hsct")
    assert values(answer, "other_drug") == {"record": "pmid:1", "comparator": "dmt"}
    assert "down_indirectness" in codes(answer)


def test_a_cohort_with_older_drugs_says_nothing_about_todays() -> None:
    cohorts = [cohort("1", facts=None), cohort("2", facts=None)]
    assert judged(TODAYS, cohorts, [better("1", drug="dmt"), better("2", drug="dmt")]).status == "open"


def test_a_trial_with_the_drug_that_is_asked_about_answers_beside_one_with_older_drugs() -> None:
    answer = judged(TODAYS, [trial("1"), trial("2")], [better("1", drug="dmt"), better("2")])
    assert (answer.status, "down_indirectness" in codes(answer)) == ("answered", False)


def test_better_than_yesterdays_drugs_and_not_better_than_todays_is_no_contradiction() -> None:
    answer = judged(TODAYS, [trial("1"), cohort("2")], [better("1", drug="dmt"), worse("2")])
    assert "conflict" not in codes(answer)


def test_what_is_not_shown_against_todays_drugs_is_told_beside_a_trial_with_older_ones() -> None:
    answer = judged(TODAYS, [trial("1"), cohort("2")], [better("1", drug="dmt"), unclear("2")])
    assert (answer.status, values(answer, "not_shown")) == ("partly", {"outcome": "neda", "studies": 1})


def test_cohorts_that_agree_against_todays_drugs_lead_and_the_older_trial_is_told() -> None:
    reports = [trial("1"), cohort("2"), cohort("3")]
    answer = judged(TODAYS, reports, [better("1", drug="dmt"), better("2"), better("3")])
    assert values(answer, "cohorts_agree")["studies"] == 2
    assert {"other_drug", "effect_randomised", "cohorts_agree"} <= codes(answer)


def test_a_mixture_of_drugs_that_are_asked_about_is_direct_although_its_name_is_of_the_older_ones() -> None:
    named = trial("1", facts=replace(RRMS, comparator="alemtuzumab"))
    assert judged(TODAYS, [named], [better("1", drug="dmt")]).status == "answered"


def test_a_comparison_whose_course_of_ms_nobody_tells_is_left_out_and_named() -> None:
    question = replace(NEDA, scope=replace(NEDA.scope, courses=("RRMS",)))
    reports = [cohort("1"), cohort("2", facts=UNSIZED), cohort("3", facts=replace(RRMS, phenotypes=(("SPMS", 100),)))]
    answer = judged(question, reports, [better(pmid) for pmid in "123"])
    assert answer.studies == ("pmid:1",)
    assert values(answer, "course_untold") == {"records": "pmid:2"}


def test_a_comparison_with_one_of_two_drugs_is_of_its_own_patients() -> None:
    facts = replace(RRMS, n_patients=621, n_hsct=103, comparator="alemtuzumab (n=204); ocrelizumab (n=314)")
    told = judged(NEDA, [cohort("1", facts=facts), cohort("2")], [better("1"), better("2")])
    assert values(told, "cohorts_agree")["patients"] == 103 + 204 + 100


def test_of_how_many_a_comparison_is_stays_untold_rather_than_wrong() -> None:
    facts = replace(RRMS, n_patients=621, n_hsct=103, comparator="alemtuzumab and ocrelizumab")
    told = judged(NEDA, [cohort("1", facts=facts), cohort("2")], [better("1"), better("2")])
    assert values(told, "cohorts_agree")["patients"] is None


def test_a_comparison_with_a_p_value_only_has_no_interval_that_could_hold_anything() -> None:
    findings = arms("1", {"value": 57.0, "p": "0.06"}, {"value": 45.0})
    answer = judged(NEDA, [cohort("1", facts=UNSIZED)], findings)
    assert (answer.status, "not_shown" in codes(answer)) == ("open", False)
    assert values(answer, "not_shown_by_p") == {"outcome": "neda", "studies": 1}


def test_a_difference_says_of_which_share_it_is() -> None:
    findings = arms("1", {"value": 69.6, "p": "0.027", "direction": "event"}, {"value": 95.7, "direction": "event"})
    answer = judged(NEDA, [cohort("1", facts=UNSIZED)], findings)
    told = values(answer, "effect_cohort")
    assert (told["direction"], told["favours"]) == ("event", "hsct")


def test_a_trial_with_older_drugs_does_not_lend_its_interval_to_a_lone_p_value() -> None:
    findings = [better("1", drug="dmt"), unclear("2"), *arms("3", {"value": 75.0, "p": "0.01"}, {"value": 40.0})]
    answer = judged(TODAYS, [trial("1"), cohort("2"), cohort("3", facts=UNSIZED)], findings)
    assert (answer.status, "pmid:3" in answer.studies) == ("partly", False)


def test_what_a_study_shows_against_another_drug_is_told_beside() -> None:
    question = make_question(BENEFIT, ["neda"], comparators=("alemtuzumab", "ocrelizumab"), contrast="treatment")
    findings = [better("1"), make_ratio("1", "neda", 1.08, 0.57, 2.04, "ocrelizumab")]
    answer = judged(question, [cohort("1")], findings)
    told = [dict(why.values)["comparator"] for why in answer.reasons if why.code == "effect_cohort"]
    assert sorted(told) == ["alemtuzumab", "ocrelizumab"]
    assert set(answer.findings) == {finding.id for finding in findings}


def test_an_earlier_time_that_tells_something_else_is_told_beside_the_latest() -> None:
    findings = [better("1", timepoint_months=60.0), replace(unclear("1"), timepoint_months=120.0)]
    answer = judged(NEDA, [cohort("1")], findings)
    told = [(dict(why.values)["months"], dict(why.values)["favours"]) for why in answer.reasons if "effect" in why.code]
    assert told == [(120.0, "none"), (60.0, "hsct")]
    assert answer.status == "open"


def test_a_p_value_that_was_outweighed_is_told() -> None:
    findings = [unclear("2"), *arms("3", {"value": 75.0, "p": "0.01"}, {"value": 40.0})]
    answer = judged(NEDA, [cohort("2"), cohort("3", facts=UNSIZED)], findings)
    assert values(answer, "p_outweighed") == {"outcome": "neda", "records": "pmid:3"}


def test_a_p_value_that_shows_nothing_is_not_outweighed_but_told_as_showing_nothing() -> None:
    silent = arms("4", {"value": 45.0, "p": "0.06"}, {"value": 40.0})
    findings = [unclear("2"), *arms("3", {"value": 75.0, "p": "0.01"}, {"value": 40.0}), *silent]
    answer = judged(NEDA, [cohort("2"), *(cohort(pmid, facts=UNSIZED) for pmid in "34")], findings)
    assert values(answer, "p_outweighed") == {"outcome": "neda", "records": "pmid:3"}
    assert values(answer, "not_shown_by_p") == {"outcome": "neda", "studies": 1}


def test_each_outcome_has_its_own_certainty() -> None:
    question = make_question(BENEFIT, ["neda", "arr"], comparators=("alemtuzumab",), contrast="treatment")
    appraisals = (make_appraisal("1", "low"), make_appraisal("2", "moderate", tool="ROBINS-I"))
    findings = [better("1"), better("2", "arr")]
    answer = judged(question, [trial("1"), cohort("2")], findings, appraisals=appraisals)
    assert (answer.certainty, values(answer, "certainty_beside")) == ("high", {"outcome": "arr", "certainty": "low"})


def test_a_cohort_is_not_set_aside_for_a_trial_with_older_drugs_that_shares_its_patients() -> None:
    links = (make_link("overlap", "centre", "1", "2"),)
    reports = [trial("1"), cohort("2"), cohort("3")]
    answer = judged(TODAYS, reports, [better("1", drug="dmt"), better("2"), better("3")], links=links)
    assert values(answer, "cohorts_agree")["studies"] == 2


def test_an_earlier_time_that_tells_the_same_is_not_repeated() -> None:
    findings = [better("1", timepoint_months=60.0), better("1", timepoint_months=120.0)]
    answer = judged(NEDA, [cohort("1")], findings)
    assert [why.code for why in answer.reasons].count("effect_cohort") == 1


def test_a_mixture_of_courses_is_not_one_that_nobody_tells() -> None:
    question = replace(NEDA, scope=replace(NEDA.scope, courses=("RRMS",)))
    mixture = replace(RRMS, phenotypes=(("RRMS", 50), ("SPMS", 50)))
    assert "course_untold" not in codes(judged(question, [cohort("1", facts=mixture)], [better("1")]))


def test_a_comparison_with_the_only_drug_of_a_report_is_of_all_its_patients() -> None:
    facts = replace(RRMS, comparator="alemtuzumab")
    answer = judged(NEDA, [cohort("1", facts=facts), cohort("2")], [better("1"), better("2")])
    assert values(answer, "cohorts_agree")["patients"] == 200


def test_a_large_cohort_does_not_hide_a_trial_of_its_patients_that_shows_nothing() -> None:
    large, small = replace(RRMS, n_patients=400, n_hsct=200), replace(RRMS, n_patients=60, n_hsct=30)
    reports = [cohort("1", facts=large), trial("2", facts=small), cohort("3")]
    links = (make_link("overlap", "register", "1", "2"),)
    nothing_shown = replace(unclear("2"), ci_low=None, ci_high=None, p="0.5")
    answer = judged(NEDA, reports, [better("1"), nothing_shown, better("3")], links=links)
    assert (answer.status, answer.studies) == ("signal", ("pmid:3", "pmid:2"))
    assert judged(NEDA, reports, [better("1"), better("3")], links=links).status == "partly"
