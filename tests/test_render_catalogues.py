"""The two languages say the same things: same keys, same values, same figures."""

import re
from importlib import import_module
from string import Formatter

import pytest

from evidence.answering.reasons import CODES
from evidence.records.answer import ANSWER_DIRECTIONS, CERTAINTIES, STATUSES
from evidence.records.finding import ARMS, DIRECTIONS, ORIGINS, OUTCOMES, STATES, STATISTICS
from evidence.records.question import GROUPS, KINDS
from evidence_cli.render.reasons import clause
from evidence_cli.render.words import LANGUAGES, Catalogue, catalogue, date, number, rounded

ENGLISH, DUTCH = (catalogue(language) for language in LANGUAGES)
VALUES = {
    "record": "pmid:1", "kept": "pmid:1", "left_out": "pmid:2", "one": "pmid:1", "other": "pmid:2",
    "records": "pmid:1, pmid:2", "outcome": "trm", "comparator": "class:anti_cd20", "statistic": "hazard_ratio",
    "value": 0.07, "low": 0.02, "high": 8.81, "p": "<.001", "months": 24.0, "favours": "hsct", "method": "counts",
    "studies": 3, "patients": 1201, "why": "x", "events": 2, "estimate": 0.54, "model": "binomial-normal",
    "threshold": 1.0, "min_patients": 500, "prediction_high": 12.3, "lowest": 1.5, "highest": 30.0, "status": "partly",
    "date": "2026-11-01", "judgement": "high", "levels": 1, "trials": "MADE-MS", "primary_completion": "2026-11-21",
    "as_of": "2026-11-22", "since": 2015, "asked": "SPMS, PPMS", "admitted": "RRMS", "criteria": "age, edss",
    "others": 93, "well": 7, "direction": "event", "registered": "2018-02-13", "certainty": "very_low",
    "first": 95.0, "second": 66.0,
}  # fmt: skip
NAMES = {"pmid:1": "Burt 2019", "pmid:2": "Boffa 2020"}


