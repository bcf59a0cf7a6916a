"""What SQLite says when it fails, as one of our errors."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from evidence.errors import DatabaseDamaged, EvidenceError, NotPermitted, StorageFailed, TryLater

# Primary result codes, https://www.sqlite.org/rescode.html
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_FAILED = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
_FORBIDDEN = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_CANTOPEN)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
Place = str | os.PathLike[str]  # of a database; who only reads names it as text: pathlib is a twentieth of a start
_NOT_UTF8 = "Could not decode to UTF-8"  # Python's words, without a code; only a flipped byte brings them


@contextmanager
def explaining(path: Place) -> Iterator[None]:
    """Turn SQLite's failures inside the block into errors a user can act on; a bug of ours passes unchanged.

    JSON that cannot be read is damage too: only what was stored is read as JSON inside such a block without being
    caught there, and what was stored was JSON when it was written.
    """
    try:
        yield
    except sqlite3.Error as problem:
        explained = _explanation(problem, path)
        if explained is None:
            raise
        raise explained from problem
    except ValueError as problem:
        from json import JSONDecodeError  # late: opening a database needs no json

        if not isinstance(problem, JSONDecodeError):
            raise
        raise DatabaseDamaged(
            f"{path}: what is stored can no longer be read ({problem}); restore a backup"
        ) from problem


def _explanation(problem: sqlite3.Error, path: Place) -> EvidenceError | None:
    # Errors of the Python module itself (a closed connection) carry no code: they are bugs.
    code = primary_code(problem)
    if code in _DAMAGED or str(problem).startswith(_NOT_UTF8):
        return DatabaseDamaged(f"{path}: SQLite finds the file damaged ({short(problem)}); restore a backup of it")
    if code in _FAILED or (code == sqlite3.SQLITE_CANTOPEN and _may_use(path)):
        return StorageFailed(
            f"{path}: could not be read or written to the end ({problem}); nothing of this run was stored: "
            "free disk space or check the disk, then run again"
        )
    if code in _FORBIDDEN:
        return NotPermitted(
            f"{path}: SQLite may not open or write it ({problem}); give this user permission on the file and on its "
            "folder (to read alone needs it too while an interrupted write waits to be undone)"
        )
    if code in _BUSY:
        return TryLater(f"{path}: another program holds it ({problem}); try again when that has finished")
    if code == sqlite3.SQLITE_INTERRUPT:
        return TryLater(
            f"{path}: it took too long and was stopped; nothing was changed: try again when less is going on"
        )
    return None


def _may_use(path: Place) -> bool:
    """True where this user may read and write the file and its folder, so that the disk is to blame."""
    effective, folder = os.access in os.supports_effective_ids, os.path.dirname(path) or os.curdir  # noqa: PTH120
    return all(
        os.access(place, mode, effective_ids=effective)
        for place, mode in ((path, os.R_OK | os.W_OK), (folder, os.W_OK | os.X_OK))
    )


def primary_code(problem: sqlite3.Error) -> int:
    """Return SQLite's primary result code, 0 where the error is of the Python module itself."""
    code: int = getattr(problem, "sqlite_errorcode", 0) & 0xFF  # the low byte
    return code


def short(problem: BaseException) -> str:
    """Return SQLite's words on one line without the damaged text itself, which may be a whole answer."""
    return " ".join(str(problem).partition(" with text ")[0].split())
