"""Harm: what keeps a low bound from being an answer, and what is shown beside the figures that are pooled."""

from dataclasses import replace

from evidence.records.study import StudyFacts
from tests.makers import make_count, make_report
from tests.test_answers import TRM, codes, judged, values

RELAPSING = replace(TRM, scope=replace(TRM.scope, courses=("RRMS",)))
PURE = StudyFacts(n_hsct=400, phenotypes=(("RRMS", 400),))
MIXED = StudyFacts(n_hsct=507, phenotypes=(("RRMS", 414), ("SPMS", 93)))


def test_a_mixed_series_counted_for_one_course_is_told_and_does_not_answer() -> None:
    reports = [make_report("1", facts=MIXED), make_report("2", facts=PURE), make_report("3", facts=PURE)]
    findings = [make_count("1", "trm", 0, 507), make_count("2", "trm", 0, 400), make_count("3", "trm", 0, 400)]
    answer = judged(RELAPSING, reports, findings)
    assert answer.status == "partly"
    assert values(answer, "mixed_series") == {
        "outcome": "trm", "record": "pmid:1", "asked": "RRMS", "others": 93, "patients": 507,
    }  # fmt: skip
    assert judged(RELAPSING, reports[1:], findings[1:]).status == "answered"


def test_a_series_that_counts_one_course_only_holds_others_among_the_rest_of_its_patients() -> None:
    facts = StudyFacts(n_hsct=100, phenotypes=(("RRMS", 85),))
    answer = judged(RELAPSING, [make_report("1", facts=facts)], [make_count("1", "trm", 0, 100)])
    assert values(answer, "mixed_series")["others"] == 15


def test_a_figure_of_the_course_itself_is_of_no_mixture() -> None:
    figure = make_count("1", "trm", 0, 414, population="RRMS")
    assert "mixed_series" not in codes(judged(RELAPSING, [make_report("1", facts=MIXED)], [figure]))


def test_a_mixture_is_no_matter_where_no_course_is_asked_about() -> None:
    assert "mixed_series" not in codes(judged(TRM, [make_report("1", facts=MIXED)], [make_count("1", "trm", 0, 507)]))
