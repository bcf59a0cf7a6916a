"""Foreign text cannot steer a terminal, break a JSON document or run in a spreadsheet."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import csv
import io
import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_cli.render.as_csv import rows_csv
from evidence_cli.render.as_json import document_json
from evidence_cli.render.safe import cell, json_safe, one_line, safe
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.conftest import Figure
from tests.made_hostile import hostile_database
from tests.payloads import FORMULAS

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


@pytest.mark.fault("F69")
@pytest.mark.parametrize(
    "formula",
    [
        *("=1+1", "+1+1", "-1+1", "@SUM(A1)", "-0.5 to -0.1", '=HYPERLINK("x")', "\t=1", "\r=1", "%0A=1"),
        *("\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20SUM(A1)", " \u200b\uff1d1"),
    ],
)
def test_a_formula_is_shown_as_text(formula: str) -> None:
    assert cell(formula).startswith("'")


@pytest.mark.fault("F69")
@pytest.mark.parametrize("number", ["-2.1", "-2,1", "+3", "-1e-5", "0.5", "-.5"])
def test_a_plain_number_stays_a_number(number: str) -> None:
    assert cell(number) == number


def test_none_is_an_empty_cell_and_zero_is_zero() -> None:
    assert rows_csv([{"a": None, "b": 0, "c": -2.1, "d": False, "e": []}], "abcde") == "a,b,c,d,e\n,0,-2.1,no,\n"


def test_a_percent_sign_as_unit_is_no_formula() -> None:
    assert cell("%") == "%"


LISTINGS = (("findings",), ("studies",), ("studies", "--reports"), ("trials",), ("changes",), ("report",))


def runs(shown: str) -> bool:
    """Whether a spreadsheet computes what stands in the cell: it drops blanks, widths, and signs that nobody sees."""
    seen = "".join(sign for sign in shown if unicodedata.category(sign) not in ("Cc", "Cf")).lstrip()
    is_number = re.fullmatch(r"[-+]?[0-9]*[.,]?[0-9]+([eE][-+]?[0-9]+)?", seen) is not None
    return unicodedata.normalize("NFKC", seen)[:1] in tuple("=+-@") and not is_number


def test_there_are_forty_formulas_and_each_would_run_or_break_out_of_its_cell() -> None:
    assert len(set(FORMULAS)) >= 40
    assert [text for text in FORMULAS if not (runs(text) or '"' in text or "\n" in text or text[0] in "%'")] == []


@pytest.mark.fault("F69")
@pytest.mark.parametrize("place", range(len(FORMULAS)))
def test_no_cell_of_any_listing_is_a_formula_and_figures_stay_numbers(run: Run, tmp_path: Path, place: int) -> None:
    db = hostile_database(tmp_path / "evil.db", FORMULAS[place])
    told = {words: run(*words, "--as", "csv", db=db) for words in LISTINGS}
    assert {words: ran.code for words, ran in told.items()} == dict.fromkeys(LISTINGS, 0)
    for words, ran in told.items():
        header, *rows = csv.reader(io.StringIO(ran.out))
        assert rows, words
        assert {len(row) for row in rows} == {len(header)}, words
        assert [shown for row in (header, *rows) for shown in row if runs(shown)] == [], words
    values = {row["value"] for row in csv.DictReader(io.StringIO(told["findings",].out))}
    assert values >= {"88.0", "0.0", "0.07"}


@pytest.mark.fault("F69")
def test_a_figure_below_zero_is_a_number_in_a_listing(run: Run) -> None:
    rows = csv.DictReader(io.StringIO(run("findings", "--as", "csv").out))
    assert "-2.1" in {row["value"] for row in rows}


@pytest.mark.slow
@pytest.mark.fault("F69")
def test_a_spreadsheet_computes_no_cell_of_a_listing_and_would_have_computed_these_formulas(
    run: Run, tmp_path: Path, figure: Figure
) -> None:
    bare = tmp_path / "bare.csv"
    bare.write_text("told\n" + "".join(f"{text}\n" for text in FORMULAS[:4]), encoding="utf-8")
    paths = []
    for place, text in enumerate(FORMULAS):
        db = hostile_database(tmp_path / f"{place}.db", text)
        for words in LISTINGS:
            paths.append(tmp_path / f"{place}-{''.join(words)}.csv")
            paths[-1].write_text(run(*words, "--as", "csv", db=db).out, encoding="utf-8")
    assert computed([bare]) == [1]  # LibreOffice computes what begins with =; others are for other programs
    assert computed(paths) == [0] * len(paths)
    figure(f"LibreOffice opened {len(paths)} listings with {len(FORMULAS)} formulas in every cell: 0 computed")


def computed(paths: Sequence[Path]) -> list[int]:
    """How many cells of each CSV file LibreOffice takes for a formula; counted as not run where it is not installed."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice here: apt install libreoffice-calc-nogui")
    folder = paths[0].parent
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    words = [office, home, "--headless", "--convert-to", "fods", "--outdir", str(folder)]
    for start in range(0, len(paths), 100):  # it opens no more than some 250 at once
        subprocess.run([*words, *map(str, paths[start : start + 100])], check=True, capture_output=True, timeout=300)
    return [path.with_suffix(".fods").read_text(encoding="utf-8").count("table:formula=") for path in paths]
