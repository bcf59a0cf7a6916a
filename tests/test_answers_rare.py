"""What the rule makes of figures that are rare in print: other scales, equal sides, bounds of nought, nothing said."""

from dataclasses import replace

import pytest

from evidence.answering.effect import Effect, contradict
from evidence.answering.pooled_effects import _error
from evidence.answering.turned import seen_from_hsct
from evidence.records.finding import Contrast, Finding
from evidence.records.question import BENEFIT, HARM, NARRATIVE, PROGNOSIS
from evidence.records.study import StudyFacts
from tests.makers import make_appraisal, make_count, make_finding, make_question, make_report
from tests.test_answers import NEDA, RRMS, TRM, better, codes, cohort, judged, trial, values


def against_hsct(statistic: str, value: float | None, low: float | None, high: float | None) -> Finding:
    """A figure of alemtuzumab compared with transplantation, as the drug's own paper prints it."""
    contrast = Contrast("treatment", "alemtuzumab", "hsct")
    told = {"value": value, "ci_low": low, "ci_high": high, "ci_level": 95.0, "direction": "event"}
    return make_finding("1", "neda", "between", statistic, contrast=contrast, **told)


@pytest.mark.parametrize(
    ("statistic", "printed", "seen"),
    [
        ("hazard_ratio", (3.4, 1.6, 7.7), (0.294, 0.13, 0.625)),
        ("hazard_ratio", (3.4, 0.0, 7.7), (0.294, 0.13, None)),
        ("mean_difference", (0.5, 0.2, 0.8), (-0.5, -0.8, -0.2)),
        ("mean_difference", (0.5, None, None), (-0.5, None, None)),
    ],
)
def test_a_comparison_that_names_the_drug_first_is_turned_with_its_interval(
    statistic: str, printed: tuple[float | None, ...], seen: tuple[float | None, ...]
) -> None:
    turned = seen_from_hsct(against_hsct(statistic, *printed))
    assert (turned.value, turned.ci_low, turned.ci_high) == seen
    assert turned.contrast == Contrast("treatment", "hsct", "alemtuzumab")
    assert seen_from_hsct(turned) is turned


def effect(**told: object) -> Effect:
    """A hazard ratio of events of transplantation against a drug, half, with its interval."""
    made = Effect(
        record="pmid:1", outcome="neda", a="hsct", b="alemtuzumab", statistic="hazard_ratio", scale="ratio",
        method="printed", good=False, value=0.5, low=0.3, high=0.8, p=None, months=None, patients=100, events=None,
        leans="hsct", favours="hsct", randomised=False, whole=True, findings=("f",),
    )  # fmt: skip
    return replace(made, **told)  # type: ignore[arg-type]


def test_a_ratio_that_was_shown_and_a_difference_that_only_leans_cannot_be_held_against_each_other() -> None:
    leaning = effect(scale="difference", value=2.0, low=-1.0, high=5.0, leans="alemtuzumab", favours="none")
    assert not contradict(effect(), leaning)


def test_of_other_sides_than_transplantation_each_may_lean_its_own_way() -> None:
    sides = {"a": "active", "b": "inactive"}
    shown = effect(**sides, leans="active", favours="active")
    leaning = effect(**sides, value=1.5, low=0.9, high=2.4, leans="inactive", favours="none")
    assert contradict(shown, leaning)
    assert not contradict(shown, replace(leaning, leans="active"))


def test_equal_figures_of_two_sides_lean_to_neither() -> None:
    figures = [
        make_count("1", "neda", 5, 20, direction="event_free"),
        make_count("1", "neda", 5, 20, arm="comparator", comparator="alemtuzumab", direction="event_free"),
    ]
    answer = judged(NEDA, [trial("1")], figures)
    assert answer.direction == "no_difference_shown"


def test_a_ratio_whose_interval_reaches_nought_has_no_error() -> None:
    assert _error(effect(low=0.0)) is None
    assert _error(effect(low=None)) is None
    assert _error(effect(low=0.5, high=0.5)) is None


def test_a_count_of_nobody_or_of_more_than_all_is_no_comparison() -> None:
    for events, patients in ((0, 0), (30, 20)):
        figures = [
            make_count("1", "neda", events, patients, direction="event_free"),
            make_count("1", "neda", 5, 20, arm="comparator", comparator="alemtuzumab", direction="event_free"),
        ]
        assert judged(NEDA, [cohort("1")], figures).status in ("open", "signal")


def test_a_narrative_question_that_nobody_stated_is_open() -> None:
    answer = judged(make_question(NARRATIVE, []), [], [])
    assert (answer.status, [why.code for why in answer.reasons]) == ("open", ["nothing_found"])


def test_a_question_on_prognosis_that_names_no_contrast_is_asked_of_subgroups() -> None:
    question = make_question(PROGNOSIS, ["neda"])
    assert judged(question, [], []).status == "open"


