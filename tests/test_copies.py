"""Copies of the database by command: made beside a writer, kept as long as promised, put back; and damage found."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from evidence.errors import DatabaseDamaged, SchemaTooNew, TryLater
from evidence_cli.out import belongs_to
from evidence_db import backup, opening
from evidence_db.backup import back_up, restore
from evidence_db.copies import copies, copy_name, expired
from evidence_db.files import locked
from evidence_db.form import APPLICATION_ID, SCHEMA_VERSION
from evidence_db.migrations import migrations
from evidence_db.opening import open_reader, reading, writing
from tests.cli_runner import TODAY, Run, made, run  # noqa: F401
from tests.conftest import Figure
from tests.db_makers import fill
from tests.test_opening import child, die_in_commit, other_program, topic_in, without_rights

PLACE = Path("evidence.db")


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    """A copy of the made-up database that may be harmed."""
    shutil.copy(made, tmp_path / "evidence.db")
    return tmp_path / "evidence.db"


def folder(place: Path) -> Path:
    return place.with_name("evidence.db.backups")


def overwrite_middle(place: Path, count: int = 4096) -> None:
    """What a failing disk does: 4 kB in the middle of the file are something else."""
    with place.open("r+b") as handle:
        handle.seek(place.stat().st_size // 2)
        handle.write(os.urandom(count))


# How long a copy is kept


def nights(count: int) -> list[Path]:
    first = datetime(2024, 1, 1, 4, 30, tzinfo=UTC)
    return [Path(copy_name(PLACE, first + timedelta(days=number))) for number in range(count)]


def test_of_three_years_of_nights_a_week_four_weeks_and_twelve_months_stay() -> None:
    kept: list[Path] = []
    for night in nights(3 * 365):
        kept.append(night)
        kept = [copy for copy in kept if copy not in expired(kept, PLACE)]
    days = [copy.name[9:17] for copy in kept]
    assert days[-7:] == ["20261224", "20261225", "20261226", "20261227", "20261228", "20261229", "20261230"]
    assert len(days) == 7 + 2 + 11  # three of the four Sundays and a month's end are among the days or weeks
    assert days[0] == "20260131"
    assert {day[:6] for day in days} == {f"2026{month:02}" for month in range(1, 13)}


def test_the_newest_copy_never_goes_and_other_files_are_none_of_ours() -> None:
    alone = [Path(copy_name(PLACE, datetime(2001, 1, 1, tzinfo=UTC)))]
    assert expired(alone, PLACE) == ()
    others = [Path(name) for name in ("evidence-20269999T000000Z.db", "evidence.db", "other-20010101T000000Z.db")]
    assert expired(others, PLACE) == ()


def test_several_copies_of_one_day_are_one_day(tmp_path: Path) -> None:
    hours = [datetime(2026, 11, 22, hour, tzinfo=UTC) for hour in range(24)]
    names = [Path(copy_name(PLACE, hour)) for hour in hours]
    assert set(names) - set(expired(names, PLACE)) == {names[-1]}
    assert copies(tmp_path / "none", PLACE) == ()


# The command


def test_a_copy_is_named_after_the_time_private_and_whole(run: Run, place: Path) -> None:
    ran = run("backup", db=place)
    (copy,) = folder(place).glob("*.db")
    assert (ran.code, ran.out, copy.name) == (0, "", "evidence-20261122T120000Z.db")
    assert str(copy) in ran.err
    assert "verified" in ran.err
    assert copy.stat().st_mode & 0o777 == 0o600
    assert run("check", db=copy).code == 0


def test_a_copy_goes_where_it_is_told_and_never_over_the_database(run: Run, place: Path, tmp_path: Path) -> None:
    assert run("backup", "--to", str(tmp_path / "mine.db"), db=place).code == 0
    assert run("check", db=tmp_path / "mine.db").code == 0
    assert run("backup", "--to", str(place), db=place).code == 73
    for ending in (".lock", ".backup.lock", ".new-journal", "-wal", ".spool", ".old-20261122T120000Z"):
        assert run("backup", "--to", f"{place}{ending}", db=place).code == 2, ending
    assert run("backup", "--to", "", db=place).code == 2
    (tmp_path / "folder").mkdir()
    assert run("backup", "--to", str(tmp_path / "folder"), db=place).code == 0
    assert len(list((tmp_path / "folder").glob("evidence-*.db"))) == 1


def test_a_file_that_was_kept_or_lies_in_a_folder_of_the_database_belongs_to_it(tmp_path: Path) -> None:
    database = str(tmp_path / "evidence.db")
    mine = ("", ".lock", ".old-20261122T120000Z", ".backups/evidence-1.db", ".log/2026-11.jsonl", ".rebuild")
    assert all(belongs_to(database + each, database) for each in mine)
    assert not any(belongs_to(database + each, database) for each in ("2", ".txt", ".backups-2/a.db"))


@pytest.mark.parametrize("words", [["backup", "--to"], ["rebuild", "--output"], ["report", "--as", "html", "--output"]])
def test_a_name_that_no_file_can_have_is_told_as_such(run: Run, place: Path, tmp_path: Path, words: list[str]) -> None:
    ran = run(*words, str(tmp_path / ("x" * 300)), db=place)
    assert ran.code == 73
    assert "bug" not in ran.err


def test_a_linked_database_that_is_put_back_names_the_file_that_was_kept(run: Run, place: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.db"
    link.parent.mkdir()
    link.symlink_to(place)
    assert run("backup", "--to", str(tmp_path / "mine.db"), db=place).code == 0
    told = run("restore", str(tmp_path / "mine.db"), db=link).err
    (kept,) = tmp_path.glob("evidence.db.old-*")
    assert str(kept) in told


@pytest.mark.parametrize("wrong", ["a file", "a setting"])
def test_damage_is_told_though_the_copies_cannot_be_looked_at(
    run: Run, place: Path, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    overwrite_middle(place, 40_000)
    if wrong == "a file":
        folder(place).write_text("no folder", encoding="utf-8")
    else:
        monkeypatch.setenv("EVIDENCE_BACKUP_FOLDER", "relative")
    ran = run("check", db=place)
    assert ran.code == 1
    assert "restore COPY" in ran.out


def looks(limit: int) -> Callable[[], None]:
    """Patience for so many looks at the clock."""
    left = iter(range(limit))

    def patience() -> None:
        if next(left, None) is None:
            raise TryLater("too long")

    return patience


def test_a_copy_that_takes_too_long_is_stopped_and_leaves_the_old_ones(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(place, place.with_name("copy.db"))
    before = place.with_name("copy.db").read_bytes()
    monkeypatch.setattr(backup, "_STEP", 1)
    monkeypatch.setattr(backup, "_INSTRUCTIONS", 10)
    pages = place.stat().st_size // 4096
    for limit in (3, pages + 5):  # in the middle of copying; in the middle of the check
        with pytest.raises(TryLater):
            back_up(place, place.with_name("copy.db"), looks(limit))
        assert place.with_name("copy.db").read_bytes() == before
        assert not list(place.parent.glob("*.new*"))


@pytest.mark.fault("F48")
def test_a_copy_waits_for_a_writer_as_long_as_its_patience_lasts(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_WAIT_SECONDS", 0.01)  # of SQLite: less than the writer takes
    looked = []
    with closing(sqlite3.connect(place, isolation_level=None)) as writer:

        def patience() -> None:
            looked.append(1)
            if len(looked) == 3:
                writer.execute("COMMIT")

        writer.execute("BEGIN EXCLUSIVE")
        back_up(place, place.with_name("copy.db"), patience)
        assert len(looked) > 3, "the patience lasts for the copying too"
        writer.execute("BEGIN EXCLUSIVE")
        with pytest.raises(TryLater, match="too long"):
            back_up(place, place.with_name("other.db"), looks(2))
    with reading(place.with_name("copy.db")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert not list(place.parent.glob("other*"))


@pytest.mark.fault("F48")
def test_what_is_opened_for_one_look_is_of_that_moment_before_anything_is_read(place: Path) -> None:
    with reading(place), closing(sqlite3.connect(place, timeout=0, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM setting")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            writer.execute("COMMIT")


WRITE = """
import sys
for number in range(100_000):
    with writing(path, create=False) as store:
        store.save_setting("topic", str(number))
        store.save_setting("much", str(number) * 20_000)
    print(number, flush=True)
