"""The manner of published abstracts: short words, exceptions, figures that answer to those before them."""

import pytest

from evidence.records.study import StudyFacts
from tests.reading import facts_of, findings, values

ALONE = StudyFacts(n_patients=40, n_hsct=40)
TWO = StudyFacts(n_patients=62, n_hsct=31, comparator="natalizumab")


def told(text, facts=ALONE):
    clean = tuple(one for one in findings(text, facts) if one.state == "clean")
    return values(clean, "outcome", "value")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No patient relapsed except one.", [("relapse_free_survival", 1)]),
        ("There were no relapses during follow-up, apart from one.", [("relapse_free_survival", 1)]),
        ("None needed steroids except one who had a relapse.", [("relapse_free_survival", 1)]),
        ("No patient relapsed during the whole study.", [("relapse_free_survival", 0)]),
        ("No patient had new T2 or enhancing lesions.", [("mri_activity_free", 0)]),
    ],
)
def test_who_is_excepted_from_a_denial_had_it(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No deaths related with the procedure were seen.", [("trm", 0)]),
        ("Two patients died, at 3 and 30 months, of transplant-related complications.", [("trm", 2)]),
        ("Two died, at 3 and 9 months, and one had toxicity.", [("deaths_any", 2), ("other_toxicity", 1)]),
        ("Nine patients died, infection (n = 4) being the leading cause, sepsis following in 2.", [("deaths_any", 9)]),
        ("Three patients died and infection occurred in 4.", [("deaths_any", 3), ("infection", 4)]),
        ("The protocol was changed after two deaths or serious events.", []),
    ],
)
def test_deaths_are_told_with_their_causes_and_times(text, expected):
    assert told(text) == expected


def test_corresponding_figures_are_of_what_was_told_before_in_that_order():
    text = "PFS was 90% and NEDA 70% at year 2; the corresponding figures at year 5 were 72% and 41%."
    assert values(findings(text, ALONE), "outcome", "value", "timepoint_months") == [
        ("progression_free_survival", 90, 24),
        ("neda", 70, 24),
        ("progression_free_survival", 72, 60),
        ("neda", 41, 60),
    ]


def test_corresponding_figures_of_another_thing_are_not_read():
    text = "PFS was 90% and NEDA 70%; the corresponding figures for alopecia were 72%, 41% and 12%."
    assert told(text) == [("progression_free_survival", 90), ("neda", 70)]


def test_those_a_figure_is_held_against_are_named_by_what_they_had():
    assert told("Fever was more common, in 2 of 30 compared with 3 of 4 who relapsed.") == []


def test_the_length_of_the_follow_up_is_the_time_of_what_was_found_then():
    for when in (
        "With a median FU of 28 months",
        "At last follow-up (median: 28 months)",
        "After a median follow-up of 28 months",
    ):
        (found,) = findings(f"{when}, 7 patients (47%) improved on the EDSS.", ALONE)
        assert (found.value, found.timepoint_months) == (47, 28), when


def test_a_score_beside_the_courses_of_the_patients_is_the_one_they_came_with():
    assert told("Of 90 patients (60% RRMS; median EDSS 5.5), 80 had a visit after transplantation.") == []


def test_a_unit_between_two_figures_held_against_each_other_parts_no_pair():
    order = "Relapse was seen in 10% with AHSCT and in 40% with natalizumab."
    levels = "Mean serum NfL was 8.1 pg/ml vs 9.6 pg/ml at 2 years."
    found = findings(f"{order} {levels} Serious adverse events: 9 patients (30%) against 3 (10%).", TWO)
    assert values(found[2:], "outcome", "arm", "value") == [
        ("nfl", "hsct", 8.1),
        ("nfl", "comparator", 9.6),
        ("serious_adverse_events", "hsct", 30),
        ("serious_adverse_events", "comparator", 10),
    ]


def test_words_printed_short_are_read():
    assert told("Mucositis gr III-IV: 5 pts (12%), sepsis: 2 pts; 1 pt died.") == [
        ("other_toxicity", 12),
        ("infection", 2),
        ("deaths_any", 1),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PFS was 80% at 2 years; by phenotype, it was 90% in relapsing and 60% in progressive.", [80, 90, 60]),
        ("PFS at 5 years was 70% for relapsing and 40% for progressive MS.", [70, 40]),
        ("Survival without progression was 58,3% in SPMS.", [58.3]),
        (
            "Percentages with an EDSS improvement were 29.7 (95% CI 20.1-42.4) at 3 years, 17.2 at 5 years.",
            [29.7, 17.2],
        ),
        ("The percentage change in EDSS improvement was 4.5.", []),
        ("EDSS regressed in 5 (42%) and rose in 3 (25%).", [42, 25]),
        ("New T2 lesions occurred on none of the 61 scans.", [0]),
        ("Malignancy depended on none of the 61 factors.", []),
        ("CMV required treatment in 11 (22%).", [22]),
        ("One patient was lost due to sepsis.", [1]),
        ("One patient was lost to follow-up due to moving.", []),
        ("At least one autoimmune disease arose in 7 patients.", [7]),
    ],
)
def test_plain_forms_of_abstracts_are_read(text, expected):
    assert [value for _, value in told(text)] == expected


def test_survival_without_progression_is_no_survival_of_all():
    ((outcome, _),) = told("The probability of survival without progression was 58% at 3 years.")
    assert outcome == "progression_free_survival"


def test_a_month_told_by_its_order_is_a_time():
    (found,) = findings("Relapse was seen in 5 patients (12%) by the sixth month.", ALONE)
    assert found.timepoint_months == 6
    (found,) = findings("Relapse was seen in 5 patients (12%) by the 18th month.", ALONE)
    assert found.timepoint_months == 18


def test_as_many_times_as_patients_are_when_each_had_it():
    (found,) = findings("2 patients (7%) relapsed, at 2 and 18 months.", ALONE)
    assert (found.state, found.timepoint_months) == ("clean", None)


def test_all_who_were_drawn_by_lot_are_patients_of_a_trial():
    text = "Of 62 participants randomised (31 per group), 29 underwent AHSCT and 30 started natalizumab."
    assert facts_of(("RESULTS", text), design="RCT").n_patients == 62


def test_a_group_that_is_told_with_its_short_name_is_no_addition_to_all():
    text = "We treated 15 patients with relapsing-remitting (RR, n = 5) or secondary progressive (SP, n = 10) MS."
    assert facts_of(("METHODS", text)).n_patients == 15


def test_a_follow_up_printed_short_is_one():
    assert facts_of(("RESULTS", "With a median FU of 28 months (range 4-91), 7 improved.")).follow_up.value == 28


def test_a_rate_held_against_another_is_told_of_both_groups():
    found = findings("ARR was 0.02 with AHSCT against 0.32 with natalizumab.", TWO)
    assert values(found, "arm", "value") == [("hsct", 0.02), ("comparator", 0.32)]
    (found,) = findings("ARR was 0.02 with AHSCT, against 0.32 before treatment.", TWO)
    assert found.value == 0.02
