"""Ways in which careless abstracts tell what everybody would read alike, and their neighbours that say other things."""

import pytest

from evidence.records.study import StudyFacts
from tests.reading import findings, one, values

ALEMTUZUMAB = StudyFacts(n_patients=70, n_hsct=40, comparator="alemtuzumab")


def clean(text, *fields, facts=None):
    found = findings(text) if facts is None else findings(text, facts)
    return values(tuple(one for one in found if one.state == "clean"), *fields)


@pytest.mark.parametrize(
    "text",
    [
        "None of the 31 died.",
        "During the follow-up none of our 31 died.",
        "None of these 31 had died at the last contact.",
    ],
)
def test_none_of_so_many_is_a_zero_and_never_the_number_itself(text):
    assert clean(text, "outcome", "events", "denominator") == [("deaths_any", 0, 31)]


def test_none_of_so_many_deaths_is_no_zero_of_deaths():
    assert all(one.value != 0 for one in findings("None of the 5 deaths was related to sepsis."))


@pytest.mark.parametrize("where", ["needed intensive care", "were transferred to the intensive care unit"])
def test_care_in_an_intensive_unit_is_a_serious_event(where):
    assert clean(f"Four patients {where}.", "outcome", "events") == [("serious_adverse_events", 4)]


@pytest.mark.parametrize("verb", ["took place", "occurred", "set in", "was seen"])
def test_worsening_during_the_procedure_is_no_progression_of_the_disease(verb):
    found = findings(f"Neurological deterioration {verb} during mobilisation in 6 patients (12%).")
    assert "progression_free_survival" not in {one.outcome for one in found}


def test_what_was_left_out_is_not_what_was_counted():
    found = clean("PFS (deaths excluded) was 62% at 3 years.", "outcome", "value")
    assert found == [("progression_free_survival", 62)]


@pytest.mark.parametrize("verb", ["escaped", "averted", "avoided", "staved off"])
def test_a_progression_that_was_averted_counts_the_spared(verb):
    found = clean(f"At 2 years progression had been {verb} by 71% of the patients.", "value", "direction")
    assert found == [(71, "event_free")]


def test_harm_by_a_germ_is_an_infection():
    assert clean("Two patients had diarrhoea due to Clostridioides difficile.", "outcome", "events") == [
        ("infection", 2)
    ]
    assert ("other_toxicity", 2) in clean("Two patients had diarrhoea due to chemotherapy.", "outcome", "events")


def test_the_group_that_heads_a_clause_is_what_its_bare_counts_are_of():
    text = "Of the 90 who had some disability at entry, 40 (44%) improved and 11 deteriorated."
    assert ("progression_free_survival", 11, 90) in clean(text, "outcome", "events", "denominator")
    text = "Of the 9 who had lost NEDA, five had a relapse."
    assert (5, 9) not in clean(text, "events", "denominator")


def test_the_others_of_so_many_are_of_the_same():
    text = "12 of the 19 had recovered with treatment, whereas 3 had died."
    assert ("deaths_any", 3, 19) in clean(text, "outcome", "events", "denominator")


def test_a_score_that_a_matched_cohort_had_is_that_at_entry():
    assert (
        findings("The matched cohort had a mean EDSS of 3.4 and on average 0.7 relapses in the preceding year.") == ()
    )
    assert clean("At 2 years the patients had a mean EDSS of 3.4.", "value", "timepoint_months") == [(3.4, 24)]


def test_a_loss_yearly_is_a_rate():
    assert clean("Brain volume loss was 0.31% yearly.", "statistic", "value") == [("rate", 0.31)]


@pytest.mark.parametrize("verb", ["stood at", "settled at", "totalled"])
def test_a_share_may_stand_or_settle_somewhere(verb):
    assert clean(f"At 4 years, relapse-free survival {verb} 81%.", "value", "timepoint_months") == [(81, 48)]


