"""What a night costs as more is new or changed: a straight line over what moved, whatever is held.

    python -m tests.benchmarks.refreshing [HELD] [MOVED...]

The whole program as a process of its own asks the stand-in of PubMed and the registry (tests/fakes) without keeping
their pace, over so many held records, one in four of them about the topic. New ones come by an ordinary night; changed
ones are looked for with --full, which reads all that is held again. Processor and clock seconds, requests, and rows
that were not there before (runs apart).
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from evidence_cli.session import current_time
from tests.benchmarks.grown import records
from tests.benchmarks.measured import ROOMS, ROOT, machine
from tests.fakes.made_studies import made_study
from tests.fakes.upstream import Upstream
from tests.fakes.world import World, read_record
from tests.made_night import NoCapture, Scene
from tests.made_records import Made

HELD, MOVED = 3_000, (0, 5, 200, 3_000)
FIRST, NEW, EVERY = 97_100_000, 97_200_000, 4
SEVERAL = 1_000  # so few that moved are measured three times


class Night(NamedTuple):
    """What a night cost. rows: that were not there before."""

    processor: float
    clock: float
    requests: int
    rows: int


def revised(made: Made) -> Made:
    """The record after its authors wrote one more sentence."""
    label, text = made.sections[-1]
    return replace(
        made, revised="2026-11-02", sections=(*made.sections[:-1], (label, f"{text} We thank all patients."))
    )


@contextmanager
def scene(told: Sequence[Made], folder: Path) -> Iterator[Scene]:
    """PubMed with these records, and a place for a database."""
    world = World()
    world.add(*(read_record(made.xml().encode()) for made in told))
    world.add_studies(made_study(f"NCT9000000{number}") for number in (1, 2, 3))
    with Upstream(world, limits=(None, None)) as up, pytest.MonkeyPatch.context() as patch:
        up.warm()
        made = Scene(up, folder, patch, NoCapture())  # type: ignore[arg-type]
        up.now = current_time
        made.now = current_time()
        yield made


def night(at: Scene, start: Path, *words: str) -> Night:
    """Run one night of a copy of the database, in a process of its own."""
    shutil.rmtree(f"{at.db}.spool", ignore_errors=True)
    shutil.copy(start, at.db)
    before = Counter(at.dump())
    at.up.journal().clear()
    spent, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    ran = subprocess.run(
        [sys.executable, "-m", "tests.kills.child", "--db", str(at.db), "--topic", str(at.topic), "refresh",
         "--no-backup", "--no-pack", *words],
        cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": os.pathsep.join(ROOMS)},
    )  # fmt: skip
    took, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    assert ran.returncode == 0, ran.stderr
    work = after.ru_utime + after.ru_stime - spent.ru_utime - spent.ru_stime
    rows = (Counter(at.dump()) - before).total()
    return Night(work, took, at.sent("eutils") + at.sent("ctgov"), rows)


def held(number: int, folder: Path) -> Path:
    """A database that holds so many records and has had a quiet night."""
    with scene(records(number, FIRST, EVERY), folder) as at:
        for _ in range(2):
            at.call("refresh", "--no-backup", "--no-pack")
        return shutil.copy(at.db, folder / "start.db")


def costs(base: Sequence[Made], moved: int, start: Path, *, changed: bool) -> Night:
    """Return the median night over so many records that are new, or changed."""
    others = [*map(revised, base[:moved]), *base[moved:]] if changed else [*base, *records(moved, NEW, EVERY)]
    words = ("--full",) if changed else ()
    with tempfile.TemporaryDirectory() as folder, scene(others, Path(folder)) as at:
        nights = [night(at, start, *words) for _ in range(1 if moved > SEVERAL else 3)]
    return Night(*(statistics.median(each) for each in zip(*nights, strict=True)))  # type: ignore[arg-type]


def line(moved: Sequence[int], nights: Sequence[Night]) -> str:
    """Return the straight line through the nights that brought something, and how far the worst of them is from it.

    A night that brings nothing loads no rule and works out nothing: it is no point of the line.
    """
    told = [(count, each.processor) for count, each in zip(moved, nights, strict=True) if count]
    fit = statistics.linear_regression(*zip(*told, strict=True))
    off = max(abs(fit.intercept + fit.slope * count - spent) for count, spent in told)
    return (f"Of nights that bring something: {fit.intercept:.2f} s and {fit.slope * 1000:.2f} ms a record; none is "
            f"further from that line than {off:.2f} s.")  # fmt: skip


def main(number: int, moved: Sequence[int]) -> int:
    base = records(number, FIRST, EVERY)
    with tempfile.TemporaryDirectory() as folder:
        start = held(number, Path(folder))
        for changed in (False, True):
            what = "changed, --full" if changed else "new"
            print(f"### A night over {number:,} held records\n\n| {what} | processor s | clock s | requests | rows |")
            print("|---:|---:|---:|---:|---:|")
            nights = []
            for count in (count for count in moved if count <= number or not changed):
                told = costs(base, count, start, changed=changed)
                nights.append(told)
                print(f"| {count:,} | {told.processor:.2f} | {told.clock:.2f} | {told.requests:g} | {told.rows:g} |",
                      flush=True)  # fmt: skip
                assert count or told.rows == 0, "a night that brought nothing wrote rows"
            print(f"\n{line(moved[: len(nights)], nights)}\n", flush=True)
    print(f"{machine()}\n")
    return 0


if __name__ == "__main__":
    told = [int(word) for word in sys.argv[1:]]
    sys.exit(main(told[0] if told else HELD, told[1:] or MOVED))
