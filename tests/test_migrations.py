"""The schema: what it promises, that schema.sql tells the truth, and that a step happens whole or not at all."""

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from evidence.errors import ConfigurationError
from evidence_db import dump, evidence_rows, form, opening
from evidence_db import migrations as steps
from evidence_db.json_forms import to_json
from evidence_db.opening import open_reader, writing
from evidence_db.tables import column_names
from tests.db_makers import load_first_schema, scratch

SCHEMA = Path(__file__).parent.parent / "db/schema.sql"
Step = Callable[[Database], None]
STEPS: tuple[Step, ...] = tuple(step for name, step in sorted(vars(steps).items()) if re.match(r"m\d{3}_", name))
TODAY = form.SCHEMA_VERSION


@pytest.fixture
def yesterday(tmp_path: Path) -> Path:
    """A database of today's schema with one setting in it."""
    with writing(tmp_path / "evidence.db", create=True) as store:
        store.save_setting("topic", "yesterday")
    return tmp_path / "evidence.db"


@pytest.fixture
def tomorrow(monkeypatch: pytest.MonkeyPatch) -> Callable[[Step], None]:
    """Make a program that has one more migration than ours."""

    def with_step(step: Step) -> None:
        newer = Migrations("hsct-evidence")
        for known in STEPS:
            newer()(known)
        newer(name="m999_tomorrow")(step)
        monkeypatch.setattr(steps, "migrations", newer)
        monkeypatch.setattr(opening, "SCHEMA_VERSION", TODAY + 1)

    return with_step


def test_the_published_schema_is_the_one_that_migrations_make() -> None:
    with scratch() as store:
        made = dump.schema_text(store.connection)
    assert SCHEMA.read_text(encoding="utf-8") == made, "write dump.schema_text() of a new database to db/schema.sql"


def test_the_published_schema_can_be_run_by_anyone() -> None:
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA.read_text(encoding="utf-8"))
    assert dump.schema_text(connection) == SCHEMA.read_text(encoding="utf-8")


def test_every_table_checks_the_types_of_its_values() -> None:
    with scratch() as store:
        kinds = store.connection.execute(
            "SELECT name, strict FROM pragma_table_list"
            " WHERE type = 'table' AND schema = 'main' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
    assert len(kinds) > 20
    assert [name for name, strict in kinds if not strict] == []


def test_a_database_says_whose_it_is_and_of_which_version(yesterday: Path) -> None:
    connection = sqlite3.connect(yesterday)
    assert connection.execute("PRAGMA application_id").fetchone() == (form.APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone() == (form.SCHEMA_VERSION,)
    assert yesterday.read_bytes()[68:72] == b"HSCT"


def test_the_version_of_the_schema_is_the_number_of_its_steps() -> None:
    with scratch() as store:
        database = Database(store.connection)
        assert len(steps.migrations.applied(database)) == form.SCHEMA_VERSION
        assert steps.migrations.pending(database) == []


# Columns that a step added to a table which was there before.
LATER_COLUMNS = {"report": {"n_centres": 5, "authors": 7, "sources": 7}}


def without_later(rows: list[str], connection: sqlite3.Connection, version: int) -> list[str]:
    """The rows without what columns of later steps hold, after making sure that they hold nothing yet."""
    kept = []
    for row in map(json.loads, rows):
        later = LATER_COLUMNS.get(row[0], {})
        pairs = zip(column_names(connection, row[0]), row[1:], strict=False) if later else ()
        new = [value for name, value in pairs if later.get(name, 0) > version]
        assert new == [None] * len(new)
        kept.append(to_json(row[: len(row) - len(new)]))
    return kept


@pytest.mark.parametrize("version", range(1, TODAY))
def test_a_database_of_every_older_schema_keeps_every_row(
    version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "evidence.db"
    with monkeypatch.context() as then:
        older = Migrations("hsct-evidence")
        for known in STEPS[:version]:
            older()(known)
        then.setattr(steps, "migrations", older)
        then.setattr(opening, "SCHEMA_VERSION", version)
        for columns in ("_FACTS", "_LISTS"):
            names = getattr(evidence_rows, columns)
            known_names = tuple(name for name in names if LATER_COLUMNS["report"].get(name, 0) <= version)
            then.setattr(evidence_rows, columns, known_names)
        with writing(place, create=True) as store:
            load_first_schema(store, backwards=False)
        with closing(open_reader(place)) as connection:
            before = list(dump.logical_dump(connection))
    with writing(place, create=False):
        pass
    with closing(open_reader(place)) as connection:
        assert sorted(without_later(list(dump.logical_dump(connection)), connection, version)) == sorted(before)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert dump.schema_text(connection) == SCHEMA.read_text(encoding="utf-8")
    assert len(before) > 100


def test_an_older_database_is_copied_and_then_migrated(yesterday: Path, tomorrow: Callable[[Step], None]) -> None:
    tomorrow(lambda db: db.execute("CREATE TABLE remark (text TEXT) STRICT") and None)
    with writing(yesterday, create=False) as store:
        assert store.setting("topic") == "yesterday"
    connection = sqlite3.connect(yesterday)
    assert connection.execute("PRAGMA user_version").fetchone() == (TODAY + 1,)
    assert connection.execute("SELECT count(*) FROM remark").fetchone() == (0,)
    copy = yesterday.with_name(f"evidence.db.v{TODAY}.bak")
    assert copy.stat().st_mode & 0o777 == 0o600
    assert sqlite3.connect(copy).execute("PRAGMA user_version").fetchone() == (TODAY,)


def test_a_migration_that_fails_half_way_leaves_yesterdays_database(
    yesterday: Path, tomorrow: Callable[[Step], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(db: Database) -> None:
        db.execute("CREATE TABLE half_done (text TEXT) STRICT")
        db.execute("INSERT INTO nowhere VALUES (1)")

    with monkeypatch.context():
        tomorrow(half)
        with pytest.raises(sqlite3.OperationalError, match="nowhere"), writing(yesterday, create=False):
            pass
    monkeypatch.undo()
    connection = open_reader(yesterday)
    assert connection.execute("PRAGMA user_version").fetchone() == (TODAY,)
    assert connection.execute("SELECT value FROM setting").fetchall() == [("yesterday",)]
    assert connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'half_done'").fetchone() is None


def test_a_run_that_fails_after_the_migration_undoes_the_migration_too(
    yesterday: Path, tomorrow: Callable[[Step], None]
) -> None:
    tomorrow(lambda db: db.execute("CREATE TABLE remark (text TEXT) STRICT") and None)
    with pytest.raises(KeyboardInterrupt), writing(yesterday, create=False):
        raise KeyboardInterrupt
    assert sqlite3.connect(yesterday).execute("PRAGMA user_version").fetchone() == (TODAY,)


def test_a_reader_of_an_older_database_says_what_brings_it_up_to_date(
    yesterday: Path, tomorrow: Callable[[Step], None]
) -> None:
    tomorrow(lambda db: db.execute("CREATE TABLE remark (text TEXT) STRICT") and None)
    with pytest.raises(ConfigurationError, match="evidence refresh"):
        open_reader(yesterday)
