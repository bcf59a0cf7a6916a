"""Shares, levels and ratios in the many ways in which abstracts put them, each with the neighbour that says something else."""

import pytest

from evidence.records.study import StudyFacts
from tests.reading import ALONE, findings

RITUXIMAB = StudyFacts(n_patients=110, n_hsct=55, comparator="rituximab")


def told(text: str, facts: StudyFacts = ALONE) -> list[str]:
    """Return the clean figures as "outcome value direction", with the arm in comparisons and the months where told."""
    rows = []
    for one in findings(text, facts):
        if one.state == "clean" and one.value is not None:
            arm = f" {one.arm}" if facts is not ALONE else ""
            months = "" if one.timepoint_months is None else f" at {one.timepoint_months:g}"
            rows.append(f"{one.outcome} {one.value:g} {one.direction}{arm}{months}")
    return rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The EDSS had improved in 9 (45%), was steady in 7 (35%) and had worsened in 4 (20%).",
            ["edss_improved 45 higher_better", "progression_free_survival 20 event"],
        ),
        (
            "Disability was the same in 6 patients, better in 3 and worse in 2.",
            ["edss_improved 3 higher_better", "progression_free_survival 2 event"],
        ),
        ("Relapses stopped and mood was better in 3 patients.", []),
    ],
)
def test_who_was_unchanged_holds_a_place_and_is_no_improvement(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NEDA-3 was kept at 4 years by 61% of the patients.", ["neda 61 event_free at 48"]),
        ("Transplantation brought enhancing lesions down by 61%.", []),
        ("NfL had risen at week 6 by a median of 40%.", []),
        ("Of the cohort, 31% had relapses in the previous year.", []),
        ("Patients treated for progression had NEDA in 40%.", ["neda 40 event_free"]),
    ],
)
def test_how_far_something_moved_and_what_was_before_are_no_shares(text, expected):
    assert told(text) == expected


def test_a_slope_of_the_score_is_a_rate_of_change():
    found = findings("The EDSS slope was +0.04 points per year after transplantation.")
    assert [(one.statistic, one.value_kind, one.value) for one in found] == [("rate", "change", 0.04)]


def test_the_minus_of_a_bracket_is_no_dash():
    found = findings("SF-36 physical functioning changed little (- 3.2 at year 1; 95% CI - 5.1 to - 1.3).")
    assert [one.value for one in found] == [-3.2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "More patients were free of relapse after AHSCT than on rituximab (log-rank test p = 0.01, HR 0.31, 95% CI 0.1-0.8).",
            ["relapse_free_survival 0.31 event between"],
        ),
        ("Baseline EDSS above 4 predicted failure (HR 2.1, 1.2 to 3.9, p = 0.01).", []),
    ],
)
def test_the_name_of_a_test_hides_no_ratio_and_its_interval_is_no_score(text, expected):
    assert told(text, RITUXIMAB) == expected


def test_a_sentence_with_a_colon_is_no_heading():
    text = "The procedure was safe: nobody needed intensive care. Relapse-free survival at 2 years was 88%."
    assert [one.value for one in findings(text, label=None) if one.statistic == "percent"] == [88]
    text = "Study procedures: relapse-free survival at 2 years was 88%."
    assert findings(text, label=None) == ()
