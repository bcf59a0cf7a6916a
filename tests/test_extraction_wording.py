"""Other ways to say the same: verbs for outcomes, proportions, words for numbers, sentences that go on."""

import pytest

from evidence.records.study import StudyFacts
from tests.reading import findings, one, values

NATALIZUMAB = StudyFacts(n_patients=120, n_hsct=60, comparator="natalizumab")


def test_the_score_as_subject_and_verbs_tell_who_improved():
    text = "EDSS was lower by at least 1 point in 16 patients (33%), unchanged in 20 (42%) and higher in 12 (25%)."
    assert values(findings(text), "outcome", "value", "direction") == [
        ("edss_improved", 33, "higher_better"), ("progression_free_survival", 25, "event"),
    ]  # fmt: skip


@pytest.mark.parametrize("verb", ["fell", "decreased", "dropped", "improved"])
def test_a_score_that_fell_in_some_improved(verb: str):
    assert one(f"The EDSS {verb} in 45% of patients after AHSCT.").outcome == "edss_improved"


def test_a_score_that_fell_in_years_counts_nobody():
    assert ("edss_improved",) not in values(findings("EDSS fell in 2 years from 6.0 to 4.5."), "outcome")


def test_another_subject_than_the_score_tells_no_disability():
    assert ("edss_improved",) not in values(findings("EDSS was stable; cognition was lower in 12 (30%)."), "outcome")


def test_a_probability_is_a_share():
    text = (
        "The probability of freedom from progression was .71 (95% CI .49-.92) at 2 years and .47 (.23-.71) at 4 years."
    )
    assert values(findings(text), "value", "ci_low", "ci_high", "timepoint_months") == [
        (71, 49, 92, 24), (47, 23, 71, 48),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "The probability of relapse-free survival was higher (p = .04; HR .50).",
        "Progression-free survival was better, with an ARR of .05.",
        "The proportion with progression correlated with age (r = .45).",
    ],
)
def test_other_numbers_below_one_are_no_shares(text: str):
    assert ("percent",) not in values(findings(text), "statistic")


def test_a_percent_in_words():
    assert one("Thirty-eight percent sustained an improvement in EDSS.").value == 38


def test_it_goes_on_though_another_outcome_is_named_later():
    text = "Overall survival at 5 years was 96%. It was 98% in RRMS but 91% in SPMS, and age predicted survival."
    assert values(findings(text), "outcome", "value", "population")[1:] == [
        ("overall_survival", 98, "RRMS"), ("overall_survival", 91, "SPMS"),
    ]  # fmt: skip


def test_the_former_of_two_outcomes():
    text = (
        "Autoimmune disease (6%) and malignancy (1%) were late effects. The former was seen in 18% after alemtuzumab."
    )
    found = [finding.outcome for finding in findings(text) if finding.value == 18]
    assert found in ([], ["secondary_autoimmune"])


def test_a_year_before_a_bracket_counts_nobody():
    assert values(findings("TRM fell in trials begun before 2006 (4.1%)."), "events") in ([], [(None,)])


def test_a_bound_below_one_percent_stays_a_percent():
    finding = one("TRM was 0.3% (95% CI 0.0-0.8).")
    assert (finding.ci_low, finding.ci_high) == (0, 0.8)


def test_years_in_a_list_are_no_count():
    text = "NEDA was reached at 2 and 4 years more often with AHSCT than with natalizumab (63% vs 44%; 46% vs 26%, respectively)."  # noqa: E501
    assert values(findings(text, NATALIZUMAB), "arm", "value", "events", "timepoint_months") == [
        ("hsct", 63, None, 24), ("comparator", 44, None, 24), ("hsct", 46, None, 48), ("comparator", 26, None, 48),
    ]  # fmt: skip


def test_a_length_with_a_hyphen_lasts_nothing():
    text = "Second malignancies were seen, for a 10-year cumulative incidence of 6.8%."
    assert (120,) in values(findings(text), "timepoint_months")


def test_the_last_visit_is_a_time_of_its_own():
    text = "Mean EDSS was 3.9 after 1 year, 3.3 after 4 years and 3.4 at the latest visit."
    assert values(findings(text), "value", "timepoint_months") == [(3.9, 12), (3.3, 48), (3.4, None)]


def test_what_had_befallen_patients_before_is_no_result():
    text = "We treated five patients in whom the EDSS had worsened from a mean of 2.9 to a mean of 6.2."
    assert ("edss_change",) not in values(findings(text), "outcome")


def test_a_verb_right_before_a_number_tells_a_change():
    finding = findings("Mean EDSS was increased 0.4 after AHSCT and 1.5 with natalizumab.", NATALIZUMAB)[0]
    assert (finding.value, finding.value_kind) == (0.4, "change")


def test_a_share_that_came_down_in_brackets():
    assert one("The proportion of patients with relapses decreased (58% to 13%).").value == 13


def test_a_sentence_may_begin_with_a_small_letter():
    text = "Relapse-free survival was 90%. sNfL fell to a mean of 8.0 pg/mL at 2 years."
    assert [finding.sentence for finding in findings(text)][-1].startswith("sNfL")


def test_two_counts_of_one_verb_are_of_nobody_in_particular():
    found = findings("Hemorrhagic cystitis was seen in 7 and 0 patients.")
    assert ("clean",) not in values(found, "state")
