"""The study that people wait for: told with care, and never credited with what it has not shown."""

from dataclasses import replace

from evidence.answering.dates import last_day
from evidence.answers import answer_topic
from evidence.international import international_study
from evidence.records.answer import InternationalStudy
from evidence.records.declared import Criterion, Eligibility
from evidence.records.finding import Finding
from evidence.records.question import BENEFIT, DESCRIPTION
from evidence.records.study import Report, StudyFacts
from evidence.records.trial import DateSeen, Snapshot, Trial
from evidence.registered import with_nights
from evidence.studies import group_studies
from evidence.topics import load_topic
from tests.makers import make_question, make_ratio, make_report, make_topic, make_trial, words

SEEN = Snapshot(
    "nct", "2025-09-25", "ACTIVE_NOT_RECRUITING", start="2018-03-21", primary_completion="2026-11-21",
    completion="2028-03-21", enrollment=100, has_results=False,
)  # fmt: skip
RAM = make_trial(
    "RAM",
    ids=(("nct", "NCT00000001"), ("ctis", "2024-500000-40-00")),
    snapshots=(SEEN,),
    history=(DateSeen("2018", "completion", "2024-03-21"), DateSeen("2023-09", "completion", "2026-03-21")),
    answers=("Q1",),
    eligibility="18-50 years; RRMS; active on a drug",
    expected_report="2027",
)
NEDA = make_question(BENEFIT, ["neda"])
REPORT = make_report(
    "1", design="RCT", known_from="2027-05-01", facts=StudyFacts(n_patients=100, registry_ids=("NCT00000001",))
)
FIGURE = make_ratio("1", "neda", 0.3, 0.1, 0.8, "alemtuzumab")


def told(
    as_of: str, *others: object, trial: Trial = RAM, reports: tuple[Report, ...] = (),
    findings: tuple[Finding, ...] = (), **topic: object,
) -> InternationalStudy:  # fmt: skip
    made = make_topic(NEDA, *others, trials=(trial,), **topic)
    answers = answer_topic(made, reports, findings, group_studies(reports, (), (trial,)), as_of)
    return international_study(made, reports, findings, answers, as_of)


def test_before_the_last_measurement_nothing_is_overdue() -> None:
    study = told("2026-11-21")
    assert (study.overdue, study.answered, study.will_answer) == (False, (), ("Q1",))
    assert study.basis is not None
    assert study.basis.code == "basis_planned"


def test_the_day_after_the_last_measurement_a_report_is_still_expected_later() -> None:
    study = told("2026-11-22")
    assert (study.overdue, study.expected_report) == (True, "2027")
    assert study.basis is not None
    assert (study.basis.code, dict(study.basis.values)["primary_completion"]) == ("basis_passed", "2026-11-21")


def test_a_month_has_passed_only_when_its_last_day_has() -> None:
    monthly = replace(RAM, snapshots=(replace(SEEN, primary_completion="2026-11"),))
    assert [told(day, trial=monthly).overdue for day in ("2026-11-30", "2026-12-01")] == [False, True]
    assert last_day("2026") == "2026-12-31"


def test_posted_results_are_a_report() -> None:
    posted = replace(RAM, snapshots=(replace(SEEN, has_results=True),))
    study = told("2027-06-01", trial=posted)
    assert (study.results_posted, study.overdue) == (True, False)


def test_a_published_report_is_found_by_its_registry_id_and_answers_what_it_answers() -> None:
    study = told("2027-06-01", reports=(REPORT,), findings=(FIGURE,))
    assert (study.reports, study.answered, study.will_answer, study.overdue) == (("pmid:1",), ("Q1",), (), False)
    assert study.expected_report is None


def test_a_report_is_unknown_on_the_days_before_it_was_public() -> None:
    assert told("2027-04-30", reports=(REPORT,), findings=(FIGURE,)).reports == ()


def test_a_protocol_or_a_report_of_several_trials_is_no_report_of_the_study() -> None:
    protocol = replace(REPORT, screening=replace(REPORT.screening, study_design="protocol"))
    several = replace(REPORT, facts=StudyFacts(registry_ids=("NCT00000001", "NCT00000002")))
    assert told("2027-06-01", reports=(protocol,)).reports == ()
    assert told("2027-06-01", reports=(several,)).reports == ()


