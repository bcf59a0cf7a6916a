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
    "count:and-in-n": Measured(0.88, 1, 1),
    "count:count": Measured(0.85, 199, 235),
    "count:count-part": Measured(0.93, 18, 19),
    "count:events": Measured(0.8, 7, 9),
    "count:in-n": Measured(0.83, 19, 23),
    "count:n-of-n": Measured(0.86, 18, 21),
    "count:n/n": Measured(0.88, 16, 18),
    "count:split": Measured(0.85, 0, 0),
    "level:change": Measured(0.93, 32, 34),
    "level:difference": Measured(0.62, 3, 7),
    "level:half-width": Measured(0.88, 0, 0),
    "level:level": Measured(0.89, 143, 160),
    "level:percent": Measured(0.87, 32, 37),
    "level:percent-list": Measured(0.88, 0, 0),
    "level:standardised": Measured(0.8, 2, 3),
    "p-only:p": Measured(0.46, 0, 2),
    "percent:all-alive": Measured(0.79, 0, 1),
    "percent:half-width": Measured(0.98, 8, 8),
    "percent:n-comma-percent": Measured(0.96, 1, 1),
    "percent:n-n/n-percent": Measured(0.95, 0, 0),
    "percent:n-of-n-percent": Measured(0.99, 49, 49),
    "percent:n-percent": Measured(0.95, 189, 199),
    "percent:n-percent-of-n": Measured(0.87, 4, 5),
    "percent:n/n-percent": Measured(0.9, 16, 18),
    "percent:none-in": Measured(0.95, 0, 0),
    "percent:one-in-n": Measured(0.95, 0, 0),
    "percent:percent": Measured(0.94, 379, 402),
    "percent:percent-list": Measured(0.96, 2, 2),
    "percent:percent-n": Measured(0.95, 0, 0),
    "percent:percent-n-of-n": Measured(0.95, 0, 0),
    "percent:percent-n/n": Measured(0.98, 9, 9),
    "percent:percent-of-n": Measured(0.95, 0, 0),
    "percent:percent-patients": Measured(0.96, 1, 1),
    "ratio:hazard_ratio": Measured(0.95, 38, 40),
    "ratio:hazard_ratio-continued": Measured(0.96, 1, 1),
    "ratio:odds_ratio": Measured(0.98, 6, 6),
    "ratio:odds_ratio-continued": Measured(0.96, 0, 0),
    "ratio:rate_ratio": Measured(0.98, 6, 6),
    "ratio:rate_ratio-continued": Measured(0.96, 0, 0),
    "ratio:risk_ratio": Measured(0.96, 1, 1),
    "ratio:risk_ratio-continued": Measured(0.96, 0, 0),
    "zero:no-event": Measured(0.76, 61, 80),
    "zero:none-of": Measured(0.84, 22, 26),
}
KINDS = {"count": 0.85, "level": 0.88, "p-only": 0.64, "percent": 0.95, "ratio": 0.96, "zero": 0.79}
EVERY = 0.9
OF_STATE = {"flagged": 0.67, "unbound": 0.51}


def confidence_of(rule: str, state: str) -> float:
    """Return how sure a finding is (0-1); a rule without a line of its own is as sure as its kind, else as all."""
    if state != "clean":
        return OF_STATE[state]
    measured = RULES.get(rule)
    return measured.confidence if measured is not None else KINDS.get(rule.partition(":")[0], EVERY)