def test_a_death_after_one_of_two_regimens_is_a_signal_and_pooled_with_nothing() -> None:
    contrasted = make_count("1", "trm", 1, 20, contrast=Contrast("regimen", "BEAM", "Cy/ATG"))
    question = make_question(HARM, ["trm"])
    answer = judged(question, [cohort("1", facts=StudyFacts(n_patients=40, n_hsct=40))], [contrasted])
    assert (answer.status, answer.pooled) == ("signal", ())


@pytest.mark.parametrize(("level", "answered"), [(95.0, True), (90.0, False)])
def test_an_interval_of_ninety_percent_about_a_difference_is_widened_before_it_answers(
    level: float, answered: bool
) -> None:
    disability = make_question(BENEFIT, ["edss_change"], contrast="treatment")
    told = {"value": -0.5, "ci_low": -0.95, "ci_high": -0.05, "ci_level": level, "comparator": "alemtuzumab"}
    figure = make_finding("1", "edss_change", "between", "mean_difference", direction="lower_better", **told)
    answer = judged(disability, [trial("1")], [figure], appraisals=(make_appraisal("1"),))
    assert (answer.status == "answered") is answered


def test_counts_of_nobody_in_either_arm_compare_nothing() -> None:
    figures = [
        make_count("1", "neda", 0, 20, direction="event"),
        make_count("1", "neda", 0, 30, arm="comparator", comparator="alemtuzumab", direction="event"),
    ]
    answer = judged(NEDA, [trial("1")], figures)
    assert (answer.status, "uncontrolled" in codes(answer)) == ("signal", True)


def test_two_means_of_so_many_patients_are_no_counts_and_compared_by_their_p_value_alone() -> None:
    relapses = make_question(BENEFIT, ["arr"], contrast="treatment")
    told = {"direction": "lower_better", "denominator": 40, "p": "0.01", "unit": "relapses per 100 patient-years"}
    figures = [
        make_finding("1", "arr", statistic="mean", value=4.0, **told),
        make_finding("1", "arr", "comparator", "mean", value=31.0, comparator="alemtuzumab", **told),
    ]
    answer = judged(relapses, [cohort("1")], figures)
    assert (answer.status, answer.direction) == ("signal", "favours_hsct")
    assert values(answer, "effect_cohort")["method"] == "bare-p"


def test_a_trial_of_more_than_ms_answers_nothing_by_itself() -> None:
    answer = judged(NEDA, [trial("1", indirect=True)], [better("1")], appraisals=(make_appraisal("1"),))
    assert answer.status == "partly"
    assert values(answer, "trial_indirect") == {"record": "pmid:1", "why": "not only MS"}


@pytest.mark.parametrize(
    ("comparator", "status"),
    [("alemtuzumab", "answered"), ("alemtuzumab or ocrelizumab", "open"), (None, "open")],
    ids=["one drug", "two drugs", "untold"],
)
def test_a_figure_without_a_drug_is_of_the_one_drug_that_its_report_names(comparator: str | None, status: str) -> None:
    report = trial("1", facts=replace(RRMS, comparator=comparator))
    answer = judged(NEDA, [report], [replace(better("1"), comparator=None)], appraisals=(make_appraisal("1"),))
    assert answer.status == status


def test_no_death_in_a_comparison_of_two_regimens_is_no_count_of_transplanted_patients() -> None:
    none = make_count("1", "deaths_any", 0, 20)
    contrasted = replace(none, contrast=Contrast("regimen", "BEAM", "Cy/ATG"))
    assert [pool.n for pool in judged(TRM, [cohort("1")], [none]).pooled] == [20]
    assert judged(TRM, [cohort("1")], [contrasted]).pooled == ()


def test_a_series_whose_title_alone_tells_the_course_holds_nobody_else() -> None:
    asked = make_question(HARM, ["trm"], courses=("RRMS",))
    titled = make_report("1", title="AHSCT in relapsing-remitting MS", facts=StudyFacts(n_hsct=40))
    counted = make_report("2", facts=StudyFacts(n_hsct=40, phenotypes=(("RRMS", 36), ("SPMS", 4))))
    pure = make_report("3", facts=StudyFacts(n_hsct=40, phenotypes=(("RRMS", 40),)))
    answer = judged(asked, [titled, counted, pure], [make_count(pmid, "trm", 0, 40) for pmid in "123"])
    assert [dict(why.values)["record"] for why in answer.reasons if why.code == "mixed_series"] == ["pmid:2"]
    assert answer.pooled[0].n == 120


def test_a_death_after_another_regimen_than_is_asked_about_is_not_counted() -> None:
    asked = make_question(HARM, ["trm"], regimens=("BEAM",))
    figures = [make_count("1", "trm", 1, 20, regimen="BEAM"), make_count("2", "trm", 0, 30, regimen="Cy/ATG")]
    assert judged(asked, [make_report("1"), make_report("2")], figures).studies == ("pmid:1",)
