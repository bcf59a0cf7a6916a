"""Harm in the question's era: older transplants are shown beside, and count only while there is nothing better."""

from evidence.records.finding import Finding
from evidence.records.study import Report, StudyFacts
from tests.makers import make_count, make_link, make_report
from tests.test_answers import TRM, codes, judged, values

OLD, OLD_DEATHS = make_report("9", known_from="2003-06-01"), make_count("9", "trm", 5, 285)


def recent(*sizes: int) -> tuple[list[Report], list[Finding]]:
    """Cohorts of these sizes, published in the middle of 2020, in which nobody died."""
    pmids = [str(100 + place) for place in range(len(sizes))]
    counts = [make_count(pmid, "trm", 0, n) for pmid, n in zip(pmids, sizes, strict=True)]
    return [make_report(pmid) for pmid in pmids], counts


def test_papers_from_before_the_era_are_shown_and_not_pooled() -> None:
    reports, findings = recent(300, 300)
    answer = judged(TRM, [*reports, OLD], [*findings, OLD_DEATHS])
    assert (answer.status, answer.pooled[0].n) == ("answered", 600)
    assert values(answer, "before_era") == {
        "outcome": "trm",
        "studies": 1,
        "events": 5,
        "patients": 285,
        "since": 2015,
        "records": "pmid:9",
        "aside": None,
    }


def test_patients_from_before_the_era_are_shown_once_too() -> None:
    reports, findings = recent(300, 300)
    earlier = make_report("8", known_from="1999-06-01")
    links = (make_link("overlap", "centre", "8", "9"),)
    answer = judged(TRM, [*reports, OLD, earlier], [*findings, OLD_DEATHS, make_count("8", "trm", 5, 85)], links=links)
    told = values(answer, "before_era")
    assert (told["studies"], told["events"], told["patients"]) == (1, 5, 285)


def test_a_late_paper_on_transplants_of_an_earlier_era_is_of_that_era() -> None:
    reports, findings = recent(300, 300)
    late = make_report("9", known_from="2017-06-01", facts=StudyFacts(inclusion_years=(1995, 2006)))
    answer = judged(TRM, [*reports, late], [*findings, make_count("9", "trm", 8, 281)])
    assert (answer.status, values(answer, "before_era")["patients"]) == ("answered", 281)


def test_new_years_day_of_the_era_changes_no_answer() -> None:
    before, after = (judged(TRM, [OLD], [OLD_DEATHS], as_of=day) for day in ("2014-12-31", "2015-01-01"))
    assert (before.status, before.pooled) == ("partly", after.pooled)
    assert (after.status, after.reasons) == (before.status, before.reasons)


def test_a_first_small_study_of_the_era_does_not_make_the_question_less_settled() -> None:
    reports, findings = recent(20)
    answer = judged(TRM, [*reports, OLD], [*findings, OLD_DEATHS])
    assert (answer.status, answer.pooled[0].n) == ("partly", 305)
    assert values(answer, "era_too_thin")["patients"] == 20


def test_enough_patients_of_the_era_stand_alone() -> None:
    reports, findings = recent(199, 1)
    assert judged(TRM, [*reports, OLD], [*findings, OLD_DEATHS]).pooled[0].n == 200


def test_older_years_alone_do_not_answer_however_good() -> None:
    old = [make_report(pmid, known_from="2003-06-01") for pmid in "12"]
    deathless = [make_count(pmid, "trm", 0, 400) for pmid in "12"]
    answer = judged(TRM, old, deathless)
    assert (answer.status, "era_too_thin" in codes(answer)) == ("partly", True)
    assert judged(TRM, old, deathless, as_of="2010-01-01").status == "partly"


def test_transplants_that_went_on_into_the_era_are_of_it() -> None:
    long = make_report("1", known_from="2020-06-01", facts=StudyFacts(inclusion_years=(2005, 2018)))
    answer = judged(TRM, [long, OLD], [make_count("1", "trm", 0, 300), OLD_DEATHS])
    assert answer.pooled[0].n == 300
