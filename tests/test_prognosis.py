"""Who does better: what nobody tested is shown beside what somebody did."""

from evidence.records.finding import Finding
from evidence.records.question import PROGNOSIS
from tests.makers import make_finding, make_question, make_report
from tests.test_answers import codes, judged, values

COURSES = make_question(PROGNOSIS, ["progression_free_survival"], courses=("RRMS", "SPMS"), contrast="course")


def share(pmid: str, value: float, course: str, low: float | None = None, high: float | None = None) -> Finding:
    return make_finding(
        pmid,
        "progression_free_survival",
        value=value,
        ci_low=low,
        ci_high=high,
        population=course,
        timepoint_months=48.0,
        direction="event_free",
    )


def test_shares_of_two_courses_that_nobody_tested_are_shown_beside_a_cohort_with_intervals() -> None:
    findings = [share("1", 85.0, "RRMS", 77.0, 94.0), share("1", 57.0, "SPMS", 42.0, 72.0)]
    findings += [share("2", 95.0, "RRMS"), share("2", 66.0, "SPMS")]
    answer = judged(COURSES, [make_report("1"), make_report("2")], findings)
    assert values(answer, "side_by_side") == {
        "record": "pmid:2",
        "outcome": "progression_free_survival",
        "comparator": "RRMS / SPMS",
        "months": 48.0,
        "first": 95.0,
        "second": 66.0,
    }
    assert answer.studies == ("pmid:1",)


def test_shares_that_nobody_tested_are_no_surer_than_a_test_that_shows_nothing() -> None:
    answer = judged(COURSES, [make_report("2")], [share("2", 95.0, "RRMS"), share("2", 66.0, "SPMS")])
    assert (answer.status, answer.certainty) == ("signal", "very_low")


def test_scores_of_two_courses_that_nobody_tested_are_no_shares_to_show_side_by_side() -> None:
    asked = make_question(PROGNOSIS, ["edss_change"], courses=("RRMS", "SPMS"), contrast="course")
    scores = [
        make_finding("1", "edss_change", statistic="mean", value=value, population=course, direction="lower_better")
        for value, course in ((-0.8, "RRMS"), (0.2, "SPMS"))
    ]
    answer = judged(asked, [make_report("1")], scores)
    assert answer.status == "signal"
    assert codes(answer) & {"untested", "side_by_side"} == {"untested"}
