"""Counts whose place tells what they are of: pairs of two groups, lists in the order of names, items behind a colon."""

import pytest

from evidence.records.study import StudyFacts
from tests.reading import findings, values

UNKNOWN = StudyFacts()
CLADRIBINE = StudyFacts(n_patients=90, n_hsct=45, comparator="cladribine")


def told(text, facts=UNKNOWN, *fields):
    return values(findings(text, facts), *(fields or ("outcome", "value")))


@pytest.mark.parametrize(
    "text",
    [
        "Pneumonia was found with AHSCT and cladribine in seven versus two patients.",
        "With AHSCT and cladribine, pneumonia was seen in 7 and 2 patients, respectively.",
    ],
)
def test_two_counts_of_one_thing_are_of_the_two_groups_in_their_order(text):
    assert told(text, CLADRIBINE, "arm", "value") == [("hsct", 7), ("comparator", 2)]


@pytest.mark.parametrize(
    "text",
    ["Pneumonia was found in seven vs. two patients.", "Mucositis was seen in 9 and 0 patients.",
     "Six and three patients relapsed, respectively."],
)  # fmt: skip
def test_two_counts_of_groups_that_nobody_names_are_not_sure(text):
    found = findings(text, UNKNOWN)
    assert len(found) == 2
    assert {one.state for one in found} == {"unbound"}


def test_counts_in_the_order_of_names_are_each_of_its_name():
    text = (
        "Ovarian failure, pneumonia and cystitis due to BK virus were noted in three, 6 and two patients, respectively."
    )
    assert told("Amenorrhoea, pneumonia and zoster were noted in three, 6 and two patients, respectively.") == [
        ("fertility", 3), ("infection", 6), ("viral_reactivation", 2),
    ]  # fmt: skip
    assert ("infection", 3) not in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("New autoimmune disease: thyroid 12, ITP 3, other 2.", [("secondary_autoimmune", n) for n in (12, 3, 2)]),
        ("Eleven had a second cancer (4.1%; 95% CI: 2.2-6.0): breast 5, skin 4, others 2.",
         [("malignancy", n) for n in (5, 4, 2)]),
        ("Cardiac events: pericarditis in 2, a fall of ejection fraction in 3.",
         [("other_toxicity", 2), ("other_toxicity", 3)]),
        ("Vitiligo and psoriasis arose in one patient each.",
         [("secondary_autoimmune", 1), ("secondary_autoimmune", 1)]),
        ("Late events were hypothyroidism (two) and melanoma (one).", [("secondary_autoimmune", 2), ("malignancy", 1)]),
        ("Infections complicated nine procedures; pulmonary embolism, two.", [("infection", 9), ("other_toxicity", 2)]),
    ],
)  # fmt: skip
def test_the_items_of_a_list_are_of_what_heads_it_unless_they_have_a_name(text, expected):
    found = told(text)
    assert [one for one in found if one in expected] == expected


@pytest.mark.parametrize(
    "text",
    ["Infection was rare: 12 of the patients were older than 50 years, 8 younger.",
     "Deaths: progression 4, suicide 2.",
     "Relapses were treated: steroids 5, plasma exchange 2."],
)  # fmt: skip
def test_a_list_of_other_things_counts_no_harm(text):
    assert {outcome for outcome, _ in told(text)} <= {"deaths_any"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thirty patients were examined at two years: four had relapsed.", [(4, 30)]),
        ("Five patients with enhancing lesions did well: only one of them relapsed.", [(1, 5)]),
        ("Seven infections were seen among 350 patients with AHSCT (2.0%).", [(7, 350)]),
        ("Of 16 patients, none had a relapse.", [(0, 16)]),
    ],
)
def test_a_count_is_of_the_patients_who_were_looked_at(text, expected):
    assert told(text, UNKNOWN, "events", "denominator") == expected


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Mucositis of grade 3-4 was seen in 8 patients.", "other_toxicity"),
        ("Infections of grade 3 occurred in 8 patients.", "infection"),
        ("Adverse events of grade 3-4 occurred in 8 patients.", "serious_adverse_events"),
        ("Eight patients had a transient neurological worsening.", "other_toxicity"),
        ("Eight patients had a sustained neurological worsening.", "progression_free_survival"),
    ],
)
def test_a_grade_or_a_passing_worsening_belongs_to_the_harm(text, outcome):
    assert told(text) == [(outcome, 8)]


@pytest.mark.parametrize(
    "text",
    [
        "Neither relapse (3/14 vs 4/40) nor new lesions (2/14 vs 5/40) were linked to the viral load.",
        "No relapse was associated with the dose.",
        "Five of the latter six were men.",
        "A deterioration coinciding with zoster was seen in five.",
    ],
)
def test_what_bears_no_relation_or_is_an_occasion_is_not_counted(text):
    assert [one for one in findings(text, UNKNOWN) if one.state == "clean"] == []


def test_an_event_in_each_group_is_one_of_either():
    assert told("One death occurred in each group.", CLADRIBINE, "arm", "value") == [("hsct", 1), ("comparator", 1)]
    assert told("No treatment-related deaths were seen in either group.", CLADRIBINE, "arm", "value") == [("all", 0)]


def test_who_also_had_none_is_a_share_of_patients():
    found = findings("At 2 years 34% did not relapse, had no progression and were free of lesions.", UNKNOWN)
    assert [one for one in found if one.value == 0] == []
