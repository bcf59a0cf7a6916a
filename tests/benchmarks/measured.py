"""Whole processes measured side by side: each in turn, round by round, so that a busy minute strikes all of them."""

import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = [str(ROOT / room) for room in ("", "db", "cli")]


@dataclass
class Costs:
    """Seconds of processor time and on the clock of each round; peak memory in MB."""

    processor: list[float] = field(default_factory=list)
    clock: list[float] = field(default_factory=list)
    peak: float = 0.0

    @property
    def median(self) -> float:
        return statistics.median(self.processor)

    @property
    def wall(self) -> float:
        return statistics.median(self.clock)


def measure(
    jobs: Mapping[str, Sequence[str]], rounds: int, *, cores: int = 1, seldom: Sequence[str] = ()
) -> dict[str, Costs]:
    """Run every job so often, in turn, and return its costs; a job in seldom runs in the first round alone.

    The first round of a job that runs more often warms the caches and is not counted. A job that fails is left out,
    with a word on stderr.
    """
    costs: dict[str, Costs] = {name: Costs() for name in jobs}
    for turn in range(rounds + 1):
        for name, command in jobs.items():
            if name not in costs or (name in seldom and turn > 1):
                continue
            if name in seldom and turn == 0:
                continue
            ended = run(command, cores)
            if ended is None:
                print(f"{name}: failed, left out", file=sys.stderr)
                del costs[name]
            elif turn > 0:
                costs[name].processor.append(ended[0])
                costs[name].clock.append(ended[1])
                costs[name].peak = max(costs[name].peak, ended[2])
    return costs


def run(command: Sequence[str], cores: int) -> tuple[float, float, float] | None:
    """Run a command on so many cores; return processor seconds, clock seconds and peak MB, None where it failed."""
    allowed = set(sorted(os.sched_getaffinity(0))[:cores])
    path = {**os.environ, "PYTHONPATH": os.pathsep.join(ROOMS)}
    path.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode, and so have its peers
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(
        command, env=path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        preexec_fn=lambda: os.sched_setaffinity(0, allowed),
    )  # fmt: skip
    _, status, own = os.wait4(process.pid, 0)
    clock = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        return None
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, clock, own.ru_maxrss / 1024


def table(title: str, costs: Mapping[str, Costs], base: str, unit: str = "base") -> str:
    """Return the costs as a Markdown table with ratios to one of them."""
    lines = [
        f"### {title}",
        "",
        f"| what | processor s | clock s | peak MB | over {unit} |",
        "|---|---:|---:|---:|---:|",
    ]
    floor = costs[base].median if base in costs else None
    for name, cost in costs.items():
        ratio = "-" if not floor else f"{cost.median / floor:.2f}"
        lines.append(f"| {name} | {cost.median:.3f} | {cost.wall:.3f} | {cost.peak:.0f} | {ratio} |")
    return "\n".join((*lines, ""))


def machine() -> str:
    """Return what the figures were taken on, without the name of it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{platform.machine()}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GB, {platform.system()}, "
        f"Python {platform.python_version()}; load {os.getloadavg()[0]:.1f} at the end"
    )


def versions(names: Sequence[str]) -> str:
    """Return the versions of the packages that are here."""
    told = []
    for name in names:
        try:
            told.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            told.append(f"{name} not installed")
    return ", ".join(told)


def spread(cost: Costs) -> str:
    """Return median and range of processor time."""
    return f"{cost.median:.3f} ({min(cost.processor):.3f}-{max(cost.processor):.3f})"
