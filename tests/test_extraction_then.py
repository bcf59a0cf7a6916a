"""What none had at first and some had later, relapses that are counted, and what was there before treatment."""

import pytest

from tests.reading import findings, one, values


def test_what_was_present_before_treatment_is_an_aside():
    text = "Enhancing lesions, present in 8 women before it, were found in none at 12 months but in one at 24 months."
    assert values(findings(text), "value", "timepoint_months") == [(0, 12), (1, 24)]
    assert one("Enhancing lesions, which had been seen in 7 patients beforehand, were found in only one.").value == 1


def test_lesions_that_could_no_longer_be_seen_were_seen_in_none():
    text = (
        "Enhancing lesions could no longer be detected in any patient at 3 months and reappeared in two at 12 months."
    )
    assert values(findings(text), "value", "timepoint_months") == [(0, 3), (2, 12)]


def test_scans_that_showed_no_lesions_are_those_of_all():
    text = "MRI showed no new lesions at 3 months and a new one in one patient at 6 months."
    assert values(findings(text), "value", "timepoint_months") == [(0, 3), (1, 6)]
    assert values(findings("MRI of two patients showed no new lesions."), "value", "direction") == [(2, "event_free")]
    assert values(findings("MRI showed no new lesions in 4 at 6 months."), "value", "direction") == [(4, "event_free")]


def test_a_share_before_treatment_is_no_result():
    text = (
        "Enhancing lesions were present in 3 of 5 patients before it, but in none of the 4 patients scanned afterwards."
    )
    assert values(findings(text), "value", "denominator") == [(0, 4)]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Two relapses occurred, at 26 and 70 months.", 2),
        ("There was one relapse.", 1),
        ("One relapse only, 28 months after it, was observed.", 1),
        ("Relapses: 3 (all mild).", 3),
        ("Four attacks were recorded.", 4),
    ],
)
def test_relapses_are_counted_as_events(text, events):
    found = one(text)
    assert (found.outcome, found.value, found.denominator, found.rule) == (
        "relapse_free_survival", events, None, "count:events",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Two relapses had been recorded in the year before AHSCT.",
        "Patients with two relapses or more were included.",
        "Thirty patients had two or more relapses.",
        "The relapse rate was 2 per year.",
    ],
)
def test_relapses_before_treatment_are_not_counted(text):
    assert all(finding.rule != "count:events" for finding in findings(text))


def test_relapses_in_patients_are_told_by_the_patients():
    assert values(findings("Two relapses were recorded in one patient."), "value") in ([], [(1,)])


def test_the_number_of_patients_to_which_it_fell_is_counted():
    found = one("The number of patients with enhancing lesions fell from 17 to 2 at 6 months.")
    assert (found.value, found.timepoint_months) == (2, 6)
