"""Patterns that are searched only where their words stand find what they would find anyway."""

import gc
import importlib
import pkgutil
import random
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import evidence.topics
from evidence import extraction, screening
from evidence.beginnings import beginnings
from evidence.extraction.finder import compile_labels, with_names
from evidence.extraction.mentions import DRUG
from evidence.extraction.numbers import COUNT, SIGNED, count_places, share_places
from evidence.extraction.registry import find_registry_ids
from evidence.held_words import held_in
from evidence.needed import needed_words
from evidence.number_words import ANY_WORD, WORDS
from evidence.quick import Quick, Quicks
from evidence.records.article import Article
from evidence.topics.vocabulary import load_vocabulary
from evidence.word_finder import WordFinder
from evidence.words import words_pattern
from tests.abstracts import abstracts

TEXTS = [section.text for abstract in abstracts() for section in abstract.article.sections]
_IN_PATTERNS = (
    "hazard odds vs. CI n = 14 %, [95%] p<0.05 none of NCT01234567 two-thirds \u2264 \u00b1 grade III per cent"
)
PRINTED = [*" ".join(TEXTS).split()[:4000], *_IN_PATTERNS.split() * 20]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\bfollow(?:ed)?[\s-]?ups?", {(" follow",), ("up",)}),
        (r"(?:hazard|odds) ratio", {("hazard ", "odds "), (" ratio",)}),
        (r"\b(?:no|none)\b", {(" no ", " none ")}),
        (r"\bno(?:\s+\w+)?\s+deaths?\b", {(" no ",), (" death ", " deaths ")}),
        (r"NCT\d{8}", {("nct0000",)}),
        (r"(?:median|mean)?\s+age", {(" age",)}),
        (r"(?:died|\w+)", set()),
        (r"(?:relapse ){2}", {("relapse ",), (" relapse ",)}),
        (r"(?!no )deaths?", {("death",)}),
        (r"(?=at )\w+ \d+\s?%", {("at ",), (" 0 ", " 00"), (" % ",)}),
        (r"(?<![\w-])ARR(?![A-Za-z\d])", {(" arr ",)}),
        (r"(?<!no )die[sd]", {("die",)}),
        (r"[tT]wo\s(?i:[\u2264<])", {("two ",), (" < ", " \u2264 ")}),
        ("re\u00efnfusion", {("re",), ("nfusion",)}),
        (r"MS\Z|PP\Z", {("ms ", "pp ")}),
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


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"follow-up of \d+", "FOLLOW-UP OF \u0663 years"),
        (r"\bsurvival\b", "\u017furvival"),
        (r"\bkaplan\b", "\u212aaplan"),
        (r"\bmedian\b", "med\u0131an"),
        (r"\bmedian\b", "MED\u0130AN"),
        (r"\d\s?\u00b1\s?\d", "2 \u00b1 1"),
        (r"\bno\b", "_no_ \u00e9no no"),
        (r"(?<![\w-])ARR(?![A-Za-z])", "ARR2"),
    ],
)
def test_capitals_signs_and_digits_of_other_scripts_are_told_as_well(pattern: str, text: str) -> None:
    assert Quick(pattern, re.IGNORECASE).search(text) is not None


def test_no_other_sign_than_those_known_is_a_case_of_a_letter_or_digit_of_ascii() -> None:
    others = "".join(map(chr, range(128, 0x110000)))
    taken = set(re.findall(r"[a-z]", others, re.IGNORECASE))
    assert taken == {"\u0130", "\u0131", "\u017f", "\u212a"}
    assert all(held_in(sign) == held_in("\u0130") for sign in taken | {"\u0663", "\uff13"})


def test_a_text_that_is_cut_within_a_word_ends_there() -> None:
    quick, plain = Quick(r"\bno\b"), re.compile(r"\bno\b")
    text = "in november"
    for end in range(len(text) + 1):
        assert (quick.search(text, 0, end) is None) is (plain.search(text, 0, end) is None)
        assert len(list(quick.finditer(text, 0, end))) == len(list(plain.finditer(text, 0, end)))


_SHORT_HEADS = [r"\b(?:of|no)\b", r"\ba\s\w+", r"(?<![\w-])in(?!\w)", r"\bMS\Z", r"\b(?:relaps|re)\b", r"\bno\B\w+"]
_CUT_WORDS = ("of", "offered", "no", "november", "in", "infection", "MS", "msec", "a", "re", "relapse", "_", "3%")