"""


@pytest.mark.fault("F48")
def test_copies_made_while_a_writer_never_pauses_are_all_whole(tmp_path: Path, figure: Figure) -> None:
    place = fill(tmp_path / "evidence.db", lambda store: store.save_setting("topic", "0"))
    good = 0
    with child(WRITE, place) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        for number in range(20):
            back_up(place, tmp_path / f"copy-{number}.db")
            with closing(sqlite3.connect(tmp_path / f"copy-{number}.db")) as copy:
                held = dict(copy.execute("SELECT name, value FROM setting"))
                assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            good += held["much"] == held["topic"] * 20_000
        writer.kill()
        written = len(writer.stdout.read().splitlines())
    assert good == 20
    assert written > 5, "the writer was kept out"
    figure("20 of 20 copies whole while a writer commits")


@pytest.mark.slow
@pytest.mark.fault("F48")
@pytest.mark.parametrize("_block", range(9))
def test_two_hundred_copies_made_while_a_writer_never_pauses_are_all_whole(
    _block: int, tmp_path: Path, figure: Figure
) -> None:
    test_copies_made_while_a_writer_never_pauses_are_all_whole(tmp_path, figure)


# Damage, found


@pytest.mark.fault("F47")
@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (overwrite_middle, "DAMAGED"),
        (lambda place: place.write_bytes(b""), "is empty (0 bytes)"),
        (lambda place: place.write_bytes(place.read_bytes()[:-4096]), "DAMAGED"),
        (lambda place: place.write_bytes(place.read_bytes()[:-1]), "no whole number of pages"),
        (lambda place: place.write_bytes(b"x" * 8192), "DAMAGED"),
        (lambda place: (place.unlink(), other_program(place)), "of another program"),
    ],
    ids=["4 kB in the middle", "empty", "a page short", "a byte short", "noise", "another program"],
)
def test_damage_is_found_told_with_what_to_do_and_left_as_it_is(
    run: Run, place: Path, harm: object, words: str
) -> None:
    run("backup", db=place)
    harm(place)  # type: ignore[operator]
    before = place.read_bytes()
    ran = run("check", db=place)
    assert ran.code == 1
    assert words in " ".join(ran.out.split())
    assert "`evidence restore` puts the newest good copy back (newest of 1 is of 22 Nov 2026 12:00 UTC)" in " ".join(
        ran.out.split()
    )
    assert place.read_bytes() == before
    for words_ in (("report",), ("status",), ("refresh", "--from", str(place))):
        assert run(*words_, db=place).code in (0, 65), (
            words_
        )  # a page that a report does not need may be the damaged one
        assert place.read_bytes() == before


ROWS = [
    ("UPDATE raw_record SET body = x'00'", "cannot be unpacked", "raw replies against their hashes"),
    ("UPDATE raw_record SET size = size + 1", "is not the bytes that were stored", "raw replies against their hashes"),
    ("UPDATE article_version SET text = text || 'x'", "its text is not the one", "texts against their hashes"),
    (
        "UPDATE finding SET value = 1 WHERE value = 88",
        "is not the figure that was stored",
        "figures against their names",
    ),
    ("UPDATE finding SET start = start + 1", "does not stand where it says", "sentences at their places"),
    ("DELETE FROM article_version", "its current version is not kept", "current versions"),
    (
        "UPDATE finding SET flags = 'x' WHERE sentence IS NOT NULL",
        "cannot be read to the end",
        "figures against their names",
    ),
    ("UPDATE article SET title = 'other'", "does not fit the texts", "search index against its texts"),
    ("DROP VIEW article_page", "", "search index against its texts"),
]


@pytest.mark.fault("F47")
@pytest.mark.parametrize(("harm", "words", "check"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_a_row_that_is_not_what_was_stored_is_found_by_the_check_that_is_for_it(
    run: Run,
    place: Path,
    harm: str,
    words: str,
    check: str,
) -> None:
    import json

    with closing(sqlite3.connect(place)) as other:
        other.execute("PRAGMA ignore_check_constraints = ON")
        other.execute(harm)
        other.commit()
    ran = run("check", "--as", "json", db=place)
    told = json.loads(ran.out)
    assert (ran.code, told["ok"]) == (1, False)
    faults = {look["name"]: look["faults"] for look in told["checks"]}
    assert any(words in fault for fault in faults[check])
    assert told["fault_count"] == sum(len(each) for each in faults.values())


def test_a_sound_database_passes_every_check_and_says_how_much_was_looked_at(run: Run, place: Path) -> None:
    ran = run("check", db=place)
    assert ran.code == 0
    assert "no damage found" in " ".join(ran.out.split())
    assert "What to do" not in ran.out
    for words in ("raw replies against their hashes: 1", "figures against their names: 5", "search index"):
        assert words in ran.out


def test_a_check_beside_a_writer_says_what_it_could_not_look_at(
    run: Run,
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(opening, "_WAIT_SECONDS", 0)
    with writing(place, create=False):
        ran = run("check", db=place)
    assert ran.code == 0
    assert "1 check could not be made" in " ".join(ran.out.split())


# Putting a copy back


@pytest.mark.fault("F49")
def test_the_restore_drill_gives_the_report_of_before_byte_by_byte(run: Run, place: Path, figure: Figure) -> None:
    before = [run("report", "--as", form, db=place).out for form in ("text", "json", "csv")]
    run("backup", db=place)
    overwrite_middle(place)
    damaged = place.read_bytes()
    assert run("check", db=place).code == 1
    began = time.monotonic()
    ran = run("restore", db=place)
    took = time.monotonic() - began
    assert ran.code == 0
    assert [run("report", "--as", form, db=place).out for form in ("text", "json", "csv")] == before
    assert run("check", db=place).code == 0
    kept = place.with_name("evidence.db.old-20261122T120000Z")
    assert str(kept) in ran.err
    assert kept.read_bytes() == damaged
    figure(f"restored in {took:.2f} s")


def test_a_newest_copy_that_is_damaged_is_passed_over_and_told(run: Run, place: Path) -> None:
    run("backup", db=place)
    run("backup", db=place, now=TODAY + timedelta(days=1))
    newest = sorted(folder(place).glob("*.db"))[-1]
    overwrite_middle(newest, 200_000)
    ran = run("restore", db=place)
    assert ran.code == 0
    assert f"not taken: {newest}" in ran.err
    assert "from " + str(folder(place) / "evidence-20261122T120000Z.db") in ran.err


def test_where_no_copy_is_good_or_there_is_none_the_file_stays(run: Run, place: Path, tmp_path: Path) -> None:
    assert run("restore", db=place).code == 66
    run("backup", db=place)
    (copy,) = folder(place).glob("*.db")
    copy.write_bytes(b"x" * 9000)
    before = place.read_bytes()
    assert run("restore", db=place).code == 65
    assert run("restore", str(tmp_path / "none.db"), db=place).code == 66
    assert run("restore", str(place), db=place).code == 73
    assert run("restore", "", db=place).code == 2
    assert place.read_bytes() == before


@pytest.mark.fault("F50")
def test_a_copy_of_a_newer_version_or_of_another_program_is_never_put_back(place: Path, tmp_path: Path) -> None:
    fill(tmp_path / "newer.db", lambda store: store.connection.execute("PRAGMA user_version = 999"))
    other_program(tmp_path / "other.db")
    before = place.read_bytes()
    with pytest.raises(SchemaTooNew, match="update the program"):
        restore(tmp_path / "newer.db", place)
    with pytest.raises(DatabaseDamaged, match="another program"):
        restore(tmp_path / "other.db", place)
    assert place.read_bytes() == before


def test_nothing_is_put_back_while_a_night_is_going_on(place: Path) -> None:
    back_up(place, place.with_name("copy.db"))
    with locked(place, ".run.lock"), pytest.raises(TryLater):
        restore(place.with_name("copy.db"), place)


def test_a_second_restore_keeps_what_the_first_one_kept(run: Run, place: Path) -> None:
    run("backup", db=place)
    run("restore", db=place)
    run("restore", db=place, now=TODAY + timedelta(minutes=5))
    assert len(list(place.parent.glob("evidence.db.old-*"))) == 2


# The disk and its rights


def in_limits(place: Path, words: list[str], largest: int) -> int:
    """Run the command where no file may grow beyond `largest` bytes."""
    from evidence_cli import main

    number = os.fork()
    if number == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        sys.dont_write_bytecode = True  # Python would leave the half of a module's cache for every later import
        os._exit(main.run(["--db", str(place), *words]))
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


@pytest.mark.fault("F43")
@pytest.mark.parametrize("words", [["backup"], ["restore", "copy.db"], ["rebuild"]], ids=lambda words: words[0])
@pytest.mark.parametrize("largest", [0, 4096, 100_000, 200_000])
def test_where_a_file_may_not_grow_nothing_is_half_done(place: Path, words: list[str], largest: int) -> None:
    back_up(place, place.with_name("copy.db"))
    before = place.read_bytes()
    code = in_limits(place, [word if word != "copy.db" else str(place.with_name("copy.db")) for word in words], largest)
    assert code in ((65, 74) if words == ["rebuild"] else (74,))  # its replies are none of PubMed
    assert place.read_bytes() == before
    assert [path.name for path in place.parent.rglob("*") if ".new" in path.name or "rebuild" in path.name] == []
    assert list(folder(place).glob("*.db")) == []


@pytest.mark.fault("F44")
def test_a_database_and_folder_that_may_only_be_read_are_read_by_every_reading_command(
    run: Run,
    place: Path,
) -> None:
    place.parent.chmod(0o755)
    for parent in place.parent.parents:
        if parent.stat().st_uid == os.geteuid() and len(parent.parts) > 2:
            parent.chmod(0o755)
    place.chmod(0o444)
    place.parent.chmod(0o555)
    with without_rights():
        codes = {words: run(words, db=place).code for words in ("status", "report", "findings", "changes", "check")}
        refused = {words: run(words, db=place).code for words in ("backup", "rebuild")}
    place.parent.chmod(0o755)
    assert codes == dict.fromkeys(codes, 0)
    assert set(refused.values()) <= {73, 77}


HOLD = """
import sys, time
with writing(path, create=False) as store:
    store.save_setting("topic", "held")
    print("held", flush=True)
    time.sleep(float(sys.stdin.readline()))
