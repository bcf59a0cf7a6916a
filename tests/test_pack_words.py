"""What a figure of the pack counts is told in the words of the pack: an "infection" may be a fever or a death."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
from dataclasses import replace
from typing import Any

import pytest

from evidence.records.question import HARM
from evidence_cli.render.pack_words import of_pack
from evidence_cli.render.reasons import clause
from evidence_cli.render.record_text import figure_note
from evidence_cli.render.words import catalogue
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.makers import make_count, make_question, make_report
from tests.page_reader import Elements
from tests.test_answers import judged, values
from tests.test_page_pack import flat, pack  # noqa: F401
from tests.test_question_lists import listed

LOST = replace(make_count("1", "fertility", 4, 8), origin="pack", note="ovaries failed")
FERTILITY = make_question(HARM, ["fertility"])


def test_the_only_count_of_unlike_things_says_what_was_counted() -> None:
    assert values(judged(FERTILITY, [make_report("1")], [LOST]), "one_figure")["what"] == "ovaries failed"


def test_words_that_the_machine_noted_are_no_words_of_the_pack() -> None:
    read = replace(LOST, origin="machine")
    assert values(judged(FERTILITY, [make_report("1")], [read]), "one_figure")["what"] is None
    assert figure_note({"note": "NFL", "origin": "machine"}, catalogue("en")) is None


@pytest.mark.parametrize(("what", "end"), [("ovaries failed", "patients (“ovaries failed”)"), (None, "8 patients")])
def test_the_reason_ends_in_what_was_counted(what: str | None, end: str) -> None:
    told = {"outcome": "fertility", "record": "pmid:1", "events": 4, "patients": 8, "what": what}
    assert clause({"code": "one_figure", "values": list(told.items())}, catalogue("en"), {}).endswith(end)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_question_and_page_tell_it_with_each_figure(pack: Any, run: Run, language: str) -> None:
    words = catalogue(language)
    line = words.text["figure_note"].format(note=of_pack(words, "febrile neutropenia"))
    assert line in flat(run("question", "Q10", "--language", language, db=pack).out)
    assert line in Elements(run("report", "--as", "html", "--language", language, db=pack).out).text


def test_what_is_shown_and_not_counted_has_it_too(pack: Any, run: Run) -> None:
    told = flat(listed(run("question", "Q10", db=pack).out, "Shown, not counted"))
    assert "8 of how many is not reported, “lower urinary tract infectious events”" in told


def test_a_figure_that_counts_is_not_among_those_of_its_record_that_do_not(pack: Any, run: Run) -> None:
    document = json.loads(run("question", "Q10", "--as", "json", db=pack).out)
    (group,) = [each for each in document["aside"] if each["code"] == "shown_not_counted" and each["part"] is None]
    shown = {row["id"] for each in group["records"] for row in each["findings"]}
    counted = {row["id"] for row in document["findings"] if row["counts_for"]}
    both = {each["record"] for each in group["records"] if each["counts_for"]}
    assert both
    assert shown
    assert not shown & counted


def test_pooled_figures_of_all_patients_do_not_pose_as_figures_by_age(pack: Any, run: Run) -> None:
    words = "Mostly of all patients, not by what this question compares."
    assert words in run("question", "Q4", db=pack).out
    assert words not in run("question", "Q9", db=pack).out
    assert words in Elements(run("report", "--question", "Q4", "--as", "html", db=pack).out).text


def test_what_is_awaited_is_not_said_twice(pack: Any, run: Run) -> None:
    assert "\nAwaited\n  No running trial.\n" in run("question", "Q4", db=pack).out


def test_show_says_what_a_figure_of_the_pack_counts(pack: Any, run: Run) -> None:
    assert "What it counts: “premature ovarian insufficiency”" in flat(run("show", "cite:danish_otc2023", db=pack).out)
