"""Groups that are named once and meant again, and parts of the patients that no vocabulary names."""

import pytest

from evidence.records.finding import Contrast
from evidence.records.study import StudyFacts
from tests.reading import findings, one, values

NATALIZUMAB = StudyFacts(n_patients=120, n_hsct=60, comparator="natalizumab")
NAMED = "AHSCT was compared with natalizumab. "
REGIMENS = "NEDA at 3 years was 81% with BEAM and 70% with cyclophosphamide. "


def last(text: str, facts: StudyFacts | None = None, *names: str) -> list[object]:
    """Return the values of the findings of the last sentence."""
    found = findings(text, facts) if facts is not None else findings(text)
    final = max(finding.start or 0 for finding in found)
    told = values(tuple(finding for finding in found if finding.start == final), *names)
    return [row[0] for row in told] if len(names) == 1 else told


def test_a_pair_has_the_groups_in_the_order_told_before():
    text = NAMED + "In the AHSCT group ARR was 0.02 and with natalizumab 0.20. Relapse-free survival was 88% vs 61%."
    assert last(text, NATALIZUMAB, "arm", "value") == [("hsct", 88), ("comparator", 61)]


def test_a_pair_joined_by_and_has_the_regimens_told_before():
    assert last(REGIMENS + "TRM was 1.2% (1/83) and 0.0% (0/70).", None, "regimen", "value") == [
        ("BEAM", 1.2), ("cyclophosphamide", 0),
    ]  # fmt: skip


def test_two_times_are_no_two_groups():
    found = last(
        REGIMENS + "Overall survival was 99% and 97% at 3 and 5 years, respectively.",
        None,
        "regimen",
        "timepoint_months",
    )
    assert found == [(None, 36), (None, 60)]


def test_an_order_that_changed_ties_no_pair():
    text = REGIMENS + "PFS was 88% with cyclophosphamide and 90% with BEAM. Relapse-free survival was 88% vs 61%."
    assert last(text, None, "state") == ["unbound", "unbound"]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Febrile neutropenia was more common with BEAM (72% vs 41%).", "BEAM"),
        ("Febrile neutropenia (72% vs 41%) was less frequent after cyclophosphamide.", "BEAM"),
        ("Febrile neutropenia was commoner with cyclophosphamide (72% vs 41%).", "cyclophosphamide"),
    ],
)
def test_the_larger_figure_is_of_the_side_that_had_more(words: str, first: str):
    found = last(REGIMENS + words, None, "regimen", "value")
    assert found[0] == (first, 72)
    assert len({regimen for regimen, _ in found}) == 2


def test_pairs_that_point_both_ways_tell_no_side():
    words = "Febrile neutropenia (72% vs 41%) and sepsis (3% vs 9%) were less frequent after cyclophosphamide."
    assert "clean" not in last(REGIMENS + words, None, "state")


def test_the_former_and_the_latter_are_groups_of_the_sentence_before():
    text = "Of all, 60 had AHSCT and 60 natalizumab. NEDA was kept by 81% in the former and 44% in the latter."
    assert last(text, NATALIZUMAB, "arm", "value") == [("hsct", 81), ("comparator", 44)]


def test_the_first_group_and_the_second():
    text = "Of all, 60 had AHSCT and 60 natalizumab. Relapses were seen in 8% in the first group and 31% in the second."
    assert last(text, NATALIZUMAB, "arm", "value") == [("hsct", 8), ("comparator", 31)]


def test_the_second_without_the_first_group_is_no_group():
    text = "Of all, 60 had AHSCT and 60 natalizumab. Relapses were seen in 31% in the second."
    assert last(text, NATALIZUMAB, "state") == ["unbound"]


def test_the_noun_of_two_groups_may_be_told_once():
    text = "PFS was 79% in relapsing MS, compared with 56% and 47% in the secondary and the primary progressive forms."
    assert values(findings(text), "population", "value") == [("RRMS", 79), ("SPMS", 56), ("PPMS", 47)]


