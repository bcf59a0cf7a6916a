"""A script of virtual days: what happens to the world on each."""

import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.fakes.events import happen
from tests.fakes.world import World


@dataclass
class Nights:
    """Events by day; start is the day the script begins with."""

    start: date | None = None
    events: dict[date, list[dict[str, Any]]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> "Nights":
        """Read TOML: start = 2026-11-01, then [[event]] tables with day, do and what the event takes."""
        return cls.of(tomllib.loads(path.read_text(encoding="utf-8")))

    @classmethod
    def of(cls, script: dict[str, Any]) -> "Nights":
        events: dict[date, list[dict[str, Any]]] = {}
        for event in script.get("event", []):
            events.setdefault(_day(event["day"]), []).append({k: v for k, v in event.items() if k != "day"})
        start = script.get("start")
        return cls(None if start is None else _day(start), events)

    def advance(self, world: World) -> None:
        """One day passes: what was hidden for so many nights comes back, then the day's events happen."""
        world.today += timedelta(days=1)
        world.data_time += timedelta(days=1)
        world.hidden = {pmid: left - 1 for pmid, left in world.hidden.items() if left > 1}
        for event in self.events.get(world.today, []):
            happen(world, **event)


def _day(text: object) -> date:
    return text if isinstance(text, date) else date.fromisoformat(str(text))
