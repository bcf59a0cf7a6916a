"""A death that is told with a number and not read is listed for a person; what counts nobody is not."""

import pytest

from evidence.records.study import StudyFacts
from tests.reading import findings, values

UNKNOWN = StudyFacts()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The cause of death was pneumonia in two patients.", ("deaths_any", 2)),
        ("Three of the four deaths were due to infection.", ("deaths_any", 4)),
        ("Those left out had no consent (n=5) or death before day 100 (n=3), so that 90 remained.", ("trm", 3)),
        ("First events were relapse in 9, new lesions in 2 and death in 1.", ("deaths_any", 1)),
        ("The protocol was changed after five deaths or serious events.", ("deaths_any", 5)),
        ("Coronavirus disease led to death of 2 and 3 of them.", ("deaths_any", 2)),
    ],
)
def test_a_number_of_deaths_that_no_reader_takes_is_listed_and_counts_in_no_answer(text, expected):
    deaths = [one for one in findings(text, UNKNOWN) if one.outcome in ("trm", "deaths_any")]
    assert values(deaths, "outcome", "value", "state", "rule") == [(*expected, "unbound", "count:left")]
    assert deaths[0].flags == ("deaths told in a form that is not read",)


@pytest.mark.parametrize(
    "text",
    [
        "Early death within 100 days was feared.",
        "Mortality was followed in 3 centres.",
        "No deaths in 31 patients were expected.",
        "Relapse, progression or death was the end point.",
        "Death from any cause, 4 years after entry, ended follow-up.",
        "Programmed cell death falls at 36 months.",
    ],
)
def test_a_time_a_place_and_a_denial_count_no_deaths(text):
    assert [one for one in findings(text, UNKNOWN) if one.rule == "count:left"] == []


def test_where_a_sentence_tells_its_deaths_no_second_number_is_listed():
    found = findings("Two patients died, one early death being due to sepsis.", UNKNOWN)
    assert [one.rule for one in found if one.outcome in ("trm", "deaths_any")] != []
    assert all(one.rule != "count:left" for one in found)
