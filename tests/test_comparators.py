"""What the treatment is compared with, and what is only named beside it."""

import pytest

from tests.reading import facts_of

COHORT, GROUPS, TRIAL = "cohort/case series", "comparative cohort", "RCT"


def comparator(text: str, design: str, title: str = "Grafts of blood stem cells") -> str | None:
    return facts_of(("METHODS", text), title=title, design=design).comparator


@pytest.mark.parametrize(
    ("design", "text", "drugs"),
    [
        (GROUPS, "We compared 80 AHSCT-treated with 120 natalizumab-treated patients.", "natalizumab"),
        (GROUPS, "Relapses were counted after AHSCT. The ocrelizumab group had 120 patients.", "ocrelizumab"),
        (GROUPS, "Those who switched to AHSCT were compared with those who switched to rituximab.", "rituximab"),
        (TRIAL, "Patients were allocated 1:1 to AHSCT or mitoxantrone.", "mitoxantrone"),
        (TRIAL, "The effect of AHSCT on atrophy was larger than with teriflunomide.", "teriflunomide"),
        (TRIAL, "Patients received AHSCT or placebo.", "placebo"),
        (TRIAL, "Participants were randomised to AHSCT or to continue standard care.", "dmt"),
        (COHORT, "Relapses were fewer after AHSCT than with glatiramer acetate (GA).", "glatiramer"),
        (
            GROUPS,
            "Groups were AHSCT (n = 40), peginterferon beta-1a (n = 44) and dimethyl fumarate (n = 50).",
            "peginterferon, dimethyl_fumarate",
        ),
    ],
)
def test_a_drug_set_against_the_treatment_or_given_to_another_group_is_a_comparator(design, text, drugs):
    assert comparator(text, design) == drugs


@pytest.mark.parametrize(
    ("design", "text"),
    [
        (COHORT, "Patients refractory to mitoxantrone, natalizumab and fingolimod underwent AHSCT."),
        (COHORT, "After failure of natalizumab, AHSCT led to fewer relapses than before."),
        (COHORT, "AHSCT was given when disease-modifying therapies such as natalizumab had failed."),
        (COHORT, "Two patients restarted rituximab after AHSCT."),
        (GROUPS, "BEAM/ATG was compared with Cy/ATG in patients previously treated with natalizumab."),
        (GROUPS, "The conditioning of AHSCT was compared: cyclophosphamide plus ATG or BEAM."),
        (TRIAL, "Both groups had received interferon or glatiramer before AHSCT."),
    ],
)
def test_a_drug_taken_before_in_or_after_the_treatment_is_none(design, text):
    assert comparator(text, design) is None


def test_what_earlier_trials_compared_is_not_what_this_study_compares():
    told = ("BACKGROUND", "Trials showed that AHSCT was superior to interferon beta.")
    own = ("BACKGROUND", "We compared AHSCT with interferon beta.")
    assert facts_of(told, design=GROUPS).comparator is None
    assert facts_of(own, design=GROUPS).comparator == "interferon"


def test_drugs_that_patients_had_before_do_not_hide_the_comparator():
    before = "They had received interferon or glatiramer before AHSCT"
    text = f"{before} and were compared with patients who started fingolimod."
    assert comparator(text, GROUPS) == "fingolimod"


@pytest.mark.parametrize(
    "text",
    [
        "Adults were randomly assigned to AHSCT or best available therapy (alemtuzumab, ocrelizumab or rituximab).",
        "AHSCT was compared with other disease-modifying therapies, including natalizumab and alemtuzumab.",
    ],
)
def test_examples_of_a_class_are_the_class(text):
    assert comparator(text, TRIAL) == "dmt"


def test_a_class_gives_way_to_the_drug_that_is_meant():
    told = "AHSCT was compared with an oral disease-modifying therapy."
    text = f"{told} The AHSCT group had fewer relapses than the teriflunomide group."
    assert comparator(text, TRIAL) == "teriflunomide"


def test_what_any_of_the_drugs_does_to_the_blood_is_no_drug():
    text = "AHSCT was compared with ocrelizumab. B-cell depletion was longer in the AHSCT group than before."
    assert comparator(text, GROUPS) == "ocrelizumab"


@pytest.mark.parametrize(
    ("design", "title", "drugs"),
    [
        (TRIAL, "AHSCT versus placebo in MS", "placebo"),
        (GROUPS, "AHSCT or natalizumab in relapsing MS", "natalizumab"),
        (COHORT, "Safety of AHSCT and fingolimod in an epidemic", "fingolimod"),
        (
            GROUPS,
            "Comparison of AHSCT with fingolimod, natalizumab and ocrelizumab",
            "fingolimod, natalizumab, ocrelizumab",
        ),
        (GROUPS, "AHSCT is superior to best available therapy in aggressive MS", "dmt"),
        (COHORT, "AHSCT after natalizumab in MS", None),
        (COHORT, "Switching from natalizumab to AHSCT", None),
        (COHORT, "AHSCT and rituximab maintenance in MS", None),
    ],
)
def test_a_title_tells_what_is_compared(design, title, drugs):
    assert comparator("It went well.", design, title) == drugs


def test_the_drugs_of_the_title_are_all_there_are():
    text = "The AHSCT group was larger. Natalizumab patients were compared in an earlier paper with AHSCT."
    assert comparator(text, GROUPS, "AHSCT compared with ocrelizumab") == "ocrelizumab"


def test_controls_with_the_disease_are_a_comparator_and_healthy_ones_are_not():
    assert comparator("Transplanted patients were compared with matched controls without a graft.", GROUPS) == "control"
    assert comparator("Cells of 20 patients after AHSCT were compared with those of healthy controls.", GROUPS) is None


def test_a_placebo_in_a_study_without_lots_is_named_and_not_compared():
    assert comparator("Data were pooled from a placebo-controlled trial of AHSCT and its extension.", COHORT) is None