"""


@pytest.mark.fault("F45")
def test_a_writer_that_comes_meanwhile_is_told_to_try_later_at_once_and_a_reader_waits_for_nobody(place: Path) -> None:
    with child(HOLD, place) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        holder.stdout.readline()
        began = time.monotonic()
        with pytest.raises(TryLater), writing(place, create=False):
            pytest.fail("two writers at a time")
        open_reader(place).close()
        assert time.monotonic() - began < 1
        holder.stdin.write("0\n")
        holder.stdin.flush()
        holder.wait()
    assert topic_in(place) == "held"


@pytest.mark.fault("F45")
@pytest.mark.parametrize(("held", "waits"), [(1.0, True), (60.0, False)])
def test_another_program_in_the_way_is_waited_for_and_not_for_ever(
    place: Path, monkeypatch: pytest.MonkeyPatch, held: float, waits: bool
) -> None:
    monkeypatch.setattr(opening, "_WAIT_SECONDS", 10.0 if waits else 0.5)
    code = "import sqlite3, sys, time; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
    code += (
        "c.execute('BEGIN EXCLUSIVE'); print('held', flush=True); time.sleep(float(sys.argv[2])); c.execute('COMMIT')"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(place), str(held)], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        if waits:
            open_reader(place).close()
        else:
            with pytest.raises(TryLater, match="another program holds it"):
                open_reader(place)
        other.kill()


@pytest.mark.fault("F46")
def test_readers_while_a_writer_never_pauses_are_never_locked_out(tmp_path: Path, figure: Figure) -> None:
    place = fill(tmp_path / "evidence.db", lambda store: store.save_setting("topic", "0"))
    worst = 0.0
    with child(WRITE, place) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        for _ in range(150):
            began = time.monotonic()
            with reading(place) as connection:
                held = dict(connection.execute("SELECT name, value FROM setting"))
            worst = max(worst, time.monotonic() - began)
            assert held["much"] == held["topic"] * 20_000
        writer.kill()
    assert worst < 10
    figure(f"150 looks, 0 refused, the longest {worst * 1000:.0f} ms")


@pytest.mark.fault("F50")
@pytest.mark.parametrize(
    "version", range(1, len(list(migrations.migrations)) if hasattr(migrations, "migrations") else 7)
)
def test_every_older_schema_comes_up_to_date_and_a_kill_half_way_leaves_the_old_one(
    tmp_path: Path, version: int
) -> None:
    from sqlite_utils import Database

    place = tmp_path / "evidence.db"
    database = Database(place, strict=True)
    migrations.apply(database, stop_before=migrations.pending(database)[version].name)
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {version}")
    database.close()
    code = """
