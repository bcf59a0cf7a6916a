"""A night that brings nothing works out nothing; whatever can move an answer has everything worked out again."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from evidence.answers import answer_topic
from evidence.identity import join_records
from evidence.intake import Intake
from evidence.international import international_study
from evidence.records.question import Topic
from evidence.records.study import Report
from evidence.sources.bulk import XML, SourceRecord
from evidence.sources.pubmed_xml import read_record
from evidence.studies import group_studies
from evidence.topics import load_topic
from evidence.unmoved import days_of
from evidence_cli import program
from evidence_cli.session import current_time
from evidence_db import opening
from evidence_db.store import Store
from tests.fakes.events import happen
from tests.fakes.loopback import loopback
from tests.fakes.made import made_records
from tests.made_night import Scene, compile_once, scene, second, yesterday  # noqa: F401
from tests.made_records import COHORT
from tests.replay.days import pack, topic

pytestmark = loopback
ROOT = Path(__file__).parent.parent


# What a quiet night does


@pytest.fixture
def derivations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows whenever every reading is gone through; a first night does it for each source."""
    seen: list[str] = []
    readings = Store.readings

    def counted(store: Store) -> Iterator[Report]:
        seen.append("once")
        return readings(store)

    monkeypatch.setattr(Store, "readings", counted)
    return seen


