"""What a sentence tells once and means for several figures, each with the neighbour that means something else."""

from dataclasses import replace

import pytest

from evidence.extraction import read_findings
from evidence.records.study import StudyFacts
from tests.reading import ALONE, READER, article, facts_of, findings, screening, values
from tests.test_extraction_shares import told

ALEMTUZUMAB = StudyFacts(n_patients=60, n_hsct=25, comparator="alemtuzumab")


def grouped(text: str, facts: StudyFacts = ALONE) -> list[tuple[object, ...]]:
    """Return value, population, regimen and months of the clean figures."""
    clean = tuple(one for one in findings(text, facts) if one.state == "clean")
    return values(clean, "value", "population", "regimen", "timepoint_months")


def test_times_and_a_freedom_are_told_once_for_all_that_semicolons_part():
    text = (
        "At 1 and 3 years, respectively, 80% (95% CI 70-88) and 71% (95% CI 60-80) kept NEDA-3; 95% (95% CI 88-98) and "
        "91% (95% CI 82-96) were free from relapses; and 89% (95% CI 80-94) and 82% (95% CI 72-89) from disability "
        "worsening."
    )
    assert told(text) == [
        "neda 80 event_free at 12", "neda 71 event_free at 36",
        "relapse_free_survival 95 event_free at 12", "relapse_free_survival 91 event_free at 36",
        "progression_free_survival 89 event_free at 12", "progression_free_survival 82 event_free at 36",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PFS was 88, 71 and 64% at 2 years, respectively for RRMS, SPMS and PPMS.",
         [(88, "RRMS", None, 24), (71, "SPMS", None, 24), (64, "PPMS", None, 24)]),
        ("PFS at 2 years was 91% for RRMS and 70% for progressive, at 5 years 83 and 58%.",
         [(91, "RRMS", None, 24), (70, "progressive", None, 24),
          (83, "RRMS", None, 60), (58, "progressive", None, 60)]),
        ("In the RRMS group, NEDA was 81% and 66% at 2 and 5 years; in the SPMS group, 49% and 31%.",
         [(81, "RRMS", None, 24), (66, "RRMS", None, 60), (49, "SPMS", None, 24), (31, "SPMS", None, 60)]),
        ("Low- and intermediate-intensity regimens had a PFS of 79% and 74%.",
         [(79, "low_intensity", None, None), (74, "intermediate_intensity", None, None)]),
        ("PFS was 60%: 74% in RRMS and 41% in SPMS.",
         [(60, None, None, None), (74, "RRMS", None, None), (41, "SPMS", None, None)]),
        ("Fifteen patients (21%) had confirmed progression, 10 of them with SPMS.", [(21, None, None, None)]),
    ],
)  # fmt: skip
def test_each_figure_has_the_group_and_the_time_that_are_meant_for_it(text, expected):
    assert grouped(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TRM was 1.8%, whereas in patients transplanted after 2012 it was 0.4%.",
         ["trm 1.8 event", "trm 0.4 event"]),
        ("TRM was 1.8% and NEDA 70%, whereas in patients transplanted after 2012 it was 0.4%.",
         ["trm 1.8 event", "neda 70 event_free"]),
        ("PFS as judged by the EDSS was 58%, and overall survival was 95%.",
         ["progression_free_survival 58 event_free", "overall_survival 95 event_free"]),
        ("CMV reactivation needing pre-emptive therapy in 4 (17%) was noted.", ["viral_reactivation 17 event"]),
        ("Zoster was seen in 8% at 1 year and 13% at 2 years despite aciclovir.",
         ["viral_reactivation 8 event at 12", "viral_reactivation 13 event at 24"]),
        ("Zoster was seen in 8% at 1 year and hair loss at 2 years in 13%.",
         ["viral_reactivation 8 event at 12", "other_toxicity 13 event at 24"]),
        ("NEDA was kept by 70% at 4 years, and 3 (13%) required a further drug.", ["neda 70 event_free at 48"]),
    ],
)  # fmt: skip
def test_a_figure_reaches_over_what_belongs_to_its_outcome_and_no_further(text, expected):
    assert told(text) == expected


def test_the_part_that_a_pronoun_is_of_is_no_figure_of_all():
    text = "TRM was 1.8%, whereas in patients transplanted after 2012 it was 0.4%."
    assert grouped(text) == [(1.8, None, None, None), (0.4, "transplanted after 2012", None, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Survival at 2 years was 96% in both arms.",
         ["overall_survival 96 event_free hsct at 24", "overall_survival 96 event_free comparator at 24"]),
        ("No difference in EDSS was seen (median 4.5 in both groups) at last visit.",
         ["edss_change 4.5 lower_better hsct", "edss_change 4.5 lower_better comparator"]),
        ("At 5 years 70% had no progression, compared with 44% of the controls.",
         ["progression_free_survival 70 event_free hsct at 60",
          "progression_free_survival 44 event_free comparator at 60"]),
        ("Worsening occurred in 6% (AHSCT) and 19% (alemtuzumab) of patients (HR 0.30; 95% CI 0.10-0.90).",
         ["progression_free_survival 6 event hsct", "progression_free_survival 19 event comparator",
          "progression_free_survival 0.3 event between"]),
        ("EDSS worsening was seen in 2/25 and 9/35 patients.",
         ["progression_free_survival 2 event hsct", "progression_free_survival 9 event comparator"]),
        ("EDSS worsening was seen in 2/21 and 9/30 patients.", []),
        ("There were no deaths and no patients who received AHSCT developed sepsis.",
         ["deaths_any 0 event all", "infection 0 event hsct"]),
        ("Two transplanted patients (8%) and one control (3%) died, none of them within 100 days.",
         ["deaths_any 8 event hsct", "deaths_any 3 event comparator"]),
    ],
)  # fmt: skip
def test_the_words_and_the_sizes_say_whose_figure_it_is(text, expected):
    assert told(text, ALEMTUZUMAB) == expected


