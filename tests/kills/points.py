"""Named points of a night at which a process kills itself, as EVIDENCE_CRASH_AT names them.

The switch belongs to the tests: arm() wraps the function of the point in this process, and production code has no line
of it. `python -m tests.kills.child refresh ...` arms what EVIDENCE_CRASH_AT says and runs the program.
"""

import os
import signal
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Any, NamedTuple


class Point(NamedTuple):
    """A call of a function, counted from 1, and whether the process dies before or after it."""

    module: str
    name: str
    number: int
    after: bool


def _points() -> dict[str, Point]:
    told: dict[str, Point] = {}
    for name, module, function, number, sides in (
        ("space", "evidence_cli.night", "require_space", 1, "ba"),
        ("held", "evidence_cli.night", "_held", 1, "a"),
        ("search", "evidence.sources.entrez", "Entrez.search", 1, "ba"),
        ("search-by-day", "evidence.sources.entrez", "Entrez.search", 2, "a"),
        ("first-batch", "evidence.sources.spool", "Spool.keep", 1, "ba"),
        ("second-batch", "evidence.sources.spool", "Spool.keep", 2, "a"),
        ("spool-write", "evidence.sources.spool", "os.fsync", 1, "ba"),
        ("spool-rename", "evidence.sources.spool", "Path.replace", 1, "ba"),
        ("registry", "evidence.night_run", "fetch_trials", 1, "ba"),
        ("run-row", "evidence_db.store_runs", "begin_run", 1, "a"),
        ("begun", "evidence.night_run", "_begin", 1, "a"),
        ("first-record", "evidence.intake", "Intake.take", 1, "ba"),
        ("third-record", "evidence.intake", "Intake.take", 3, "ba"),
        ("raw", "evidence_db.store_articles", "save_raw", 1, "a"),
        ("article", "evidence_db.store_articles", "save_article", 2, "a"),
        ("reading", "evidence_db.store_articles", "save_reading", 1, "a"),
        ("hits", "evidence_db.store_search", "save_hits", 1, "ba"),
        ("absences", "evidence_db.store_search", "save_absences", 1, "a"),
        ("pubmed-log", "evidence_db.store_search", "save_search", 1, "ba"),
        ("reports", "evidence_db.store_evidence", "save_reports", 1, "a"),
        ("findings", "evidence_db.store_evidence", "save_findings", 1, "a"),
        ("studies", "evidence_db.store_evidence", "save_studies", 1, "a"),
        ("answers", "evidence_db.store_ledger", "save_answers", 1, "ba"),
        ("corrections", "evidence_db.store_ledger", "save_corrections", 1, "a"),
        ("pubmed-stored", "evidence.sources.spool", "Spool.stored", 1, "ba"),
        ("study", "evidence_db.store_registry", "save_study", 1, "a"),
        ("registry-log", "evidence_db.store_search", "save_search", 2, "a"),
        ("registry-answers", "evidence_db.store_ledger", "save_answers", 2, "a"),
        ("end", "evidence.night_run", "_end", 1, "ba"),
    ):
        for side in sides:
            label = f"{'after' if side == 'a' else 'before'}-{name}"
            told[label] = Point(module, function, number, side == "a")
    for number, name in enumerate(("begin", "pubmed", "registry", "end"), 1):
        told[f"before-commit-{name}"] = Point("", "COMMIT", number, after=False)
        told[f"after-commit-{name}"] = Point("", "COMMIT", number, after=True)
    return told


POINTS = _points()
Deadly = Callable[..., Any]


def arm(name: str | None) -> None:
    """Let this process die at the point of that name; without a name nothing happens."""
    if not name:
        return
    point = POINTS[name]
    if point.name == "COMMIT":
        _arm_commits(point)
        return
    owner: Any = import_module(point.module)
    *path, function = point.name.split(".")
    for part in path:
        owner = getattr(owner, part)
    setattr(owner, function, _deadly(getattr(owner, function), point))


def _deadly(real: Deadly, point: Point) -> Deadly:
    called = 0

    def wrapped(*given: Any, **named: Any) -> Any:
        nonlocal called
        called += 1
        if called == point.number and not point.after:
            die()
        told = real(*given, **named)
        if called == point.number:
            die()
        return told

    return wrapped


def _arm_commits(point: Point) -> None:
    """Die at a commit, counted from that of the row of the run."""
    from evidence_db import opening, store_runs

    begin_run, begun = store_runs.begin_run, False

    def begins(*given: Any) -> int:
        nonlocal begun
        begun = True
        return begin_run(*given)

    class Dying(sqlite3.Connection):
        def execute(self, *given: Any) -> sqlite3.Cursor:
            run = super().execute
            return deadly(run, *given) if begun and given[0] == "COMMIT" else run(*given)

    deadly = _deadly(lambda run, *given: run(*given), point)
    connect = sqlite3.connect

    def dying(*given: Any, **named: Any) -> sqlite3.Connection:
        return connect(*given, **named, factory=Dying)

    store_runs.begin_run = begins
    opening.sqlite3 = _With(sqlite3, connect=dying)  # type: ignore[assignment]


class _With:
    """A module with something of it replaced."""

    def __init__(self, module: Any, **replaced: Any) -> None:
        self._module = module
        self.__dict__.update(replaced)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)


def die() -> None:
    """End this process as a power cut would: no handler, no finally, no flush."""
    with suppress(OSError):
        os.kill(os.getpid(), signal.SIGKILL)
    signal.pause()
