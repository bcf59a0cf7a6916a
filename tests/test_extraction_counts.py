"""Counts without a percent and statements that none happened: who had it, how many, where, and of whom."""

import pytest

from evidence.records.study import StudyFacts
from tests.reading import article, findings, one, screening, values

UNKNOWN = StudyFacts()
NATALIZUMAB = StudyFacts(n_patients=122, n_hsct=61, comparator="natalizumab")


def marked(finding):
    return finding.sentence[finding.mark_start - finding.start : finding.mark_end - finding.start]


def told(text, facts=UNKNOWN):
    return values(findings(text, facts), "outcome", "value")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Four patients had a relapse, 3 new T2 lesions and one confirmed disability progression.",
         [("relapse_free_survival", 4), ("mri_activity_free", 3), ("progression_free_survival", 1)]),
        ("Sepsis was seen in 6 patients, pneumonia in four and mucositis in 11.",
         [("infection", 6), ("infection", 4), ("other_toxicity", 11)]),
        ("Late events were Graves' disease (n = 3) and shingles (n = 2).",
         [("secondary_autoimmune", 3), ("viral_reactivation", 2)]),
        ("We recorded 41 grade 3 and 12 grade 4 adverse events.",
         [("serious_adverse_events", 41), ("serious_adverse_events", 12)]),
        ("Three had BK viraemia; one developed a myelodysplastic syndrome.",
         [("viral_reactivation", 3), ("malignancy", 1)]),
        ("Disability worsened in two patients.", [("progression_free_survival", 2)]),
        ("Two patients of the BEAM group with long disease, both women, required dialysis.", []),
        ("One patient of the BEAM group required dialysis.", [("other_toxicity", 1)]),
        ("Five patients had never relapsed.", [("relapse_free_survival", 5)]),
        ("A single fatal case of aspergillosis was reported.", [("deaths_any", 1)]),
    ],
)  # fmt: skip
def test_a_count_is_that_of_the_thing_its_words_name(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Three patients received rituximab for relapse.",
        "Patients with two relapses were transplanted.",
        "The two relapses were treated with steroids.",
        "We saw 12 patients after relapse.",
        "Side effects were fatigue in six.",
        "Infection resolved in 4 patients.",
        "Grade 3 fatigue was common.",
        "Of the 8 patients who relapsed, all were young.",
        "Pneumonia was seen in 2014.",
        "Three patients had a history of cancer.",
        "Depression scores improved in 20%.",
        "Adverse events leading to withdrawal occurred in 3 patients.",
    ],
)
def test_a_number_of_something_else_is_no_count(text):
    assert findings(text, UNKNOWN) == ()


def test_who_had_not_relapsed_was_spared():
    (finding,) = findings("Five patients had never relapsed.", UNKNOWN)
    assert finding.direction == "event_free"


def test_the_parts_of_a_total_are_not_told_again():
    assert told("There were three malignancies (two melanomas and one lymphoma).") == [("malignancy", 3)]


def test_events_in_patients_are_told_of_the_patients():
    assert told("In all, 31 infections were seen in 20 patients.") == [("infection", 20)]


def test_a_name_that_begins_another_is_not_counted_twice():
    assert told("Two patients had grade 3 infections.") == [("infection", 2)]
    assert told("There were 14 grade 3 or 4 infections.") == [("infection", 14)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The most common adverse events were headache (7%), ringing ears (4%) and infections (3%).",
         [("other_toxicity", 7), ("other_toxicity", 4), ("infection", 3)]),
        ("Herpes zoster was the most common late side effect (15%).", [("viral_reactivation", 15)]),
        ("None of the adverse events were severe.", [("serious_adverse_events", 0)]),
        ("Severe adverse events, other than mucositis, occurred in 12%.", [("serious_adverse_events", 12)]),
        ("Six patients (3%) were readmitted for pneumonia.", [("infection", 3)]),
    ],
)  # fmt: skip
def test_a_list_of_harms_tells_its_items_and_its_heading_nothing(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "outcome", "of"),
    [
        ("Infections were not observed.", "infection", None),
        ("Mortality was nil.", "deaths_any", None),
        ("None of the 12 patients with RRMS relapsed.", "relapse_free_survival", 12),
        ("No patient needed dialysis or mechanical ventilation.", "other_toxicity", None),
        ("TRM at day 100 was 0.", "trm", None),
        ("The course was free of events, without deaths or serious complications.", "deaths_any", None),
    ],
)
def test_a_denial_in_front_or_behind_is_a_zero(text, outcome, of):
    found = [finding for finding in findings(text, UNKNOWN) if finding.outcome == outcome]
    assert {(finding.value, finding.denominator) for finding in found} == {(0, of)}


