"""Opening the database on a bad night: killed, full, foreign, damaged, read-only, or held by somebody else."""

import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from evidence.errors import (
    CannotCreate,
    ConfigurationError,
    DatabaseDamaged,
    EvidenceError,
    InputMissing,
    NotPermitted,
    SchemaTooNew,
    StorageFailed,
    TryLater,
)
from evidence_db import opening
from evidence_db.failures import explaining
from evidence_db.opening import open_reader, reading, writing
from evidence_db.store import Store
from evidence_db.views import setting
from tests.db_makers import FINDING, fill

ROOT = Path(__file__).parent.parent
NOBODY = 65534
MUCH = "x" * 2_000_000  # bytes; some 500 pages


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A good database that holds yesterday's setting and enough pages for a commit to have a middle."""
    place = tmp_path / "evidence.db"
    with writing(place, create=True) as store:
        store.save_setting("topic", "yesterday")
        store.save_setting("much", MUCH)
    return place


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that a user without rights can reach; pytest's own are for root alone."""
    folder = Path(tempfile.mkdtemp()).resolve()
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextmanager
def without_rights() -> Iterator[None]:
    """Be a user whom permissions bind, also where the tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def topic_in(place: Path) -> str:
    with reading(place) as connection:
        held: str = connection.execute("SELECT value FROM setting WHERE name = 'topic'").fetchone()[0]
    return held


def child(code: str, place: Path) -> "subprocess.Popen[str]":
    """Start Python on the code, which finds the database at `path`; the caller waits for it."""
    start = f"from pathlib import Path\nfrom evidence_db.opening import writing\npath = Path({str(place)!r})\n"
    folders = os.pathsep.join(str(folder) for folder in (ROOT, ROOT / "db"))
    return subprocess.Popen(
        [sys.executable, "-c", start + code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": folders},
    )


# A killed writer

# The system ends the child (no Python code runs any more) when the file grows past the limit. The cache does not spill,
# so that this is during COMMIT: old pages are already written over, new ones do not fit.
DIE_IN_COMMIT = """
import resource, signal
with writing(path, create=False) as store:
    store.save_setting("topic", "today")
    store.save_setting("much", "y" * 2_000_000)
    store.save_setting("more", "z" * 4_000_000)
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 100_000,) * 2)
"""
DIE_BEFORE_COMMIT = """
import os, signal
with writing(path, create=False) as store:
    store.save_setting("topic", "today")
    os.kill(os.getpid(), signal.SIGKILL)
"""
DIE_IN_FIRST_RUN = """
import os, signal
with writing(path, create=True) as store:
    store.save_setting("topic", "today")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def die_in_commit(place: Path) -> None:
    before = place.read_bytes()
    with child(DIE_IN_COMMIT, place) as dying:
        _, problem = dying.communicate()
    assert dying.returncode == -signal.SIGXFSZ, problem
    assert place.with_name("evidence.db-journal").stat().st_size > 0
    assert place.read_bytes()[: len(before)] != before, "the child must die after it began to write over old pages"


@pytest.mark.fault("F40")
def test_after_a_kill_in_the_middle_of_a_commit_the_first_reader_sees_yesterdays_data(path: Path) -> None:
    die_in_commit(path)
    assert topic_in(path) == "yesterday"


def test_after_a_kill_in_the_middle_of_a_commit_every_page_is_as_it_was(path: Path) -> None:
    before = path.read_bytes()
    die_in_commit(path)
    open_reader(path).close()
    assert path.read_bytes() == before
    assert not path.with_name("evidence.db-journal").exists()


def test_after_a_kill_in_the_middle_of_a_commit_the_next_writer_goes_on_from_yesterday(path: Path) -> None:
    die_in_commit(path)
    with writing(path, create=False) as store:
        assert store.setting("topic") == "yesterday"
        assert store.setting("more") is None


def test_a_kill_before_the_commit_changes_nothing_and_frees_the_lock(path: Path) -> None:
    with child(DIE_BEFORE_COMMIT, path) as dying:
        dying.communicate()
    assert dying.returncode == -signal.SIGKILL
    assert topic_in(path) == "yesterday"
    with writing(path, create=False) as store:
        store.save_setting("topic", "today")
    assert topic_in(path) == "today"


