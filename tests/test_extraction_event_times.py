"""Times to an event, and the levels of hormones that tell fertility."""

import pytest

from evidence.records.study import StudyFacts
from tests.reading import findings, one, values

DRUG = StudyFacts(n_patients=60, n_hsct=30, comparator="natalizumab")


@pytest.mark.parametrize(
    ("text", "outcome", "statistic", "value", "unit"),
    [
        ("The median time to progression was 36 months.", "progression_free_survival", "median", 36, "months"),
        (
            "Mean time from transplantation to first relapse was 2.4 years.",
            "relapse_free_survival",
            "mean",
            2.4,
            "years",
        ),
        (
            "Median interval to confirmed worsening: 10 (6-13) years.",
            "progression_free_survival",
            "median",
            10,
            "years",
        ),
        ("The median time to resumption of menses was 6 months.", "fertility", "median", 6, "months"),
    ],
)
def test_the_time_to_an_event_is_a_median_or_mean_with_its_unit(text, outcome, statistic, value, unit):
    found = one(text)
    assert (found.outcome, found.statistic, found.value, found.unit) == (outcome, statistic, value, unit)
    assert (found.state, found.timepoint_months) == ("clean", None)


def test_the_time_after_which_menses_returned_stands_beside_their_share():
    found = findings("Menses returned in 20 of 30 women (67%), after a median of 7 months (IQR 5-11).")
    assert values(found, "statistic", "value") == [("percent", 67), ("median", 7)]


def test_a_time_that_only_the_controls_reached_is_theirs():
    text = (
        "Median time to relapse could not be calculated after AHSCT as few had one; it was 14 months with natalizumab."
    )
    assert values(findings(text, DRUG), "arm", "value", "unit") == [("comparator", 14, "months")]


@pytest.mark.parametrize(
    "text",
    [
        "Median time to engraftment was 11 days.",  # no outcome
        "Nine women became pregnant at a median of 3 years.",  # when, not how soon
        "After a median of 4 years, 60% were free of progression.",  # the follow-up
    ],
)
def test_other_lengths_of_time_are_no_time_to_an_event(text):
    assert all(finding.rule != "level:time" for finding in findings(text))


def test_hormones_have_levels_before_which_is_none():
    text = "Median AMH fell from 23 pmol/L at baseline to 0.5 pmol/L at 3 months and was 1.1 pmol/L at 2 years."
    told = values(findings(text), "outcome", "value", "timepoint_months", "unit", "direction")
    assert told == [
        ("fertility", 0.5, 3, "pmol/L", "higher_better"), ("fertility", 1.1, 24, "pmol/L", "higher_better"),
    ]  # fmt: skip
    assert one("Mean AMH was 17.4 pmol/L before and 1.9 pmol/L one year after AHSCT.").value == 1.9
    assert one("Median FSH was 11.8 IU/L.").direction == "lower_better"


def test_nobody_has_a_hormone():
    assert findings("AMH was measured in 12 women. AMH was low in 40%.") == ()
    assert values(findings("AMH was undetectable in 12 women."), "value", "direction") == [(12, "event")]
