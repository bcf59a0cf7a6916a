"""Replays every month in processes of their own, compares the bytes, and prints what flipped.

    python -m tests.replay

Four runs over the evidence pack (twice as it is, shuffled, every record twice), each with another order of Python's
sets, and the same over the pack with made-up PubMed records, for the first of each January.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, replace
from pathlib import Path

from tests.replay.days import (
    AS_IT_IS,
    EVERY_MONTH,
    SHUFFLED,
    TWICE,
    Delivery,
    database,
    documents,
    fingerprints,
    public,
)
from tests.replay.flips import flips, table

RUNS = {"as it is": AS_IT_IS, "again": AS_IT_IS, "shuffled": SHUFFLED, "every record twice": TWICE}
JANUARIES = tuple(day for day in EVERY_MONTH if "-01-01" in day)


def in_a_process(how: Delivery, days: tuple[str, ...], folder: Path, *, seed: int) -> dict[str, str]:
    """Return day -> hash as another process tells it; seed: of the hashes of strings, which order sets."""
    told = json.dumps({"how": asdict(how), "days": days, "path": str(folder / f"{seed}" / "replay.db")})
    place = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(
        [sys.executable, "-m", "tests.replay", told], env=place, capture_output=True, text=True, check=True
    )
    return dict(json.loads(ran.stdout))


def child(told: str) -> None:
    """Print day -> hash of one delivery."""
    asked = json.loads(told)
    print(json.dumps(fingerprints(database(Path(asked["path"]), Delivery(**asked["how"])), asked["days"])))


def main() -> int:
    """Print how many reports are the same in all runs and the table of flips; return 1 where one differs."""
    differ = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for what, made, days in (("pack", False, EVERY_MONTH), ("pack and made-up records", True, JANUARIES)):
            start, first = time.monotonic(), None
            for seed, (run, how) in enumerate(RUNS.items()):
                found = in_a_process(replace(how, made=made), days, folder / what.replace(" ", "-"), seed=seed)
                first = first or found
                other = [day for day in days if found[day] != first[day]]
                differ += len(other)
                print(f"{what}, {run}: {len(days) - len(other)} of {len(days)} reports the same {' '.join(other[:5])}")
            print(f"{what}: {time.monotonic() - start:.0f} s\n")
        every = documents(database(folder / "told" / "replay.db", AS_IT_IS), EVERY_MONTH)
    found_flips = list(flips(every, public()))
    print(f"Flips between firsts of the month, {len(found_flips)}:\n{table(found_flips)}")
    return 1 if differ else 0


if __name__ == "__main__":
    if len(sys.argv) > 1:
        child(sys.argv[1])
    else:
        raise SystemExit(main())
