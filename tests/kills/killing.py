"""A night that is killed and the one after it, and what may have become of the database in between."""

import os
import random
import shutil
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from evidence.errors import EvidenceError
from evidence.sources.bulk import read_records
from tests.fakes.events import happen
from tests.fakes.upstream import Upstream
from tests.kills.points import POINTS, arm
from tests.made_night import FIRST_NIGHT, NoCapture, Scene, in_batches, small_world
from tests.made_records import COHORT

Dump = tuple[str, ...]
NEW = [str(97_000_050 + number) for number in range(6)]


@dataclass
class Ground:
    """A night with news of both sources, to be killed again and again.

    start: the database of before, None for a first night; allowed: what the database may hold after a kill: all of
    before, all of PubMed's night, all of both. work: seconds of a processor that a whole night takes; on a machine that
    others use too, a clock on the wall would have the kills fall where nothing has been done yet.
    """

    scene: Scene
    start: Path | None
    allowed: dict[str, Dump] = field(default_factory=dict)
    work: float = 0.0

    def measure(self) -> None:
        """Run the night undisturbed, and once dying between the sources, to know what it may leave."""
        self.reset()
        self.allowed["before"] = self.dump()
        code, self.work = self.kill_after(float("inf"))
        assert code == 0
        self.allowed["both"] = self.dump()
        self.reset()
        self.kill_at("before-commit-registry")
        self.allowed["PubMed's"] = self.dump()
        assert len(set(self.allowed.values())) == 3

    def reset(self) -> None:
        for path in self.scene.folder.glob("evidence.db*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if self.start is not None:
            shutil.copy(self.start, self.scene.db)

    def dump(self) -> Dump:
        return tuple(self.scene.dump())

    def kill_at(self, name: str) -> int:
        """Run the night in a process that kills itself at the point of that name; return how it ended."""

        def act() -> int:
            arm(name)
            return self.scene.command()

        return self.scene.in_child(act)[0]

    def kill_after(self, seconds: float) -> tuple[int, float]:
        """Run the night in a process that is killed after so much work; return how it ended and what it had done."""
        child = self.scene.start(self.scene.command)
        while (done := _work(child)) < seconds and os.waitid(os.P_PID, child, _LOOK) is None:
            time.sleep(0.0005)
        os.kill(child, signal.SIGKILL)
        return self.scene.wait(child)[0], done

    def judge(self) -> list[str]:
        """Return what is wrong after a kill: first as it was left, then after the next run."""
        wrong = []
        left = self.dump()
        if left not in self.allowed.values():
            wrong.append("a part of a night")
        wrong += [f"after the kill: {told}" for told in self.damage()]
        if self.scene.in_child(self.scene.command)[0] != 0:
            wrong.append("the next run failed")
        if self.dump() != self.allowed["both"]:
            wrong.append("the next run did not complete the night")
        wrong += [f"after the next run: {told}" for told in self.damage()]
        leftovers = [
            path.name for ending in ("-journal", ".new", ".part") for path in self.scene.folder.rglob(f"*{ending}")
        ]
        return wrong + [f"left lying: {name}" for name in leftovers]

    def damage(self) -> Iterator[str]:
        """What SQLite finds wrong with the database, and batches of the spool that cannot be read."""
        if self.scene.db.exists():
            with closing(sqlite3.connect(self.scene.db)) as connection:
                for pragma in ("integrity_check", "foreign_key_check"):
                    yield from (str(row) for row in connection.execute(f"PRAGMA {pragma}") if row != ("ok",))
        for batch in (self.scene.folder / "evidence.db.spool").rglob("*.xml.gz"):
            try:
                list(read_records(batch))
            except EvidenceError as problem:
                yield f"{batch.name}: {problem}"


_LOOK = os.WEXITED | os.WNOHANG | os.WNOWAIT


def _work(child: int) -> float:
    """Seconds of a processor that a process has used."""
    return int(Path(f"/proc/{child}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9


@contextmanager
def grounds(folder: Path, until: datetime = FIRST_NIGHT) -> Iterator[dict[str, Ground]]:
    """A later night, which is that of the time given, and a first night, measured."""
    world = small_world()
    with Upstream(world, limits=(None, None)) as up, pytest.MonkeyPatch.context() as patch, in_batches(patch, 2):
        scene = Scene(up, folder / "work", patch, NoCapture())  # type: ignore[arg-type]
        scene.now = until - timedelta(days=1)
        assert scene.refresh().code == 0
        start = folder / "start.db"
        shutil.copy(scene.db, start)
        scene.now += timedelta(days=1)
        for pmid in NEW:
            happen(world, "add", pmid=pmid)
        happen(world, "retract", pmid=COHORT.pmid, touch=False)
        happen(world, "restatus", nct="NCT90000001", status="TERMINATED")
        made = {"a later night": Ground(scene, start), "a first night": Ground(scene, None)}
        for ground in made.values():
            ground.measure()
        yield made


@dataclass
class Tally:
    """What came of the kills: wrong by kill; found: what was left, how often; tenths: of a usual night, or beyond."""

    kills: int = 0
    survived: int = 0
    tenths: list[int] = field(default_factory=lambda: [0] * 11)
    found: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def note(self, ground: Ground, how: str, ended: int) -> None:
        """Judge the kill and count it; one that came too late is counted apart."""
        self.kills += ended == -signal.SIGKILL
        self.survived += ended != -signal.SIGKILL
        left = ground.dump()
        name = next((name for name, dump in ground.allowed.items() if dump == left), "a part")
        self.found[name] = self.found.get(name, 0) + 1
        self.wrong += [f"{how}: {told}" for told in ground.judge()]


def at_points(made: dict[str, Ground], tally: Tally, names: list[str]) -> None:
    """Kill each night at each of these points."""
    for kind, ground in made.items():
        for name in names:
            ground.reset()
            ended = ground.kill_at(name)
            if ended != -signal.SIGKILL:
                tally.wrong.append(f"{kind}, {name}: the point was not reached (exit code {ended})")
            tally.note(ground, f"{kind}, {name}", ended)


def at_random(made: dict[str, Ground], tally: Tally, number: int, seed: int = 0) -> None:
    """Kill nights after a random part of their work until so many were killed.

    Half of the kills fall anywhere in it, half in its last third, where the database is written.
    """
    dice = random.Random(seed)
    aim = tally.kills + number
    while tally.kills < aim:
        kind, ground = dice.choice(list(made.items()))
        ground.reset()
        ended, done = ground.kill_after(dice.uniform(dice.choice((0, 0.7)), 1.2) * ground.work)
        tally.tenths[min(10, int(10 * done / ground.work))] += ended == -signal.SIGKILL
        tally.note(ground, f"{kind}, after {done:.3f} s of {ground.work:.3f}", ended)


__all__ = ["POINTS", "Ground", "Tally", "at_points", "at_random", "grounds"]