def slots(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_every_reason_has_words_in_both_languages_and_no_other_has() -> None:
    assert set(ENGLISH.reasons) == set(CODES)
    assert set(DUTCH.reasons) == set(CODES)


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_reason_names_the_same_values_in_both_languages(code: str) -> None:
    assert slots(ENGLISH.reasons[code]) == slots(DUTCH.reasons[code])


def test_every_sentence_and_code_is_there_in_both_languages_with_the_same_values() -> None:
    assert {key: slots(text) for key, text in ENGLISH.text.items()} == {
        key: slots(text) for key, text in DUTCH.text.items()
    }
    kinds = set(ENGLISH.codes) - {"comparator", "country"}  # what English spells as the code needs no entry there
    assert {kind: set(ENGLISH.codes[kind]) for kind in kinds} == {kind: set(DUTCH.codes[kind]) for kind in kinds}
    assert set(ENGLISH.codes["comparator"]) <= set(DUTCH.codes["comparator"])


@pytest.mark.parametrize("words", [ENGLISH, DUTCH], ids=LANGUAGES)
def test_every_code_of_the_records_has_a_word(words: Catalogue) -> None:
    known = {
        "status": STATUSES, "direction": ANSWER_DIRECTIONS, "certainty": CERTAINTIES, "group": GROUPS, "kind": KINDS,
        "outcome": OUTCOMES, "statistic": STATISTICS, "arm": ARMS, "origin": ORIGINS, "state": STATES,
        "polarity": DIRECTIONS,
    }  # fmt: skip
    for kind, codes in known.items():
        assert set(codes) == set(words.codes[kind]), kind


@pytest.mark.parametrize("code", sorted(CODES))
def test_the_figures_of_a_reason_are_the_same_but_for_the_decimal_sign(code: str) -> None:
    reason = {"code": code, "values": list(VALUES.items())}
    english, dutch = clause(reason, ENGLISH, NAMES), clause(reason, DUTCH, NAMES)
    figures = re.compile(r"\d+(?:[.,]\d+)?")
    assert figures.findall(english) == [figure.replace(",", ".") for figure in figures.findall(dutch)]
    assert "{" not in english + dutch


def test_a_value_that_is_not_reported_says_so_and_is_never_zero() -> None:
    reason = {"code": "pooled", "values": [(name, None) for name in ("outcome", "events", "patients", "estimate")]}
    told = clause(reason, ENGLISH, {})
    assert "not reported" in told
    assert not re.search(r"\b0\b", told)


def test_no_event_is_told_as_zero_events() -> None:
    values = {**VALUES, "events": 0, "patients": 55}
    assert "0 deaths in 55 patients" in clause({"code": "single_study", "values": list(values.items())}, ENGLISH, {})


def test_an_interval_that_holds_no_effect_reads_not_shown_and_never_no_effect() -> None:
    values = {**VALUES, "favours": "none", "low": 0.57, "high": 2.04, "value": 1.08, "method": "printed"}
    told = clause({"code": "effect_cohort", "values": list(values.items())}, ENGLISH, NAMES)
    assert "no difference shown" in told
    assert "no effect" not in told


def test_an_unknown_reason_is_shown_as_it_is() -> None:
    assert clause({"code": "new_rule", "values": [("n", 3)]}, ENGLISH, {}) == "new rule n 3"


@pytest.mark.parametrize(
    ("value", "english", "dutch"),
    [
        (0.07, "0.07", "0,07"),
        (88.0, "88", "88"),
        (0, "0", "0"),
        (-1.7, "-1.7", "-1,7"),
        (1e-05, "0.00001", "0,00001"),
        (0.0, "0", "0"),
    ],
)
def test_a_printed_figure_is_not_rounded(value: float, english: str, dutch: str) -> None:
    assert (number(ENGLISH, value), number(DUTCH, value)) == (english, dutch)


def test_a_computed_figure_keeps_what_sets_it_apart_from_the_threshold() -> None:
    assert [rounded(ENGLISH, value) for value in (0.5412, 0.996, 12.34)] == ["0.54", "1.00", "12.3"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2028-03-21", "21 mrt 2028"),
        ("2023-09", "sep 2023"),
        ("2018", "2018"),
        ("unknown", "unknown"),
        (None, "niet bekend"),
    ],
)
def test_a_date_may_be_partial(value: str | None, shown: str) -> None:
    assert date(DUTCH, value) == shown


@pytest.mark.parametrize(
    ("few", "told"),
    [
        ({"events": None, "patients": None}, "down for imprecision: transplant-related mortality"),
        ({"events": None, "patients": 89}, "down for imprecision: transplant-related mortality, 89 patients"),
        ({"events": 2, "patients": None}, "down for imprecision: transplant-related mortality, 2 deaths"),
        ({"events": 2, "patients": 89}, "down for imprecision: transplant-related mortality, 2 deaths in 89 patients"),
    ],
)
def test_imprecision_is_told_by_what_is_reported(few: dict[str, int | None], told: str) -> None:
    assert clause({"code": "down_imprecision", "values": [("outcome", "trm"), *few.items()]}, ENGLISH, {}) == told


@pytest.mark.parametrize(
    ("statistic", "direction", "words"),
    [
        ("percent", "event", "percentage points in the share with the event"),
        ("percent", "event_free", "percentage points in the share free of the event"),
        ("risk_ratio", "event_free", "risk ratio for being free of the event"),
        ("hazard_ratio", "event", "hazard ratio 0.07"),
    ],
)
def test_a_comparison_says_of_which_share_it_is(statistic: str, direction: str, words: str) -> None:
    told = {**VALUES, "statistic": statistic, "direction": direction, "method": "bare-p"}
    assert words in clause({"code": "effect_cohort", "values": list(told.items())}, ENGLISH, NAMES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_catalogues_give_a_word_of_the_same_kind_two_meanings(language: str) -> None:
    main, news = (import_module(f"evidence_cli.render.catalogue{part}_{language}") for part in ("", "_news"))
    kinds = [*main._CODES, *news.CODES]
    assert len(set(kinds)) == len(kinds) > 20
