"""Nights that are killed and disks that fail: a few of each here; `make kills` and `make disk` play them all."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.loopback import loopback
from tests.kills.disk import HONEST, fail_once, limited
from tests.kills.killing import POINTS, Ground, Tally, at_points, at_random, grounds

pytestmark = loopback
FEW = sorted(random.Random(0).sample(sorted(POINTS), 5))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, _in_module: None) -> Iterator[dict[str, Ground]]:
    with grounds(tmp_path_factory.mktemp("killed")) as made:
        yield made


@pytest.fixture(scope="module")
def _in_module() -> None:
    """Sockets are allowed to each test; what lives as long as the module needs them before the first.

    They are not shut off again here: the next test's own setup does that, unless it may use them.
    """
    import pytest_socket

    pytest_socket.enable_socket()


@pytest.mark.fault("F40", "F51")
def test_nights_that_are_killed_leave_whole_nights_and_the_next_run_completes_them(made: dict[str, Ground]) -> None:
    tally = Tally()
    at_points(made, tally, FEW)
    at_random(made, tally, 10)
    assert tally.wrong == []
    assert tally.kills == 20


@pytest.mark.fault("F40")
def test_a_process_of_its_own_dies_where_the_environment_says(made: dict[str, Ground]) -> None:
    ground = made["a later night"]
    ground.reset()
    words = ["--db", str(ground.scene.db), "--topic", str(ground.scene.topic), "refresh", "--no-pack"]
    environment = {**os.environ, "EVIDENCE_CRASH_AT": "before-space", "PYTHONPATH": os.pathsep.join([".", "cli", "db"])}
    program = [sys.executable, "-m", "tests.kills.child", *words]
    ran = subprocess.run(program, env=environment, capture_output=True, check=False, cwd=Path(__file__).parents[1])
    assert ran.returncode == -9, ran.stderr
    assert ground.dump() == ground.allowed["before"]


def test_no_line_of_the_program_knows_of_the_points() -> None:
    root = Path(__file__).parents[1]
    sources = [path for room in ("evidence", "db", "cli") for path in (root / room).rglob("*.py")]
    assert [path for path in sources if "CRASH" in path.read_text(encoding="utf-8")] == []


@pytest.mark.fault("F41", "F42")
def test_files_that_may_not_grow_are_told_and_the_next_run_completes_the_night(made: dict[str, Ground]) -> None:
    _, codes, wrong = limited(made["a later night"], 8)
    assert wrong == []
    assert codes[74] >= 5


@pytest.mark.skipif(shutil.which("strace") is None, reason="no strace here: apt install strace")
@pytest.mark.fault("F41", "F42")
@pytest.mark.parametrize(
    ("call", "error", "number"),
    [
        ("pwrite64", "EIO", 1), ("pwrite64", "ENOSPC", 60), ("pwrite64", "EIO", 150), ("fdatasync", "EIO", 6),
        ("unlink", "EIO", 2), ("openat", "EIO", 4), ("openat", "EIO", 9),
    ],
)  # fmt: skip
def test_a_night_of_which_one_system_call_fails_says_so_and_the_next_completes_it(
    made: dict[str, Ground], call: str, error: str, number: int
) -> None:
    code, hit, wrong = fail_once(made["a later night"], call, error, number)
    assert hit
    assert wrong == []
    assert code in {0, 3, *HONEST}
