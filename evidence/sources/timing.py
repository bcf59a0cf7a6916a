"""Time as the sources see it: handed in, so that tests neither wait nor depend on the hour."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """monotonic: seconds that only go up; sleep: waits that many seconds; chance: a number in [0, 1)."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random

    def deadline(self, seconds: float) -> "Deadline":
        """Return the deadline that many seconds from here."""
        return Deadline(self.monotonic() + seconds, self.monotonic)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment on the monotonic clock after which nothing is waited for."""

    at: float
    monotonic: Callable[[], float]

    def remaining(self) -> float:
        """Return the seconds left; negative when it has passed."""
        return self.at - self.monotonic()

    def within(self, seconds: float) -> "Deadline":
        """Return this deadline, or the one that many seconds from here if that is earlier."""
        return Deadline(min(self.at, self.monotonic() + seconds), self.monotonic)
