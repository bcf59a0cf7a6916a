"""Pairs of figures: whose they are where the groups were named in the title or in the methods alone."""

import pytest

from evidence.extraction import read_facts, read_findings
from evidence.records.finding import Finding
from evidence.records.study import StudyFacts
from tests.reading import READER, article, facts_of, findings, one, screening, values

NATALIZUMAB = StudyFacts(n_patients=120, n_hsct=60, comparator="natalizumab")

GROUPS = "Of 90 patients, 50 were given a purged (PUR) and 40 an untouched (UNT) product. "
TITLE = "Purged versus untouched products in autotransplantation for multiple sclerosis"


def read(methods: str, results: str, *, title: str = TITLE, design: str = "cohort/case series") -> tuple[Finding, ...]:
    """Return the findings of an abstract with methods and results."""
    record = article(("METHODS", methods), ("RESULTS", results), title=title)
    screened = screening(design=design)
    return read_findings(record, screened, read_facts(record, screened, READER), READER)


def test_a_pair_has_the_two_groups_of_the_study_in_the_order_of_its_methods():
    found = read(GROUPS, "NEDA was kept by 30 (60%) and 20 (50%) patients.")
    assert values(found, "population", "value", "denominator", "state") == [
        ("PUR", 60, 50, "clean"), ("UNT", 50, 40, "clean"),
    ]  # fmt: skip


def test_a_share_that_cannot_be_of_the_group_keeps_the_pair_apart_from_it():
    found = read(GROUPS, "NEDA was kept by 30 (75%) and 20 (40%) patients.")
    assert {finding.population for finding in found} == {None}
    assert {finding.state for finding in found} == {"unbound"}


def test_a_group_is_known_by_its_short_name():
    found = read(GROUPS, "Relapses were seen in 12% (UNT) and 8% (PUR). Two PUR patients died.")
    assert values(found, "population", "value") == [("UNT", 12), ("PUR", 8), ("PUR", 2)]


def test_what_is_commoner_with_one_group_is_larger_there():
    found = read(GROUPS, "Bacteraemia was commoner with UNT (31% vs 12%).")
    assert values(found, "population", "value") == [("UNT", 31), ("PUR", 12)]


def test_sizes_of_the_sexes_are_no_groups_that_are_compared():
    found = read("We compared outcomes of 90 patients: 50 women and 40 men.", "NEDA was kept by 60% and 50%.")
    assert {finding.population for finding in found} == {None}


def test_two_lengths_of_confirmation_are_no_groups():
    found = read(GROUPS, "Worsening confirmed at 12 and 24 weeks was seen in 20% and 15%.")
    assert {finding.population for finding in found} == {None}


def test_groups_that_were_balanced_tell_no_result():
    assert read(GROUPS, "The groups were balanced except for EDSS (median 4.0 vs 5.0).") == ()


ARMS = "Sixty patients had AHSCT and 120 took natalizumab."


def test_arms_have_the_order_of_the_title_until_the_results_name_them():
    title = "Stem cell transplantation versus natalizumab in multiple sclerosis: AHSCT versus natalizumab"
    found = read(ARMS, "NEDA at 3 years was 80% vs 40%.", title=title, design="comparative cohort")
    assert values(found, "arm", "value") == [("hsct", 80), ("comparator", 40)]


def test_the_order_of_the_results_outdoes_that_of_the_title():
    title = "AHSCT versus natalizumab in multiple sclerosis"
    text = "With natalizumab 22% and after AHSCT 8% relapsed. NEDA at 3 years was 40% vs 80%."
    found = read(ARMS, text, title=title, design="comparative cohort")
    assert values(found, "arm", "value")[-2:] == [("comparator", 40), ("hsct", 80)]


def test_drugs_that_no_result_names_are_one_group():
    sections = (
        ("METHODS", "Patients had AHSCT or took rituximab or natalizumab."),
        ("RESULTS", "NEDA was 80% vs 40%."),
    )
    title = "AHSCT versus rituximab or natalizumab in multiple sclerosis"
    assert facts_of(*sections, title=title, design="comparative cohort").comparator == "dmt"


def test_drugs_whose_results_are_told_apart_are_groups_of_their_own():
    results = "NEDA was 80% after AHSCT, 40% with rituximab and 45% with natalizumab."
    title = "AHSCT versus rituximab or natalizumab in multiple sclerosis"
    told = facts_of(("METHODS", "A registry study."), ("RESULTS", results), title=title, design="comparative cohort")
    assert told.comparator == "rituximab, natalizumab"


def test_an_interval_between_two_shares_parts_no_clause():
    found = read("", "Incidence of relapse was 4% (95% CI 1-9) after TBI and 17% (95% CI 8-29) after BEAM; NEDA was "
                 "83% and progression-free survival 84%.")  # fmt: skip
    assert values(found, "outcome", "value") == [
        ("relapse_free_survival", 4), ("relapse_free_survival", 17), ("neda", 83), ("progression_free_survival", 84),
    ]  # fmt: skip


# What a figure is of is told by the name of its outcome


def test_a_tissue_in_the_name_of_a_volume_is_that_of_its_figures():
    found = findings(
        "NEDA was 80% with BEAM and 70% with cyclophosphamide. "
        "White matter loss was 3.4% vs 1.2%, and grey matter loss 1.7% vs 0.9%."
    )
    assert values(found, "population", "regimen", "value")[2:] == [
        ("white_matter", "BEAM", 3.4), ("white_matter", "cyclophosphamide", 1.2),
        ("grey_matter", "BEAM", 1.7), ("grey_matter", "cyclophosphamide", 0.9),
    ]  # fmt: skip


