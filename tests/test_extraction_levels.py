"""Scores and rates: which number is a level, a change or a difference, of which arm and time, and which is none."""

import pytest

from evidence.records.study import StudyFacts
from tests.reading import ALONE, findings, one, values

FINGOLIMOD = StudyFacts(n_patients=110, n_hsct=55, comparator="fingolimod")
SCORES = ("edss_change", "arr", "nfl", "qol", "brain_atrophy")


def told(text: str, facts: StudyFacts = ALONE) -> list[str]:
    """Return the clean figures of scores as "statistic kind value months arm", the arm in comparisons only."""
    rows = []
    for found in findings(text, facts):
        if found.outcome in SCORES and found.state == "clean" and found.value is not None:
            months = "-" if found.timepoint_months is None else f"{found.timepoint_months:g}"
            arm = f" {found.arm}" if facts is not ALONE else ""
            rows.append(f"{found.statistic} {found.value_kind} {found.value:g} {months}{arm}")
    return rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ARR fell from 1.4 to 0.05.", ["rate level 0.05 -"]),
        ("Median EDSS (IQR) fell from 5.5 (4-6) to 4.5 (3-6) at 1 year.", ["median level 4.5 12"]),
        ("ARR dropped (1.9 ± 1.1 to 0.1 ± 0.3; p < 0.001) at 24 months.", ["rate level 0.1 24"]),
        ("The EDSS fell (5.1 ± 1.2 - 4.3 ± 1.6, p=0.01).", ["mean level 4.3 -"]),
        ("EDSS was a median of 6 before and 5.5 after transplantation.", ["median level 5.5 -"]),
        ("ARR before and after AHSCT was 2.1 and 0.09.", ["rate level 0.09 -"]),
        ("The ARR was 1.8 in the year before transplantation and 0.07 thereafter.", ["rate level 0.07 -"]),
        ("ARR in the 2 years prior to AHSCT was 2.3, falling to 0.08.", ["rate level 0.08 -"]),
        ("In SPMS the mean EDSS of 5.1 changed to 4.9 at 2 years.", ["mean level 4.9 24"]),
        ("Mean EDSS remained stable (5.1 at baseline, 5.0 at last follow-up).", ["mean level 5 -"]),
        ("Mean EDSS at baseline, 12 and 24 months was 5.1, 4.2 and 4.0.", ["mean level 4.2 12", "mean level 4 24"]),
    ],
)
def test_the_level_before_treatment_is_left_out_wherever_it_stands(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EDSS decreased by a mean of 0.7 (SD 1.2) points at 2 years.", ["mean change -0.7 24"]),
        ("The EDSS showed a mean change of -0.5 (95% CI -0.9 to -0.1) at 3 years.", ["mean change -0.5 36"]),
        ("Median EDSS change was 0 (IQR -1 to 0.5) after two years.", ["median change 0 24"]),
        ("The median EDSS improved by one point at 12 months.", ["median change 1 12"]),
        ("There was a 0.6-point mean reduction in EDSS at 5 years.", ["mean change -0.6 60"]),
        ("Mean EDSS at 24 months was 0.8 points lower than at baseline.", ["mean change -0.8 24"]),
        (
            "EDSS scores fell by 0.71 and 0.73 points at one and two years, respectively.",
            ["mean change -0.71 12", "mean change -0.73 24"],
        ),
        (
            "Mean change in EDSS from baseline was -0.9 (SD 1.1) at 6 months and -1.1 (SD 1.2) at 1 year.",
            ["mean change -0.9 6", "mean change -1.1 12"],
        ),
        ("The EQ-5D index improved by a mean of 0.12 (SD 0.3).", ["mean change 0.12 -"]),
        ("EDSS was lowered (mean difference -0.9, 95% CI -1.4 to -0.5).", ["mean_difference change -0.9 -"]),
    ],
)
def test_a_change_is_told_from_a_level_and_a_printed_fall_is_negative(text, expected):
    assert told(text) == expected


def test_a_fall_whose_interval_is_printed_positive_stays_as_printed():
    (finding,) = findings("In the first year EDSS decreased by a mean of 0.6 points (95% CI 0.2 to 1.0).")
    assert (finding.value, finding.ci_low, finding.ci_high, finding.state) == (0.6, 0.2, 1.0, "clean")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ARR was lower (0.028 v 0.073) with AHSCT than with fingolimod.", ["0.028 - hsct", "0.073 - comparator"]),
        ("ARR was lower (AHSCT: 0.09; fingolimod: 0.20).", ["0.09 - hsct", "0.2 - comparator"]),
        (
            "Adjusted ARR was 0.04 (95% CI 0.02-0.08) for AHSCT and 0.19 (0.15-0.24) for fingolimod.",
            ["0.04 - hsct", "0.19 - comparator"],
        ),
        (
            "The estimated marginal mean EDSS at year 3 was 2.8 (95% CI 2.4-3.2) with AHSCT and 3.9 with fingolimod.",
            ["2.8 36 hsct", "3.9 36 comparator"],
        ),
        (
            "Median NfL was 9.1 ng/L after AHSCT and 14.2 ng/L with fingolimod at 2 years.",
            ["9.1 24 hsct", "14.2 24 comparator"],
        ),
        ("The adjusted mean difference in EDSS at 2 years was -1.1 (95% CI -1.6 to -0.6).", ["-1.1 24 between"]),
        (
            "The SF-36 score was 12.4 points higher after AHSCT than with fingolimod (95% CI 3.0-21.8).",
            ["12.4 - between"],
        ),
    ],
)
def test_levels_of_two_arms_and_their_difference(text, expected):
    assert [row.split(" ", 2)[2] for row in told(text, FINGOLIMOD)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The annual rate of brain volume loss was -0.31%.", ["rate change -0.31 -"]),
        ("Brain volume declined by 0.42% per year.", ["rate change 0.42 -"]),
        ("The median brain volume loss was -0.7% at 1 year.", ["median change -0.7 12"]),
        ("Brain volume fell by a mean of 1.1% in the first 6 months.", ["mean change 1.1 6"]),
        (
            "Brain volume loss was 1.9% (SD 0.8) in the first year and 0.31% per year thereafter.",
            ["mean change 1.9 12", "rate change 0.31 -"],
        ),
    ],
)
def test_brain_volume_as_change_or_rate(text, expected):
    assert told(text) == expected