def test_a_kill_in_the_very_first_run_leaves_no_database_and_the_next_run_succeeds(tmp_path: Path) -> None:
    place = tmp_path / "evidence.db"
    with child(DIE_IN_FIRST_RUN, place) as dying:
        dying.communicate()
    assert dying.returncode == -signal.SIGKILL
    assert not place.exists()
    assert topic_in(fill(place, lambda store: store.save_setting("topic", "today"))) == "today"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["evidence.db", "evidence.db.lock"]


@pytest.mark.fault("F40")
@pytest.mark.slow
@pytest.mark.parametrize("wait", [trial / 8000 for trial in range(60)])
def test_a_kill_at_any_moment_leaves_yesterday_or_today_and_nothing_between(path: Path, wait: float) -> None:
    code = """
with writing(path, create=False) as store:
    store.save_setting("much", "y" * 2_000_000)
    print("go", flush=True)
    store.save_setting("topic", "today")
"""
    with child(code, path) as dying:
        assert dying.stdout is not None
        dying.stdout.readline()
        with suppress(subprocess.TimeoutExpired):
            dying.wait(timeout=wait)
        dying.kill()
    with reading(path) as connection:
        held = dict(connection.execute("SELECT name, value FROM setting"))
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert (held["topic"], held["much"][0]) in {("yesterday", "x"), ("today", "y")}


# A transaction


def test_an_exception_rolls_everything_back(path: Path) -> None:
    with pytest.raises(RuntimeError, match="half-way"), writing(path, create=False) as store:  # noqa: PT012
        store.save_setting("topic", "today")
        raise RuntimeError("half-way")
    assert topic_in(path) == "yesterday"


def test_a_first_run_that_fails_leaves_no_database(tmp_path: Path) -> None:
    place = tmp_path / "evidence.db"
    with pytest.raises(RuntimeError, match="half-way"), writing(place, create=True):
        raise RuntimeError("half-way")
    assert [file.name for file in tmp_path.iterdir()] == ["evidence.db.lock"]


@pytest.mark.fault("F46")
def test_a_reader_that_comes_during_a_write_sees_the_state_before_it(path: Path) -> None:
    with writing(path, create=False) as store:
        store.save_setting("topic", "today")
        store.save_setting("more", MUCH)
        assert topic_in(path) == "yesterday"
    assert topic_in(path) == "today"