import os, signal
from evidence_db import opening
real = opening._migrate
opening._migrate = lambda connection: (real(connection), os.kill(os.getpid(), signal.SIGKILL))
with writing(path, create=False): pass
"""
    with child(code, place) as dying:
        dying.communicate()
    assert dying.returncode == -signal.SIGKILL
    with closing(sqlite3.connect(place)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with writing(place, create=False):
        pass
    with closing(sqlite3.connect(place)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert place.with_name(f"evidence.db.v{version}.bak").exists()


@pytest.mark.fault("F51")
def test_a_database_whose_journal_was_lost_is_found_damaged_and_can_be_restored(run: Run, place: Path) -> None:
    fill(place, lambda store: store.save_setting("much", "x" * 2_000_000))
    run("backup", db=place)
    before = run("report", db=place).out
    die_in_commit(place)
    place.with_name("evidence.db-journal").unlink()
    ran = run("check", db=place)
    assert ran.code == 1
    assert "`evidence restore`" in ran.out
    assert run("restore", db=place).code == 0
    assert run("report", db=place).out == before


@pytest.mark.fault("F51")
def test_a_database_that_is_renamed_under_its_writer_is_whole_under_either_name(place: Path) -> None:
    with suppress(Exception), writing(place, create=False) as store:
        store.save_setting("topic", "today")
        place.rename(place.with_name("moved.db"))
    with closing(sqlite3.connect(place.with_name("moved.db"))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