@pytest.mark.parametrize(
    "text",
    [
        "None of the infections was fatal.",
        "No unexpected adverse events occurred.",
        "No patient without relapse was studied.",
        "Patients with neither relapse nor progression had fewer lesions.",
        "Survival without death or relapse was the endpoint.",
        "No neonatal complications were seen.",
    ],
)
def test_a_denial_that_leaves_it_open_is_no_zero(text):
    assert findings(text, UNKNOWN) == ()


def test_the_words_of_a_count_among_so_many_begin_at_the_count():
    found = one("There were 21 deaths among 140 patients (15.0%) in the AHSCT group.")
    assert (found.events, found.denominator, found.value) == (21, 140, 15.0)
    assert marked(found) == "21 deaths among 140 patients (15.0%"


def test_each_of_several_names_is_marked_with_the_number_that_they_share():
    found = findings("Sepsis and vitiligo were seen in two patients each.")
    assert [(finding.outcome, finding.events, marked(finding)) for finding in found] == [
        ("infection", 2, "two"), ("secondary_autoimmune", 2, "two patients"),
    ]  # fmt: skip


def test_a_denial_of_a_part_without_its_size_is_flagged():
    assert one("None of the patients who completed 5 years relapsed.", UNKNOWN).flags == ("of a part only",)


def test_a_second_group_has_the_outcome_of_the_first():
    found = findings("Six AHSCT patients and two natalizumab patients had serious adverse events.", NATALIZUMAB)
    assert values(found, "arm", "value") == [("hsct", 6), ("comparator", 2)]
    found = findings("Two deaths occurred with natalizumab and one with AHSCT.", NATALIZUMAB)
    assert values(found, "outcome", "arm", "value") == [("deaths_any", "comparator", 2), ("deaths_any", "hsct", 1)]
    found = findings("Relapses occurred in 3 AHSCT patients and 12 natalizumab patients.", NATALIZUMAB)
    assert values(found, "arm", "value") == [("hsct", 3), ("comparator", 12)]


def test_a_bracket_between_number_and_verb_parts_the_count_by_arm():
    found = findings("Three patients (two after AHSCT and one on natalizumab) died.", NATALIZUMAB)
    assert values(found, "arm", "value") == [("all", 3), ("hsct", 2), ("comparator", 1)]


def denominators(*sections):
    from evidence.extraction import read_facts, read_findings
    from tests.reading import READER

    paper, sort = article(*sections), screening()
    found = read_findings(paper, sort, read_facts(paper, sort, READER), READER)
    return values(found, "outcome", "value", "denominator")


def test_a_cohort_of_one_size_is_what_a_bare_count_is_set_against():
    told = denominators(("METHODS", "We transplanted 40 patients with MS."), ("RESULTS", "Three patients relapsed."))
    assert told == [("relapse_free_survival", 3, 40)]


@pytest.mark.parametrize(
    "methods",
    [
        "We transplanted 44 patients with MS, of whom 40 were evaluable.",
        "We enrolled 40 patients with MS and 38 patients were evaluable.",
    ],
)
def test_a_cohort_of_two_sizes_is_set_against_nothing(methods):
    assert denominators(("METHODS", methods), ("RESULTS", "Three patients relapsed.")) == [
        ("relapse_free_survival", 3, None)
    ]


def test_a_count_of_a_part_and_a_count_of_events_have_no_cohort():
    methods = ("METHODS", "We transplanted 40 patients with MS.")
    part = denominators(methods, ("RESULTS", "Of the 9 patients who lost NEDA, 5 had a clinical relapse."))
    assert part[-1] == ("relapse_free_survival", 5, None)
    assert denominators(methods, ("RESULTS", "There were 21 serious adverse events.")) == [
        ("serious_adverse_events", 21, None)
    ]
