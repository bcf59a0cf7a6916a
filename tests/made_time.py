"""Time that passes only when somebody waits for it."""

from dataclasses import dataclass, field

from evidence.sources.timing import Timing


@dataclass
class MadeTime:
    """now: seconds; slept: every wait, in order."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)
    chance: float = 0.5

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    @property
    def timing(self) -> Timing:
        return Timing(lambda: self.now, self.sleep, lambda: self.chance)
