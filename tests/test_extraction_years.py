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


@pytest.mark.parametrize(
    ("text", "outcome", "events"),
    [
        ("One patient was treated for a line infection.", "infection", 1),
        ("Two were admitted with pneumonia.", "infection", 2),
        ("CMV reactivation requiring treatment was recorded in 7.", "viral_reactivation", 7),
        ("EBV viraemia detected by PCR was seen in six.", "viral_reactivation", 6),
        ("Allergy to ATG (15 of 17 cases) was mild.", "other_toxicity", 15),
    ],
)
def test_so_many_had_a_harm_whatever_is_added_to_its_name(text, outcome, events):
    found = one(text)
    assert (found.outcome, found.events, found.state) == (outcome, events, "clean")


def test_the_verb_of_one_patient_is_that_of_the_next():
    found = findings("One patient was treated for an infection, one for herpes zoster.")
    assert values(found, "outcome", "events") == [("infection", 1), ("viral_reactivation", 1)]


def test_those_treated_for_an_infection_may_only_be_who_is_meant():
    found = findings("Patients treated for an infection were older.")
    assert found == ()


def test_a_number_of_cases_stands_behind_an_item_of_a_list():
    found = findings("Toxic events were fever (n=21), pneumonia in 2, and viraemia 1 case.")
    assert values(found, "outcome", "events") == [
        ("other_toxicity", 21), ("infection", 2), ("viral_reactivation", 1),
    ]  # fmt: skip


def test_that_is_may_say_the_share_or_define_the_word():
    found = one("Infections occurred in 14/17, i.e. 82%.")
    assert (found.value, found.events, found.denominator) == (82, 14, 17)
    assert one("Severe infections (i.e. grade 3) occurred in 4/17.").statistic == "count"


def test_a_grade_behind_a_toxicity_parts_it_from_no_figure():
    assert values((one("Hepatic toxicity grade II was seen in 42% of the patients."),), "outcome", "value") == [
        ("other_toxicity", 42)
    ]


def test_a_further_year_has_the_unit_of_the_first():
    found = findings(
        "Brain volume loss was 2.1% during the first year, 1.3% during the second and 0.6% during the third."
    )
    assert values(found, "value", "timepoint_months") == [(2.1, 12), (1.3, 24), (0.6, 36)]


def test_after_a_mean_of_so_many_months_is_a_time():
    assert one("After a mean of 35 months, 17 (74%) were free of relapses.").timepoint_months == 35
    assert one("Progression-free survival up to 39 months was 77%.").timepoint_months == 39


def test_both_died_are_two_deaths():
    found = findings("One had a lymphoma, another leukaemia; both have died.")
    assert ("deaths_any", 2) in values(found, "outcome", "events")


def test_two_groups_are_known_by_their_sizes():
    facts = StudyFacts(n_patients=24, n_hsct=10, comparator="mitoxantrone")
    found = findings("Relapses had occurred in 2 of 10 and in 8 of 14.", facts)
    assert values(found, "events", "arm", "state") == [(2, "hsct", "clean"), (8, "comparator", "clean")]
    alike = StudyFacts(n_patients=20, n_hsct=10, comparator="mitoxantrone")
    assert {one.state for one in findings("Relapses had occurred in 2 of 10 and in 8 of 10.", alike)} == {"unbound"}


def test_the_benefit_is_that_of_the_outcome_before():
    found = findings(
        "Progression was rarer after AHSCT (HR 0.57, 0.41-0.79). The benefit was limited to RRMS (HR 0.33, 0.18-0.61).",
        MX,
    )
    assert values(found, "outcome", "value", "population", "state") == [
        ("progression_free_survival", 0.57, None, "clean"), ("progression_free_survival", 0.33, "RRMS", "clean"),
    ]  # fmt: skip


def test_an_incidence_without_a_name_is_of_the_subject_of_the_title():
    told = article(
        ("RESULTS", "Patients were followed. The incidence was 23% at 5 years."),
        title="Secondary autoimmune disease after transplantation for multiple sclerosis",
    )
    found = read_findings(told, screening(), StudyFacts(n_patients=24, n_hsct=24), READER)
    assert values(found, "outcome", "value", "timepoint_months") == [("secondary_autoimmune", 23, 60)]


def test_the_ratio_in_a_bracket_turns_no_survival_round():
    found = findings("At 5 years, PFS: 58% v. 39% (HR for progression 0.57, 95% CI 0.41-0.79).", MX)
    shares = [one.direction for one in found if one.statistic == "percent"]
    assert shares == ["event_free", "event_free"]


@pytest.mark.parametrize(
    "text",
    [
        "EDSS had improved (by at least 1 point) in 5 patients, was unchanged in 8, and had worsened, in 2, by 0.5.",
        "EDSS was lower by 1 point in 5, the same in 8 and higher in the other two.",
        "EDSS at 12 months: no change in eight; improved 0.5 in five; worse by 1 point in the remaining two.",
    ],
)
def test_how_far_the_score_moved_parts_it_from_no_number_of_patients(text):
    found = {(one.outcome, one.events) for one in findings(text) if one.state == "clean"}
    assert found == {("edss_improved", 5), ("progression_free_survival", 2)}


