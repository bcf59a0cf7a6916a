"""How sure a finding is: by its rule where nothing speaks against it, else by its state.

Written by `python -m tests.calibrate --write` from the abstracts in our own words (tests/fixtures/abstracts): the share
of a rule's clean findings that are strictly right, drawn towards the mean of its kind where the rule has few. How, and
how well it holds on abstracts that taught it nothing, stands in docs/extraction-rules.md.
"""

from typing import NamedTuple


class Measured(NamedTuple):
    """A rule's confidence, and what it rests on: how many of its clean findings were right."""

    confidence: float
    right: int
    read: int


RULES = {
    "count:and-in-n": Measured(0.98, 9, 9),
    "count:count": Measured(0.93, 265, 285),
    "count:count-part": Measured(0.95, 19, 20),
    "count:events": Measured(0.9, 7, 8),
    "count:in-n": Measured(0.95, 23, 24),
    "count:n-of-n": Measured(0.89, 23, 26),
    "count:n/n": Measured(0.99, 23, 23),
    "count:split": Measured(0.93, 0, 0),
    "level:change": Measured(0.94, 46, 49),
    "level:difference": Measured(0.66, 4, 8),
    "level:half-width": Measured(0.76, 0, 1),
    "level:level": Measured(0.93, 164, 177),
    "level:percent": Measured(0.97, 37, 38),
    "level:percent-list": Measured(0.92, 0, 0),
    "level:standardised": Measured(0.82, 2, 3),
    "p-only:p": Measured(0.48, 0, 2),
    "percent:all-alive": Measured(0.8, 0, 1),
    "percent:half-width": Measured(0.98, 8, 8),
    "percent:n-comma-percent": Measured(0.96, 1, 1),
    "percent:n-n/n-percent": Measured(0.96, 0, 0),
    "percent:n-of-n-percent": Measured(0.99, 53, 53),
    "percent:n-percent": Measured(0.97, 228, 235),
    "percent:n-percent-of-n": Measured(0.98, 8, 8),
    "percent:n/n-percent": Measured(0.92, 22, 24),
    "percent:none-in": Measured(0.96, 0, 0),
    "percent:one-in-n": Measured(0.96, 0, 0),
    "percent:percent": Measured(0.95, 448, 474),
    "percent:percent-list": Measured(0.97, 2, 2),
    "percent:percent-n": Measured(0.96, 0, 0),
    "percent:percent-n-of-n": Measured(0.96, 0, 0),
    "percent:percent-n/n": Measured(0.99, 11, 11),
    "percent:percent-of-n": Measured(0.96, 0, 0),
    "percent:percent-patients": Measured(0.96, 1, 1),
    "percent:percent-words": Measured(0.96, 1, 1),
    "percent:proportion": Measured(0.97, 3, 3),
    "ratio:hazard_ratio": Measured(0.96, 46, 48),
    "ratio:hazard_ratio-continued": Measured(0.98, 3, 3),
    "ratio:odds_ratio": Measured(0.99, 6, 6),
    "ratio:odds_ratio-continued": Measured(0.97, 0, 0),
    "ratio:rate_ratio": Measured(0.99, 7, 7),
    "ratio:rate_ratio-continued": Measured(0.97, 0, 0),
    "ratio:risk_ratio": Measured(0.98, 3, 3),
    "ratio:risk_ratio-continued": Measured(0.97, 0, 0),
    "zero:no-event": Measured(0.86, 64, 74),
    "zero:none-of": Measured(0.81, 25, 31),
}
KINDS = {"count": 0.93, "level": 0.92, "p-only": 0.67, "percent": 0.96, "ratio": 0.97, "zero": 0.85}
EVERY = 0.94
OF_STATE = {"flagged": 0.82, "unbound": 0.5}


def confidence_of(rule: str, state: str) -> float:
    """Return how sure a finding is (0-1); a rule without a line of its own is as sure as its kind, else as all."""
    if state != "clean":
        return OF_STATE[state]
    measured = RULES.get(rule)
    return measured.confidence if measured is not None else KINDS.get(rule.partition(":")[0], EVERY)
