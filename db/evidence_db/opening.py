"""Opens the database: to read without sqlite-utils, or to write in one locked transaction.

A new database is made beside its place under the name ``.new`` and moved there when its first transaction is complete,
so that the file is never half-written or of length zero through us; what a killed first run leaves behind is removed by
the next. Why each PRAGMA is set stands in db/README.md.
"""

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from evidence.errors import ConfigurationError, DatabaseDamaged, InputMissing, SchemaTooNew
from evidence_db.failures import Place, explaining
from evidence_db.form import APPLICATION_ID, SCHEMA_VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from evidence_db.store import Store

_WAIT_SECONDS = 10.0  # a commit takes well under a second; longer means that something hangs
_OLDEST_SQLITE = (3, 37)  # the first with STRICT tables
_WRITER_SETTINGS = (
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA cache_spill = OFF",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)
_READER_SETTINGS = ("PRAGMA query_only = ON", "PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON")


def open_reader(path: Place) -> sqlite3.Connection:
    """Return a connection that reads and never writes rows.

    The file is opened so that SQLite can undo what a killed writer left half-done; where it may not be written, SQLite
    opens it for reading only. Raises InputMissing, DatabaseDamaged, SchemaTooNew, NotPermitted or TryLater.
    """
    return _open(path, _require_current)


def _open(path: Place, require: Callable[[sqlite3.Connection, Place], None]) -> sqlite3.Connection:
    _require_file(path)
    with explaining(path):
        connection = connect(path)
        try:
            require(connection, path)
            _require_whole_pages(connection, path)
            _apply(connection, _READER_SETTINGS)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def reading(path: Place, *, any_schema: bool = False) -> Iterator[sqlite3.Connection]:
    """Open the database for one look: all queries inside see the same state, that of the moment it was opened.

    The writer waits for the block to end, so fetch inside and print outside. any_schema: an older one too, where other
    columns may stand. Raises what open_reader raises.
    """
    require = _require_ours if any_schema else _require_current
    with closing(_open(path, require)) as connection, explaining(path):
        connection.execute("BEGIN")
        _pragma(connection, "schema_version")  # the read lock: BEGIN alone takes none
        yield connection


@contextmanager
def writing(path: "Path", *, create: bool) -> Iterator["Store"]:
    """Open the database for one transaction: committed at the end of the block, rolled back on any exception.

    Holds ``<name>.lock`` beside the file, so that a second writer is refused at once (TryLater); a kill frees it.
    An older schema is copied to ``<name>.v<N>.bak`` and migrated in the same transaction. Without create a missing
    file is InputMissing. Raises CannotCreate, NotPermitted, StorageFailed, DatabaseDamaged, SchemaTooNew.
    """
    from evidence_db import files  # late: who only reads moves none

    place = files.resolved(path)
    if create:
        files.make_folder(place)
    else:
        _require_file(place)
    with files.locked(place), explaining(place):
        if place.exists():
            _require_file(place)
            yield from _transaction(place, place)
        else:
            fresh = files.make_fresh(place)
            try:
                yield from _transaction(fresh, place)
                files.put_in_place(fresh, place)
            finally:
                files.remove_fresh(place)


def _transaction(file: "Path", place: "Path") -> Iterator["Store"]:
    from evidence_db.store import Store  # late: reading needs none of it

    with closing(connect(file)) as connection:  # close() rolls back what was not committed
        fresh = file != place
        if not fresh:
            _require_ours(connection, place)
            _require_whole_pages(connection, place)
        _apply(connection, _WRITER_SETTINGS)
        version = _pragma(connection, "user_version")
        if version < SCHEMA_VERSION and not fresh:
            _keep_copy(connection, place, version)
        connection.execute("BEGIN IMMEDIATE")
        if version < SCHEMA_VERSION:
            _migrate(connection)
        store = Store(connection)
        yield store
        store.finish()
        connection.execute("COMMIT")


def connect(path: Place) -> sqlite3.Connection:
    """Connect to a file that exists, without our settings; isolation_level None: our own BEGIN and COMMIT count."""
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:  # it would call a sound file damaged
        raise ConfigurationError(
            f"SQLite {sqlite3.sqlite_version} is too old, {'.'.join(map(str, _OLDEST_SQLITE))} is needed; "
            "use a Python that brings a newer one"
        )
    return sqlite3.connect(f"{_uri(path)}?mode=rw", uri=True, timeout=_WAIT_SECONDS, isolation_level=None)


def _uri(path: Place) -> str:
    """Return the path as SQLite reads it in a URI, see https://www.sqlite.org/uri.html#the_uri_path."""
    told = os.fspath(path).replace(os.sep, "/").replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file://{told}" if told.startswith("/") else f"file:{told}"


def _apply(connection: sqlite3.Connection, settings: tuple[str, ...]) -> None:
    for setting in settings:
        connection.execute(setting)


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    value: int = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return value


def _require_file(path: Place) -> None:
    try:
        found = os.stat(path)  # noqa: PTH116 - of text
    except FileNotFoundError as problem:
        raise InputMissing(f"{path}: there is no database; `evidence refresh` makes one") from problem
    except OSError as problem:
        from evidence_db.files import unreachable  # late: rarely needed

        raise unreachable(path, problem) from problem
    if stat.S_ISDIR(found.st_mode):
        raise DatabaseDamaged(f"{path} is a folder; name the database file in it")
    if found.st_size == 0:
        raise DatabaseDamaged(f"{path} is empty (0 bytes); restore a backup, or remove it and refresh")


def _require_ours(connection: sqlite3.Connection, path: Place) -> None:
    found = _pragma(connection, "application_id")  # the first read: SQLite now undoes an interrupted write
    if found != APPLICATION_ID:
        raise DatabaseDamaged(f"{path} is an SQLite database of another program; name another file with --db")
    version = _pragma(connection, "user_version")
    if version > SCHEMA_VERSION:
        raise SchemaTooNew(f"{path} was written by a newer version of this program (schema {version}, "
                           f"known up to {SCHEMA_VERSION}); update the program")  # fmt: skip


def _require_whole_pages(connection: sqlite3.Connection, path: Place) -> None:
    """Refuse a file cut within a page: SQLite itself would not notice before it reads that page."""
    page = _pragma(connection, "page_size")
    connection.execute("BEGIN")
    try:
        _pragma(connection, "schema_version")  # a read lock: no writer changes the size meanwhile
        size = os.stat(path).st_size  # noqa: PTH116
    finally:
        connection.execute("ROLLBACK")
    if size % page:
        raise DatabaseDamaged(
            f"{path} is damaged: its {size:,} bytes are no whole number of pages of {page:,}; restore a backup"
        )


def _require_current(connection: sqlite3.Connection, path: Place) -> None:
    _require_ours(connection, path)
    version = _pragma(connection, "user_version")
    if version < SCHEMA_VERSION:
        raise ConfigurationError(f"{path} has the older schema {version}; `evidence refresh` brings it up to date")


def _migrate(connection: sqlite3.Connection) -> None:
    from sqlite_utils import Database  # late: 100-200 ms, and only a new or older schema needs it

    from evidence_db.migrations import migrations

    migrations.apply(Database(connection, execute_plugins=False, strict=True))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _keep_copy(connection: sqlite3.Connection, place: "Path", version: int) -> None:
    from evidence_db.backup import copy_database  # late: rarely needed
    from evidence_db.files import beside

    copy_database(connection, beside(place, f".v{version}.bak"))
