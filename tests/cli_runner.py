"""Runs the command in this process, and a fixture of the made-up database."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from evidence_cli import main, session
from tests.made_evidence import make_database

TODAY = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up database, made once; nobody writes to it."""
    return make_database(tmp_path_factory.mktemp("made") / "made.db")


@pytest.fixture
def run(made: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command on the made-up database (or on db=...), on a fixed day (or on now=...), 80 columns wide."""

    def ran(*words: str, db: Path | None = None, now: datetime = TODAY, columns: int = 80) -> Ran:
        for name in ("EVIDENCE_DB", "EVIDENCE_TOPIC", "NO_COLOR"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("COLUMNS", str(columns))
        for module in _MODULES:
            monkeypatch.setattr(module, lambda: now)
        code = main.run(["--db", str(db if db is not None else made), *words])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return ran


_COMMANDS = (
    "report", "question", "show", "findings", "studies", "trials", "search", "changes", "review", "refresh", "status",
    "check", "backup", "restore", "rebuild", "schedule",
)  # fmt: skip
_MODULES = [
    *(f"evidence_cli.commands.{name}.current_time" for name in _COMMANDS),
    "evidence_cli.review_links.current_time",
    "evidence_cli.review_figures.current_time",
    "evidence_cli.review_records.current_time",
    "evidence_cli.review_undo.current_time",
    "evidence_cli.review_next.current_time",
    "evidence_cli.review_agreement.current_time",
    "evidence_cli.review_exchange.current_time",
]
assert session.current_time().tzinfo is UTC