def test_the_days_in_the_name_of_a_mortality_are_its_time():
    found = findings("Two died, on days +21 and +67, the 100-day mortality thus being 0.3%.")
    assert values(found, "outcome", "value", "timepoint_months")[-1] == ("trm", 0.3, pytest.approx(3.3, 0.01))


def test_a_single_death_is_on_its_day_but_not_on_that_of_another():
    assert one("One patient (2%) died of septic shock on day +17.").timepoint_months == pytest.approx(0.56, 0.01)
    two = findings("One patient died of sepsis and another on day 40 of bleeding.")
    assert two[0].timepoint_months is None


# Ratios and differences


def test_a_difference_of_shares_is_one_between_the_arms():
    text = "NEDA was kept by 76% after AHSCT and 45% with natalizumab (risk difference, 31 percentage points; "
    found = findings(text + "95% CI, 10 to 52).", NATALIZUMAB)
    assert values(found, "arm", "statistic", "value", "ci_low")[-1] == ("between", "mean_difference", 31, 10)
    assert values(findings("The difference in age was 3 points.", NATALIZUMAB), "value") == []


def test_a_ratio_of_failure_counts_events_of_what_was_named_before():
    text = "NEDA was kept by 70% after AHSCT and 31% with natalizumab (HR for failure: 0.28; 95% CI 0.17-0.47)."
    ratio = findings(text, NATALIZUMAB)[-1]
    assert (ratio.outcome, ratio.value, ratio.direction, ratio.state) == ("neda", 0.28, "event", "clean")


def test_a_comparison_of_regimens_is_between_and_its_shares_tell_what_it_counts():
    text = "NEDA was 72% with cyclophosphamide and 78% with BEAM (HR 1.31, 0.80 to 2.14; p = 0.28)."
    ratio = findings(text)[-1]
    assert (ratio.arm, ratio.direction, ratio.ci_low, ratio.ci_high) == ("between", "event", 0.80, 2.14)


def test_three_numbers_between_commas_are_no_interval():
    assert findings("The HR of relapse was 0.7, 0.5, 1.2 in three models.")[0].ci_low is None


def test_freedom_from_a_list_is_freedom_from_each():
    found = findings("Freedom from progression, relapse, and MRI activity was 57%, 89% and 85%.")
    assert {finding.direction for finding in found} == {"event_free"}
    other = findings("Freedom from relapse, at 3 years, was 80%, and progression was seen in 12%.")
    assert values(other, "outcome", "direction")[-1] == ("progression_free_survival", "event")


def test_events_of_a_grade_are_serious_whatever_their_kind():
    assert one("Grade 3-4 non-haematological adverse events were seen in 12 (50%).").outcome == "serious_adverse_events"


def test_either_of_two_events_is_none_of_them():
    found = findings("After 2 years, 5 of 24 had relapsed or had new lesions, and 6/24 had confirmed worsening.")
    assert values(found, "outcome", "events") == [("progression_free_survival", 6)]


# Times and labels between two figures


def test_a_time_that_names_what_follows_is_none_of_the_figure_before():
    found = findings("Zoster was diagnosed in 12 (50%), with a 2-year cumulative incidence of 11.6%.")
    assert values(found, "value", "timepoint_months") == [(50, None), (11.6, 24)]


def test_months_as_tables_have_them_part_a_list():
    found = findings("NEDA-3 at M12 81% (17/21); at M24 75% (15/20).")
    assert values(found, "value", "events", "timepoint_months") == [(81, 17, 12), (75, 15, 24)]


def test_a_time_behind_what_is_said_of_a_group_is_that_of_both():
    text = "60 (83%) of 72 patients in the AHSCT group and 46 (61%) of 75 in the natalizumab group had NEDA at 2 years."
    assert values(findings(text, NATALIZUMAB), "arm", "value", "timepoint_months") == [
        ("hsct", 83, 24), ("comparator", 61, 24),
    ]  # fmt: skip


def test_a_ratio_told_in_a_course_is_one_of_the_treatments():
    text = "Progression-free survival was better after AHSCT than with natalizumab (HR 0.5, 95% CI 0.3-0.8). "
    ratio = findings(text + "In SPMS alone the HR was 0.58 (0.31 to 1.09).", NATALIZUMAB)[-1]
    assert (ratio.arm, ratio.population, ratio.value, ratio.state) == ("between", "SPMS", 0.58, "clean")


# What is no result, and what is none


def test_what_was_examined_in_whom_is_no_result():
    text = "We examined mortality in 503 patients (relapsing-remitting, 68%; progressive, 32%)."
    assert findings(text, label=None) == ()
    assert one("We examined relapses in 50 patients; NEDA was reached by 80%.").value == 80


def test_first_events_are_parts_of_a_composite():
    assert findings("First events were progression in 11, relapse in 2 and MRI activity in 1.") == ()


def test_a_denial_with_shares_behind_it_is_no_zero():
    found = findings("No worsening of disability was observed in 82.9 and 67.5% at one and two years, respectively.")
    assert all(finding.value != 0 for finding in found)


def test_causes_in_a_list_are_not_all_that_was_of_the_treatment():
    found = findings("Three patients died, 2 from infection and 1 from cardiac toxicity.")
    assert "trm" not in {finding.outcome for finding in found}


def test_a_severe_toxicity_of_any_kind_is_serious():
    assert one("Two patients had severe transplant-related toxicity.").outcome == "serious_adverse_events"
    assert one("Two patients had transplant-related toxicity.").outcome == "other_toxicity"


def test_centres_are_no_patients():
    found = findings("Eighteen patients from eight MS centres developed COVID-19.")
    assert 8 not in [finding.events for finding in found]
