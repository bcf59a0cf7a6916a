"""Every row of the fault matrix is played by a test, the scoreboard tells what did not pass, the README quotes it."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from tests.fakes.scoreboard import ROWS, Scoreboard
from tests.readme_screen import README

TESTS = Path(__file__).parent


def test_every_row_is_named_by_a_test() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in TESTS.glob("test_*.py") if path != Path(__file__))
    assert [row for row in ROWS if f'"{row}"' not in text] == []


def test_the_readme_quotes_a_dated_run_in_which_every_row_was_played_and_passed() -> None:
    quoted = re.findall(
        r"Fault matrix, (\d{4}-\d\d-\d\d): rows exercised (\d+)/(\d+), passed (\d+)/(\d+)",
        README.read_text(encoding="utf-8"),
    )
    assert [tuple(map(int, counts)) for _, *counts in quoted] == [(len(ROWS),) * 4]


def played(*outcomes: tuple[str, str], figures: tuple[str, ...] = ()) -> Scoreboard:
    """A scoreboard after tests that each play one row and end so."""
    board = Scoreboard()
    board._rows = {str(place): {row} for place, (row, _) in enumerate(outcomes)}
    for place, (_, outcome) in enumerate(outcomes):
        told = [("figure", told) for told in figures]
        happened = {name: name == outcome for name in ("passed", "failed", "skipped")}
        report = SimpleNamespace(nodeid=str(place), when="call", user_properties=told, **happened)
        board.pytest_runtest_logreport(cast("pytest.TestReport", report))
    return board


def test_a_row_of_which_one_test_failed_did_not_pass() -> None:
    told = played(("F01", "passed"), ("F01", "failed"), ("F02", "passed")).lines()
    assert told[:2] == ["F01     1 passed,    1 FAILED", "F02     1 passed"]
    assert told[2] == "rows exercised 2/80, passed 1/80"


def test_a_row_that_was_not_run_is_not_exercised() -> None:
    told = played(("F70", "skipped"), *((row, "passed") for row in ROWS if row != "F70")).lines()
    assert told[69] == "F70     1 not run"
    assert told[-2:] == ["rows exercised 79/80, passed 79/80", "not exercised: F70"]


def test_what_tests_measured_stands_under_the_row_once_with_how_often() -> None:
    told = played(("F18", "passed"), ("F18", "passed"), figures=("damage noticed",)).lines()
    assert told[:2] == ["F18     2 passed", "       damage noticed (2 times)"]
