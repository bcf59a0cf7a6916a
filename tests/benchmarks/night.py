"""A night that brings nothing, in a process of its own and without the pace: python -m tests.benchmarks.night

Over the real records where EVIDENCE_REAL names their folder, else over 3,000 made-up ones. The bar: two seconds of
work, no word, no row, six requests (and one for each 200 records more, one where some are not given).
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from evidence_cli.session import current_time
from tests.fakes.made import made_records
from tests.fakes.made_studies import made_study
from tests.fakes.upstream import Upstream
from tests.fakes.world import World, load_world
from tests.made_night import NoCapture, Scene

ROOT = Path(__file__).parents[2]
BAR, NIGHTS = 2.0, 5


def held_world() -> World:
    """The records that are held already, and three studies."""
    real = os.environ.get("EVIDENCE_REAL")
    if real:
        world = load_world(Path(real) / "hsct_ms_dev.xml", Path(real) / "ms_feed.xml.gz")
    else:
        world = World()
        world.add(*made_records(3_000, first=97_200_000, topic=0.1))
    world.add_studies(made_study(f"NCT9000000{number}") for number in (1, 2, 3))
    return world


def quiet_night(scene: Scene) -> tuple[float, float]:
    """Run the program; return the seconds that it worked and that it took."""
    words = ["--db", str(scene.db), "--topic", str(scene.topic), "refresh", "--no-backup"]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    ran = subprocess.run(
        [sys.executable, "-m", "tests.kills.child", *words], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([".", "cli", "db"])},
    )  # fmt: skip
    took, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", ""), ran.stderr
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, took


def main() -> int:
    """Fill a database, run quiet nights, print the best and return 1 over the bar."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        world = held_world()
        with Upstream(world, limits=(None, None)) as up:
            up.warm()
            scene = Scene(up, Path(folder), patch, NoCapture())  # type: ignore[arg-type]
            up.now = current_time
            scene.now = current_time()
            for _ in range(2):
                scene.call("refresh", "--no-backup")
            before = scene.dump()
            up.journal().clear()
            nights = [quiet_night(scene) for _ in range(NIGHTS)]
            assert scene.dump() == before
            asked = (scene.sent("eutils") / NIGHTS, scene.sent("ctgov") / NIGHTS)
            work, took = min(nights)
            print(f"{len(world.records):,} records; a quiet night: {work:.2f} s of work (bar {BAR:.0f}), {took:.2f} s "
                  f"in all, 0 rows changed, requests: PubMed {asked[0]:g}, registry {asked[1]:g}")  # fmt: skip
    return 0 if work <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
