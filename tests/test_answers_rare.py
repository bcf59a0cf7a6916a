"""What the rule makes of figures that are rare in print: other scales, equal sides, bounds of nought, nothing said."""

from dataclasses import replace

import pytest

from evidence.answering.effect import Effect, contradict
from evidence.answering.pooled_effects import _error
from evidence.answering.turned import seen_from_hsct
from evidence.records.finding import Contrast, Finding
from evidence.records.question import HARM, NARRATIVE, PROGNOSIS
from evidence.records.study import StudyFacts
from tests.makers import make_count, make_finding, make_question
from tests.test_answers import NEDA, cohort, judged, trial


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
