"""The time of a word that answers others: always after theirs, whatever the clocks of other machines say."""

from collections.abc import Iterable
from datetime import datetime, timedelta

_STEP = timedelta(seconds=1)


def made_after(made: str, others: Iterable[str]) -> str:
    """Return the time of a new word, UTC, ISO: its own, or a second after the newest of the others if that is later.

    Words are put in order by their times, and a word from elsewhere may be dated some minutes ahead: without this it
    would outrank what is said here, by somebody who has read it, until the clock has passed it.
    """
    newest = max(others, default="")
    return made if newest < made else (datetime.fromisoformat(newest) + _STEP).isoformat()
