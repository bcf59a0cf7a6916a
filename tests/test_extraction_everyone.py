"""What all had, what all but a few had, who was spared in a clause of its own; and what only looks like it."""

import pytest

from evidence.extraction import read_findings
from evidence.records.study import StudyFacts
from tests.reading import READER, article, findings, one, screening, values

MX = StudyFacts(n_patients=60, n_hsct=20, comparator="mitoxantrone")


@pytest.mark.parametrize(
    ("text", "outcome", "direction", "events"),
    [
        ("All patients were free from progression.", "progression_free_survival", "event_free", None),
        ("All 24 patients remained relapse-free.", "relapse_free_survival", "event_free", 24),
        ("Every patient developed alopecia.", "other_toxicity", "event", None),
        ("Febrile neutropenia was seen in all patients.", "infection", "event", None),
        ("Functional improvement occurred in all nine patients.", "edss_improved", "higher_better", 9),
        ("Enhancing lesions disappeared in all cases.", "mri_activity_free", "event_free", None),
        ("Everybody had an improved EDSS at last visit.", "edss_improved", "higher_better", None),
    ],
)
def test_what_all_patients_had_is_a_share_of_100_percent(text, outcome, direction, events):
    found = one(text)
    assert (found.outcome, found.direction, found.state) == (outcome, direction, "clean")
    assert (found.value, found.denominator) == ((100, None) if events is None else (events, events))
    assert found.events == events


@pytest.mark.parametrize(
    ("text", "events", "direction"),
    [
        ("All but two patients remained relapse-free.", 2, "event"),
        ("All patients except one were free of relapse.", 1, "event"),
        ("Relapses were seen in all but three.", 3, "event_free"),
        ("No relapse was seen in all but four patients.", 4, "event"),
    ],
)
def test_all_but_a_few_counts_the_few(text, events, direction):
    found = one(text)
    assert (found.outcome, found.events, found.direction) == ("relapse_free_survival", events, direction)


@pytest.mark.parametrize(
    "text",
    [
        "All patients had relapsed despite treatment.",
        "All patients had a relapse in the year before transplantation.",
        "All patients with relapses were younger.",
        "All patients received prophylaxis against infection.",
        "Infections resolved in all patients.",
        "Infection was the cause of death in all cases.",
        "Two thirds of all patients were seen.",
    ],
)
def test_what_all_were_treated_for_or_had_before_is_no_result(text):
    assert [one for one in findings(text) if one.state == "clean"] == []


def test_all_patients_of_an_arm_are_that_arm():
    found = one("In the AHSCT group all patients were relapse-free.", MX)
    assert (found.arm, found.value, found.state) == ("hsct", 100, "clean")


@pytest.mark.parametrize(
    "text",
    [
        "Eight patients worsened; in the other 16 there was no progression.",
        "In the remaining 16 patients there was no progression.",
        "In 16, there was no progression.",
    ],
)
def test_a_clause_that_denies_an_event_of_so_many_counts_those_spared(text):
    found = [one for one in findings(text) if one.direction == "event_free"]
    assert values(tuple(found), "outcome", "events") == [("progression_free_survival", 16)]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Enhancing lesions were not seen on any of 58 scans.", 58),
        ("None of the 9 patients with an EDSS of 6.0 or less had new lesions.", 9),
        ("Neither patient had new lesions.", 2),
    ],
)
def test_a_zero_has_those_who_were_looked_at(text, whole):
    facts = StudyFacts(n_patients=2, n_hsct=2) if "Neither" in text else StudyFacts(n_patients=24, n_hsct=24)
    found = findings(text, facts)[-1]
    assert (found.outcome, found.events, found.state) == ("mri_activity_free", 0, "clean")
    if "Neither" not in text:
        assert found.denominator == whole


def test_mortality_that_was_nil_is_no_death():
    assert values(
        (one("Engraftment was prompt, the procedure-related mortality being nil."),), "outcome", "events"
    ) == [("trm", 0)]


def test_a_proportion_with_no_relapse_denies_no_relapse_of_all():
    found = findings("The proportion with no relapse at 2 years was 88%.")
    assert values(found, "value", "direction") == [(88, "event_free")]


def test_what_was_assessed_in_all_befell_nobody():
    assert findings("Mortality was assessed in all 24 patients.") == ()


def test_a_number_of_people_above_the_size_takes_it_from_a_count():
    facts = StudyFacts(n_patients=24, n_hsct=24)
    told = article(
        ("METHODS", "The scale was filled in by 27 patients. Three were lost, thus 24 patients were analysed."),
        ("RESULTS", "Two patients died."),
    )
    assert values(read_findings(told, screening(), facts, READER), "events", "denominator") == [(2, None)]