def test_all_queries_of_one_look_see_one_state(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_WAIT_SECONDS", 0)
    with reading(path) as connection:
        before = connection.execute("SELECT value FROM setting WHERE name = 'topic'").fetchone()
        with pytest.raises(TryLater), writing(path, create=False) as store:
            store.save_setting("topic", "today")
        assert connection.execute("SELECT value FROM setting WHERE name = 'topic'").fetchone() == before


def test_a_figure_without_its_record_is_our_bug_and_is_not_stored(path: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"), writing(path, create=False) as store:
        store.save_findings([FINDING])
    with reading(path) as connection:
        assert connection.execute("SELECT count(*) FROM finding").fetchone() == (0,)


def test_the_writer_works_as_safely_as_the_documentation_says(path: Path) -> None:
    settings = ("journal_mode", "synchronous", "foreign_keys", "cache_spill", "trusted_schema", "cell_size_check")
    with writing(path, create=False) as store:
        held = [store.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in settings]
        assert held == ["delete", 2, 1, 0, 0, 1]
        assert store.connection.in_transaction


def test_a_database_that_another_tool_put_into_wal_mode_comes_back_to_a_rollback_journal(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("PRAGMA journal_mode = WAL")
    other.close()
    with writing(path, create=False) as store:
        store.save_setting("topic", "today")
    with reading(path) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert topic_in(path) == "today"


# Somebody else


def test_a_second_writer_is_refused_at_once(path: Path) -> None:
    with writing(path, create=False), pytest.raises(TryLater, match="another run"), writing(path, create=False):
        pytest.fail("two writers at a time")


def test_a_second_writer_in_another_process_is_refused_with_the_code_for_try_later(path: Path) -> None:
    code = "from evidence.errors import TryLater\ntry:\n    with writing(path, create=False): pass\n"
    code += "except TryLater as problem: raise SystemExit(problem.exit_code)"
    with writing(path, create=False), child(code, path) as second:
        second.communicate()
    assert second.returncode == 75


def test_the_same_database_by_another_name_has_the_same_lock(path: Path) -> None:
    other_name = path.with_name("link.db")
    other_name.symlink_to(path)
    with writing(path, create=False), pytest.raises(TryLater, match="another run"), writing(other_name, create=False):
        pytest.fail("two writers at a time")


@pytest.mark.fault("F45")
def test_a_database_that_another_tool_holds_is_try_later(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_WAIT_SECONDS", 0)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(TryLater, match=r"evidence\.db"), writing(path, create=False):
        pytest.fail("work was begun that cannot be committed")
    other.execute("COMMIT")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(TryLater, match=r"evidence\.db"):
        open_reader(path)
    other.close()


# A disk that is full


@pytest.mark.fault("F42")
def test_a_full_database_is_a_storage_failure_and_yesterday_stays(path: Path) -> None:
    with pytest.raises(StorageFailed, match="disk"), writing(path, create=False) as store:  # noqa: PT012
        store.connection.execute("PRAGMA max_page_count = 600")
        store.save_setting("topic", "today")
        store.save_setting("more", MUCH)
    assert topic_in(path) == "yesterday"


@pytest.mark.parametrize("room", [0, 4096, 100_000, 1_000_000])
def test_a_disk_that_fills_up_in_the_commit_is_a_storage_failure_and_yesterday_stays(path: Path, room: int) -> None:
    before, limits = path.read_bytes(), resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        with pytest.raises(StorageFailed), writing(path, create=False) as store:  # noqa: PT012
            store.save_setting("topic", "today")
            store.save_setting("more", MUCH)
            resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + room, limits[1]))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert topic_in(path) == "yesterday"
    assert path.read_bytes() == before


@pytest.mark.fault("F42")
def test_a_disk_that_is_full_from_the_start_leaves_no_half_database(tmp_path: Path) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        with pytest.raises(StorageFailed), writing(tmp_path / "evidence.db", create=True):
            resource.setrlimit(resource.RLIMIT_FSIZE, (8192, limits[1]))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert [file.name for file in tmp_path.iterdir()] == ["evidence.db.lock"]


# What is no database of ours


def other_program(place: Path) -> None:
    connection = sqlite3.connect(place)
    connection.execute("CREATE TABLE setting (name, value)")
    connection.close()


def newer(place: Path) -> None:
    fill(place, lambda store: store.connection.execute("PRAGMA user_version = 999"))


FOREIGN: dict[str, Callable[[Path], object]] = {
    "zero bytes": lambda place: place.write_bytes(b""),
    "text": lambda place: place.write_text("pmid,label\n" * 500),
    "a few bytes": lambda place: place.write_bytes(b"SQLite"),
    "noise": lambda place: place.write_bytes(bytes(range(256)) * 64),
    "another program": other_program,
    "a folder": lambda place: place.mkdir(),
}


@pytest.mark.parametrize("make", FOREIGN.values(), ids=FOREIGN)
def test_what_is_no_database_of_ours_is_refused_and_left_as_it_is(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    place = tmp_path / "evidence.db"
    make(place)
    before = place.read_bytes() if place.is_file() else None
    with pytest.raises(DatabaseDamaged, match=r"evidence\.db"):
        open_reader(place)
    for create in (True, False):
        with pytest.raises(DatabaseDamaged, match=r"evidence\.db"), writing(place, create=create):
            pytest.fail("it was opened")
    assert (place.read_bytes() if place.is_file() else None) == before


def test_an_empty_file_is_called_empty_and_not_the_file_of_another_program(tmp_path: Path) -> None:
    (tmp_path / "evidence.db").touch()
    with pytest.raises(DatabaseDamaged, match="0 bytes"):
        open_reader(tmp_path / "evidence.db")


def test_a_database_of_a_newer_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    newer(tmp_path / "evidence.db")
    before = (tmp_path / "evidence.db").read_bytes()
    with pytest.raises(SchemaTooNew, match="update the program"):
        open_reader(tmp_path / "evidence.db")
    with pytest.raises(SchemaTooNew), writing(tmp_path / "evidence.db", create=True):
        pytest.fail("it was opened")
    assert (tmp_path / "evidence.db").read_bytes() == before


def test_a_file_cut_short_is_found_damaged_where_it_is_read(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 4096 * 40])
    with pytest.raises(DatabaseDamaged, match="restore"), reading(path) as connection:  # noqa: PT012
        connection.execute("PRAGMA query_only").fetchall()
        connection.execute("SELECT sum(length(value)) FROM setting").fetchall()


@pytest.mark.parametrize("change", [-1, 1, -4095, 100])
def test_a_file_that_ends_within_a_page_is_damaged_for_readers_and_writers(path: Path, change: int) -> None:
    size = path.stat().st_size
    whole = path.read_bytes()
    path.write_bytes(whole[:change] if change < 0 else whole + b"x" * change)
    with pytest.raises(DatabaseDamaged, match=f"{size + change:,} bytes|SQLite finds the file damaged"):
        open_reader(path)
    with pytest.raises(DatabaseDamaged), writing(path, create=False):
        pytest.fail("it was opened")
    assert path.stat().st_size == size + change


def test_a_flipped_byte_that_leaves_no_json_is_damage_and_another_mistake_is_a_bug(path: Path) -> None:
    with pytest.raises(DatabaseDamaged, match="can no longer be read"), reading(path):
        json.loads('{"status": "partly}')
    with pytest.raises(ValueError, match="invalid literal"), reading(path):
        int("x")


@pytest.mark.parametrize("damaged", [b"yesterda\xff", b"\xffesterday"])
def test_a_flipped_byte_that_leaves_no_text_is_damage_and_no_bug(tmp_path: Path, damaged: bytes) -> None:
    place = fill(tmp_path / "evidence.db", lambda store: store.save_setting("topic", "yesterday"))
    place.write_bytes(place.read_bytes().replace(b"yesterday", damaged))
    with pytest.raises(DatabaseDamaged, match=r"column 'value'\); restore"):
        topic_in(place)


def test_a_missing_database_is_missing_to_readers_and_to_writers_that_may_not_make_one(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match="evidence refresh"):
        open_reader(tmp_path / "evidence.db")
    with pytest.raises(InputMissing), writing(tmp_path / "evidence.db", create=False):
        pytest.fail("it was made")
    assert list(tmp_path.iterdir()) == []


def test_an_sqlite_that_is_too_old_is_blamed_and_not_the_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening.sqlite3, "sqlite_version_info", (3, 36, 9))
    with pytest.raises(ConfigurationError, match=r"3\.37"):
        open_reader(path)
    with pytest.raises(ConfigurationError, match=r"3\.37"), writing(path, create=False):
        pytest.fail("it was opened")


# Permissions


def test_a_new_database_is_for_its_user_alone_in_a_folder_that_is_made(tmp_path: Path) -> None:
    place = tmp_path / "new" / "folders" / "evidence.db"
    fill(place, lambda store: store.save_setting("topic", "today"))
    assert place.stat().st_mode & 0o777 == 0o600
    assert place.with_name("evidence.db.lock").stat().st_mode & 0o777 == 0o600
    assert place.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("name", ["evidence ?mode=ro&x#1%41.db", "\u00e9vidence \u201cx\u201d.db"])
def test_any_file_name_is_a_file_name(tmp_path: Path, name: str) -> None:
    fill(tmp_path / name, lambda store: store.save_setting("topic", "today"))
    assert topic_in(tmp_path / name) == "today"
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([name, f"{name}.lock"])


@pytest.mark.parametrize("name", ["evidence ?mode=ro&x#1%41.db", "\u00e9vidence.db", "\udcff.db", ".//evidence.db"])
def test_a_reader_finds_it_by_a_text_too_from_where_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    fill(tmp_path / name, lambda store: store.save_setting("topic", "today"))
    monkeypatch.chdir(tmp_path)
    for told in (name, f"{tmp_path}//{name}"):
        with reading(told) as connection:
            assert setting(connection, "topic") == "today"


def test_a_folder_that_cannot_be_made_is_said_before_anything_is_done(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotCreate, match="file"), writing(tmp_path / "file" / "evidence.db", create=True):
        pytest.fail("it was made")


def test_a_database_that_may_only_be_read_is_read_and_not_written(open_folder: Path) -> None:
    place = fill(open_folder / "evidence.db", lambda store: store.save_setting("topic", "yesterday"))
    place.chmod(0o444)
    open_folder.chmod(0o555)
    with without_rights():
        assert topic_in(place) == "yesterday"
        with pytest.raises(NotPermitted, match="permission"), writing(place, create=False):
            pytest.fail("it was opened for writing")
        with pytest.raises(CannotCreate, match="--db"), writing(open_folder / "other.db", create=True):
            pytest.fail("it was made")


def test_a_read_only_database_in_a_folder_of_the_user_is_not_written(open_folder: Path) -> None:
    place = fill(open_folder / "evidence.db", lambda store: store.save_setting("topic", "yesterday"))
    place.with_name("evidence.db.lock").chmod(0o666)
    place.chmod(0o444)
    open_folder.chmod(0o777)
    with without_rights(), pytest.raises(NotPermitted, match="permission"), writing(place, create=False) as store:
        store.save_setting("topic", "today")
    assert topic_in(place) == "yesterday"


def test_a_database_that_may_not_be_read_says_so(open_folder: Path) -> None:
    place = fill(open_folder / "evidence.db", lambda store: store.save_setting("topic", "yesterday"))
    place.chmod(0o000)
    with without_rights(), pytest.raises(NotPermitted, match="permission"):
        open_reader(place)
    open_folder.chmod(0o000)
    with without_rights(), pytest.raises(NotPermitted):
        open_reader(place)
    with without_rights(), pytest.raises(NotPermitted, match="write permission"), writing(place, create=True):
        pytest.fail("it was opened")


@pytest.mark.fault("F41")
def test_a_database_that_cannot_be_opened_though_it_may_be_is_the_fault_of_the_disk(path: Path) -> None:
    problem = sqlite3.OperationalError("unable to open database file")
    problem.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    with pytest.raises(StorageFailed, match="check the disk"), explaining(path):
        raise problem
    with pytest.raises(NotPermitted), explaining(path.with_name("missing.db")):
        raise problem


def test_a_name_that_no_file_can_have_is_said_before_anything_is_done(tmp_path: Path) -> None:
    with pytest.raises(CannotCreate, match="name another file"), writing(tmp_path / ("x" * 300), create=True):
        pytest.fail("it was made")


def test_an_interrupted_write_that_the_reader_may_not_undo_is_said_and_not_shown(open_folder: Path) -> None:
    def much(store: Store) -> None:
        store.save_setting("topic", "yesterday")
        store.save_setting("much", MUCH)

    place = fill(open_folder / "evidence.db", much)
    die_in_commit(place)
    place.chmod(0o444)
    place.with_name("evidence.db-journal").chmod(0o444)
    open_folder.chmod(0o555)
    with without_rights(), pytest.raises(NotPermitted, match="interrupted"):
        open_reader(place)
    assert topic_in(place) == "yesterday"


def test_a_reader_cannot_write(path: Path) -> None:
    with pytest.raises(EvidenceError), reading(path) as connection:
        connection.execute("DELETE FROM setting")
    assert topic_in(path) == "yesterday"


def test_reading_loads_nothing_that_only_writing_needs(path: Path) -> None:
    code = "import sys\nfrom evidence_db.opening import open_reader\nopen_reader(path).close()\n"
    code += (
        "print(*sorted({'sqlite_utils', 'filelock', 'isal', 'requests', 'scipy', 'click', 'json'} & set(sys.modules)))"
    )
    with child(code, path) as reader:
        told, problem = reader.communicate()
    assert told.strip() == "", problem


def test_a_night_that_changes_nothing_does_not_load_sqlite_utils(path: Path) -> None:
    code = """
import sys
from tests.db_makers import load
with writing(path, create=False) as store:
    load(store, backwards=False)
for name in [name for name in sys.modules if name.split(".")[0] == "sqlite_utils"]:
    del sys.modules[name]
with writing(path, create=False) as store:
    load(store, backwards=True)
print("sqlite_utils" in sys.modules)
"""
    with child(code, path) as night:
        told, problem = night.communicate()
    assert told.strip() == "False", problem
