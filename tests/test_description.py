"""How long it lasts: what was seen of whole series, patients counted once at each time."""

from evidence.records.finding import Finding
from evidence.records.question import DURABILITY
from evidence.records.study import StudyFacts
from tests.makers import make_count, make_finding, make_link, make_question, make_report
from tests.test_answers import codes, judged, values

LASTING = make_question(DURABILITY, ["progression_free_survival"])
ALL_SPMS = StudyFacts(n_hsct=26, phenotypes=(("SPMS", 26),))
HALF = StudyFacts(n_hsct=52, phenotypes=(("SPMS", 26), ("RRMS", 26)))


def share(pmid: str, value: float, months: float = 120.0, population: str | None = None) -> Finding:
    return make_finding(
        pmid,
        "progression_free_survival",
        value=value,
        timepoint_months=months,
        direction="event_free",
        population=population,
    )


def test_a_figure_of_the_only_course_of_a_series_is_of_the_whole_series() -> None:
    reports = [make_report("1", facts=ALL_SPMS), make_report("2", facts=StudyFacts(n_hsct=40))]
    answer = judged(LASTING, reports, [share("1", 30.0, population="SPMS"), share("2", 65.0)])
    assert (values(answer, "range_seen")["lowest"], values(answer, "range_seen")["studies"]) == (30.0, 2)


def test_a_figure_of_one_course_among_others_is_of_a_part() -> None:
    reports = [make_report("1", facts=HALF), make_report("2", facts=StudyFacts(n_hsct=40))]
    answer = judged(LASTING, reports, [share("1", 30.0, population="SPMS"), share("2", 65.0)])
    assert "range_seen" not in codes(answer)


def test_a_larger_series_that_tells_fewer_years_does_not_hide_how_a_smaller_one_did_later() -> None:
    larger = make_report("3", facts=StudyFacts(n_hsct=90))
    reports = [make_report("1", facts=ALL_SPMS), make_report("2", facts=StudyFacts(n_hsct=40)), larger]
    findings = [share("1", 30.0, population="SPMS"), share("2", 65.0), share("3", 70.0, months=60.0)]
    answer = judged(LASTING, reports, findings, links=(make_link("overlap", "centre", "1", "3"),))
    assert values(answer, "range_seen")["lowest"] == 30.0


def test_patients_give_a_range_once() -> None:
    reports = [make_report("1", facts=ALL_SPMS), make_report("2", facts=StudyFacts(n_hsct=40))]
    links = (make_link("overlap", "centre", "1", "2"),)
    answer = judged(LASTING, reports, [share("1", 30.0, population="SPMS"), share("2", 65.0)], links=links)
    assert "range_seen" not in codes(answer)


def test_two_definitions_under_one_name_are_both_in_the_range() -> None:
    reports = [make_report("1", facts=ALL_SPMS), make_report("2", facts=StudyFacts(n_hsct=40))]
    findings = [share("1", 30.0), share("1", 74.0), share("2", 65.0)]
    told = values(judged(LASTING, reports, findings), "range_seen")
    assert (told["lowest"], told["highest"], told["studies"]) == (30.0, 74.0, 2)


def test_an_interval_that_we_worked_out_is_not_called_printed() -> None:
    report = make_report("1", facts=StudyFacts(n_hsct=271))
    printed = make_finding(
        "2", "progression_free_survival", value=70.0, ci_low=60.0, ci_high=80.0, timepoint_months=60.0
    )
    worked_out = make_count("1", "progression_free_survival", 169, 271, timepoint_months=60.0)
    answer = judged(LASTING, [report, make_report("2")], [printed, worked_out])
    assert values(answer, "interval_computed")["records"] == "pmid:1"
    assert values(answer, "cohorts_with_interval")["studies"] == 2


def test_a_large_cohort_with_an_interval_decides_though_others_of_its_patients_count() -> None:
    sizes = {"1": 300, "2": 250, "3": 60}
    reports = [make_report(pmid, facts=StudyFacts(n_hsct=n)) for pmid, n in sizes.items()]
    counted = [make_count(pmid, "progression_free_survival", 40, sizes[pmid], timepoint_months=60.0) for pmid in "23"]
    links = (make_link("overlap", "register", "1", "2"), make_link("overlap", "hospital", "2", "3"))
    answer = judged(LASTING, reports, [share("1", 70.0), *counted], links=links)
    assert answer.status == "partly"
    assert values(answer, "large_cohort") == {
        "outcome": "progression_free_survival",
        "record": "pmid:2",
        "patients": 250,
    }
    assert judged(LASTING, [reports[0], reports[2]], [share("1", 70.0), counted[1]], links=links).status == "signal"
