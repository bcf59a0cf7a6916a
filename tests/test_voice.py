"""Whose figures a sentence tells."""

import pytest

from evidence.extraction.others import is_of_others
from evidence.extraction.text import CONCLUSIONS, METHODS, RESULTS, UNLABELLED, read_sentences, section_kind
from evidence.extraction.voice import is_no_result, is_own_result
from evidence.records.article import article_text
from tests.reading import article


@pytest.mark.parametrize(
    "text",
    [
        "At 5 years 70% had no relapse.",
        "In the per-protocol population 60% kept NEDA.",
        "All 30 patients followed the treatment protocol and 24 (80%) improved.",
        "Of 12 patients who should have had a scan, 9 (75%) were stable.",
        "Transfusions were required in 20 of 30 patients.",
        "Relapses fell by 80%, in line with earlier studies.",
        "Unlike in many reports, we found no deaths among 40 patients.",
        "In our patients no deaths have been reported so far.",
    ],
)
def test_a_result_may_name_a_protocol_a_duty_or_others_in_passing(text):
    assert is_own_result(text)
    assert not is_no_result(text)


@pytest.mark.parametrize(
    "text",
    [
        "AHSCT should be offered early.",
        "Larger studies are needed.",
        "The sample size gave 80% power to detect a difference of 0.5 points.",
        "The primary outcome will be NEDA at 2 years.",
        "We hypothesised that 70% would keep NEDA.",
        "Inclusion criteria were 2 relapses in 12 months.",
    ],
)
def test_plans_advice_and_criteria_are_no_results(text):
    assert not is_own_result(text)
    assert is_no_result(text)


@pytest.mark.parametrize(
    "text",
    [
        "NEDA of 70% has been reported after AHSCT.",
        "In previous studies mortality was 2%.",
        "Several trials reached 80% NEDA.",
        "Multiple sclerosis is a chronic disease of young adults.",
        "About 2000 patients have been treated worldwide.",
    ],
)
def test_figures_of_others_are_not_own(text):
    assert not is_own_result(text)


def test_a_trial_that_showed_something_is_another_unless_it_is_this_one():
    assert is_of_others("A large trial showed that AHSCT was superior to interferon.")
    assert not is_of_others("This trial showed that AHSCT was superior to interferon.")


def test_headings_that_ran_into_the_text_part_it():
    text = (
        "AimsTo follow them.MethodsPatients had AHSCT.ResultsThirty patients were free of relapse.ConclusionIt works."
    )
    made = article((None, text))
    told = read_sentences(made, article_text(made))
    assert [sentence.kind for sentence in told][1:] == [METHODS, RESULTS, CONCLUSIONS]
    assert told[2].text == "Thirty patients were free of relapse."
    assert article_text(made)[told[2].start : told[2].end] == told[2].text


def test_a_word_that_begins_like_a_heading_is_none():
    made = article((None, "It ended. Resulting harm was rare. Methodical work helped."))
    assert {sentence.kind for sentence in read_sentences(made, article_text(made))} == {UNLABELLED}


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("MAIN OUTCOMES AND MEASURES", METHODS), ("OUTCOME MEASURES", METHODS), ("OUTCOMES", RESULTS),
        ("METHODS AND FINDINGS", RESULTS), ("RESULTS AND CONCLUSION", RESULTS), ("OBSERVATIONAL DESIGN", METHODS),
    ],
)  # fmt: skip
def test_a_section_of_measures_is_none_of_results(label, kind):
    assert section_kind(label, None) == kind
