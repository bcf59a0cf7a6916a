"""Turns of real prose that were once misread: what is one side of something, before treatment, or another's."""

import pytest

from evidence.records.study import StudyFacts
from tests.reading import ALONE, facts_of, findings, one, values

NATALIZUMAB = StudyFacts(n_patients=122, n_hsct=61, comparator="natalizumab")


@pytest.mark.parametrize(
    "text",
    [
        "In all, 5% were critically ill (intensive care or death).",
        "The mean time to reach EDSS 6.0 was 12 years after transplantation.",
        "In all, 86% were on a drug at the time of infection.",
        "Five years after pregnancy the EDSS was not measured.",
        "AHSCT lowered the number of new T2 lesions by 79%.",
        "The score fell to 9 points (range of the EDSS 70%-92%).",
        "At baseline, 67% had elevated NfL.",
        "MRI activity was seen in 90% in the 12 months preceding AHSCT.",
        "The median EDSS was 6.0.",
        "Two patients died of zoster and this was treated.",
    ],
)
def test_what_is_no_result_of_the_outcome_is_not_read_as_one(text):
    assert [one for one in findings(text) if one.outcome not in ("deaths_any",)] == []


def test_a_zero_since_some_year_is_flagged_and_not_that_of_all():
    (finding,) = findings("No deaths occurred in patients transplanted after 2007.")
    assert (finding.value, finding.state, finding.flags) == (0, "flagged", ("of a part only",))


def test_a_share_without_an_event_is_no_zero_of_all():
    found = findings("No new MRI lesions were seen in 90% at 2 years.")
    assert values(found, "outcome", "value", "direction") == [("mri_activity_free", 90, "event_free")]


def test_a_range_in_percent_is_no_figure_and_under_a_heading_an_interval():
    assert values(findings("NEDA was 83% (range 70%-92%)."), "value", "ci_low") == [(83, None)]
    found = findings("Worsening-free survival (95% CI) was 85.5% (76.9%-94.1%) at 5 years.")
    assert values(found, "value", "ci_low", "ci_high", "ci_level") == [(85.5, 76.9, 94.1, 95)]


def test_an_interval_printed_as_proportions_is_in_percent():
    assert values(findings("PFS was 75% (95% CI 0.69-0.81)."), "ci_low", "ci_high", "state") == [(69, 81, "clean")]


def test_the_subject_of_a_comparison_has_the_first_figure():
    found = findings("Compared with natalizumab, AHSCT had a lower ARR (0.08 vs 0.10).", NATALIZUMAB)
    assert values(found, "arm", "value") == [("hsct", 0.08), ("comparator", 0.10)]


def test_a_pair_has_the_arms_in_the_order_told_before():
    text = "AHSCT was compared with natalizumab: relapse occurred in 11% and 34%. NEDA-3 was 79% vs 49%."
    assert values(findings(text, NATALIZUMAB)[-2:], "arm", "value") == [("hsct", 79), ("comparator", 49)]


def test_a_pair_after_a_change_of_order_is_unbound():
    text = "AHSCT and natalizumab differed. Natalizumab and AHSCT were safe. NEDA-3 was 79% vs 49%."
    assert values(findings(text, NATALIZUMAB), "state") == [("unbound",), ("unbound",)]


def test_a_pronoun_stands_for_the_only_outcome_before():
    found = findings("NEDA-3 held in 77% at 3 years. At 5 years it was 65%.")
    assert values(found, "outcome", "timepoint_months", "value") == [("neda", 36, 77), ("neda", 60, 65)]


def test_patients_who_improved_are_told_of_disability_only():
    assert values(findings("EDSS was scored. Of them 12 (40%) improved."), "outcome", "value") == [
        ("edss_improved", 40)
    ]
    assert findings("Pain was scored. Of them 12 (40%) improved.") == ()


def test_a_time_in_the_singular_is_not_a_list():
    assert one("In year 2, 26 of 41 (63.4%) reached NEDA.").timepoint_months == 24


