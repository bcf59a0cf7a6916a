"""Verified copies of the database, safe while a writer is at work; never copy the file itself, nor open it for hashing.

(Of twenty copies by ``cp`` during writes nineteen were damaged; of twenty by this way none.)
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path

from evidence.errors import CannotCreate, EvidenceError, NotPermitted, StorageFailed, TryLater
from evidence_db.copies import copy_name, remove_expired
from evidence_db.failures import explaining
from evidence_db.files import beside, locked, make_folder, make_fresh, put_in_place, remove_fresh, resolved
from evidence_db.opening import reading
from evidence_db.soundness import require_sound
from evidence_db.space import free_bytes

Patience = Callable[[], None]  # called every few milliseconds; raises where the work has taken too long
_STEP = 1024  # pages between two looks at the clock
_SPARE = 1_000_000  # bytes that are left to others
_INSTRUCTIONS = 100_000  # of SQLite's machine, between two looks at the clock


def endless() -> None:
    """Wait as long as it takes."""


def back_up(path: Path, target: Path, patience: Patience = endless) -> None:
    """Write a verified copy of the database at path to target, which is replaced whole or not at all.

    Raises what open_reader and patience raise, CannotCreate, StorageFailed, or DatabaseDamaged where the copy fails
    its check.
    """
    if resolved(target) == resolved(path):
        raise CannotCreate(f"{target} is the database itself; name another file for the copy")
    with _reading_in_time(path, patience) as connection:
        copy_database(connection, resolved(target), patience)


def back_up_dated(path: Path, folder: Path, made: datetime, patience: Patience = endless) -> tuple[Path, int]:
    """Write a verified copy, named after the time, into the folder; return it, and how many old ones went for it.

    No old copy goes before the new one is whole. Raises what back_up raises, TryLater while another copy is made.
    """
    place = resolved(path)
    target = folder / copy_name(place, made)
    make_folder(target)
    with locked(place, ".backup.lock"):
        back_up(place, target, patience)
        try:
            return target, len(remove_expired(folder, place))
        except OSError as problem:
            raise NotPermitted(
                f"{folder}: an old copy cannot be removed ({problem.strerror}); remove it by hand"
            ) from problem


def copy_database(connection: sqlite3.Connection, target: Path, patience: Patience = endless) -> None:
    """Write what the connection sees to target, check it, and only then put it in place."""
    put_in_place(_verified_copy(connection, target, patience), target)


def restore(copy: Path, path: Path, kept: str = ".old") -> None:
    """Put a copy in the place of the database at path, after checking it; what was there stays as ``<name><kept>``.

    A copy of an older schema is taken: the next refresh brings it up to date. Raises what open_reader raises about the
    copy, TryLater while a run is going on, CannotCreate, StorageFailed.
    """
    place = resolved(path)
    make_folder(place)
    if resolved(copy) == place:
        raise CannotCreate(f"{copy} is the database itself; name the copy that shall take its place")
    with locked(place, ".run.lock"), locked(place), reading(copy, any_schema=True) as connection:
        fresh = _verified_copy(connection, place, endless)
        replace_database(fresh, place, kept)


def replace_database(fresh: Path, place: Path, kept: str) -> None:
    """Put a finished file in the place of the database, which stays as ``<name><kept>``; the caller holds the locks."""
    try:
        _keep_old(place, kept)
        put_in_place(fresh, place)
    except OSError as problem:
        raise CannotCreate(f"{place}: cannot be replaced ({problem.strerror})") from problem
    finally:
        remove_fresh(place)


def _verified_copy(connection: sqlite3.Connection, target: Path, patience: Patience) -> Path:
    """Return a complete and checked copy beside the target; on failure nothing is left there.

    The caller's connection is in a transaction that reads, or holds the writer's lock: a busy writer cannot make the
    copy start again for ever.
    """
    make_folder(target)
    _require_room(connection, target)
    fresh = make_fresh(target)
    try:
        with closing(sqlite3.connect(fresh, isolation_level=None)) as copy:
            with explaining(target):
                connection.backup(copy, pages=_STEP, progress=lambda *_: patience())
            _checked(copy, _file_of(connection), patience)
    except BaseException:
        remove_fresh(target)
        raise
    return fresh


@contextmanager
def _reading_in_time(path: Path, patience: Patience) -> Iterator[sqlite3.Connection]:
    """Open the database for one look, however long others write it.

    SQLite asks for its read lock ten times a second and gives up after opening's _WAIT_SECONDS: a writer that commits
    again and again on a slow disk holds it whenever SQLite asks. A copy has more time than that.
    """
    with ExitStack() as opened:
        connection = None
        while connection is None:
            try:
                connection = opened.enter_context(reading(path))
            except TryLater:
                patience()
        yield connection


def _file_of(connection: sqlite3.Connection) -> Path:
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])


def _watched(patience: Patience, kept: list[BaseException]) -> Iterator[int]:
    """Yield 0 as long as SQLite may go on; keeps what ends it, because SQLite drops what its handler raises.

    A signal is told to Python between two instructions, here as likely as in patience: so it must be started before.
    """
    while True:
        try:
            patience()
            yield 0
        except (EvidenceError, KeyboardInterrupt) as problem:
            kept.append(problem)
            yield 1


def _checked(copy: sqlite3.Connection, source: Path, patience: Patience) -> None:
    kept: list[BaseException] = []
    watch = _watched(patience, kept)
    next(watch)
    copy.set_progress_handler(watch.__next__, _INSTRUCTIONS)
    try:
        with explaining(source):
            require_sound(copy, source)  # the copy is the source page by page: its damage is the source's
    except TryLater:
        if kept:
            raise kept[0] from None
        raise


def _require_room(connection: sqlite3.Connection, target: Path) -> None:
    """Raise StorageFailed where the disk cannot take the copy, before anything is written."""
    size = connection.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()[0]
    free = free_bytes(target.parent)
    if free is not None and free < size + _SPARE:
        raise StorageFailed(
            f"{target.parent}: a copy needs {(size + _SPARE) / 1e6:.0f} MB and {free / 1e6:.0f} MB are free: "
            "free some space, or name another folder"
        )


def _keep_old(place: Path, kept: str) -> None:
    """Keep the file at place under a second name, so that the place is never empty while it is replaced."""
    # A journal goes with its database: beside the restored file it would be played back into the wrong one.
    for ending in ("", "-journal"):
        beside(place, f"{kept}{ending}").unlink(missing_ok=True)
    if beside(place, "-journal").exists():
        beside(place, "-journal").replace(beside(place, f"{kept}-journal"))
    if place.exists():
        beside(place, kept).hardlink_to(place)
