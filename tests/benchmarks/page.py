"""How large the page of a report over 200 studies is, and how long it takes to write it and to draw it.

    python tests/benchmarks/page.py [REPETITIONS]

Bars: under 1.5 MB, written in under a second of processor time (the whole process with its start-up, on one core) and
drawn in under a second by Chromium, where that is installed. Exit code 1 beyond a bar. The time on the clock stands
beside: it is the same on a machine that does nothing else.
"""
# ruff: noqa: E402 - the rooms are put on the path first

import contextlib
import io
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = [str(ROOT / room) for room in ("", "db", "cli")]
sys.path[:0] = ROOMS

from tests.benchmarks.many_studies import fill

LARGEST, SLOWEST = 1_500_000, 1.0


def written(db: Path, page: Path, repetitions: int) -> tuple[float, float]:
    """Return the medians of seconds and of seconds of processor time, after a first run that warms the caches."""
    told = "import sys; from evidence_cli.main import run; sys.exit(run(sys.argv[1:]))"
    command = [sys.executable, "-c", told, "-q", "--db", str(db), "report", "--as", "html", "--output", str(page)]
    path = {**os.environ, "PYTHONPATH": os.pathsep.join(ROOMS)}
    times = []
    for _ in range(repetitions + 1):
        started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, env=path, preexec_fn=_on_one_core)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(
            (time.perf_counter() - started, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        )
    wall, processor = zip(*times[1:], strict=True)
    return statistics.median(wall), statistics.median(processor)


def _on_one_core() -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def drawn(page: Path, repetitions: int) -> float | None:
    """Return the median of seconds from asking for the page to its first drawing; None without a Chromium."""
    found = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    if found is None:
        return None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        times = [_opened(browser, page) for _ in range(repetitions + 1)][1:]
        browser.close()
    return statistics.median(times)


def _opened(browser, page: Path) -> float:  # type: ignore[no-untyped-def]
    tab = browser.new_page()
    tab.goto(page.as_uri(), wait_until="load")
    tab.screenshot()  # nothing is measured before it is drawn
    told = "Math.max(performance.timing.loadEventEnd - performance.timing.navigationStart, " \
           "...performance.getEntriesByType('paint').map(each => each.startTime))"  # fmt: skip
    seconds: float = tab.evaluate(told) / 1000
    tab.close()
    return seconds


def main(repetitions: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        db, page = Path(folder) / "many.db", Path(folder) / "page.html"
        with contextlib.redirect_stdout(io.StringIO()):
            studies = fill(db)
        wall, processor = written(db, page, repetitions)
        size, seen = page.stat().st_size, drawn(page, repetitions)
    print(f"{studies} studies: {size / 1e6:.2f} MB (bar {LARGEST / 1e6} MB)")
    print(
        f"written in {processor:.2f} s of processor time (bar {SLOWEST} s), {wall:.2f} s on the clock; "
        f"median of {repetitions}"
    )
    print("drawn: no Chromium here" if seen is None else f"drawn by Chromium in {seen:.2f} s (bar {SLOWEST} s)")
    return int(size > LARGEST or processor > SLOWEST or (seen or 0.0) > SLOWEST)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
