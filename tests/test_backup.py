"""Copies that can be trusted, and putting one back."""

import sqlite3
from pathlib import Path

import pytest

from evidence.errors import CannotCreate, DatabaseDamaged, InputMissing, TryLater
from evidence_db import backup
from evidence_db.opening import reading, writing
from evidence_db.soundness import require_sound
from tests.db_makers import fill
from tests.test_opening import die_in_commit


@pytest.fixture
def path(tmp_path: Path) -> Path:
    def yesterday(store: object) -> None:
        store.save_setting("topic", "yesterday")  # type: ignore[attr-defined]
        store.save_setting("much", "x" * 2_000_000)  # type: ignore[attr-defined]

    return fill(tmp_path / "evidence.db", yesterday)


def topic_in(place: Path) -> str:
    with reading(place) as connection:
        held: str = connection.execute("SELECT value FROM setting WHERE name = 'topic'").fetchone()[0]
    return held


def test_a_copy_made_during_a_write_holds_the_state_before_it(path: Path, tmp_path: Path) -> None:
    with writing(path, create=False) as store:
        store.save_setting("topic", "today")
        backup.back_up(path, tmp_path / "copies" / "copy.db")
    assert topic_in(tmp_path / "copies" / "copy.db") == "yesterday"
    assert (tmp_path / "copies" / "copy.db").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in (tmp_path / "copies").iterdir()] == ["copy.db"]


def test_a_copy_replaces_an_older_copy(path: Path, tmp_path: Path) -> None:
    backup.back_up(path, tmp_path / "copy.db")
    fill(path, lambda store: store.save_setting("topic", "today"))
    backup.back_up(path, tmp_path / "copy.db")
    assert topic_in(tmp_path / "copy.db") == "today"


def test_a_damaged_database_is_not_copied_over_a_good_copy(path: Path, tmp_path: Path) -> None:
    backup.back_up(path, tmp_path / "copy.db")
    body = bytearray(path.read_bytes())
    body[4096 * 20 : 4096 * 30] = b"\xff" * 4096 * 10
    path.write_bytes(bytes(body))
    with pytest.raises(DatabaseDamaged):
        backup.back_up(path, tmp_path / "copy.db")
    assert topic_in(tmp_path / "copy.db") == "yesterday"
    assert not list(tmp_path.glob("*.new*"))


@pytest.mark.parametrize(
    "ends", [TryLater("the copy took more than 600 seconds"), KeyboardInterrupt()], ids=["late", "stopped"]
)
def test_what_ends_the_check_of_a_copy_is_what_is_told(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends: BaseException
) -> None:
    checked = []

    def patience() -> None:
        if checked:
            raise ends

    real = backup.require_sound
    monkeypatch.setattr(backup, "_INSTRUCTIONS", 100)
    monkeypatch.setattr(backup, "require_sound", lambda *given: [checked.append(1), real(*given)])
    with pytest.raises(type(ends)) as told:
        backup.back_up(path, tmp_path / "copy.db", patience)
    assert told.value is ends
    assert [file.name for file in tmp_path.iterdir() if "copy" in file.name] == []


def test_a_row_that_refers_to_nothing_is_found(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("INSERT INTO study_report VALUES ('study:none', 'pmid:none', 0)")
    other.commit()
    with pytest.raises(DatabaseDamaged, match="study_report: row 1 refers to a missing"):
        require_sound(other, path)


def test_a_value_that_the_table_forbids_is_found(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("PRAGMA ignore_check_constraints = ON")
    other.execute("INSERT INTO answer VALUES (1, 'Q1', 1, '', '', '', 7, '', '', '', '')")
    other.execute("INSERT INTO run VALUES (1, '', '', NULL, NULL, '', NULL, '', '', NULL)")
    other.commit()
    with pytest.raises(DatabaseDamaged, match="CHECK constraint failed in answer"):
        require_sound(sqlite3.connect(path), path)


def test_a_copy_that_cannot_be_put_there_says_so(path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotCreate, match="file"):
        backup.back_up(path, tmp_path / "file" / "copy.db")
    with pytest.raises(CannotCreate, match="the database itself"):
        backup.back_up(path, path)
    (tmp_path / "folder" / "in it").mkdir(parents=True)
    with pytest.raises(CannotCreate, match="folder"):
        backup.back_up(path, tmp_path / "folder")


def test_a_restored_copy_is_the_database_and_the_old_file_is_kept(path: Path, tmp_path: Path) -> None:
    backup.back_up(path, tmp_path / "copy.db")
    fill(path, lambda store: store.save_setting("topic", "today"))
    backup.restore(tmp_path / "copy.db", path)
    assert topic_in(path) == "yesterday"
    assert topic_in(tmp_path / "evidence.db.old") == "today"


def test_the_journal_of_the_old_file_is_not_played_back_into_the_restored_one(path: Path, tmp_path: Path) -> None:
    fill(tmp_path / "copy.db", lambda store: store.save_setting("topic", "restored"))
    die_in_commit(path)
    backup.restore(tmp_path / "copy.db", path)
    assert topic_in(path) == "restored"
    assert topic_in(tmp_path / "evidence.db.old") == "yesterday"


def test_a_damaged_or_missing_copy_is_not_restored(path: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("not a database, but long enough to be one " * 500)
    with pytest.raises(DatabaseDamaged):
        backup.restore(tmp_path / "copy.db", path)
    with pytest.raises(InputMissing):
        backup.restore(tmp_path / "none.db", path)
    assert topic_in(path) == "yesterday"


def test_nothing_is_restored_while_a_run_is_writing(path: Path, tmp_path: Path) -> None:
    backup.back_up(path, tmp_path / "copy.db")
    with writing(path, create=False), pytest.raises(TryLater):
        backup.restore(tmp_path / "copy.db", path)


def test_a_database_that_is_gone_can_be_restored(path: Path, tmp_path: Path) -> None:
    backup.back_up(path, tmp_path / "copy.db")
    path.unlink()
    backup.restore(tmp_path / "copy.db", path)
    assert topic_in(path) == "yesterday"
