"""Is there room on the disk for a night? Asked before anybody is asked for anything."""

import os
from pathlib import Path

from evidence.errors import StorageFailed
from evidence_db.files import resolved

_NEEDED = 64 * 1024 * 1024  # bytes: what one night fetches, and its rows
_COPIES = 2  # of the database: the journal of a night that changes every page, and a backup
_MIB = 1024 * 1024


def free_bytes(folder: Path) -> int | None:
    """Return how many bytes this user may still write there, None where the system does not tell."""
    try:
        system = os.statvfs(folder)
    except OSError:
        return None
    return system.f_bavail * system.f_frsize


def require_space(place: Path) -> None:
    """Raise StorageFailed where the disk has no room for a night beside the database at place, which may be missing.

    Says nothing where the system does not tell.
    """
    folder = resolved(place).parent  # the journal of a linked database is written beside the file itself
    free = free_bytes(folder)
    try:
        size = place.stat().st_size if place.exists() else 0
    except OSError:
        return
    needed = _NEEDED + _COPIES * size
    if free is not None and free < needed:
        raise StorageFailed(
            f"{folder}: {free // _MIB} MiB are free and a night needs {needed // _MIB}: nothing was asked or changed; "
            "free some space and run again"
        )
