"""Foreign text cannot steer a terminal, break a JSON document or run in a spreadsheet."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_cli.render.as_csv import rows_csv
from evidence_cli.render.as_json import document_json
from evidence_cli.render.safe import cell, json_safe, one_line, safe

HOSTILE = [
    "\x1b", "\x07", "\x08", "\r", "\x7f", "\x9b", "\x85", "\u202e", "\u2066", "\u200b", "\u200d", "\u2028", "\u2029",
    "\ufeff", "\u061c", "\U000e0041", "\ud800", "\x00",
]  # fmt: skip


@pytest.mark.parametrize("character", HOSTILE)
def test_a_character_that_steers_the_terminal_is_gone(character: str) -> None:
    assert safe(f"a{character}b") == "ab"


@pytest.mark.parametrize(
    "text", ["naïve ≥ 5 µg", "Åsa O'Neil", "a\u00a0b\u2009c", "line\nline", "\u2212 2\u00b71", "日本"]
)
def test_what_people_write_stays(text: str) -> None:
    assert safe(text) == text


def test_a_tab_is_a_space_and_a_title_cannot_pose_as_a_line_of_ours() -> None:
    assert one_line("a\tb\nQ1  ANSWERED\r\n") == "a b Q1 ANSWERED"


@pytest.mark.parametrize("character", [*HOSTILE[:-2], HOSTILE[-1]])
def test_json_keeps_the_value_and_shows_nothing_harmful(character: str) -> None:
    document = json_safe(json.dumps({"title": f"a{character}b"}, ensure_ascii=False))
    assert json.loads(document) == {"title": f"a{character}b"}
    assert safe(document) == document


@given(st.text())
def test_json_gives_back_any_text(text: str) -> None:
    assert json.loads(document_json({"told": text})) == {"told": text}


def test_a_number_that_is_none_is_a_bug_and_not_json() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        document_json({"value": float("nan")})


@pytest.mark.parametrize(
    "formula",
    [
        *("=1+1", "+1+1", "-1+1", "@SUM(A1)", "-0.5 to -0.1", '=HYPERLINK("x")', "\t=1", "\r=1", "%0A=1"),
        *("\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20SUM(A1)", " \u200b\uff1d1"),
    ],
)
def test_a_formula_is_shown_as_text(formula: str) -> None:
    assert cell(formula).startswith("'")


@pytest.mark.parametrize("number", ["-2.1", "-2,1", "+3", "-1e-5", "0.5", "-.5"])
def test_a_plain_number_stays_a_number(number: str) -> None:
    assert cell(number) == number


def test_none_is_an_empty_cell_and_zero_is_zero() -> None:
    assert rows_csv([{"a": None, "b": 0, "c": -2.1, "d": False, "e": []}], "abcde") == "a,b,c,d,e\n,0,-2.1,no,\n"


def test_a_percent_sign_as_unit_is_no_formula() -> None:
    assert cell("%") == "%"
