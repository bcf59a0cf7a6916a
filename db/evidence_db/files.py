"""The database as a file: its folder, its lock, and how a new one comes into place whole."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from evidence.errors import CannotCreate, DatabaseDamaged, EvidenceError, InputMissing, NotPermitted, TryLater
from evidence_db.failures import Place


def resolved(path: Path) -> Path:
    """Return the place that a path leads to, links followed; raises DatabaseDamaged where they lead in a circle."""
    try:
        place = path.resolve()
    except (OSError, RuntimeError) as problem:  # RuntimeError: a circle, before Python 3.13
        raise circle(path) from problem
    if os.path.islink(place):  # noqa: PTH114 - pathlib's raises for a name that no file can have
        raise circle(path)
    return place


def circle(path: Place) -> DatabaseDamaged:
    """Return the error for links that lead to each other."""
    return DatabaseDamaged(f"{path}: its symbolic links lead in a circle; name the database file itself with --db")


def unreachable(path: Place, problem: OSError) -> EvidenceError:
    """Return the error for a database that cannot be looked at."""
    if problem.errno == errno.ELOOP:
        return circle(path)
    if problem.errno in (errno.ENAMETOOLONG, errno.ENOTDIR, errno.EINVAL):
        return InputMissing(f"{path}: no file can have this name ({problem.strerror}); name the database with --db")
    return NotPermitted(f"{path}: cannot be looked at ({problem.strerror}); give this user access to the folder")


def make_folder(place: Path) -> None:
    """Make the folder of the file, for this user alone; raises CannotCreate."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as problem:
        raise CannotCreate(
            f"{place.parent}: the folder of the database cannot be made ({problem.strerror}); name another with --db"
        ) from problem


@contextmanager
def locked(place: Path, ending: str = ".lock") -> Iterator[None]:
    """Hold the writer's lock beside the file; raises TryLater at once if another writer holds it.

    ending: of the lock file; a night's run holds ".run.lock" while each of its transactions takes ".lock".

    The lock is the system's (flock), so a killed writer leaves none; the file ``<name>.lock`` itself stays.
    """
    from filelock import FileLock, Timeout  # late: readers need no lock

    lock = FileLock(beside(place, ending), timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout as problem:
        raise TryLater(f"{place}: another run is writing it; try again when that has finished") from problem
    except OSError as problem:
        refused = NotPermitted if may_be_there(place) else CannotCreate
        raise refused(
            f"{place}: its lock file cannot be made in {place.parent} ({problem.strerror}); "
            "give this user write permission there, or name another file with --db"
        ) from problem
    try:
        yield
    finally:
        lock.release()


def may_be_there(place: Path) -> bool:
    """Return whether the file is there; True also in a folder where this user may not look."""
    try:
        place.stat()
    except PermissionError:
        return True
    except OSError:  # missing, or a name that no file can have
        return False
    return True


def is_missing(place: Path) -> bool:
    """Return whether nothing is there; False also where this user may not look or no file can be: reading says why."""
    try:
        place.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def make_fresh(place: Path) -> Path:
    """Return an empty file for a new database, readable by this user alone, where a writer can fill it.

    What a killed earlier attempt left there is removed. Raises CannotCreate.
    """
    fresh = beside(place, ".new")
    try:
        remove_fresh(place)
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))  # SQLite gives its journal the same mode
    except OSError as problem:
        raise CannotCreate(f"{place}: cannot be created ({problem.strerror}); name another file with --db") from problem
    return fresh


def remove_fresh(place: Path) -> None:
    """Remove an unfinished new database and its journal, if there are any."""
    for ending in (".new", ".new-journal"):
        beside(place, ending).unlink(missing_ok=True)


def put_in_place(fresh: Path, place: Path) -> None:
    """Move a finished, closed file to its place, all or nothing, and make that last through a power cut.

    Raises CannotCreate, with the unfinished file removed.
    """
    try:
        sync(fresh)
        fresh.replace(place)
        sync(place.parent)
    except OSError as problem:
        remove_fresh(place)
        raise CannotCreate(f"{place}: cannot be put in its place ({problem.strerror}); name another file") from problem


def sync(path: Path) -> None:
    """Wait until the file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def beside(place: Path, ending: str) -> Path:
    """Return the path of a file that belongs to the database, ``<name><ending>``."""
    return place.with_name(place.name + ending)