def test_what_got_worse_behind_a_semicolon_may_be_another_thing():
    found = findings("EDSS was lower in five; mood was worse in two.")
    assert values(found, "outcome", "events") == [("edss_improved", 5)]


@pytest.mark.parametrize("who", ["Almost all patients", "Not all patients", "30% of all patients"])
def test_a_part_of_all_is_not_all(who):
    assert 100 not in [one.value for one in findings(f"{who} were free of progression.")]


def test_a_symptom_due_to_an_infection_is_the_infection():
    found = findings("One patient had diarrhoea due to Clostridium difficile and two had zoster.")
    assert values(found, "outcome", "events") == [("infection", 1), ("viral_reactivation", 2)]


def test_a_ratio_is_of_the_rate_though_shares_stand_before_it():
    found = findings(
        "New lesions were seen in 12% after AHSCT vs 55% on mitoxantrone, and the annualised relapse rate was lower "
        "(RR 0.38; 95% CI 0.17 to 0.89).", MX
    )  # fmt: skip
    assert ("arr", "rate_ratio", 0.38) in values(found, "outcome", "statistic", "value")


def test_a_denial_of_one_clause_is_not_that_of_the_next():
    found = findings(
        "After AHSCT new lesions were not observed in any scan; with mitoxantrone they were present in 9/14 patients.",
        MX,
    )
    assert ("event", 9, "comparator") in values(found, "direction", "events", "arm")


def test_toxicity_that_was_absent_denies_nothing_behind_and():
    found = findings("Toxicity of grade 4 was absent and mucositis was seen in 42% of the patients.")
    assert ("other_toxicity", 42, "event") in values(found, "outcome", "value", "direction")


def test_two_courses_behind_one_share_are_one_group():
    found = findings(
        "Progression-free survival was 67% in primary progressive MS vs 79% in the secondary progressive and "
        "relapsing-remitting forms."
    )
    assert values(found, "value", "population") == [(67, "PPMS"), (79, "SPMS and RRMS")]


def test_a_number_of_those_with_data_takes_the_size_of_all_from_a_count():
    told = article(
        ("METHODS", "This is an analysis of 92 patients with MS, with data gathered on 89 of them."),
        ("RESULTS", "Seven deaths were registered."),
    )
    found = read_findings(told, screening(), StudyFacts(n_patients=92, n_hsct=92), READER)
    assert values(found, "events", "denominator") == [(7, None)]


def test_so_many_gained_in_quality_of_life():
    assert values((one("QoL improved in 77% of the patients."),), "outcome", "value") == [("qol", 77)]
    assert values((one("86% of the patients had a quality-of-life response."),), "outcome", "value") == [("qol", 86)]
    assert findings("Mean QoL improved by 12% at 1 year.") == ()


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("In 7 cases, a mild and transient neurotoxicity was seen.", [7]),
        ("In seven patients, severe mucositis occurred.", [7]),
        ("In 24 patients, infections were assessed.", []),
        ("In 12 patients, infections were rare.", []),
    ],
)
def test_so_many_cases_open_the_clause_of_a_harm(text, events):
    assert [one.events for one in findings(text)] == events


def test_deaths_are_results_in_the_methods_too():
    told = article(
        ("METHODS", "Quality of life was asked of 24 patients. Two of these patients died, thus 22 were analysed."),
        ("RESULTS", "One relapse was seen."),
    )
    found = read_findings(told, screening(), StudyFacts(n_patients=24, n_hsct=24), READER)
    assert ("deaths_any", 2) in values(found, "outcome", "events")
    plan = article(("METHODS", "Patients who died were censored."), ("RESULTS", "One patient relapsed."))
    assert "deaths_any" not in {one.outcome for one in read_findings(plan, screening(), MX, READER)}


def test_those_of_whom_none_had_it_are_told_by_their_trait():
    found = findings(
        "None of the 9 patients with an EDSS of 6.0 or less worsened, in contrast with 8 of the 14 others."
    )
    assert values(found, "events", "denominator", "population", "state")[0] == (
        0, 9, "with an EDSS of 6.0 or less", "clean",
    )  # fmt: skip


def test_an_estimate_of_failure_is_one_of_progression():
    found = findings("Those with SPMS had a Kaplan-Meier estimate of failure of 0.52, PPMS: 0.61.")
    assert values(found, "outcome", "value", "population") == [
        ("progression_free_survival", 52, "SPMS"), ("progression_free_survival", 61, "PPMS"),
    ]  # fmt: skip


def test_a_grade_before_a_share_is_no_count_of_it():
    found = one("Mucositis grade 3/4 affected 19 (68%).")
    assert (found.value, found.events) == (68, 19)
