"""However many articles are held, no command that shows something walks through them: SQLite's own plans say so."""

import contextlib
import io
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from evidence_cli import main
from evidence_db import opening
from tests.cli_runner import made  # noqa: F401 - a fixture

# What stays small: what the topic says, what was answered and decided, and the figures and studies that it comes from.
SMALL = {
    "question", "policy", "trial", "answer", "headline", "setting", "decision", "record_link", "judgement", "study",
    "study_report", "finding", "registry_study", "absence", "sqlite_schema", "trial_date", "trial_id", "trial_snapshot",
    "correction_told", "main.article_search_config", "run", "search",
}  # fmt: skip
# Not a table: rows of a list, or of a part of the statement that has a plan of its own.
NO_TABLE = {"json_each", "names", "part", "CONSTANT"}
SHOWN = [
    ["report"], ["report", "--as-of", "2020-01-01"], ["report", "--as", "html"], ["question", "Q1"],
    ["search", "sclerosis"], ["search", '"stem cell" patients'], ["show", "97100001"], ["show", "10.1000/made.1"],
    ["show", "MADE-MS"], ["show", "Jansen trial"], ["trials"], ["findings"],
]  # fmt: skip


@pytest.fixture
def asked(made: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[list[str]], list[str]]:  # noqa: F811
    """Run a command and return every SELECT that it gave to SQLite, with its values in it."""
    told: list[str] = []
    connect = opening.connect

    def listening(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        connection.set_trace_callback(told.append)
        return connection

    monkeypatch.setattr(opening, "connect", listening)

    def run(words: list[str]) -> list[str]:
        with contextlib.redirect_stdout(io.StringIO()):
            assert main.run(["-q", "--db", str(made), *words]) == 0
        return [each for each in dict.fromkeys(told) if each.split(None, 1)[0].lower() in ("select", "with")]

    return run


def walked(connection: sqlite3.Connection, statement: str) -> list[str]:
    """Return the steps of the plan that go through something from end to end, but for what stays small."""
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
    scans = [step for step in plan if step.startswith("SCAN ") and "(" not in step.split()[1]]
    kept = [step for step in scans if step.split()[1] not in SMALL | NO_TABLE]
    # Words or one row of the search index; the few records of several names.
    return [step for step in kept if not re.search(r"VIRTUAL TABLE INDEX \d+:.*(M|=)|INDEX report_by_names$", step)]


@pytest.mark.parametrize("words", SHOWN, ids=" ".join)
def test_what_is_shown_is_found_by_an_index(
    made: Path,  # noqa: F811
    asked: Callable[[list[str]], list[str]],
    words: list[str],
) -> None:
    statements = asked(words)
    assert len(statements) > 3
    with closing(sqlite3.connect(made)) as connection:
        assert {step: statement for statement in statements for step in walked(connection, statement)} == {}


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM notice",
        "SELECT count(*) FROM article",
        "SELECT title FROM report WHERE year > 0",
        "SELECT * FROM article_search",
    ],
)
def test_a_walk_through_all_articles_would_be_seen(made: Path, statement: str) -> None:  # noqa: F811
    with closing(sqlite3.connect(made)) as connection:
        assert len(walked(connection, statement)) == 1
