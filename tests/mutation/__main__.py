"""Mutates every record that supports a status in every way, and counts: python -m tests.mutation."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.mutation.evidence import CLASSES, faults, reached, targets
from tests.mutation.nights import answer_faults, class_faults, first_night

SIDES = {"the record tells": False, "the notice tells": True}


def count(what: str, tried: int, wrong: list[str]) -> bool:
    """Print how many of so many are right, with the first that are not; return whether all are."""
    print(f"  {what}: {tried - len(wrong)} of {tried}")
    for line in wrong[:5]:
        print(f"    {line[:300]}")
    return not wrong


def one_by_one(check: Callable[..., list[str]], every: tuple[object, ...], kind: str, **side: bool) -> list[str]:
    """Return a line for each target that fails the check."""
    found = [(target, check(target, kind, **side)) for target in every]
    return [f"{getattr(target, 'record', '')}: {'; '.join(lines)}" for target, lines in found if lines]


def main() -> int:
    """Print the counts; return 1 where anything is not as brute force has it."""
    start, good = time.monotonic(), True
    silent = [target for target in targets() if target.pmid is None]
    print(f"{len(targets())} records support a status; of {len(silent)} the pack knows neither PMID nor DOI:")
    print("PubMed can tell nothing of them, and their standing is set in the pack instead")
    with tempfile.TemporaryDirectory() as folder:
        db = first_night(Path(folder))
        for kind in CLASSES:
            print(f"{kind}:")
            for name, side in SIDES.items():
                good &= count(f"{name}, class", len(reached()), class_faults(db, kind, by_notice=side))
                every = targets() if not side else reached()
                good &= count(f"{name}, answers", len(every), one_by_one(faults, every, kind, by_notice=side))

            def stored(target: object, kind: str) -> list[str]:
                return answer_faults(db, target, kind)  # type: ignore[arg-type]

            good &= count("a night of its own", len(reached()), one_by_one(stored, reached(), kind))
    print(f"{time.monotonic() - start:.0f} s")
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