@contextmanager
def statements(scene: Scene) -> Iterator[list[str]]:
    """What SQLite is told meanwhile."""
    told: list[str] = []
    connect = opening.connect

    def traced(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        connection.set_trace_callback(told.append)
        return connection

    with scene.monkeypatch.context() as patch:
        patch.setattr(opening, "connect", traced)
        yield told


def written(told: list[str]) -> list[str]:
    """The tables of the statements that write, in their order."""
    words = [statement.split() for statement in told]
    return [line[line.index("INTO") + 1 if line[0] == "INSERT" else 1] for line in words
            if line[0] in ("INSERT", "UPDATE", "DELETE")]  # fmt: skip


def test_a_night_that_brings_nothing_writes_the_account_of_itself_and_works_out_nothing(
    scene: Scene, derivations: list[str]
) -> None:
    scene.refresh()
    derivations.clear()
    scene.next_night()
    with statements(scene) as told:
        assert scene.say_little("refresh", "--no-pack").err == ""
    assert derivations == []
    assert written(told) == ["run", "search", "search", "run"]


def test_what_a_quiet_night_asks_of_the_database_does_not_grow_with_it(scene: Scene) -> None:
    counts = []
    for number, first in ((0, 0), (300, 97_200_000)):
        scene.up.world.add(*made_records(number, first=first, topic=0.5))
        scene.next_night("--accept")
        scene.next_night()
        with statements(scene) as told:
            scene.say_little("refresh", "--no-pack")
        counts.append(len(told))
    assert counts[1] == counts[0] < 150


def test_a_quiet_night_loads_no_reader_of_abstracts_no_rule_and_no_library_of_tables(scene: Scene) -> None:
    scene.up.now = current_time
    scene.now = current_time()
    assert scene.refresh().code == 0
    told = "import sys\nfrom evidence_cli.main import run\ncode = run(sys.argv[1:])\n"
    told += "print(*sys.modules)\nsys.exit(code)"
    words = ["--db", str(scene.db), "--topic", str(scene.topic), "refresh", "--no-pack", "--no-backup"]
    rooms = os.pathsep.join(str(ROOT / part) for part in ("", "db", "cli"))
    ran = subprocess.run(
        [sys.executable, "-c", told, *words], env={**os.environ, "PYTHONPATH": rooms}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    heavy = (
        "evidence.extraction",
        "evidence.screening",
        "evidence.answer",
        "evidence.deriving",
        "sqlite_utils",
        "scipy",
    )
    assert [name for name in ran.stdout.split() if name.startswith(heavy)] == []


# What moves


def a_new_record(scene: Scene) -> None:
    happen(scene.up.world, "add", pmid="97000050")


def a_record_that_was_revised(scene: Scene) -> None:
    happen(scene.up.world, "retract", pmid=COHORT.pmid, touch=False)


def a_study_of_the_registry(scene: Scene) -> None:
    happen(scene.up.world, "restatus", nct="NCT90000001", status="TERMINATED")


def another_word_in_the_topic(scene: Scene) -> None:
    with (scene.topic / "questions.toml").open("a", encoding="utf-8") as handle:
        handle.write("# another word\n")


def another_program(scene: Scene) -> None:
    scene.monkeypatch.setattr(program, "program_fingerprint", lambda: "another")


def a_clock_that_was_set_back(scene: Scene) -> None:
    scene.now -= timedelta(days=150)


MOVERS = (
    a_new_record, a_record_that_was_revised, a_study_of_the_registry, another_word_in_the_topic, another_program,
    a_clock_that_was_set_back,
)  # fmt: skip


@pytest.mark.parametrize("move", MOVERS)
def test_what_can_move_an_answer_has_everything_worked_out_once_more_and_once(
    scene: Scene, derivations: list[str], move: Callable[[Scene], None]
) -> None:
    scene.refresh()
    scene.next_night()
    derivations.clear()
    move(scene)
    scene.next_night()
    assert derivations == ["once"]
    scene.next_night()
    assert derivations == ["once"]


def test_a_night_after_files_works_out_everything_for_files_do_not_tell_the_program(
    scene: Scene, derivations: list[str], tmp_path: Path
) -> None:
    from tests.made_records import write_set

    scene.refresh()
    before = scene.dump()
    derivations.clear()
    scene.refresh("--from", str(write_set(tmp_path / "again.xml", [COHORT])))
    scene.next_night()
    scene.next_night()
    assert derivations == ["once", "once"]  # the files and the night after them
    assert scene.dump() == before


def test_records_that_a_run_over_many_files_stored_before_it_was_cut_off_are_worked_out_by_the_next_night(
    scene: Scene, derivations: list[str]
) -> None:
    scene.refresh()
    scene.next_night()
    derivations.clear()
    (record,) = made_records(1, first=97_200_000, topic=1.0)
    taken = SourceRecord(XML, record.raw, read_record(record.raw), None)
    with opening.writing(scene.db, create=False) as store:
        intake = Intake(store, compile_once(load_topic(str(scene.topic)).vocabulary), live=False)
        assert [intake.take(taken), intake.take(taken)] == ["new", "unchanged"]
    scene.up.world.add(record)
    assert scene.next_night("--accept").code == 0
    assert derivations == ["once"]
    assert scene.rows("SELECT count(*) FROM report WHERE pmid = '97200000'") == [(1,)]


def test_a_program_is_another_one_when_a_file_of_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "evidence"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(program.evidence, "__file__", str(package / "__init__.py"))
    before = program.program_fingerprint()
    assert program.program_fingerprint() == before
    (package / "__init__.py").write_text("A = 1\n", encoding="utf-8")
    changed = program.program_fingerprint()
    (package / "__init__.py").rename(package / "other.py")
    assert len({before, changed, program.program_fingerprint()}) == 3


# The calendar


def test_the_night_after_a_trial_ended_works_out_what_that_moves(scene: Scene, derivations: list[str]) -> None:
    """RAM-MS had its last measurement planned for 21 November 2026."""
    told, worked = [], []
    for day in range(19, 27):
        scene.now = scene.now.replace(month=11, day=day)
        derivations.clear()
        assert scene.refresh().code == 0
        ((body,),) = scene.rows("SELECT body FROM headline ORDER BY id DESC LIMIT 1")
        told.append("basis_passed" in str(body))
        worked.append(bool(derivations))
    assert told == [False, False, False, True, True, True, True, True]
    assert worked == [True, False, True, True, True, False, False, False]


def judged(asked: Topic, as_of: str) -> tuple[str, str]:
    """What the evidence pack says on the day: answers and headline, and the days for which that holds."""
    reports, findings = join_records((), (), pack(), asked.links)
    answers = answer_topic(asked, reports, findings, group_studies(reports, asked.links, asked.trials), as_of)
    headline = international_study(asked, reports, findings, answers, as_of)
    bodies = repr([replace(answer, as_of="") for answer in answers])
    return bodies + repr(headline), days_of(asked, reports, headline, as_of)


@pytest.mark.parametrize(
    "day",
    ["2018-09-09", "2019-06-15", "2024-02-02", "2025-10-10", "2026-11-26", "2027-01-02", "2028-08-08", "2035-01-01"],
)
def test_all_days_between_two_dates_of_the_evidence_tell_the_same(day: str) -> None:
    told, days = judged(topic(), day)
    passed, middle, coming = days.split("/")
    assert passed < middle == day < coming
    first = last = date.fromisoformat(day)
    while str(first - timedelta(days=1)) > passed:
        first -= timedelta(days=1)
    while str(last + timedelta(days=1)) < min(coming, "2040"):
        last += timedelta(days=1)
    assert judged(topic(), str(first))[0] == told
    assert judged(topic(), str(last))[0] == told


def test_a_headline_that_names_its_day_holds_on_that_day_alone() -> None:
    later = replace(topic(), trials=tuple(replace(trial, registered="2050-01-01") for trial in topic().trials))
    assert judged(later, "2026-11-26")[1] == "2026-11-26/2026-11-26/2026-11-26"


def test_a_year_after_a_trial_ended_in_silence_is_a_date_too() -> None:
    """Its silence takes from the certainty of Q9 then (answering/certainty.py)."""
    old = next(trial for trial in topic().trials if trial.key == "COAST")
    ended = replace(old.snapshots[0], date_seen="2025-01-01", completion="2025-06-16", status="COMPLETED")
    trials = (*topic().trials, replace(old, key="ended", answers=("Q9",), snapshots=(ended,)))
    asked = replace(topic(), trials=trials)
    before, after = judged(asked, "2026-06-16"), judged(asked, "2026-06-17")
    assert "down_silent_trials" in after[0]
    assert "down_silent_trials" not in before[0]
    assert before[1].split("/")[2] == after[1].split("/")[0] == "2026-06-16"
