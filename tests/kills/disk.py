"""Lets every write, flush, cut, removal and opening of the database fail once.

    python -m tests.kills.disk [CALL ...] [--every N]

strace lets the n-th system call on the database, its journal or its folder fail, for n = 1, 2, ... (or each N-th) until
the night is over before it. A night that says that it went well must have stored everything; one that does not, nothing
or one source whole; and the next night must complete it. Without strace, sizes of files are limited instead, step by
step.
"""

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.kills.killing import Ground, grounds

CALLS = ("pwrite64", "fdatasync", "fsync", "ftruncate", "unlink", "rename", "openat")
HONEST = {65, 73, 74, 75, 77}  # exit codes that say: it did not go well
_ATTACHED = 10.0  # seconds in which strace must have taken hold of a process


def main() -> int:
    """Run the sweep over the calls named, all by default; print and return 1 where anything was wrong."""
    words = sys.argv[1:]
    every = int(words[words.index("--every") + 1]) if "--every" in words else 1
    chosen = [name for name in words if name in CALLS] or list(CALLS)
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder, grounds(Path(folder)) as made:
        ground = made["a later night"]
        print(f"Failing disks, {datetime.now(UTC):%Y-%m-%d}" + (f", each {every}th call" if every > 1 else ""))
        sweeps = (
            sweep(ground, name, error, every)
            for name in chosen
            for error in ("EIO", "ENOSPC")[: 1 + (name == "pwrite64")]
        )
        for name, codes, told in sweeps if shutil.which("strace") else [limited(ground, 24)]:
            ended = ", ".join(f"exit code {code}: {count}" for code, count in sorted(codes.items()))
            print(f"{name:20} {codes.total():4} points; {ended or 'never called'}", flush=True)
            wrong += told
        if not shutil.which("strace"):
            print("NOT RUN: strace is not installed, so that single calls cannot fail; sizes of files were limited")
    print(f"false successes, partial nights, nights that the next run did not complete: {len(wrong)}")
    print("\n".join(wrong))
    return 1 if wrong else 0


def sweep(ground: Ground, call: str, error: str, every: int = 1) -> tuple[str, Counter[int], list[str]]:
    """Let the first, second, ... call fail, until there are no more; return exit codes and what was wrong."""
    codes: Counter[int] = Counter()
    wrong: list[str] = []
    for number in range(1, 10_000, every):
        code, hit, told = fail_once(ground, call, error, number)
        if not hit:
            break
        codes[code] += 1
        wrong += told
    return f"{call} {error}", codes, wrong


def fail_once(ground: Ground, call: str, error: str, number: int) -> tuple[int, bool, list[str]]:
    """Run a night of which that call fails; return its exit code, whether there was the call, and what was wrong."""
    ground.reset()
    code, hit = _fail(ground, call, error, number)
    return code, hit, [f"{call} {number} {error}: {told}" for told in (_judged(ground, code) if hit else ())]


def _fail(ground: Ground, call: str, error: str, number: int) -> tuple[int, bool]:
    """Run the night with one call failing; return its exit code, and whether the call was reached."""
    scene = ground.scene
    trace, db = scene.folder / "trace.txt", scene.db
    watched = [word for path in (db, Path(f"{db}-journal"), db.parent) for word in ("-P", str(path))]
    inject = ["-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={number}"]

    def act() -> int:
        os.kill(os.getpid(), signal.SIGSTOP)  # until strace holds this process
        return scene.command()

    child = scene.start(act)
    os.waitid(os.P_PID, child, os.WSTOPPED)
    strace = ["strace", "-f", "-qq", "-o", str(trace), *watched, *inject, "-p", str(child)]
    with subprocess.Popen(strace, stderr=subprocess.DEVNULL) as tracer:
        _await_hold(child, tracer)
        os.kill(child, signal.SIGCONT)
        code, _ = scene.wait(child)
    return code, "(INJECTED)" in trace.read_text(encoding="utf-8", errors="replace")


def _await_hold(child: int, tracer: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _ATTACHED
    while "TracerPid:\t0\n" in Path(f"/proc/{child}/status").read_text(encoding="ascii"):
        assert tracer.poll() is None, "strace cannot hold a process here"
        assert time.monotonic() < until, "strace did not take hold"
        time.sleep(0.002)


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


if __name__ == "__main__":
    sys.exit(main())