def test_a_list_of_the_second_group_has_the_times_of_the_first():
    text = (
        "NEDA was kept by 81% of AHSCT patients at 1 year and 64% at 3 years, "
        "compared with 52% and 33% of the controls."
    )
    assert told(text, ALEMTUZUMAB) == [
        "neda 81 event_free hsct at 12", "neda 64 event_free hsct at 36",
        "neda 52 event_free comparator at 12", "neda 33 event_free comparator at 36",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Five deaths (1.9%; 95% CI, 0.6%-4.3%) fell within 100 days and were judged treatment-related.",
         ["trm 1.9 event at 3.2854"]),
        ("Two deaths were reported: one from sepsis at day 12 and one from suicide at 4 years.",
         ["deaths_any 2 event"]),
        ("None of the mothers had a relapse during pregnancy.", ["relapse_free_survival 0 event"]),
        ("No grade 4 toxicity (such as sepsis or infarction) occurred.", ["serious_adverse_events 0 event"]),
        ("EBV reactivation in 80%, late: vitiligo 2, melanoma 1.", ["viral_reactivation 80 event"]),
        ("We studied secondary autoimmune disease in 24 patients.", []),
        ("No relapses were observed after a follow-up of 2 years in 90% of patients.",
         ["relapse_free_survival 90 event_free at 24"]),
    ],
)  # fmt: skip
def test_what_is_named_beside_an_event_is_none_itself(text, expected):
    assert [row for row in told(text) if not row.startswith("malignancy")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Improvements were seen with a median change in EDSS of -0.5 (p = 0.01).", [("edss_change", -0.5, None)]),
        ("The mean EDSS change per year -0.08 (95% CI -0.14 to -0.03) told of improvement.",
         [("edss_change", -0.08, None)]),
        ("During months 0-3 the median loss of brain volume was 1.1%.", [("brain_atrophy", 1.1, 3)]),
    ],
)  # fmt: skip
def test_a_change_is_read_with_the_end_of_its_time(text, expected):
    assert values(findings(text), "outcome", "value", "timepoint_months") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thyroid disease was seen at 60 (95% CI 50-72) per 1,000 person-years with alemtuzumab "
         "and 12 (95% CI 6-22) with AHSCT.",
         [("secondary_autoimmune", "comparator", 60), ("secondary_autoimmune", "hsct", 12)]),
        ("Mortality was 1.2 and 2.1 per 1000 person-years with alemtuzumab and AHSCT, respectively.",
         [("deaths_any", "comparator", 1.2), ("deaths_any", "hsct", 2.1)]),
        ("Relapses were 14 and 25 per 100 person-years with AHSCT and alemtuzumab, respectively.", []),
    ],
)  # fmt: skip
def test_a_harm_may_be_told_as_events_in_a_time_under_observation(text, expected):
    found = findings(text, ALEMTUZUMAB)
    assert values(found, "outcome", "arm", "value") == expected
    assert {(one.statistic, one.unit) for one in found} <= {("rate", "per 1000 person-years")}


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("We treated 40 patients with cyclophosphamide and alemtuzumab or ATG, followed by infusion of "
         "autologous stem cells.", None),
        ("Busulfan-cyclophosphamide (n = 18) or BEAM (n = 20) was given. The cyclophosphamide group did worse.", None),
        ("AHSCT was compared with intravenous cyclophosphamide (n = 40).", "cyclophosphamide"),
    ],
)  # fmt: skip
def test_a_drug_of_the_conditioning_is_nobodys_comparator(text, comparator):
    assert facts_of(("METHODS", text), design="comparative cohort").comparator == comparator


@pytest.mark.parametrize(
    ("design", "arm", "state"),
    [("meta-analysis/systematic review", "hsct", "clean"), ("comparative cohort", "all", "unbound")],
)
def test_a_review_pools_the_treatment_where_it_names_no_arm(design, arm, state):
    facts = replace(ALONE, n_patients=3000, n_hsct=None, comparator="dmt")
    text = "The pooled relapse-free survival was 80% (95% CI 74-86)."
    found = read_findings(article(("RESULTS", text)), screening(design=design), facts, READER)
    assert values(found, "arm", "state") == [(arm, state)]


def test_two_groups_that_are_compared_are_all_patients():
    text = "We compared those given BEAM/ATG (n = 30) with those given cyclophosphamide (Cy/ATG; n = 52)."
    assert facts_of(("METHODS", text)).n_patients == 82
    assert (
        facts_of(("METHODS", "BEAM/ATG was given to some (n = 30) and melphalan to others (n = 52).")).n_patients != 82
    )
