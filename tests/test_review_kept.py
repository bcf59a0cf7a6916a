"""What people decided is never lost: not by a refresh, a new version of the text, a migration or a rebuild.

A walk of people and nights at random, beside a model in a few lines that says what must count after each step.
"""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from shutil import copyfile

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from evidence.records.judgement import Judgement
from evidence.refresh import refresh_from_files
from evidence_db import migrations as steps
from evidence_db import opening
from evidence_db.opening import reading, writing
from evidence_db.views_report import answers
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.db_makers import scratch
from tests.made_records import write_set
from tests.test_review_figures import ALTERED, ELSEWHERE, LEFT_OUT, NORTH, SOUTH, key, two  # noqa: F401

START = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
PEOPLE = ("A. Jansen", "B. Smit")
TEXTS = {"as it was": NORTH, "elsewhere in the text": ELSEWHERE, "altered": ALTERED}


@dataclass
class Walk:
    """The database and what it should hold. said: what each person says of the figure, and when; out, into: who
    excludes the first cohort or includes the one that screening left out; text: one of TEXTS."""

    db: Path
    run: Run
    figure: str
    random: Random
    text: str = "as it was"
    step: int = 0
    said: dict[str, tuple[int, str]] = field(default_factory=dict)
    out: set[str] = field(default_factory=set)
    into: set[str] = field(default_factory=set)
    lines: list[tuple[object, ...]] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return START + timedelta(minutes=self.step)

    def decide(self) -> None:
        """One person says something: of the figure where the text has it, or of a record."""
        name = self.random.choice(PEOPLE)
        kinds = (
            ["exclude", "include"] if self.text == "altered" else ["reject", "confirm", "correct", "exclude", "include"]
        )
        kind = self.random.choice([*kinds, "undo"])
        if kind in ("exclude", "include"):
            self._record(kind, name)
        elif kind == "undo":
            if self.said.pop(name, None) is not None:
                self._say("undo", self.figure, name)
        else:
            events = 2 + self.step % 50
            more = ("--events", str(events)) if kind == "correct" else ()
            self._say(kind, self.figure, name, *more)
            self.said[name] = (self.step, f"{events}" if more else kind)

    def _record(self, kind: str, name: str) -> None:
        people, record = (self.out, NORTH.pmid) if kind == "exclude" else (self.into, LEFT_OUT.pmid)
        self._say("undo" if name in people else kind, record, name)
        people.symmetric_difference_update({name})

    def _say(self, kind: str, about: str, name: str, *more: str) -> None:
        ran = self.run(
            "review", kind, about, *more, "--name", name, "--reason", f"step {self.step}", db=self.db, now=self.now
        )
        assert ran.code == 0, ran.err

    def refresh(self) -> None:
        """A night that brings the first cohort in another version, maybe with another text."""
        self.text = self.random.choice(list(TEXTS))
        record = replace(TEXTS[self.text], version=self.step + 2)
        path = write_set(self.db.parent / "night.xml", [record, SOUTH, LEFT_OUT])
        with writing(self.db, create=False) as store:
            refresh_from_files([path], "hsct_ms", store, now=self.now, program_version="0", with_pack=False)

    def counted(self) -> tuple[int, int]:
        """Deaths and patients that must be pooled."""
        events, patients = (3, 270) if self.into else (0, 120)
        if self.out:
            return events, patients
        word = self.said[max(self.said, key=lambda name: self.said[name])][1] if self.said else "confirm"
        if self.text == "altered":
            return (events + 1, patients + 140) if word == "confirm" else (events, patients)
        if word == "reject":
            return events, patients
        return events + (1 if word == "confirm" else int(word)), patients + 140

    def look(self) -> None:
        """What was written stays as it was, and what counts is what must."""
        lines = _lines(self.db)
        assert lines[: len(self.lines)] == self.lines
        self.lines = lines
        assert _deaths(self.db) == [self.counted()], (self.step, self.text, self.said, self.out, self.into)


def _lines(db: Path) -> list[tuple[object, ...]]:
    with reading(db) as connection:
        return connection.execute("select * from judgement order by id").fetchall()


def _deaths(db: Path) -> list[tuple[int, int]]:
    """Events and patients of the deaths that the stored answer to Q9 pools."""
    with reading(db) as connection:
        pools = answers(connection)["Q9"]["pooled"]
    return [(pool["events"], pool["n"]) for pool in pools if (pool["label"], pool["outcome"]) == ("Q9", "trm")]


@contextmanager
def newer_program(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A program that has one more migration than ours."""
    with monkeypatch.context() as patched:
        newer = Migrations("hsct-evidence")
        for name, known in sorted(vars(steps).items()):
            if re.match(r"m\d{3}_", name):
                newer()(known)

        @newer()
        def m999_remarks(db: Database) -> None:
            db.execute("ALTER TABLE report ADD COLUMN remark TEXT")

        patched.setattr(steps, "migrations", newer)
        patched.setattr(opening, "SCHEMA_VERSION", opening.SCHEMA_VERSION + 1)
        yield


def walked(walk: Walk, refreshes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    walk.refresh()
    for number in range(refreshes):
        for _ in range(walk.random.randint(1, 3)):
            walk.step += 1
            walk.decide()
        walk.look()
        walk.step += 1
        walk.refresh()
        walk.look()
        if number == refreshes // 2:
            ran = walk.run("rebuild", db=walk.db, now=walk.now)
            assert ran.code == 0, ran.err
            walk.look()
    assert len(walk.lines) > refreshes // 2
    assert walk.run("check", db=walk.db, now=walk.now).code == 0
    with newer_program(monkeypatch):
        walk.step += 1
        walk.refresh()
        walk.look()


@pytest.fixture
def walk(two: Path, tmp_path: Path, run: Run) -> Walk:
    place = Path(copyfile(two, tmp_path / "w.db"))
    return Walk(place, run, key(run, place), Random(0))


def test_refreshes_a_rebuild_and_a_migration_keep_every_decision(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    walked(walk, 3, monkeypatch)


@pytest.mark.slow
def test_a_hundred_refreshes_a_rebuild_and_a_migration_keep_every_decision(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk.random.seed(7)
    walked(walk, 100, monkeypatch)


def test_the_migration_that_brings_decisions_keeps_what_was_joined_and_signed_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the schema before decisions about figures, with a link and a signature in it."""
    from tests.test_migrations import STEPS

    place = tmp_path / "before.db"
    with monkeypatch.context() as then:
        older = Migrations("hsct-evidence")
        for known in STEPS[:9]:
            older()(known)
        then.setattr(steps, "migrations", older)
        then.setattr(opening, "SCHEMA_VERSION", 9)
        with writing(place, create=True) as store:
            store.begin_run("files", "2026-11-20T01:00:00+00:00", (), "0", "1")
            store.connection.execute(
                "insert into record_link (run, kind, records, name, reason, made, program_version)"
                " values (1, 'split', '[\"pmid:1\", \"pmid:2\"]', 'A. Jansen', 'Other wards', '2026-11-20', '0')"
            )
    with writing(place, create=False) as store:
        assert store.links()[0].reason == "Other wards"
        assert store.judgements() == ()


def test_the_same_decision_is_written_once() -> None:
    judgement = Judgement("exclude", "pmid:1", "A. Jansen", "Not people with MS", "2026-11-20T01:00:00+00:00", "0")
    with scratch() as store:
        number = store.begin_run("review", "2026-11-20T01:00:00+00:00", (), "0", "1")
        assert [store.save_judgement(judgement, number) for _ in range(2)] == [True, False]
        assert store.judgements() == (judgement,)
