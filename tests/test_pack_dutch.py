"""What the pack says is told in Dutch in a Dutch report: titles of ours, what is counted, reasons; figures stay."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import Any

import pytest

from evidence.topics import load_pack, load_topic
from evidence_cli.render import pack_notes_nl, pack_reasons_nl, pack_titles_nl, pack_trials_nl
from evidence_cli.render.pack_words import title_told, why_told
from evidence_cli.render.words import catalogue
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.page_reader import Elements
from tests.test_page_pack import flat, pack  # noqa: F401

ENGLISH, DUTCH = catalogue("en"), catalogue("nl")
FILES = (pack_notes_nl, pack_reasons_nl, pack_titles_nl, pack_trials_nl)
OF_THE_RULE = {"one study", "not only MS"}  # which no file of the topic holds
FIGURES = re.compile(r"\d+(?:[.,]\d+)*")


@cache
def words_of_the_pack() -> frozenset[str]:
    """Return all that a Dutch page may show of the pack and of the files beside it, in its English words."""
    return frozenset(OF_THE_RULE | {words for words in _words() if words is not None})


def _words() -> Iterator[str | None]:
    topic = load_topic("hsct_ms")
    told = load_pack("hsct_ms", topic)
    yield from (link.reason for link in topic.links)
    yield from (appraisal.indirect for appraisal in topic.appraisals)
    yield from (trial.expected_basis for trial in topic.trials)
    for report in told.reports:
        yield from (report.title or "[]")[1:-1].split(", ")
        yield report.facts.comparator
        yield from (regimen for regimen, _ in report.facts.conditioning)
        yield from (course for course, _ in report.facts.phenotypes)
    for finding in told.findings:
        yield from (finding.note, finding.unit, finding.population, finding.regimen, finding.comparator)
        yield from () if finding.contrast is None else (finding.contrast.a, finding.contrast.b)


def test_every_word_of_the_shipped_pack_has_its_dutch() -> None:
    sides = DUTCH.codes["side"] | DUTCH.codes["comparator"]
    assert sorted(words_of_the_pack() - set(DUTCH.pack) - set(sides) - {""}) == []


def test_no_dutch_is_left_of_words_that_the_pack_no_longer_has() -> None:
    assert sorted(set(DUTCH.pack) - words_of_the_pack()) == []


def test_what_the_pack_says_keeps_its_figures_in_dutch() -> None:
    moved = [
        (english, dutch)
        for english, dutch in DUTCH.pack.items()
        if sorted(told.replace(",", ".") for told in FIGURES.findall(english))
        != sorted(told.replace(",", ".") for told in FIGURES.findall(dutch))
    ]
    assert moved == []


def test_no_word_of_the_pack_has_two_meanings() -> None:
    for one, other in combinations(FILES, 2):
        both = set(one.WORDS) & set(other.WORDS)
        assert [word for word in both if one.WORDS[word] != other.WORDS[word]] == []


def test_names_of_drugs_are_spelt_as_elsewhere_in_dutch() -> None:
    told = " ".join(DUTCH.pack.values())
    assert [name for name in ("mitoxantrone", "cyclophosphamide", "patients", "relapse ") if name in told] == []


def test_english_has_the_words_of_the_pack_as_they_are() -> None:
    assert dict(ENGLISH.pack) == {}
    for why in ("one study", "a; b", "both tell of sweden, 12 patients each (possible)", "x: may share patients, b"):
        assert why_told(ENGLISH, why) == why


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("[Brazil, 41 patients, conference abstract]", "[Brazili\u00eb, 41 pati\u00ebnten, congresabstract]"),
        ("[Transplantation in Brazil, a series].", "[Transplantation in Brazil, a series]."),  # as PubMed has it
        ("[Brazil, a series]", "[Brazil, a series]"),
        ("A series of 41 patients", "A series of 41 patients"), (None, ""),
    ],
)  # fmt: skip
def test_a_note_in_the_place_of_a_title_is_dutch_and_a_title_that_was_read_stays(title: str, told: str) -> None:
    assert title_told(DUTCH, title) == told


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("one study", "\u00e9\u00e9n studie"),
        (
            "one centre and overlapping years (possible); women of the Italian centres (possible)",
            "\u00e9\u00e9n centrum en overlappende jaren (mogelijk); vrouwen van de Italiaanse centra (mogelijk)",
        ),
        ("both tell of EBMT, 12 patients each (possible)", "beide noemen EBMT, elk 12 pati\u00ebnten (mogelijk)"),
        ("authors in common: Smit A and others (possible)", "auteurs gemeenschappelijk: Smit A en anderen (mogelijk)"),
        (
            "may share patients, florence: Florence series of the same years; Florence is part of the Italian cohort",
            "deelt mogelijk pati\u00ebnten, florence: series uit Florence van dezelfde jaren; Florence hoort bij het "
            "Italiaanse cohort",
        ),
        ("may share patients, genoa: one study", "deelt mogelijk pati\u00ebnten, genoa: \u00e9\u00e9n studie"),
        ("kept apart from pmid:1, A. Jansen, 2026-11-25 (1): Same ward", "los gehouden van pmid:1, A. Jansen, "
         "2026-11-25 (1): Same ward"),
        ("Read by me: one clinic", "Read by me: one clinic"),
    ],
)  # fmt: skip
def test_why_two_reports_share_patients_is_dutch_and_what_a_person_wrote_stays(why: str, told: str) -> None:
    assert why_told(DUTCH, why) == told


@pytest.mark.parametrize("code", ["Q1", "Q2", "Q9", "Q10", "Q12", "Q14"])
def test_nothing_that_the_pack_says_stands_in_english_in_a_dutch_answer(pack: Any, run: Run, code: str) -> None:
    shown = flat(run("question", code, "--language", "nl", db=pack).out)
    told = [english for english, dutch in DUTCH.pack.items() if english != dutch and len(english.split()) > 2]
    assert [english for english in told if english in shown] == []
    assert sum(DUTCH.pack[english] in shown for english in told) > 2


def test_nothing_that_the_pack_says_stands_in_english_on_the_dutch_page(pack: Any, run: Run) -> None:
    shown = Elements(run("report", "--as", "html", "--language", "nl", db=pack).out).text
    told = [english for english, dutch in DUTCH.pack.items() if english != dutch and len(english.split()) > 2]
    assert [english for english in told if english in shown] == []
    assert sum(DUTCH.pack[english] in shown for english in told) > 100


@pytest.mark.parametrize("code", ["Q2", "Q9", "Q12"])
def test_the_figures_of_an_answer_are_the_same_in_both_languages(pack: Any, run: Run, code: str) -> None:
    told = []
    for language in ("en", "nl"):
        document = json.loads(run("question", code, "--as", "json", "--language", language, db=pack).out)
        reasons = [each["text"] for each in document["question"]["reasons"]]
        told.append([[part.replace(",", ".") for part in FIGURES.findall(each)] for each in reasons])
    assert told[0] == told[1]
