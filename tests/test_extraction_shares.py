"""Shares, levels and ratios in the many ways of abstracts, each with the neighbour that says something else."""

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
            "More were relapse-free after AHSCT than on rituximab (log-rank test p=0.01, HR 0.31, 95% CI 0.1-0.8).",
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "NEDA was 71% at 2 years, 66% at 3 (55-77) and 58% at 6. In SPMS it was 40%, 33% and 21%, respectively.",
            ["71 at 24", "66 at 36", "58 at 72", "40 at 24", "33 at 36", "21 at 72"],
        ),
        (
            "PFS was 90% at 1 year and 70% at 4 years; relapse-free survival 95% and 85%; NEDA 60% versus 50%.",
            ["90 at 12", "70 at 48", "95 at 12", "85 at 48"],
        ),
        (
            "PFS was 90% at 1 year and 70% at 4 years. Relapse-free survival was 95%, 90% and 85%.",
            ["90 at 12", "70 at 48"],
        ),
        (
            "In years 1 and 3, 64% and 58% of patients (treated population), respectively, had NEDA.",
            ["64 at 12", "58 at 36"],
        ),
    ],
)
def test_a_list_takes_over_the_times_of_the_list_before_it(text, expected):
    assert [row.split(" ", 1)[1].replace(" event_free", "") for row in told(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "NEDA was in 66% after AHSCT, 33% on rituximab. Relapses occurred in 5 of 55 (9.1%) and 11 of 55 (20%).",
            ["66 hsct", "33 comparator", "9.1 hsct", "20 comparator"],
        ),
        (
            "PFS was 84% after AHSCT and 69% on rituximab, and 85% and 59%, respectively, remained free of relapse.",
            ["84 hsct", "69 comparator", "85 hsct", "59 comparator"],
        ),
    ],
)
def test_a_pair_takes_over_the_arms_of_the_pair_before_it(text, expected):
    rows = [row.split() for row in told(text, RITUXIMAB)]
    assert [f"{row[1]} {row[3]}" for row in rows] == expected


def test_whatever_names_an_event_more_closely_leaves_the_freedom_from_it():
    text = "At 3 years, 81% were free from 6-month confirmed PDDS worsening."
    assert told(text) == ["progression_free_survival 81 event_free at 36"]


def test_a_ratio_beside_two_shares_counts_what_they_allow():
    spared = "NEDA was kept by 71% after AHSCT and by 40% on rituximab (HR {}, 95% CI {})."
    assert told(spared.format("0.35", "0.2-0.7"), RITUXIMAB)[-1] == "neda 0.35 event between"
    assert len(told(spared.format("2.9", "1.4-6"), RITUXIMAB)) == 2
    relapsed = "Relapse occurred in 12% after AHSCT and 30% on rituximab (hazard ratio {}, 95% CI {})."
    assert told(relapsed.format("0.4", "0.2-0.8"), RITUXIMAB)[-1] == "relapse_free_survival 0.4 event between"
    assert len(told(relapsed.format("2.5", "1.3-5"), RITUXIMAB)) == 2
    assert len(told(relapsed.format("1.4", "0.6-3"), RITUXIMAB)) == 3


def test_the_time_said_of_the_first_of_two_arms_holds_for_the_second():
    text = "With rituximab, 47% {} at 24 months, compared with 71% after transplantation."
    for spared in ("were relapse-free", "never relapsed"):
        assert told(text.format(spared), RITUXIMAB) == [
            "relapse_free_survival 47 event_free comparator at 24", "relapse_free_survival 71 event_free hsct at 24",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One patient had a relapse 9 months after transplantation.", ["relapse_free_survival 1 event"]),
        ("By 9 months after transplantation one patient had a relapse.", ["relapse_free_survival 1 event at 9"]),
        ("One patient relapsed badly with slow remission 9 months after AHSCT.", ["relapse_free_survival 1 event"]),
        ("One patient had a severe relapse within 9 months after AHSCT.", ["relapse_free_survival 1 event at 9"]),
        ("There was 1 relapse in 310 patient-months.", []),
    ],
)
def test_when_one_patient_relapsed_is_no_time_of_assessment(text, expected):
    assert told(text) == expected


def test_women_behind_a_semicolon_are_not_those_before_it():
    found = findings("Four patients (17%) had thyroid disease; six women (40%) had amenorrhoea.")
    assert [one.population for one in found] == [None, "women"]