def test_a_difference_in_brain_volume_stands_beside_the_changes_of_both_arms():
    text = "Brain volume loss at month 24 was lower by 0.4% (-0.9% vs -1.3%) with AHSCT versus fingolimod."
    assert sorted(told(text, FINGOLIMOD)) == [
        "mean change -0.9 24 hsct", "mean change -1.3 24 comparator", "mean_difference difference 0.4 24 between",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A relapse rate of 0.11 per patient-year was seen after transplantation.", ["rate level 0.11 -"]),
        ("A mean of 0.03 relapses per year was recorded after transplantation.", ["rate level 0.03 -"]),
        ("The relapse rate fell from 1.3/year to 0.05/year after AHSCT.", ["rate level 0.05 -"]),
        ("Median NfL was 8.4 pg/mL at year 2.", ["median level 8.4 24"]),
        ("Median NfL was 8.4 at year 2.", []),
        ("NfL dropped from 18.2 to 8.4 pg/mL (median) at year 2.", ["median level 8.4 24"]),
        (
            "The FSMC total score fell from 68.1 (SD 15) to 54.3 (SD 17) and the SF-36 from a mean of 40 to 51.",
            ["mean level 54.3 -", "mean level 51 -"],
        ),
    ],
)
def test_rates_and_concentrations_need_their_unit(text, expected):
    assert told(text) == expected


def test_each_score_of_a_list_has_its_own_number_and_average():
    found = findings("The median EDSS and the ARR at 2 years were 3.5 and 0.08, respectively.")
    assert values(found, "outcome", "statistic", "value", "timepoint_months") == [
        ("edss_change", "median", 3.5, 24), ("arr", "rate", 0.08, 24),
    ]  # fmt: skip


def test_a_time_behind_a_comma_at_the_end_holds_for_all_scores():
    text = "ARR fell to 0.1 (p < 0.01), and mean EDSS to 2.2, after 12 months of treatment."
    assert told(text) == ["rate level 0.1 12", "mean level 2.2 12"]


@pytest.mark.parametrize(
    "text",
    [
        "Patients with an EDSS of 6.0 or more had a worse outcome at 2 years.",
        "Worsening was an increase of 1.0 point where the EDSS before was 5.5 or less, or 0.5 points above.",
        "Of these, 69% were older than 55 with a mean EDSS of 5.7.",
        "In one patient the EDSS fell from 6.7 to 4.2.",
        "EDSS fell from 6.5 to 4.0.",
        "EDSS increased by 1.0 in three patients, and by 0.5 in two.",
        "EDSS improved by 1.0 point or more in 12 patients.",
        "During follow-up, EDSS ranged from 1.0 to 6.5.",
        "Patients undergoing AHSCT had more severe disease (mean EDSS 4.2 vs. 2.9 at baseline).",
        "Young adults had higher annual relapse rates (2.0 and 1.7 vs. 1.4) at study entry.",
        "Mean EDSS was 3.8 and mean disease duration was 7.7 years at last follow-up.",
        "EDSS improved in 12 of 20 patients, and T25FW improved by a median of 1.2 s.",
        "The mean EDSS at 2 years had a regression slope of 0.41.",
        "Mean EDSS at 2 years was scored at intervals of 0.7.",
        "The mean EDSS was lower at 2 years; the SDMT score was 51.3.",
    ],
)
def test_thresholds_traits_single_patients_and_other_measures_are_no_levels(text):
    assert told(text) == []


def test_less_of_a_scale_of_complaints_is_better():
    assert one("The mean FIS score fell from 41 to 23 at 2 years.").direction == "lower_better"
    assert one("The mean SF-36 score rose from 41 to 63 at 2 years.").direction == "higher_better"


def test_a_volume_that_fell_is_better_the_nearer_its_change_is_to_zero():
    assert one("The mean brain volume change was -0.9% at 1 year.").direction == "higher_better"
    assert one("The mean brain volume loss was 0.9% at 1 year.").direction == "lower_better"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("EDSS decreased (SMD: -0.48, 95% CI -0.75 to -0.22).", "edss_change"),
        ("Quality of life was better at 2 years (SMD -0.48, 95% CI -0.75 to -0.22).", "qol"),
        ("There was a fall in EDSS (standardised mean difference -0.48; 95% CI -0.75 to -0.22).", "edss_change"),
    ],
)
def test_a_standardised_difference_is_told_of_its_score_and_no_number_of_points(text, outcome):
    names = ("outcome", "statistic", "value", "ci_low", "ci_high", "state")
    assert values(findings(text), *names) == [
        (outcome, "standardised_mean_difference", -0.48, -0.75, -0.22, "clean"),
    ]


def test_a_standardised_difference_beside_a_share_leaves_the_share_its_own_outcome():
    text = "Relapses occurred in 21% of patients, and EDSS decreased (SMD -0.48)."
    assert ("relapse_free_survival", 21) in values(findings(text), "outcome", "value")