@pytest.mark.parametrize("start", ["to begin with", "at the outset", "to start with", "at the start"])
def test_the_level_at_the_start_is_no_result(start):
    text = f"The median EDSS, 3.5 {start}, was 2.5 at 2 years."
    assert clean(text, "value", "timepoint_months") == [(2.5, 24)]


@pytest.mark.parametrize("told", ["took his own life", "did not survive", "passed away", "lost his life"])
def test_deaths_are_told_in_other_words(told):
    assert clean(f"One patient {told}.", "outcome", "events") == [("deaths_any", 1)]


@pytest.mark.parametrize(
    "told", ["was related to the study treatment", "could be put down to the procedure", "could be attributed to it"]
)
def test_no_death_put_down_to_the_treatment_is_a_zero(told):
    (finding,) = findings(f"No death {told}.")
    assert finding.value == 0
    assert (finding.outcome == "trm") == ("it." not in f"{told}.")


def test_a_denial_of_deaths_reaches_to_the_next_clause():
    text = "No treatment-related mortality was seen, yet two patients died in later years."
    assert clean(text, "outcome", "events") == [("trm", 0), ("deaths_any", 2)]


@pytest.mark.parametrize("verb", ["got", "caught", "came down with", "fell ill with"])
def test_who_got_it_had_it(verb):
    assert clean(f"Nine patients (18%) {verb} pneumonia.", "outcome", "value") == [("infection", 18)]


@pytest.mark.parametrize("link", ["vs", "against", "as against", "compared with", "as opposed to"])
def test_the_figure_without_an_arm_is_of_the_other_one(link):
    text = f"Relapses occurred in 12% after AHSCT {link} 40%."
    assert clean(text, "arm", "value", facts=ALEMTUZUMAB) == [("hsct", 12), ("comparator", 40)]
    text = f"Relapses occurred in 40% {link} 12% after AHSCT."
    assert clean(text, "arm", "value", facts=ALEMTUZUMAB) == [("comparator", 40), ("hsct", 12)]


def test_a_relative_rate_is_a_ratio_and_no_rate():
    text = "AHSCT lowered the annualised relapse rate (0.05 versus 0.33, relative rate = 0.15)."
    assert ("rate_ratio", 0.15) in clean(text, "statistic", "value", facts=ALEMTUZUMAB)


def test_the_unit_of_a_list_of_times_may_be_told_last():
    text = "NEDA-3 was present in 68% at 2, and in 47% at 5 years."
    assert clean(text, "value", "timepoint_months") == [(68, 24), (47, 60)]


def test_a_part_told_behind_the_whole_labels_not_the_whole():
    text = "PFS was 74% at 3 years, being 61% in primary progressive MS."
    assert clean(text, "value", "population") == [(74, None), (61, "PPMS")]


def test_who_got_worse_in_a_sentence_of_disability_progressed():
    text = "EDSS improved in 6 of 16, eight were stable and two have got worse."
    assert ("progression_free_survival", 2) in clean(text, "outcome", "events")
    assert one("Relapses occurred in 4 patients.").events == 4


@pytest.mark.parametrize("word", ["therefore", "hence", "thus", "indeed"])
def test_a_word_of_reasoning_parts_no_figure_from_its_outcome(word):
    assert clean(f"Overall survival at 5 years was {word} 94%.", "outcome", "value") == [("overall_survival", 94)]


def test_nil_of_so_many_is_a_zero():
    assert clean("TRM was nil (0/66).", "outcome", "events", "denominator") == [("trm", 0, 66)]


def test_the_arm_with_more_of_it_has_the_larger_of_two_figures():
    told = "NEDA was more often attained after AHSCT, and it was kept by 71% as against 46%."
    text = f"AHSCT or alemtuzumab was given. {told}"
    assert clean(text, "arm", "value", facts=ALEMTUZUMAB) == [("hsct", 71), ("comparator", 46)]
