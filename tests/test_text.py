"""The normal text differs from the exact text only in noise, and every place leads back."""

from hypothesis import given
from hypothesis import strategies as st

from evidence.extraction.text import (
    BACKGROUND,
    CONCLUSIONS,
    METHODS,
    RESULTS,
    UNLABELLED,
    normalise,
    read_sentences,
    section_kind,
    split_sentences,
)
from evidence.records.article import article_text
from tests.reading import article


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


def test_a_middle_dot_between_digits_is_a_decimal_point_and_leads_back_to_the_dot():
    exact = "HR 0\u00b771"
    normal = normalise(exact)
    assert normal.text == "HR 0.71"
    assert exact[slice(*normal.span(3, 7))] == "0\u00b771"


def test_a_middle_dot_between_words_stays():
    assert normalise("cells \u00b7 mice").text == "cells \u00b7 mice"


def test_dashes_and_minus_signs_are_one_sign():
    assert normalise("relapsing\u2013remitting \u22120.23").text == "relapsing-remitting -0.23"


def test_special_spaces_are_spaces_and_invisible_signs_are_gone_without_moving_the_spans():
    exact = "p\u00a0=\u20090\u200b.04\ufeff!"
    normal = normalise(exact)
    assert normal.text == "p = 0.04!"
    assert exact[slice(*normal.span(4, 8))] == "0\u200b.04"


def test_a_thin_space_in_a_number_parts_thousands_but_an_ordinary_one_does_not():
    assert normalise("15\u2009946 and 15 946").text == "15946 and 15 946"


def test_a_superscript_is_not_folded_into_the_number():
    assert normalise("10\u00b2").text == "10\u00b2"


def test_text_that_needs_nothing_is_itself():
    normal = normalise("xx plain text", 3)
    assert normal.text == "plain text"
    assert normal.span(0, 5) == (3, 8)


@given(st.text(alphabet="a1.,%()\u00b7\u2013\u2009\u200b\u00a0 \n", max_size=40))
def test_every_place_of_the_normal_text_leads_into_the_exact_text_in_order(exact):
    normal = normalise(exact)
    assert len(normal.offsets) == len(normal.text) + 1
    assert list(normal.offsets) == sorted(normal.offsets)
    assert normal.span(0, len(normal.text))[1] <= len(exact)


def test_sentences_do_not_end_at_decimals_abbreviations_or_inside_brackets():
    text = "EDSS fell (p = .27 vs. baseline). Dr. A. Smith saw 2 of 9 (22%; cf. Table 1. Methods) die. No. 3 lived."
    assert sentences(text) == [
        "EDSS fell (p = .27 vs. baseline).",
        "Dr. A. Smith saw 2 of 9 (22%; cf. Table 1. Methods) die.",
        "No. 3 lived.",
    ]


def test_the_word_no_ends_a_sentence_where_no_number_follows():
    assert sentences("Was there harm? The answer is no. Nobody died.") == [
        "Was there harm?", "The answer is no.", "Nobody died.",
    ]  # fmt: skip


def test_a_bracket_that_never_closes_does_not_swallow_the_abstract():
    assert len(sentences("Two died (one early. Three relapsed. Four improved.")) == 3


def test_sections_are_known_by_their_label_then_by_their_category():
    assert section_kind("METHODS AND RESULTS", None) == RESULTS
    assert section_kind("FINDINGS", "UNASSIGNED") == RESULTS
    assert section_kind("PATIENTS", None) == METHODS
    assert section_kind("INTERPRETATION", None) == CONCLUSIONS
    assert section_kind("Introduction", None) == BACKGROUND
    assert section_kind("WHAT WE SAW", "RESULTS") == RESULTS
    assert section_kind(None, None) == UNLABELLED


def test_spans_of_sentences_point_into_the_text_with_labels_and_title():
    record = article(("AIM", "To see."), (None, "We saw. It\u2009was so."))
    text = article_text(record)
    told = read_sentences(record, text)
    assert [text[one.start : one.end] for one in told] == ["To see.", "We saw.", "It\u2009was so."]
    assert [one.kind for one in told] == [BACKGROUND, UNLABELLED, UNLABELLED]


def test_a_word_printed_short_is_read_whole_and_leads_back_to_the_short_one():
    exact = "in 9 pts & 1 pt"
    normal = normalise(exact)
    assert normal.text == "in 9 patients and 1 patient"
    assert exact[slice(*normal.span(5, 13))] == "pts"
    assert exact[slice(*normal.span(14, 17))] == "&"
    assert exact[slice(*normal.span(18, 27))] == "1 pt"


def test_a_grade_printed_short_is_a_grade_and_a_gram_is_not():
    assert (
        normalise("gr 3-4, gr. III, 10 gr 5 mg, R&D, PT 12 s").text == "grade 3-4, grade III, 10 gr 5 mg, R&D, PT 12 s"
    )
