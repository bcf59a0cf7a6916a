"""Copies as the commands make them: dated, with a deadline, old ones let go."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from evidence.errors import TryLater
from evidence_db.backup import back_up_dated

LONGEST = 600.0  # seconds for a copy with its check; a database of ten years takes a few


def patience(seconds: float = LONGEST, monotonic: Callable[[], float] = time.monotonic) -> Callable[[], None]:
    """Return what raises TryLater once the seconds are over, and does nothing before."""
    until = monotonic() + seconds

    def look() -> None:
        if monotonic() > until:
            raise TryLater(
                f"the copy took more than {seconds:.0f} seconds and was stopped; the old copies are untouched"
            )

    return look


def dated_copy(place: Path, folder: Path, made: datetime) -> str:
    """Make a verified copy and let old ones go; return what was done, in words."""
    copy, gone = back_up_dated(place, folder, made, patience())
    many = "" if gone == 0 else f"; {gone} old {'copy' if gone == 1 else 'copies'} removed"
    return f"{copy} ({copy.stat().st_size / 1e6:.1f} MB, verified){many}"
