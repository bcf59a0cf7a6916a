"""Forty reasons of one answer stand under the outcomes that they are about; those of one outcome need no heading."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

from typing import Any

import pytest

from evidence_cli.render.reason_groups import part_reasons, reason_groups
from evidence_cli.render.words import catalogue
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.page_reader import Elements
from tests.test_page_pack import flat, pack  # noqa: F401
from tests.test_question_lists import listed


def reason(code: str, outcome: str | None, text: str) -> dict[str, Any]:
    return {"code": code, "text": text, "values": {} if outcome is None else {"outcome": outcome}}


def test_the_reasons_of_an_outcome_stand_together_in_their_order_and_the_others_last() -> None:
    told = [
        reason("effect_cohort", "neda", "a"), reason("starts_low", None, "b"), reason("not_shown", "arr", "c"),
        reason("down_imprecision", "neda", "d"), reason("cohorts_agree", "neda", "e"),
        reason("course_untold", None, "f"),
    ]  # fmt: skip
    assert reason_groups(told, catalogue("en")) == (
        ("NEDA", ("A.", "E.")), ("Annualised relapse rate", ("C.",)),
        ("How sure, and within what limits", ("B.", "D.", "F.")),
    )  # fmt: skip


def test_reasons_about_one_outcome_have_no_heading() -> None:
    told = [reason("pooled", "trm", "a"), reason("starts_low", None, "b")]
    assert reason_groups(told, catalogue("en")) == ((None, ("A.", "B.")),)
    assert reason_groups([], catalogue("en")) == ()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_question_and_page_lose_no_reason_by_it(pack: Any, run: Run, language: str) -> None:
    import json

    told = json.loads(run("report", "--as", "json", "--language", language, db=pack).out)["questions"]
    (asked,) = [each for each in told if each["code"] == "Q1"]
    heads = {"en": ("Why", "NEDA:"), "nl": ("Waarom", "NEDA:")}[language]
    shown = flat(listed(run("question", "Q1", "--language", language, db=pack).out, heads[0]))
    page = Elements(run("report", "--question", "Q1", "--as", "html", "--language", language, db=pack).out).text
    assert shown.startswith(heads[1])
    assert len(asked["reasons"]) > 30
    for each in asked["reasons"]:
        assert each["text"][1:] in shown
        assert each["text"][1:] in page
    assert shown.count(" - ") == len(asked["reasons"])


def test_a_part_tells_its_figure_its_own_reasons_and_how_many_stand_above() -> None:
    above = [reason("effect_cohort", "neda", "a"), reason("starts_low", None, "b")]
    part = {"figure": "neda: 2 cohorts", "reasons": [*above, reason("course_untold", None, "c")]}
    told = part_reasons(part, {"reasons": above}, catalogue("en"))
    assert told == ("Neda: 2 cohorts.", "C.", "2 of its reasons stand above, under Why.")
    assert part_reasons(part, {"reasons": []}, catalogue("en")) == ("A.", "B.", "C.")
    assert part_reasons(part, {"reasons": above[:1]}, catalogue("nl"))[-1].startswith("Eén van de redenen")
    assert part_reasons({**part, "figure": None}, {"reasons": above}, catalogue("en"))[0] == "C."


@pytest.mark.parametrize("language", ["en", "nl"])
def test_no_reason_of_a_part_is_lost_where_the_answer_tells_it_already(pack: Any, run: Run, language: str) -> None:
    import json

    for asked in json.loads(run("report", "--as", "json", "--language", language, db=pack).out)["questions"]:
        page = Elements(run("report", "--question", asked["code"], "--as", "html", "--language", language, db=pack).out)
        shown = " ".join(run("question", asked["code"], "--language", language, db=pack).out.split())
        for each in (each for part in asked["sub_answers"] for each in part["reasons"]):
            assert each["text"][1:] in shown
            assert each["text"][1:] in page.text