def test_a_question_that_others_answered_is_not_answered_by_the_study() -> None:
    other = make_report("2", design="RCT", facts=StudyFacts(n_patients=100))
    study = told("2026-11-22", reports=(other,), findings=(replace(FIGURE, record="pmid:2", pmid="2"),))
    assert (study.answered, study.will_answer) == ((), ("Q1",))


def test_the_date_slipped_each_time_the_register_moved_it() -> None:
    assert told("2026-11-22").slippage == (
        ("2018", "completion", "2024-03-21"),
        ("2023-09", "completion", "2026-03-21"),
        ("2025-09-25", "completion", "2028-03-21"),
        ("2025-09-25", "primary_completion", "2026-11-21"),
    )
    assert told("2024-01-01").slippage == (
        ("2018", "completion", "2024-03-21"),
        ("2023-09", "completion", "2026-03-21"),
    )


def test_before_a_register_was_seen_its_status_is_not_known() -> None:
    study = told("2024-01-01")
    assert (study.status, study.enrollment, study.primary_completion, study.completion) == (
        None,
        None,
        None,
        "2026-03-21",
    )
    assert study.basis is not None
    assert study.basis.code == "basis_unknown"


def why_not(study: InternationalStudy) -> dict[str, tuple[str, dict[str, object]]]:
    return {code: (why.code, dict(why.values)) for code, why in study.not_covered}


def test_what_the_study_will_not_answer_is_told_with_why() -> None:
    study = told(
        "2026-11-22",
        make_question(BENEFIT, ["neda"], "Q2", courses=("RRMS", "SPMS")),
        make_question(DESCRIPTION, ["neda"], "Q5", settings=("children",)),
        make_question(BENEFIT, ["neda"], "Q15", contrast="regimen"),
        make_question(DESCRIPTION, ["malignancy"], "Q13"),
    )
    assert why_not(study) == {
        "Q2": ("lacks_course", {"asked": "SPMS", "admitted": "RRMS"}),
        "Q5": ("lacks_setting", {"asked": "children"}),
        "Q15": ("lacks_contrast", {"asked": "regimen"}),
        "Q13": ("not_planned", {}),
    }


def test_criteria_that_do_not_cover_the_group_are_named() -> None:
    criteria = (
        Criterion("age", words("age"), words("18-50"), words("18-55"), covered=False),
        Criterion("course", words("course"), words("RRMS"), words("RRMS"), covered=True),
    )
    compared = Eligibility("RAM", words("reimbursed people"), criteria, ("Q6",), ())
    study = told("2026-11-22", make_question(BENEFIT, ["neda"], "Q6"), eligibility=compared)
    assert why_not(study) == {"Q6": ("group_differs", {"criteria": "age"})}


def test_a_date_that_was_seen_in_some_year_is_known_from_the_end_of_it() -> None:
    early, late = told("2018-12-30"), told("2018-12-31")
    assert (early.completion, early.slippage) == (None, ())
    assert (late.completion, late.slippage) == ("2024-03-21", (("2018", "completion", "2024-03-21"),))


def test_before_a_trial_was_registered_nobody_knew_what_it_would_inform() -> None:
    registered = replace(RAM, registered="2018-02-13")
    study = told("2018-02-12", trial=registered)
    assert (study.will_answer, study.not_covered, study.status, study.completion) == ((), (), None, None)
    assert study.basis is not None
    assert (study.basis.code, dict(study.basis.values)["registered"]) == ("not_registered", "2018-02-13")


def test_from_the_day_it_was_registered_a_trial_is_told_of() -> None:
    study = told("2018-02-13", trial=replace(RAM, registered="2018-02-13"))
    assert (study.will_answer, study.overdue) == (("Q1",), False)
    assert study.basis is not None
    assert study.basis.code == "basis_unknown"


def test_what_the_registry_says_on_later_nights_takes_nothing_from_the_report_of_an_earlier_day() -> None:
    topic = load_topic("hsct_ms")
    trial = next(trial for trial in topic.trials if trial.key == "RAM-MS")
    night = replace(trial, snapshots=(*trial.snapshots, replace(trial.snapshots[-1], date_seen="2026-11-23")))
    later = with_nights(topic, [night])
    day = "2026-11-22"
    assert international_study(later, (), (), (), day) == international_study(topic, (), (), (), day)
    assert international_study(later, (), (), (), day).expected_report == "2027"