@given(
    words=st.lists(st.sampled_from([*_CUT_WORDS, "\u00e9", "patients and their courses of illness"]), max_size=30),
    start=st.integers(0, 200),
    end=st.integers(0, 200),
    pattern=st.sampled_from(_SHORT_HEADS),
)
@example(words=["patients and their courses of illness"] * 2 + ["november"], start=0, end=78, pattern=_SHORT_HEADS[0])
def test_a_part_of_a_text_is_searched_as_the_plain_pattern_does_wherever_it_ends(
    words: list[str], start: int, end: int, pattern: str
) -> None:
    text = " ".join(words)
    quick, plain = Quick(pattern, re.IGNORECASE), re.compile(pattern, re.IGNORECASE)
    found = [match.span() for match in plain.finditer(text, start, end)]
    assert [match.span() for match in quick.finditer(text, start, end)] == found
    first = quick.search(text, start, end)
    assert (first and first.span()) == (found[0] if found else None)


def test_a_pattern_that_is_new_is_found_in_a_text_that_was_looked_at_before() -> None:
    text = "A quokka slept; 3 others \u00b1 1 did not."
    held_in(text)
    assert Quick(r"\bquokkas?\b").search(text) is not None
    assert Quick(r"quokka").match_there(text, 2) is not None
    assert len(list(Quick(r"\u00b1\s\d").finditer(text))) == 1
    assert len(Quicks([Quick(r"\bslept\b"), Quick(r"woke")]).that_may(text)) == 1
    assert WordFinder(["quokka"]).search(text) is not None


@pytest.mark.parametrize(
    "printed", ["one", "Seven", "twelve", "TWENTY-one", "forty five", "one hundred and six", "zero"]
)
def test_a_number_in_words_begins_as_what_stands_for_it_does(printed: str) -> None:
    number, stands_for_it = re.search(WORDS, f"({printed})"), re.search(ANY_WORD, f"({printed})")
    assert number is not None
    assert stands_for_it is not None
    assert number.start() == stands_for_it.start() == 1


def every_pattern() -> list[Quick]:
    for room in (extraction, screening):
        for module in pkgutil.iter_modules(room.__path__):
            importlib.import_module(f"{room.__name__}.{module.name}")
    return sorted((one for one in gc.get_objects() if isinstance(one, Quick)), key=lambda one: one._source)


def garbled(seed: int) -> str:
    """Return a text of the words of our abstracts, cut, joined and printed in other ways, and of parts of patterns."""
    rng = random.Random(seed)
    parts = rng.choices(PRINTED, k=12)
    parts = [rng.choice((str, str.upper, str.title, lambda part: part[: rng.randint(1, 9)]))(part) for part in parts]
    return "".join(part + rng.choice((" ", " ", " ", "", "-", "\u2009", ", ", "_", " (", ") ")) for part in parts)


def test_no_pattern_of_the_reader_is_skipped_where_it_would_be_found() -> None:
    patterns = every_pattern()
    assert len(patterns) > 300
    texts = [*random.Random(1).sample(TEXTS, 40), *map(garbled, range(400))]
    held = sum(not one.may(text) for one in patterns for text in texts)
    assert held > len(patterns) * len(texts) / 2  # most are skipped
    for one in patterns:
        plain = re.compile(one._source, one._flags)
        missed = [text for text in texts if not one.may(text) and plain.search(text) is not None]
        assert missed == [], one._source


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


_PHRASES = ("infection", "stem cell*", "in situ", "MS", "K", "\u03b2-interferon", "\u00b5g", "a*")
_OTHER_CASES = (
    "\u0131nfection", "\u0130NFECTION", "infect\u0131on", "\u017ftem cells", "\u0131n s\u0131tu", "in situ",
    "\u03d0-interferon", "\u0392-INTERFERON", "\u03bcg", "\u212a", "K", "ms", "MS", "\u00e9MS", "\u212a-MS", "an",
)  # fmt: skip


@given(phrases=st.sets(st.sampled_from(_PHRASES)), words=st.lists(st.sampled_from(_OTHER_CASES)))
@example(phrases={"infection"}, words=["\u0131nfection"])
def test_a_finder_of_words_finds_letters_that_another_case_makes_of_them(phrases: set[str], words: list[str]) -> None:
    text = ", ".join(words)
    finder, pattern = WordFinder(phrases), words_pattern(phrases)
    assert [match.span() for match in finder.finditer(text)] == [match.span() for match in pattern.finditer(text)]


@pytest.mark.parametrize(
    ("pattern", "heads"),
    [
        (r"\b(?:of|among)\s+\d", {"of", "amo"}),
        (r"\b(?:randomi[sz]ed|allocated)", {"ran", "all"}),
        (r"(?<![\w-])\d+ patients", {"0"}),
        (r"\b(?:an? )?relapse", {"a", "an", "rel"}),
        (r"\bMS\b", {"ms"}),
        (r"\bre\Blaps", {"rel"}),  # \B is no edge of a word
        (r"\bno\B", None),
        (r"relapse", None),  # may stand inside a word
        (r"\bre\w+", None),  # any word that begins so
        (r"\d+ patients", None),
        (r"\b\w+ly\b", None),
    ],
)
def test_a_pattern_knows_the_words_it_can_begin_with(pattern: str, heads: set[str] | None) -> None:
    assert beginnings(pattern, re.IGNORECASE) == heads


