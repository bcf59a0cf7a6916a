"""How abstracts of all years tell it: short names of their own, probabilities as decimals, harm of the procedure."""

import pytest

from evidence.extraction import read_findings
from evidence.records.study import StudyFacts
from tests.reading import READER, article, facts_of, findings, one, screening, values

MX = StudyFacts(n_patients=60, n_hsct=20, comparator="mitoxantrone")


def test_a_short_name_that_the_record_makes_stands_for_the_drug():
    told = article(
        ("METHODS", "AHSCT was compared with mitoxantrone (MX)."),
        ("RESULTS", "Relapse-free survival was 88% after AHSCT and 54% with MX."),
    )
    found = read_findings(told, screening(), MX, READER)
    assert values(found, "value", "arm", "state") == [(88, "hsct", "clean"), (54, "comparator", "clean")]


def test_a_bracket_that_is_no_short_name_names_nothing():
    told = article(
        ("METHODS", "AHSCT was compared with mitoxantrone (Basel)."),
        ("RESULTS", "Relapse-free survival was 88% after AHSCT and 54% in Basel."),
    )
    found = read_findings(told, screening(), MX, READER)
    assert (54, "comparator") not in values(found, "value", "arm")


def test_a_drug_of_the_conditioning_is_no_comparator():
    facts = facts_of(
        ("METHODS", "The conditioning regimen was cyclophosphamide 200 mg/kg with either alemtuzumab or ATG."),
        ("RESULTS", "23 patients with MS had AHSCT. Three of the 14 patients receiving alemtuzumab had thyroiditis."),
        design="RCT",
    )
    assert facts.comparator is None


def test_a_probability_of_worsening_by_a_point_is_a_share():
    found = one("The 3-year probability of worsening by 1.0 EDSS point was 0.44 (95% CI, 0.21-0.64).")
    assert (found.outcome, found.value, found.ci_low, found.timepoint_months) == (
        "progression_free_survival", 44, 21, 36,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Neurological deterioration during the transplant was observed in 5 patients.",
        "Worsening associated with fever occurred in five patients.",
        "Five patients had a flare during mobilisation.",
        "Transient deterioration was seen in five patients.",
    ],
)
def test_deterioration_of_the_procedure_is_harm_and_no_progression(text):
    assert values((one(text),), "outcome", "events") == [("other_toxicity", 5)]


def test_deterioration_during_follow_up_is_progression():
    assert one("Deterioration during follow-up was observed in 5 patients.").outcome == "progression_free_survival"


def test_what_they_died_of_counts_nothing_behind_a_bracket():
    found = findings(
        "Seven deaths (8%) were registered, 5 of which were due to toxicity, 2 to neurological deterioration."
    )
    assert {one.outcome for one in found} == {"deaths_any", "trm"}
    assert values(findings("Three deaths occurred (7% of all) due to sepsis (two) and bleeding (one)."), "outcome") == [
        ("deaths_any",)
    ]


def test_a_death_months_out_makes_both_deaths_of_any_cause():
    found = one("Two of six patients died, of pneumonia at day +22 and of sepsis 19 months out.")
    assert (found.outcome, found.events) == ("deaths_any", 2)


def test_a_score_that_patients_came_with_is_no_result():
    assert findings("Six patients with severe disease (EDSS, 5.5 to 7.5; mean, 6.6) received busulfan.") == ()


def test_a_point_in_the_remaining_one_is_no_average():
    found = findings("EDSS was unchanged in two and worse by 1 point in the remaining one.")
    assert "edss_change" not in {one.outcome for one in found}


def test_a_loss_of_volume_with_its_unit_by_the_year_is_a_rate():
    found = findings("Mean loss of brain volume was -0.34%/year.")
    assert values(found, "statistic", "value") == [("rate", -0.34)]
