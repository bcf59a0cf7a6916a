"""Beside a share that a model pooled stands the plain sum of the same studies, and why the two lie apart."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
from typing import Any

import pytest

from evidence_cli.render.plain_sum import plain_line, plain_sum
from evidence_cli.render.reasons import clause
from evidence_cli.render.words import catalogue
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.page_reader import Elements
from tests.test_page_pack import flat, pack  # noqa: F401

POOL: dict[str, Any] = {
    "model": "binomial-normal", "events": 9, "n": 2093, "estimate": 0.2154, "statistic": None,
}  # fmt: skip
SUM = {
    "en": " Plain sum: 9 of 2093, 0.43%.",
    "nl": " Bij elkaar opgeteld: 9 van 2093, 0,43%.",
}
WHY = {"en": "because the studies differ", "nl": "doordat de studies verschillen"}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_plain_sum_stands_beside_the_model_with_why_they_lie_apart(language: str) -> None:
    told = plain_line(POOL, catalogue(language))
    assert told.startswith(SUM[language])
    assert WHY[language] in told


def test_where_both_are_the_same_nothing_is_explained() -> None:
    assert plain_line({**POOL, "estimate": 0.43}, catalogue("en")) == SUM["en"]


@pytest.mark.parametrize(
    "more",
    [
        {"model": "clopper-pearson on the sum", "events": 0},
        {"model": "clopper-pearson"},
        {"model": "paule-mandel hartung-knapp", "statistic": "hazard_ratio", "events": None, "n": None},
        {"events": None},
        {"n": None},
    ],
)
def test_what_is_itself_a_sum_or_has_none_says_nothing(more: dict[str, Any]) -> None:
    assert plain_sum(POOL | more) is None
    assert plain_line(POOL | more, catalogue("en")) == ""


def test_a_reason_without_its_numbers_says_that_they_are_not_reported() -> None:
    told = clause({"code": "pooled", "values": [("events", None), ("patients", 2093)]}, catalogue("en"), {})
    assert "2093 patients, not reported" in told


@pytest.mark.parametrize("language", ["en", "nl"])
def test_report_question_and_page_say_it_alike(pack: Any, run: Run, language: str) -> None:
    words = {"en": "9 deaths in 2093 patients, 0.43%", "nl": "9 sterfgevallen bij 2093 pati\u00ebnten, 0,43%"}[language]
    for told in ("report", "question Q9"):
        assert words in flat(run(*told.split(), "--language", language, db=pack).out), told
    assert SUM[language] in flat(run("question", "Q9", "--language", language, db=pack).out)
    page = Elements(run("report", "--as", "html", "--language", language, db=pack).out).text
    assert words in page
    assert SUM[language] in page


def test_json_has_the_sum_of_each_share_and_none_of_a_comparison(pack: Any, run: Run) -> None:
    report = json.loads(run("report", "--as", "json", db=pack).out)
    pools = {each["code"]: each["pooled"] for each in report["questions"]}
    assert pools["Q9"][0]["plain"] == {"events": 9, "n": 2093, "percent": 0.430005}
    assert all(pool["plain"] is None for pool in pools["Q1"])
