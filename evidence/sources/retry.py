"""Trying again, with patience that ends."""

import logging
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import TypeVar

from evidence.errors import TryLater
from evidence.sources.http_body import Interrupted
from evidence.sources.timing import Deadline, Timing

TRIES = 6
WAITS = (1.0, 2.0, 4.0, 8.0, 16.0, 30.0)  # seconds after the first, second, ... try
JITTER = 0.25  # share by which a wait is shortened or lengthened, so that clients do not come back all at once
LONGEST_RETRY_AFTER = 120.0  # seconds; a server that asks for more is not waited for longer

_log = logging.getLogger(__name__)
T = TypeVar("T")


def persist(attempt: Callable[[], T], what: str, *, timing: Timing, until: Deadline) -> T:
    """Return what attempt returns, trying up to TRIES times while it raises Interrupted; what: for the message.

    Raises TryLater when the tries or the run's time are used up; anything else that attempt raises at once.
    """
    tries = 0
    while True:
        tries += 1
        try:
            return attempt()
        except Interrupted as problem:
            failure = problem
        pause = _pause(tries, failure.retry_after, timing.chance())
        if tries == TRIES or pause > until.remaining():
            raise TryLater(
                f"{what}: {failure} ({tries} {_tries(tries)}): nothing was changed, try again later"
            ) from failure
        _log.info("%s: %s; try %d follows in %.1f s", what, failure, tries + 1, pause)
        timing.sleep(pause)


def _tries(count: int) -> str:
    return "try" if count == 1 else "tries"


def _pause(tries: int, retry_after: float | None, chance: float) -> float:
    wait = WAITS[min(tries, len(WAITS)) - 1] * (1 - JITTER + 2 * JITTER * chance)
    asked = 0.0 if retry_after is None else min(retry_after, LONGEST_RETRY_AFTER)
    return max(wait, asked)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that a Retry-After header asks for, None where there is none or it cannot be read.

    A date in it is counted from the reply's own Date, so that our clock does not matter.
    """
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - parsedate_to_datetime(headers["date"])).total_seconds())
    except (KeyError, TypeError, ValueError):
        return None
