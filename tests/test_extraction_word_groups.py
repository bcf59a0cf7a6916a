"""Groups that only the words beside a figure tell, and words there that name no group."""

import time

import pytest

from evidence.extraction import word_groups
from evidence.records.study import StudyFacts
from tests.reading import findings, values

NATALIZUMAB = StudyFacts(n_patients=120, n_hsct=60, comparator="natalizumab")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Relapses were seen in 20% of carriers and 40% of non-carriers.", [("carriers", 20), ("non-carriers", 40)]),
        ("TRM was 0.5% (0.1-1.6) in centres with at least 20 procedures and 3% (1.2-5.1) in those with fewer.",
         [("centres with at least 20 procedures", 0.5), ("those with fewer", 3)]),
        ("Febrile neutropenia was seen in 61% after the higher dose versus 40% after the lower one.",
         [("after the higher dose", 61), ("after the lower one", 40)]),
        ("NEDA was 80% at 2 years for early and 55% for late grafting.", [("early", 80), ("late grafting", 55)]),
        ("Adverse events ranged between 29% (age up to 35) and 39% (age above 55).",
         [("age up to 35", 29), ("age above 55", 39)]),
        ("With an early graft NEDA was kept by 80%, with a late graft by 55%.",
         [("an early graft", 80), ("a late graft", 55)]),
        ("Relapses were seen in 9 of the 37 patients with earlier treatment vs 14 of the other 106.",
         [("earlier treatment", 9), ("other", 14)]),
        ("Median NfL at 2 years was 9.8 pg/mL in those who later worsened and 8.1 pg/mL in the others.",
         [("those who later worsened", 9.8), ("others", 8.1)]),
        ("NEDA was 72% overall, and 55% in the last cohort.", [(None, 72), ("last cohort", 55)]),
    ],
)  # fmt: skip
def test_figures_are_held_apart_by_the_words_for_whom_each_is_of(text, told):
    found = findings(text)
    assert {finding.state for finding in found} == {"clean"}
    assert values(found, "population", "value") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Infections were more frequent in smokers (75% vs 57%).", [("smokers", 75), ("not smokers", 57)]),
        ("Relapse-free survival was worse with long disease than with short disease (52% vs 88%).",
         [("long disease", 52), ("short disease", 88)]),
        ("Young patients fared better than older ones (progression-free survival 84% vs 52%).",
         [("not older ones", 84), ("older ones", 52)]),
        ("Presence of antibodies was associated with less NEDA (41% vs 66%).",
         [("with antibodies", 41), ("without antibodies", 66)]),
        ("Median EDSS at 2 years was similar with and without antibodies (3.2 vs 3.4).",
         [("with antibodies", 3.2), ("without antibodies", 3.4)]),
    ],
)  # fmt: skip
def test_a_comparison_tells_whose_its_two_figures_are(text, told):
    found = findings(text)
    assert {finding.state for finding in found} == {"clean"}
    assert values(found, "population", "value") == told


@pytest.mark.parametrize(
    "text",
    [
        "Infections were more frequent in smokers (57% vs 75%).",  # which of the two is theirs?
        "Infections were seen in 57% and 75%.",
        "Brain volume fell by 0.23% a year, similar to 0.27% a year published for healthy people.",
    ],
)
def test_figures_that_no_group_parts_stay_unbound(text):
    assert all(finding.state == "unbound" for finding in findings(text))


def test_what_is_measured_is_no_group():
    assert values(findings("Values above the limit were found in 12% for NfL and in 5% for tau."), "value") in (
        [],
        [(12,)],
    )


def test_a_group_that_was_not_transplanted_is_no_part_of_those_who_were():
    found = findings(
        "Relapses were seen in 12% in the transplanted group and 31% in the group without transplantation."
    )
    assert all(finding.state == "unbound" for finding in found)


def test_harms_with_a_name_of_their_own_are_not_taken_for_groups():
    found = findings("Infections were seen in 30% and alopecia in 20%, mucositis in 15%.")
    assert ("infection", 20) not in values(found, "outcome", "value")
    assert ("infection", 15) not in values(found, "outcome", "value")


def test_a_word_beside_a_figure_is_read_in_no_more_time_than_it_is_long() -> None:
    started = time.process_time()
    assert word_groups._BEFORE.search(f"in {'x' * 80}%") is None
    assert time.process_time() - started < 0.5  # as seven words it took minutes
    assert word_groups._BEFORE.search(", in those who were not") is None
    found = word_groups._BEFORE.search(", with the lower dose it was only ")
    assert found is not None
    assert found["who"] == "with the lower dose "
