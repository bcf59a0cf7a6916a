"""Patterns that are searched only where their words stand find what they would find anyway."""

import re

import pytest

from evidence.quick import Quick, needed_words
from evidence.word_finder import WordFinder
from evidence.words import words_pattern
from tests.abstracts import abstracts

TEXTS = [section.text for abstract in abstracts() for section in abstract.article.sections]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\bfollow(?:ed)?[\s-]?ups?", {("follow",), ("up",)}),
        (r"(?:hazard|odds) ratio", {("hazard", "odds"), (" ratio",)}),
        (r"NCT\d{8}", {("nct",), ("0000",)}),
        (r"(?:median|mean)?\s+age", {("age",)}),
        (r"(?:died|\w+)", set()),
        (r"(?:relapse ){2}", {("relapse relapse ",)}),
        (r"(?!no )deaths?", {("death",)}),
    ],
)
def test_a_pattern_knows_the_words_it_cannot_do_without(pattern: str, words: set[tuple[str, ...]]) -> None:
    assert set(needed_words(pattern, re.IGNORECASE)) == words


@pytest.mark.parametrize(
    "pattern",
    [r"\b(?:median|mean)\b[^.]{0,40}?follow", r"\d+ (?:of|out of) \d+", r"(?:no|zero) \w+", r"\d+\s?%", r"\bp\s?[<=>]"],
)
def test_a_quick_pattern_finds_what_the_plain_one_finds(pattern: str) -> None:
    quick, plain = Quick(pattern, re.IGNORECASE), re.compile(pattern, re.IGNORECASE)
    found = [[match.span() for match in quick.finditer(text)] for text in TEXTS]
    assert found == [[match.span() for match in plain.finditer(text)] for text in TEXTS]
    assert any(found)
    assert [bool(quick.search(text)) for text in TEXTS] == [bool(plain.search(text)) for text in TEXTS]


def test_capitals_and_digits_of_other_scripts_are_told_as_well() -> None:
    assert Quick(r"follow-up of \d+", re.IGNORECASE).search("FOLLOW-UP OF \u0663 years") is not None


LISTS = [
    ("multiple sclerosis", "MS", "relapsing-remitting*"),
    ("stem cell*", "HSCT", "\u03b2-interferon", "interferon"),
    ("a*", "the"),
    (),
]


@pytest.mark.parametrize("phrases", LISTS)
def test_a_finder_of_words_finds_what_their_pattern_finds(phrases: tuple[str, ...]) -> None:
    finder, pattern = WordFinder(phrases), words_pattern(phrases)
    for text in (*TEXTS, "\u0392-Interferon and interferon in MS; msx, (HSCT)stem cells", ""):
        assert [match.span() for match in finder.finditer(text)] == [match.span() for match in pattern.finditer(text)]
        assert finder.sub("|", text) == pattern.sub("|", text)
        assert finder.findall(text) == pattern.findall(text)
        assert (finder.search(text, 7) is None) is (pattern.search(text, 7) is None)
