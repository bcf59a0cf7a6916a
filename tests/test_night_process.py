"""Rows of the fault matrix about the process: locks, readers, signals, memory, the disk of the spool, the canary."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import os
import resource
import signal
import sqlite3
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from evidence.errors import StorageFailed
from evidence.intake import Intake
from evidence.sources.spool import Spool
from evidence_cli.commands import report, status
from evidence_db import opening, store_ledger
from evidence_db.opening import open_reader
from evidence_db.views import rows
from tests.conftest import Figure
from tests.fakes.events import happen
from tests.fakes.loopback import loopback
from tests.made_night import CANARY, EMAIL, Scene, in_batches, scene, second, yesterday  # noqa: F401
from tests.made_records import ALL, COHORT
from tests.test_night_faults import PUBMED, REGISTRY

pytestmark = loopback
PMIDS = {made.pmid for made in ALL}
NEW = "97000050"


# Others at the database


@pytest.mark.fault("F45")
@pytest.mark.parametrize(("held", "patience", "code"), [(1.0, 10.0, 0), (60.0, 0.5, 75)])
def test_a_night_waits_for_another_writer_and_gives_up_after_its_patience(
    second: Scene, monkeypatch: pytest.MonkeyPatch, held: float, patience: float, code: int
) -> None:
    happen(second.up.world, "add", pmid=NEW)
    monkeypatch.setattr(opening, "_WAIT_SECONDS", patience)
    before = second.dump()

    def hold() -> int:
        with closing(sqlite3.connect(second.db, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            (second.folder / "held").touch()
            time.sleep(held)
        return 0

    child = second.start(hold)
    while not (second.folder / "held").exists():
        time.sleep(0.005)
    began = time.monotonic()
    ran = second.refresh()
    took = time.monotonic() - began
    os.kill(child, signal.SIGKILL)
    second.wait(child)
    assert ran.code == code
    assert took < held + 5
    assert (NEW in second.pmids()) == (code == 0)
    assert code == 0 or second.dump() == before


@pytest.mark.fault("F46")
def test_readers_see_whole_nights_and_no_lock_while_nights_are_stored(second: Scene, figure: Figure) -> None:
    looks, worst, seen, running = 0, 0.0, set(), (0, 0)
    for night in range(1, 5):
        happen(second.up.world, "add", pmid=str(97_000_050 + night))
        second.now += timedelta(days=1)
        child, ended = second.start(second.command), running
        while ended == running or looks < 40 * night:
            ended = os.waitpid(child, os.WNOHANG) if ended == running else ended
            began = time.monotonic()
            with closing(open_reader(second.db)) as connection:
                ((articles, hits),) = connection.execute(
                    "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM search_hit WHERE source = 'pubmed')"
                )
            worst, looks = max(worst, time.monotonic() - began), looks + 1
            seen.add((articles, hits))
            if looks > 40 * night:
                time.sleep(0.005)
        assert os.waitstatus_to_exitcode(ended[1]) == 0
    assert len(seen) == 5
    assert all(articles == hits for articles, hits in seen)
    assert worst < 10
    figure(f"{looks} looks during four nights: 0 errors, the longest {worst * 1000:.0f} ms")


# Signals and memory


def stopped(scene: Scene, owner: object, name: str, how: int, number: int = 1) -> tuple[int, str, float]:
    """Run a night whose n-th call takes long and is interrupted; return exit code, words, seconds to the end."""
    real = getattr(owner, name)
    mark = scene.folder / "reached"
    called = 0

    def slow(*given: object, **named: object) -> object:
        nonlocal called
        called += 1
        told = real(*given, **named)
        if called == number:
            mark.touch()
            time.sleep(30)
        return told

    def act() -> int:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        setattr(owner, name, slow)
        return scene.command()

    child = scene.start(act)
    until = time.monotonic() + 30
    while not mark.exists():
        assert time.monotonic() < until
        time.sleep(0.01)
    os.kill(child, how)
    began = time.monotonic()
    code, said = scene.wait(child)
    mark.unlink()
    return code, said, time.monotonic() - began


@pytest.mark.fault("F58")
@pytest.mark.parametrize(("how", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
@pytest.mark.parametrize(
    ("owner", "name", "again"), [(Spool, "keep", 0), (Intake, "take", 0), (store_ledger, "save_corrections", 0)]
)
def test_a_night_that_is_asked_to_end_ends_at_once_and_the_next_one_goes_on(
    scene: Scene, how: int, code: int, owner: object, name: str, again: int
) -> None:
    ended, said, seconds = stopped(scene, owner, name, how)
    assert (ended, "Traceback" in said) == (code, False), said
    assert seconds < 5
    assert not any(row.startswith('["article"') for row in scene.dump())
    scene.up.journal().clear()
    assert scene.refresh().code == 0
    assert scene.asked_for() == again  # the spool is good
    assert scene.pmids() == PMIDS


def test_a_run_that_was_asked_to_end_is_told_by_its_code(second: Scene) -> None:
    assert stopped(second, Intake, "take", signal.SIGTERM)[0] == 143
    ((code, message),) = second.rows("SELECT exit_code, message FROM run WHERE id = 2")
    assert code == 143
    assert message == "stopped before it was over"


@pytest.mark.fault("F59")
@pytest.mark.parametrize("mebibytes", [8, 24, 48])
def test_a_night_without_memory_stores_nothing_or_all_and_the_next_one_is_good(second: Scene, mebibytes: int) -> None:
    for number in range(6):
        happen(second.up.world, "add", pmid=str(97_000_050 + number), abstract="multiple sclerosis " * 20_000)
    before = second.dump()

    def act() -> int:
        used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        most = used + mebibytes * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        return second.command()

    code, said = second.in_child(act)
    assert code in (0, 70, 74, -signal.SIGKILL, -signal.SIGABRT), said
    assert code == 0 or not any(f'"{NEW}"' in row for row in second.dump()) or second.dump() != before
    with closing(sqlite3.connect(second.db)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert second.refresh().code == 0
    assert len(second.pmids()) == len(PMIDS) + 6


# The disk of the spool


@pytest.mark.fault("F41", "F42")
@pytest.mark.parametrize(("owner", "name"), [("os", "fsync"), ("Path", "replace"), ("Path", "mkdir")])
def test_a_spool_that_cannot_be_written_is_told_and_nothing_is_half_done(second: Scene, owner: str, name: str) -> None:
    happen(second.up.world, "add", pmid=NEW)
    before = second.dump()
    with pytest.MonkeyPatch.context() as patch:
        target = os if owner == "os" else Path
        real = getattr(target, name)

        def broken(*given: object, **named: object) -> object:
            if name == "fsync" or "evidence.db.spool" in str(given[0]):
                raise OSError(28, "No space left on device")
            return real(*given, **named)

        patch.setattr(target, name, broken)
        ran = second.refresh()
    assert (ran.code, second.dump()) == (StorageFailed.exit_code, before)
    assert "No space left on device" in ran.err
    assert [path for path in second.spool() if path.suffix == ".part"] == []
    assert second.refresh().code == 0
    assert NEW in second.pmids()


@pytest.mark.fault("F41")
def test_a_spool_that_cannot_be_put_aside_costs_no_record(second: Scene) -> None:
    happen(second.up.world, "add", pmid=NEW)
    (second.folder / "evidence.db.spool").mkdir()
    (second.folder / "evidence.db.spool/stored").write_bytes(b"in the way")
    ran = second.refresh()
    assert ran.code == 3
    assert "cannot be put aside" in ran.err
    assert NEW in second.pmids()


# Bad luck while a run is closed


def test_a_failure_while_storing_is_in_the_row_of_the_run(second: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> int:
        raise StorageFailed("the disk is gone")

    happen(second.up.world, "add", pmid=NEW)
    with monkeypatch.context() as patch:
        patch.setattr(store_ledger, "save_corrections", broken)
        assert second.refresh().code == 74
    assert second.rows("SELECT exit_code, message FROM run WHERE id = 2") == [(74, "the disk is gone")]


# The canary: every scene looks for it at its end; here it is tempted


@pytest.mark.fault("F66")
def test_no_fault_brings_the_key_out_and_no_command_line_has_it(
    second: Scene, monkeypatch: pytest.MonkeyPatch, figure: Figure
) -> None:
    for module in (report, status):
        monkeypatch.setattr(module, "current_time", lambda: second.now)
    faults = [case.values for case in (*PUBMED, *REGISTRY)]
    for endpoint, action, *_ in faults:
        second.up.fault(str(endpoint), str(action))
        second.next_night("--full")
        second.up.mend()
    second.up.world.rejected_keys.add(CANARY)
    assert second.next_night().code == 78
    outputs = [second.call(*words) for words in (("report", "--as", "json"), ("status", "--as", "json"), ("changes",))]
    told = "".join(ran.out + ran.err for ran in outputs) + "".join(second.said)
    told += Path("/proc/self/cmdline").read_text(encoding="utf-8")
    with closing(open_reader(second.db)) as connection:
        told += repr(rows(connection, "select * from run", (), []))
    assert (CANARY in told, EMAIL in told) == (False, False)
    figure(f"{len(faults) + 1} faults one after another: the key was seen 0 times")


@pytest.mark.fault("F60")
def test_the_same_night_twice_changes_no_row_and_says_the_same(second: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "current_time", lambda: second.now)
    happen(second.up.world, "add", pmid=NEW)
    happen(second.up.world, "retract", pmid=COHORT.pmid)
    with in_batches(monkeypatch, 2):
        assert second.refresh().code == 0
    said, before = second.call("report").out, second.dump()
    assert second.refresh().code == 0
    assert (second.call("report").out, second.dump()) == (said, before)