def test_a_ratio_whose_name_was_told_once_is_read():
    found = findings(
        "The hazard ratio of relapse was 0.18 (0.10-0.33; 95% CI) and of worsening 0.65 (0.38-1.12).", NATALIZUMAB
    )
    assert values(found, "value")[0] == (0.18,)


def test_a_denial_with_the_span_of_its_confirmation_spares():
    assert one("At the end 71% were without worsening confirmed at 24 weeks.").direction == "event_free"


def test_headings_inside_a_paragraph_are_headings():
    text = "Methods: NEDA was defined. Power was 80%. Results: NEDA was 70%. Conclusion: NEDA of 70% is good."
    assert values(findings(text, label=None), "value") == [(70,)]


def test_a_cell_dose_is_no_number_of_patients():
    facts = facts_of((None, "We grafted 4.5 x 106 CD34+ cells/kg in nine patients with MS."))
    assert facts.n_patients == 9


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("From 2015 patients were treated. We report 24 patients.", 24),
        ("Of 231 patients identified, 174 with RRMS treated before 2020 were included.", 174),
        ("We studied 29 women and 16 men.", 45),
        ("We compared 33 patients given BEAM with 141 patients given Cy/ATG.", 174),
    ],
)
def test_the_number_of_patients_is_told_in_many_ways(text, number):
    assert facts_of(("METHODS", text)).n_patients == number


def test_both_arms_together_are_the_patients():
    text = "All 18 patients given AHSCT and all 22 patients given natalizumab were set side by side."
    facts = facts_of(("METHODS", text), design="comparative cohort")
    assert (facts.n_patients, facts.n_hsct, facts.comparator) == (40, 18, "natalizumab")


def test_a_denominator_is_no_count():
    (finding,) = findings("At 3 years 9 of 14 patients had progressed.", ALONE)
    assert (finding.events, finding.denominator, finding.timepoint_months) == (9, 14, 36)


def test_a_death_that_is_one_side_of_several_is_no_death():
    assert findings("In all, 5% were critically ill (intensive care or death).") == ()


def test_a_sentence_that_begins_at_baseline_is_baseline():
    assert findings("At baseline the share of patients whose NfL was raised was 66%.") == ()


def test_a_time_that_ends_the_sentence_holds_for_both_ratios():
    found = findings(
        "With AHSCT the risk of relapse (HR 0.3; 95% CI 0.1-0.6), and of worsening (HR 0.8; 95% CI 0.4-1.5) fell over 5 years.",  # noqa: E501
        NATALIZUMAB,
    )
    assert values(found, "value", "timepoint_months") == [(0.3, 60), (0.8, 60)]


def test_a_list_of_harms_goes_on_with_the_arm_before():
    found = findings("After AHSCT febrile neutropenia occurred in 33%. Serum sickness occurred in 5%.", NATALIZUMAB)
    assert values(found, "arm", "value", "state") == [("hsct", 33, "clean"), ("hsct", 5, "clean")]


def test_a_second_ratio_without_its_name_is_read():
    text = "The hazard ratio of relapse was 0.18 (95% CI 0.10-0.33) and that of worsening 0.65 (0.38-1.12)."
    assert values(findings(text, NATALIZUMAB), "value", "ci_high") == [(0.18, 0.33), (0.65, 1.12)]


def test_a_year_before_a_percent_is_no_percent():
    assert 2010 not in [finding.value for finding in findings("TRM was 0.6% after 2010 and 2.9% before.")]


def test_drugs_in_the_bracket_of_a_class_are_no_comparators_of_their_own():
    text = "AHSCT was compared with other DMTs (interferon beta, mitoxantrone and natalizumab)."
    assert facts_of(("METHODS", text), design="comparative cohort").comparator == "dmt"


def test_a_milestone_is_no_level():
    assert findings("Median times to reach an EDSS of 4.0 and 6.0 were 30.2 and 41.6 years.") == ()
