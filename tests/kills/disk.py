"""Lets every write, flush, cut, removal and opening of the database fail once: python -m tests.kills.disk [CALL ...]

strace lets the n-th system call on the database, its journal or its folder fail, for n = 1, 2, ... until the night is
over before it. A night that says that it went well must have stored everything; one that does not, nothing or one
source whole; and the next night must complete it. Without strace, sizes of files are limited instead, step by step.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from evidence_cli.session import current_time
from tests.kills.killing import Ground, grounds

CALLS = ("pwrite64", "fdatasync", "fsync", "ftruncate", "unlink", "rename", "openat")
HONEST = {65, 73, 74, 75, 77}  # exit codes that say: it did not go well
_ROOT = Path(__file__).parents[2]


def main() -> int:
    """Run the sweep over the calls named, all by default; print and return 1 where anything was wrong."""
    chosen = [name for name in sys.argv[1:] if name in CALLS] or list(CALLS)
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder, grounds(Path(folder), until=current_time()) as made:
        ground = made["a later night"]
        print(f"Failing disks, {datetime.now(UTC):%Y-%m-%d}")
        sweeps = (
            sweep(ground, name, error) for name in chosen for error in ("EIO", "ENOSPC")[: 1 + (name == "pwrite64")]
        )
        for name, codes, told in sweeps if shutil.which("strace") else [limited(ground, 24)]:
            ended = ", ".join(f"exit code {code}: {count}" for code, count in sorted(codes.items()))
            print(f"{name:20} {codes.total():4} points; {ended or 'never called'}")
            wrong += told
        if not shutil.which("strace"):
            print("NOT RUN: strace is not installed, so that single calls cannot fail; sizes of files were limited")
    print(f"false successes, partial nights, nights that the next run did not complete: {len(wrong)}")
    print("\n".join(wrong))
    return 1 if wrong else 0


def sweep(ground: Ground, call: str, error: str) -> tuple[str, Counter[int], list[str]]:
    """Let the first, second, ... call fail, until there are no more; return exit codes and what was wrong."""
    codes: Counter[int] = Counter()
    wrong: list[str] = []
    for number in range(1, 10_000):
        ground.reset()
        code, hit = _fail(ground, call, error, number)
        if not hit:
            break
        codes[code] += 1
        wrong += [f"{call} {number} {error}: {told}" for told in _judged(ground, code)]
    return f"{call} {error}", codes, wrong


def _fail(ground: Ground, call: str, error: str, number: int) -> tuple[int, bool]:
    """Run the night with one call failing; return its exit code, and whether the call was reached."""
    trace = ground.scene.folder / "trace.txt"
    db = ground.scene.db
    watched = [word for path in (db, Path(f"{db}-journal"), db.parent) for word in ("-P", str(path))]
    inject = f"inject={call}:error={error}:when={number}"
    strace = ["strace", "-f", "--seccomp-bpf", "-qq", "-o", str(trace), *watched, "-e", f"trace={call}", "-e", inject]
    ran = subprocess.run([*strace, *_program(ground)], env=_environment(), capture_output=True, check=False, cwd=_ROOT)
    return ran.returncode, "(INJECTED)" in trace.read_text(encoding="utf-8", errors="replace")


def limited(ground: Ground, steps: int) -> tuple[str, Counter[int], list[str]]:
    """Let files grow no larger than a limit that rises from nothing to what the night needs."""
    codes: Counter[int] = Counter()
    wrong: list[str] = []
    largest = ground.start.stat().st_size + 300_000 if ground.start is not None else 1_000_000
    for step in range(steps):
        ground.reset()
        size = largest * step // steps

        def act(size: int = size) -> int:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            return ground.scene.command()

        code, _ = ground.scene.in_child(act)
        codes[code] += 1
        wrong += [f"files of at most {size} bytes: {told}" for told in _judged(ground, code)]
    return "limit of file size", codes, wrong


def _judged(ground: Ground, code: int) -> Iterator[str]:
    if code == 0 and ground.dump() != ground.allowed["both"]:
        yield "said that it went well, and had not stored everything"
    if code not in {0, 3, *HONEST}:
        yield f"exit code {code}"
    yield from ground.judge()


def _program(ground: Ground) -> list[str]:
    scene = ground.scene
    options = ["--db", str(scene.db), "--topic", str(scene.topic)]
    return [sys.executable, "-m", "tests.kills.child", *options, "refresh", "--no-pack"]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([".", "cli", "db"])}


if __name__ == "__main__":
    sys.exit(main())
