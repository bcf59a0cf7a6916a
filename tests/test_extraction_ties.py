"""What ties a figure to its outcome, time and group, each with the neighbour that says something else."""

import pytest

from evidence.records.study import StudyFacts
from tests.reading import ALONE, findings, values
from tests.test_extraction_shares import told

RITUXIMAB = StudyFacts(n_patients=110, n_hsct=55, comparator="rituximab")


def counted(text: str, facts: StudyFacts = ALONE) -> list[str]:
    """Return the clean figures as "outcome arm events"."""
    return [f"{one.outcome} {one.arm} {one.events}" for one in findings(text, facts) if one.state == "clean"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "PFS was 88% in the early group and 61% in those with a late start.",
            ["progression_free_survival 88 event_free", "progression_free_survival 61 event_free"],
        ),
        ("NEDA was kept by 64% of the patients with complete scans.", ["neda 64 event_free"]),
        ("Infections occurred in 31% of the patients and hiccups in 12% of them.", ["infection 31 event"]),
    ],
)
def test_words_that_say_whose_a_figure_is_keep_it_with_its_outcome(text, expected):
    assert told(text) == expected


def test_a_bracket_with_figures_of_its_own_tells_no_outcome_of_those_outside():
    text = (
        "Relapse-free survival was 90% (95% CI, 81 to 96) with transplantation and 74% (95% CI, 60 to 84) with "
        "rituximab (hazard ratio for relapse or death, 0.31; 95% CI, 0.12 to 0.80)."
    )
    shares = [row for row in told(text, RITUXIMAB) if "0.31" not in row]
    assert shares == ["relapse_free_survival 90 event_free hsct", "relapse_free_survival 74 event_free comparator"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "At 3 years NEDA was kept by 60%. Relapse-free survival was 91% at the same time point.",
            ["neda 60 event_free at 36", "relapse_free_survival 91 event_free at 36"],
        ),
        (
            "Overall survival at 5 years was 96%. It was 98% in relapsing disease.",
            ["overall_survival 96 event_free at 60", "overall_survival 98 event_free at 60"],
        ),
        (
            "NEDA was kept by 60% at 3 years and by 51% at 5. Relapse-free survival was 91% at the same time point.",
            ["neda 60 event_free at 36", "neda 51 event_free at 60", "relapse_free_survival 91 event_free"],
        ),
        ("After a median of 8 (2-13) years, 31% did not worsen.", ["progression_free_survival 31 event_free at 96"]),
        ("No relapse was seen in the patients for three years.", ["relapse_free_survival 0 event at 36"]),
    ],
)  # fmt: skip
def test_a_time_is_taken_over_only_where_one_alone_was_told(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There was no mortality until day 100.", ["trm hsct 0"]),
        ("No patient died in the peri-transplant period.", ["trm hsct 0"]),
        ("Two deaths (4%) occurred on day 30 and were considered transplant related.", ["trm hsct 2"]),
        ("Two deaths (4%) occurred and were put down to progression.", ["deaths_any hsct 2"]),
        ("There was no mortality associated with the procedure.", ["trm hsct 0"]),
        ("Causes of the 9 treatment-related deaths were infection (n=6) and cardiac events (n=3).", ["trm hsct 9"]),
    ],
)
def test_deaths_that_are_early_or_judged_so_are_of_the_treatment(text, expected):
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two had relapsed, a third had new lesions.", ["relapse_free_survival hsct 2", "mri_activity_free hsct 1"]),
        ("Nobody had a relapse during pregnancy.", ["relapse_free_survival hsct 0"]),
        ("We reviewed secondary autoimmune diseases in 24 patients.", []),
        ("A quarter had neither improvement of disability nor relapses.", []),
    ],
)  # fmt: skip
def test_who_had_something_is_counted_and_who_was_looked_at_is_not(text, expected):
    assert counted(text) == expected


def test_a_total_and_the_part_of_one_arm_are_two_counts():
    text = "Eight serious adverse events occurred, 6 of them in the transplant arm."
    assert counted(text, RITUXIMAB) == ["serious_adverse_events all 8", "serious_adverse_events hsct 6"]


def test_what_neither_group_had_is_none_in_each():
    text = "Neither group contained a case of progressive multifocal leukoencephalopathy."
    assert counted(text, RITUXIMAB) == ["infection hsct 0", "infection comparator 0"]


def test_a_report_of_one_patient_has_no_share_of_a_tenth():
    found = findings(
        "Neutropenia is rare and was observed in 0.1% of participants.", StudyFacts(n_patients=1, n_hsct=1)
    )
    assert [one.state for one in found] == ["flagged"]


def test_a_difference_in_standard_units_that_favours_one_side_is_between_the_groups():
    (found,) = findings("EDSS change favoured AHSCT (SMD -0.61; 95% CI -0.96 to -0.26).", RITUXIMAB)
    assert (found.arm, found.comparator, found.ci_low, found.ci_high) == ("between", "rituximab", -0.96, -0.26)


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("EDSS fell in both groups (mean difference -0.38, -0.70 to -0.06; p=0.02).", (-0.70, -0.06)),
        ("EDSS fell in both groups (mean difference -0.38, in 12 to 14 patients).", (None, None)),
    ],
)
def test_two_numbers_behind_a_difference_and_before_its_p_value_are_its_interval(text, interval):
    found = [one for one in findings(text, RITUXIMAB) if one.value_kind == "difference"]
    assert [(one.ci_low, one.ci_high) for one in found] == [interval]


def test_a_sentence_that_ends_its_clause_with_a_colon_is_no_heading():
    text = "Four more patients died late: two of cancer. Relapses were seen in 5 of 24 patients."
    assert "relapse_free_survival hsct 5" in counted_unlabelled(text)


def counted_unlabelled(text: str) -> list[str]:
    return [f"{one.outcome} {one.arm} {one.events}" for one in findings(text, label=None)]


def test_a_count_before_that_of_one_arm_is_not_taken_for_all():
    text = "Fungal infection was diagnosed in one and prolonged thrombocytopenia in three AHSCT patients."
    assert counted(text, RITUXIMAB) == ["other_toxicity hsct 3"]


def test_infections_that_needed_hospital_care_are_infections():
    found = findings("Infections requiring hospital care were seen in 12% and events requiring hospital care in 20%.")
    assert [(one.outcome, one.value) for one in found] == [("infection", 12), ("serious_adverse_events", 20)]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Treatment-related mortality was 2%; of late one such death (0.4%) was recorded.", "trm"),
        ("Treatment-related mortality was 2%; of late one death (0.4%) was recorded.", "deaths_any"),
    ],
)
def test_such_a_death_is_of_the_kind_that_was_named_before(text, outcome):
    assert [one.outcome for one in findings(text) if one.value == 0.4] == [outcome]


def test_a_time_behind_two_groups_is_of_both_whatever_stands_in_their_brackets():
    text = "NEDA was commoner in the AHSCT group (74%; [90% CI 60%-85%]) than in the rituximab group (40%) at 2 years."
    assert values(findings(text, RITUXIMAB), "arm", "timepoint_months") == [("hsct", 24), ("comparator", 24)]