def test_ages_part_patients():
    text = "Recovery of menses was 96% (24/25) in women \u2264 32 years, 63% (12/19) between 33 and 37 years and 29% (5/17) above 37 years."  # noqa: E501
    assert values(findings(text), "population", "value", "state") == [
        ("women; \u2264 32 years", 96, "clean"),
        ("women; between 33 and 37 years", 63, "clean"),
        ("women; above 37 years", 29, "clean"),
    ]


def test_a_part_is_told_behind_the_interval():
    text = "Persistent amenorrhea was seen in 34% (95% CI: 25-44) of women, or in 12% (95% CI: 5-21) of those under 32."
    assert values(findings(text), "population", "value") == [("women", 34), ("women; under 32", 12)]


def test_a_part_is_told_before_the_bracket_of_its_figure():
    text = "TRM was 1.5%. It was higher in studies published before 2006 (4.1%) than in later ones (0.4%)."
    assert values(findings(text), "population", "value", "events") == [
        (None, 1.5, None), ("published before 2006", 4.1, None), ("later ones", 0.4, None),
    ]  # fmt: skip


def test_courses_listed_as_the_cohort_belong_to_no_figure():
    finding = one("In 365 patients (320 RRMS, 23 SPMS and 22 PPMS), the annualized relapse rate was 0.03.")
    assert (finding.population, finding.state) == (None, "clean")


def test_regimens_with_their_shares_are_what_a_ratio_compares():
    text = "Progression-free survival was 73% for cyclophosphamide and 78% for BEAM (HR 1.31, 95% CI 0.80-2.14)."
    ratio = findings(text)[-1]
    assert (ratio.contrast, ratio.state) == (Contrast("regimen", "cyclophosphamide", "BEAM"), "clean")


def test_a_list_of_predictors_compares_no_regimens():
    text = "In multivariate analysis, BEAM or busulfan (HR 2.2, 95% CI 1.1-4.4) was associated with death."
    assert ("clean",) not in values(findings(text), "state")


def test_women_counted_by_the_next_figure_are_not_those_of_the_first():
    text = "Four patients (17%) were found to have thyroid disease at last, and 6 (40%) of the women had amenorrhoea."
    found = findings(text)
    assert [(one.population, one.events) for one in found] == [(None, 4), ("women", 6)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In patients with a follow-up longer than 6 years, none relapsed.", [("follow-up longer than 6 years", None)]),
        ("Among those followed for more than 4 years, none had a relapse.", [("followed for more than 4 years", None)]),
        ("Of the 15 cases with follow-up longer than 6 years, 9 (60%) had no relapse, while 6 (40%) relapsed.",
         [("follow-up longer than 6 years", 15), ("follow-up longer than 6 years", 15)]),
        ("Among patients with at least 1 year of follow-up, none had a relapse.", [(None, 24)]),
    ],
)  # fmt: skip
def test_what_is_told_of_a_longer_follow_up_is_of_those_patients_only(text, expected):
    assert [(one.population, one.denominator) for one in findings(text)] == expected


CONTROLS = StudyFacts(n_patients=60, n_hsct=40, comparator="control")


def test_what_names_no_controls_is_of_the_transplanted_where_no_drug_makes_the_controls():
    assert values(findings("NEDA was kept by 82% with RRMS and 60% with SPMS.", CONTROLS), "arm", "state") == [
        ("hsct", "clean"), ("hsct", "clean"),
    ]  # fmt: skip
    assert one("Relapses were seen in 12% of controls.", CONTROLS).arm == "comparator"


def test_two_figures_that_are_held_against_each_other_may_be_of_controls():
    assert {found.state for found in findings("NEDA was kept by 82% versus 60%.", CONTROLS)} == {"unbound"}
    assert (
        one("NEDA was kept by 82%.", StudyFacts(n_patients=60, n_hsct=40, comparator="natalizumab")).state == "unbound"
    )
