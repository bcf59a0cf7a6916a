"""The report names the figures of each part of a question beside its status, in a few words and within the screen."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
import re
from typing import Any

import pytest

from evidence_cli.render.part_figure import figure_reasons, part_figure
from evidence_cli.render.words import catalogue
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.page_reader import Elements
from tests.test_page_pack import flat, pack  # noqa: F401

NAMES = {"a": "Boffa 2023 [a]", "b": "Kalincik 2024 [b]"}


def reason(code: str, **told: Any) -> dict[str, Any]:
    return {"code": code, "values": list(told.items())}


def effect(record: str, value: float, low: float | None, high: float | None, **more: Any) -> dict[str, Any]:
    told = {"outcome": "progression_free_survival", "statistic": "hazard_ratio", "method": "printed", **more}
    return reason("effect_cohort", record=record, value=value, low=low, high=high, **told)


def say(*reasons: dict[str, Any], language: str = "en") -> str | None:
    return part_figure(reasons, catalogue(language), NAMES)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "2.83% (95% CI 0.57 to 12.8), 8 deaths in 218 patients"),
        ("nl", "2,83% (95%-BI 0,57 tot 12,8), 8 sterfgevallen bij 218 pati\u00ebnten"),
    ],
)
def test_of_a_pooled_share_it_is_the_share_its_interval_and_its_deaths(language: str, told: str) -> None:
    values = {"estimate": 2.832, "low": 0.571, "high": 12.8, "events": 8, "patients": 218, "outcome": "trm"}
    assert say(reason("pooled", **values), reason("over_threshold", high=12.8), language=language) == told


def test_no_death_is_told_with_what_remains_possible() -> None:
    shown = say(reason("pooled_zero", outcome="trm", patients=213, studies=3, high=1.7176))
    assert shown == "0 deaths in 213 patients, up to 1.72% possible"


def test_of_a_conflict_both_sides_are_told_and_the_outcome_once() -> None:
    sides = (effect("b", 1.49, 0.7, 3.14), effect("a", 0.5, 0.31, 0.81))
    shown = say(*sides, reason("conflict", outcome="progression_free_survival", one="a", other="b"))
    assert shown == (
        "Boffa 2023: progression-free survival, hazard ratio 0.5 (95% CI 0.31 to 0.81); "
        "Kalincik 2024: hazard ratio 1.49 (95% CI 0.7 to 3.14)"
    )


def test_a_side_of_a_conflict_is_told_by_the_outcome_on_which_they_differ() -> None:
    elsewhere = effect("a", 0.9, 0.8, 1.2, outcome="neda")
    sides = (elsewhere, effect("b", 1.49, 0.7, 3.14), effect("a", 0.5, 0.31, 0.81))
    shown = say(*sides, reason("conflict", outcome="progression_free_survival", one="a", other="b"))
    assert shown is not None
    assert "NEDA" not in shown


def test_a_share_with_the_event_says_so_where_the_outcome_is_freedom() -> None:
    shown = say(effect("a", -26.1, None, None, statistic="percent", direction="event", p="0.027"))
    assert shown == (
        "Boffa 2023: progression-free survival, difference of -26.1 percentage points in the share with the event "
        "(interval not reported; p = 0.027)"
    )


def test_what_several_cohorts_come_to_goes_before_the_first_of_them() -> None:
    agree = reason("cohorts_agree", outcome="neda", studies=2, patients=201, favours="hsct")
    assert say(effect("a", 0.5, 0.31, 0.81), agree) == "NEDA: 2 cohorts, 201 patients, favours HSCT"


@pytest.mark.parametrize("why", ["other_drug", "trial_indirect"])
def test_a_trial_that_the_answer_rests_on_goes_before_what_the_drugs_asked_about_do_not_show(why: str) -> None:
    trial = effect("a", 0.21, 0.07, 0.48, outcome="neda") | {"code": "effect_randomised"}
    silent = reason("not_shown", outcome="neda", studies=1)
    assert say(trial, effect("b", 1.1, 0.7, 1.9), reason(why, record="a"), silent) == (
        "Boffa 2023: NEDA, hazard ratio 0.21 (95% CI 0.07 to 0.48)"
    )
    assert say(trial, silent, reason(why, record="a")) == "NEDA: difference not shown in 1 study"


def test_without_an_interval_that_is_said_with_the_p_value() -> None:
    shown = say(effect("a", -0.045, None, None, statistic="mean_difference", p="0.02"))
    assert shown == "Boffa 2023: progression-free survival, mean difference -0.045 (interval not reported; p = 0.02)"


def test_what_is_worked_out_by_us_is_rounded_and_short() -> None:
    told = {"statistic": "percent", "direction": "event_free", "method": "intervals", "months": 120.0}
    shown = say(effect("a", 14.1234, -6.42, 34.6, **told))
    assert shown is not None
    assert shown.endswith("at 120 months, difference of 14.1 percentage points (95% CI -6.42 to 34.6)")


def test_a_part_of_which_nothing_is_known_has_no_figure() -> None:
    assert say(reason("nothing_found")) is None
    assert say() is None


def test_what_is_said_of_certainty_is_no_figure() -> None:
    assert say(reason("starts_low"), reason("too_little", studies=2, patients=30)) is None


CONFLICT = reason("conflict", outcome="progression_free_survival", one="a", other="b")
AGREE = reason("cohorts_agree", outcome="neda", studies=2, patients=201, favours="hsct")


@pytest.mark.parametrize(
    ("stored", "kept"),
    [
        ((effect("b", 1.49, 0.7, 3.14), effect("a", 0.5, 0.31, 0.81), CONFLICT, reason("starts_low")), (2, 1, 0)),
        ((effect("a", 0.5, 0.31, 0.81), reason("over_threshold", high=12.8), AGREE), (2,)),
        ((reason("before_era"), effect("a", 0.5, 0.31, 0.81), effect("b", 1.49, 0.7, 3.14)), (1,)),
        ((reason("starts_low"), AGREE), ()),
        ((reason("nothing_found"),), ()),
    ],
)
def test_a_page_keeps_the_reasons_of_the_figure_alone_and_tells_the_same(stored: Any, kept: tuple[int, ...]) -> None:
    left = figure_reasons(stored, catalogue("en"))
    assert left == [stored[place] for place in kept]
    assert say(*left) == say(*stored)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_figure_of_a_part_stands_in_the_report_and_on_the_page(pack: Any, run: Run, language: str) -> None:
    told = json.loads(run("report", "--as", "json", "--language", language, db=pack).out)["questions"]
    figures = [part["figure"] for each in told for part in each["sub_answers"] if part["figure"] is not None]
    text = flat(run("report", "--language", language, db=pack).out)
    page = Elements(run("report", "--as", "html", "--language", language, db=pack).out).text
    assert len(figures) > 12
    assert [each for each in figures if each not in text] == []
    assert [each for each in figures if each not in page] == []


def test_the_figures_of_parts_are_the_same_in_both_languages(pack: Any, run: Run) -> None:
    numbers = []
    for language in ("en", "nl"):
        told = json.loads(run("report", "--as", "json", "--language", language, db=pack).out)["questions"]
        shown = [part["figure"] or "" for each in told for part in each["sub_answers"]]
        numbers.append([re.findall(r"-?\d+(?:[.,]\d+)?", each.replace(",", ".")) for each in shown])
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_no_line_of_the_report_is_wider_than_the_screen(pack: Any, run: Run, language: str, columns: int) -> None:
    lines = run("report", "--language", language, db=pack, columns=columns).out.splitlines()
    assert [line for line in lines if len(line) > columns] == []


def test_the_report_stays_short(pack: Any, run: Run) -> None:
    assert len(run("report", db=pack).out.splitlines()) <= 290
    assert len(run("report", db=pack, columns=120).out.splitlines()) <= 225