@pytest.mark.parametrize("form", [COUNT, rf"{COUNT}\s+\w+", rf"(?<!of\s){COUNT}"])
def test_a_number_is_found_at_the_places_of_numbers(form: str) -> None:
    placed, plain = Quick(form, re.IGNORECASE, at=count_places), re.compile(form, re.IGNORECASE)
    texts = (*TEXTS, "Two of 1,024 died, forty-five (12.5%) and no one else; CD34 and p<0.05, TEN lived")
    found = [[match.span() for match in placed.finditer(text)] for text in texts]
    assert found == [[match.span() for match in plain.finditer(text)] for text in texts]
    assert [match and match.span() for match in map(placed.search, texts)] == [
        match and match.span() for match in map(plain.search, texts)
    ]


def test_a_share_is_found_at_the_places_of_decimals() -> None:
    form = rf"{SIGNED}\s?%"
    placed, plain = Quick(form, at=share_places), re.compile(form)
    for text in (*TEXTS, "-3.5% and .5%, 65%-88%, 1.2.3%, 1,024%, (+ 2%)"):
        assert [match.span() for match in placed.finditer(text)] == [match.span() for match in plain.finditer(text)]


def test_several_patterns_are_looked_for_only_where_a_word_of_one_stands() -> None:
    forms = (Quick(r"median \d+"), Quick(r"mean \d+"))
    both = Quicks(forms)
    assert both.that_may("A median of 3") == [forms[0]]
    assert both.that_may("The mean was 4, the median 3") == list(forms)
    assert both.that_may("A median is not told") == []
    always = Quick(r"\w+")
    assert Quicks((*forms, always)).that_may("anything") == [always]


@pytest.mark.parametrize("name", ["bare_counts._NUMBER", "times._BARE_AT", "effects._BARE", "transplanted._OTHERS"])
def test_what_is_tried_only_at_its_places_is_what_a_search_of_the_whole_text_finds(name: str) -> None:
    room, _, pattern = name.partition(".")
    quick = getattr(importlib.import_module(f"evidence.extraction.{room}"), pattern)
    plain = re.compile(quick._source, quick._flags)
    texts = [section.text for abstract in abstracts() for section in abstract.article.sections]
    texts += [
        "The second patient died; another relapsed, a single one and the last one had fever.",
        "Free of it were 74.5% at 2 years, 65% (13/20) at 3 and 0.9 after 5; 1.2.3 by 4.",
        "Ratios of 0.55 (0.2-0.9), +0.31 (0.1-0.5) and 12.5; 40 patients with untreated disease took part.",
    ]
    found = [[match.span() for match in quick.finditer(text)] for text in texts]
    assert found == [[match.span() for match in plain.finditer(text)] for text in texts]
    assert any(found)


def test_a_pattern_is_matched_at_one_place_before_and_after_it_is_compiled() -> None:
    quick = Quick(r"relapse\w*")
    assert quick.match_there("no word of it", 3) is None
    for _ in range(2):
        match = quick.match_there("two relapses", 4)
        assert match is not None
        assert match.span() == (4, 12)
        assert quick.match_there("two relapses", 0) is None


def test_a_short_name_of_a_record_is_found_in_it_and_other_sentences_read_as_before() -> None:
    general = compile_labels(load_vocabulary(Path(evidence.topics.__file__).parent / "hsct_ms"))
    drug = next(one for one in general.find("Patients on mitoxantrone relapsed.") if one.kind == DRUG)
    own = with_names(general, {"MXT": drug})
    assert [one.code for one in own.find("Of those on MXT half relapsed.")] == [drug.code]
    assert general.find("Of those on MXT half relapsed.") == ()
    assert own.find("Patients on mitoxantrone relapsed.") is general.find("Patients on mitoxantrone relapsed.")


@pytest.mark.parametrize(
    ("text", "found"),
    [("NTR 1234", True), ("CONTROLNTR 1234", False), ("NL1234", True), ("FNL1234", False),
     ("2011-012345-67", True), ("12011-012345-67", False), ("RPCEC00001234", True), ("XRPCEC00001234", False)],
)  # fmt: skip
def test_a_registry_id_stands_alone(text: str, found: bool) -> None:
    assert bool(find_registry_ids(Article("97000001", 1, f"A trial ({text})", ()))) is found
