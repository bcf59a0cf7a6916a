"""A phrase of the topic reads every combination of its words, and nothing beside them."""

import re

import pytest

from evidence.errors import TopicError
from evidence.phrases import PhraseError, phrase_heads, phrase_pattern
from evidence.topics.reader import Table
from evidence.topics.slots import written_out


def _fits(phrase, text):
    return re.search(phrase_pattern(phrase), text) is not None


WORSENING = "{confirmed|sustained}? {disability|EDSS} {worsening|progression} event?"


@pytest.mark.parametrize(
    "text",
    [
        "disability worsening", "confirmed disability progression", "sustained EDSS-progression events"[:-1],
        "Confirmed disability\u2010worsening", "confirmed disability (CD) worsening", "disability/worsening",
    ],
)  # fmt: skip
def test_every_combination_of_the_alternatives_is_read(text):
    assert _fits(WORSENING, text)


@pytest.mark.parametrize(
    "text",
    [
        "confirmed worsening",
        "disability confirmed",
        "disabilityworsening",
        "edss worsening",
        "disability (no) worsening",
    ],
)
def test_a_missing_or_misplaced_word_is_not_read(text):
    assert not _fits(WORSENING, text)


@pytest.mark.parametrize("joined", ["A, B and C", "A or B or C", "A/B/C", "A, no B, and no C"])
def test_an_ampersand_is_what_joins_a_list(joined):
    assert _fits("A & B & C", joined)


def test_an_ampersand_is_not_just_a_space():
    assert not _fits("A & B", "A B")


def test_a_sign_and_a_number_need_no_space():
    assert _fits("EDSS {\u2265|of}? #", "EDSS\u22656.5")
    assert _fits("EDSS {\u2265|of}? #", "EDSS of 6")
    assert not _fits("EDSS {\u2265|of}? #", "EDSS of old")


def test_a_place_is_looked_at_where_any_first_word_fits():
    assert set(phrase_heads("new? {T2|brain}? lesion")) == {"new", "T2", "brain", "lesion"}


@pytest.mark.parametrize("phrase", ["{a|b", "a}", "{}", "a? {b}?", "{a|} b"])
def test_a_phrase_that_cannot_be_read_is_refused(phrase):
    with pytest.raises(PhraseError):
        phrase_pattern(phrase)


# Slots of the topic


def _table(*phrases):
    return Table("outcomes.toml", "outcome neda", "", {"words": list(phrases)})


def test_a_slot_stands_for_its_words_also_inside_another():
    slots = {"event": ("relapse", "{mri} lesion"), "mri": ("MRI", "T2")}
    assert written_out(_table("no {event}"), "words", slots) == ("no {relapse|{MRI|T2} lesion}",)


@pytest.mark.parametrize(
    ("phrase", "slots", "reason"),
    [
        ("no {evnt}", {"event": ("relapse",)}, "has the slot 'evnt', which \\[slots\\] does not hold"),
        ("no {event}", {"event": ("new {event}",)}, "has slots in slots that do not end"),
        ("no {event|", {"event": ("relapse",)}, "a brace is empty or does not close"),
        ("{event} free", {"event": ("CD*",)}, "begins with 'CD\\*', which needs four letters before its '\\*'"),
    ],
)
def test_a_slot_that_cannot_be_written_out_is_refused_with_its_place(phrase, slots, reason):
    with pytest.raises(TopicError, match=f"outcomes.toml: outcome neda: words .*{reason}"):
        written_out(_table(phrase), "words", slots)
