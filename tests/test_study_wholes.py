"""Who counts as a patient of the study, who of them was transplanted, and how long they were followed."""

import pytest

from evidence.records.study import FollowUp
from tests.reading import facts_of


@pytest.mark.parametrize(
    ("text", "patients"),
    [
        (
            "All but three patients who received AHSCT before 2012 were traced. Altogether 47 patients were included.",
            47,
        ),
        ("Twenty-two (9 men) were included.", 22),
        ("Of 88 patients contacted, 61 (69%) answered.", 61),
        ("Fifty-two women were invited. A total of 31 patients took part.", 31),
        ("We compared 25 AHSCT recipients with 75 age- and sex-matched natalizumab-treated patients.", 100),
        ("Sixty-one individuals with relapsing and 14 with progressive MS were enrolled.", 75),
        ("From four MS centres we took those with one visit; a total of 33 patients were studied.", 33),
        ("A list of 24 questions went out. We included 19 patients.", 19),
        ("Overall, 7 412 patients were identified.", 7412),
        ("Patients who fulfilled the criteria were 64; they had AHSCT.", 64),
        ("Data of both trials were pooled (N = 1,140).", 1140),
    ],
)
def test_the_whole_of_a_study_is_told_in_many_ways(text, patients):
    assert facts_of(("METHODS", text)).n_patients == patients


@pytest.mark.parametrize(
    "text",
    [
        "Fever was seen early in all 4 patients tested. In all, 26 patients were transplanted.",
        "Lesions flared in 7 patients. In all, 26 patients were transplanted.",
        "Eight more patients died of relapse (n=3) and sepsis (n=5). In all, 26 patients were transplanted.",
    ],
)
def test_those_to_whom_something_happened_are_a_part(text):
    assert facts_of(("RESULTS", text)).n_patients == 26


def test_the_class_of_a_course_is_not_added_to_its_members():
    text = "We treated 24 patients with progressive MS: ten had secondary progressive and 9 primary progressive MS."
    assert facts_of(("METHODS", text)).n_patients == 24


def test_treated_and_controls_are_one_study_but_not_with_the_healthy():
    text = "We studied 40 patients with AHSCT and 90 {} controls; natalizumab was compared with AHSCT."
    assert facts_of(("METHODS", text.format("matched")), design="comparative cohort").n_patients == 130
    assert facts_of(("METHODS", text.format("healthy")), design="comparative cohort").n_patients == 40


def test_only_those_who_had_the_graft_were_transplanted():
    sections = [
        ("METHODS", "We studied 120 patients with MS."),
        ("METHODS", "Thirty patients with relapsing MS were treated with AHSCT."),
        ("METHODS", "Twenty patients with progressive MS were treated with rituximab."),
    ]
    assert facts_of(*sections).n_hsct == 30
    assert facts_of(*sections[:1], ("METHODS", "All had AHSCT.")).n_hsct == 120


def test_years_of_deaths_are_no_years_of_inclusion():
    assert facts_of(("RESULTS", "Mortality was restricted to the period 1996-2001.")).inclusion_years is None
    assert facts_of(("RESULTS", "Patients were transplanted in 1996-2001.")).inclusion_years == (1996, 2001)


def test_a_class_is_the_comparator_of_its_examples():
    title = "AHSCT versus natalizumab or ocrelizumab in aggressive MS"
    text = "Patients were assigned to AHSCT or best available therapy (natalizumab or ocrelizumab)."
    assert facts_of(("METHODS", text), title=title, design="RCT").comparator == "dmt"
    groups = "Patients were assigned to AHSCT, natalizumab or ocrelizumab."
    assert facts_of(("METHODS", groups), title=title, design="RCT").comparator == "natalizumab, ocrelizumab"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Median follow-up of the 74 patients was 5.5 years (range, 1-9).", FollowUp("median", 5.5, "years")),
        (
            "Pairs were followed for a median (interquartile range) of 7.5 (5-9) years.",
            FollowUp("median", 7.5, "years"),
        ),
        ("Mean follow-up for the groups was 4.1 \u00b1 0.3 and 3.2 \u00b1 0.4 years.", FollowUp("mean", 4.1, "years")),
        ("They had MRI yearly up to 8 years (mean 4 years).", FollowUp("mean", 4, "years")),
        ("The median time since AHSCT was 3.5 years.", FollowUp("median", 3.5, "years")),
        ("The median time from AHSCT to conception was 3.5 years.", None),
        ("Menses returned, after a median of 6 months, in most women.", None),
    ],
)
def test_follow_up_is_the_time_of_the_patients_not_of_an_event(text, told):
    assert facts_of(("RESULTS", text)).follow_up == told
