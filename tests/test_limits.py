"""How far records with a flaw may carry an answer, and which way: under an expression of concern, or seen in part."""

from dataclasses import replace

import pytest

from evidence.records.answer import Answer
from evidence.records.question import BENEFIT
from evidence.records.study import UNDER_CONCERN
from tests.makers import make_appraisal, make_count, make_link, make_question, make_report
from tests.test_answers import (
    NEDA,
    RRMS,
    TRM,
    better,
    codes,
    cohort,
    cohorts_without_death,
    judged,
    trial,
    unclear,
    values,
    worse,
)

SURE = (make_appraisal("1"),)
TWO_OUTCOMES = make_question(BENEFIT, ["neda", "relapse_free_survival"], contrast="treatment")


def stands(answer: Answer) -> tuple[str, str]:
    return answer.status, answer.direction


def test_a_cohort_that_shows_the_other_side_does_not_lift_a_trial_that_was_seen_in_part() -> None:
    reports = [trial("1", complete=False), cohort("2")]
    assert stands(judged(NEDA, reports, [better("1"), worse("2")], appraisals=SURE)) == ("signal", "mixed")


def test_a_trial_that_was_seen_in_part_settles_no_conflict_of_whole_records() -> None:
    reports = [trial("1", complete=False), cohort("2"), cohort("3")]
    answer = judged(NEDA, reports, [better("1"), worse("2"), better("3")], appraisals=SURE)
    assert stands(answer) == ("conflicting", "mixed")
    assert values(answer, "incomplete_only") == {"records": "pmid:1"}


def test_a_trial_under_concern_settles_no_conflict_of_sound_records() -> None:
    reports = [trial("1", standing=UNDER_CONCERN), cohort("2"), cohort("3")]
    answer = judged(NEDA, reports, [better("1"), worse("2"), better("3")], appraisals=SURE)
    assert stands(answer) == ("conflicting", "mixed")


def test_what_whole_cohorts_show_of_one_outcome_does_not_lift_a_trial_seen_in_part_on_another() -> None:
    reports = [trial("1", complete=False), cohort("2"), cohort("3")]
    relapses = [better(pmid, "relapse_free_survival") for pmid in ("2", "3")]
    answer = judged(TWO_OUTCOMES, reports, [better("1"), *relapses], appraisals=SURE)
    assert stands(answer) == ("partly", "favours_hsct")


def test_series_without_a_comparison_do_not_lift_a_comparison_seen_in_part() -> None:
    reports = [trial("1", complete=False), cohort("2")]
    answer = judged(NEDA, reports, [better("1"), make_count("2", "neda", 60, 80)], appraisals=SURE)
    assert stands(answer) == ("signal", "favours_hsct")


def test_series_without_a_comparison_do_not_lift_a_comparison_under_concern() -> None:
    reports = [trial("1", standing=UNDER_CONCERN), cohort("2")]
    answer = judged(NEDA, reports, [better("1"), make_count("2", "neda", 60, 80)], appraisals=SURE)
    assert answer.status == "signal"
    assert {"uncontrolled", "concern_only"} <= codes(answer)
    assert "effect_randomised" not in codes(answer)


def test_a_cohort_seen_in_part_and_one_under_concern_are_a_signal_together() -> None:
    reports = [cohort("1", complete=False), cohort("2", standing=UNDER_CONCERN)]
    assert stands(judged(NEDA, reports, [better("1"), better("2")])) == ("signal", "favours_hsct")


def test_two_under_concern_beside_one_seen_in_part_are_a_signal_though_that_one_shares_their_patients() -> None:
    reports = [cohort(pmid, standing=UNDER_CONCERN) for pmid in ("1", "2")] + [cohort("3", complete=False)]
    links = (make_link("overlap", "centre", "1", "3"),)
    findings = [better(pmid) for pmid in ("1", "2", "3")]
    answer = judged(NEDA, reports, findings, links=links)
    assert stands(answer) == ("signal", "favours_hsct")
    assert values(answer, "incomplete_only") == {"records": "pmid:3"}


@pytest.mark.parametrize("flaw", [{"standing": UNDER_CONCERN}, {"complete": False}])
def test_what_sound_and_whole_records_answer_is_not_taken_away_by_flawed_ones_that_say_the_same(flaw) -> None:
    reports = [trial("1"), trial("2", **flaw, facts=replace(trial("1").facts, n_hsct=300, n_patients=600))]
    links = (make_link("overlap", "centre", "1", "2"),)
    found = [better("1"), replace(better("2"), ci_low=None, ci_high=None, p="0.01")]
    answer = judged(NEDA, reports, found, links=links, appraisals=SURE)
    assert stands(answer) == ("answered", "favours_hsct")


def test_a_cohort_under_concern_that_shows_nothing_is_still_heeded() -> None:
    reports = [cohort("1"), cohort("2", standing=UNDER_CONCERN)]
    findings = [replace(better("1"), ci_low=None, ci_high=None, p="0.01"), unclear("2")]
    assert stands(judged(NEDA, reports, findings)) == ("open", "no_difference_shown")


def test_series_under_concern_without_a_comparison_are_no_signal_and_seen_in_part_they_are_one() -> None:
    figure = [make_count("1", "neda", 60, 80)]
    doubted = judged(NEDA, [cohort("1", standing=UNDER_CONCERN)], figure)
    assert (doubted.status, "concern_only" in codes(doubted)) == ("open", True)
    assert judged(NEDA, [cohort("1", complete=False)], figure).status == "signal"


def test_a_doubted_trial_that_shows_the_other_side_hides_no_sound_one_of_the_same_patients() -> None:
    facts = [replace(RRMS, n_patients=n, n_hsct=None) for n in (20, None, 20)]
    reports = [trial("1", facts=facts[0]), trial("2", facts=facts[1])]
    doubted = trial("3", facts=facts[2], standing=UNDER_CONCERN)
    low = (make_appraisal("2"),)
    by_p = replace(better("1"), ci_low=None, ci_high=None, p="0.01")
    links = tuple(make_link("overlap", pair, *pair) for pair in ("12", "13", "23"))
    answer = judged(NEDA, [*reports, doubted], [by_p, better("2"), worse("3")], links=links, appraisals=low)
    assert stands(answer) == ("answered", "favours_hsct")


def test_deaths_in_a_paper_under_concern_hold_an_answer_back() -> None:
    reports, findings = cohorts_without_death(300, 300)
    doubted = make_report("9", standing=UNDER_CONCERN)
    assert judged(TRM, reports, findings).status == "answered"
    assert judged(TRM, [*reports, doubted], [*findings, make_count("9", "trm", 5, 100)]).status == "partly"


def test_a_trial_that_tells_few_events_takes_nothing_from_one_that_is_precise_enough_and_tells_none() -> None:
    reports = [trial("1"), trial("2")]
    for findings in ([better("1")], [better("1"), better("2", events=5)]):
        assert judged(NEDA, reports, findings).status == "answered"
