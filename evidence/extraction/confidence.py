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
    "count:all-but": Measured(0.97, 0, 0),
    "count:all-n": Measured(0.97, 0, 0),
    "count:and-in-n": Measured(0.99, 17, 17),
    "count:count": Measured(0.97, 282, 291),
    "count:count-part": Measured(0.99, 20, 20),
    "count:events": Measured(0.99, 10, 10),
    "count:everyone": Measured(0.98, 1, 1),
    "count:in-n": Measured(0.96, 25, 26),
    "count:n-of-n": Measured(0.97, 34, 35),
    "count:n/n": Measured(0.99, 28, 28),
    "count:none-in": Measured(0.98, 2, 2),
    "count:single": Measured(0.84, 1, 2),
    "count:split": Measured(0.97, 0, 0),
    "level:change": Measured(0.94, 49, 52),
    "level:difference": Measured(0.91, 8, 9),
    "level:half-width": Measured(0.85, 3, 4),
    "level:incidence": Measured(0.96, 3, 3),
    "level:level": Measured(0.94, 184, 196),
    "level:percent": Measured(0.93, 53, 57),
    "level:percent-list": Measured(0.94, 0, 0),
    "level:share-difference": Measured(0.96, 2, 2),
    "level:standardised": Measured(0.96, 3, 3),
    "level:time": Measured(0.98, 9, 9),
    "p-only:p": Measured(0.49, 0, 2),
    "percent:all-alive": Measured(0.82, 0, 1),
    "percent:everyone": Measured(0.98, 0, 0),
    "percent:half-width": Measured(0.99, 12, 12),
    "percent:n-comma-percent": Measured(0.98, 1, 1),
    "percent:n-n/n-percent": Measured(0.98, 0, 0),
    "percent:n-of-n-percent": Measured(0.99, 59, 59),
    "percent:n-percent": Measured(0.98, 259, 264),
    "percent:n-percent-of-n": Measured(0.99, 13, 13),
    "percent:n/n-percent": Measured(0.99, 31, 31),
    "percent:none-in": Measured(0.98, 1, 1),
    "percent:one-in-n": Measured(0.98, 0, 0),
    "percent:percent": Measured(0.97, 541, 556),
    "percent:percent-list": Measured(0.99, 3, 3),
    "percent:percent-n": Measured(0.98, 0, 0),
    "percent:percent-n-of-n": Measured(0.98, 0, 0),
    "percent:percent-n/n": Measured(0.99, 13, 13),
    "percent:percent-of-n": Measured(0.98, 0, 0),
    "percent:percent-patients": Measured(0.98, 1, 1),
    "percent:percent-words": Measured(0.98, 1, 1),
    "percent:proportion": Measured(0.99, 3, 3),
    "ratio:hazard_ratio": Measured(0.99, 58, 58),
    "ratio:hazard_ratio-continued": Measured(0.99, 4, 4),
    "ratio:odds_ratio": Measured(0.99, 8, 8),
    "ratio:odds_ratio-continued": Measured(0.99, 0, 0),
    "ratio:rate_ratio": Measured(0.99, 10, 10),
    "ratio:rate_ratio-continued": Measured(0.99, 0, 0),
    "ratio:risk_ratio": Measured(0.99, 3, 3),
    "ratio:risk_ratio-continued": Measured(0.99, 0, 0),
    "zero:no-event": Measured(0.96, 74, 77),
    "zero:none-of": Measured(0.86, 27, 32),
}
KINDS = {"count": 0.97, "level": 0.94, "p-only": 0.69, "percent": 0.98, "ratio": 1.0, "zero": 0.93}
EVERY = 0.97
OF_STATE = {"flagged": 0.82, "unbound": 0.39}


def confidence_of(rule: str, state: str) -> float:
    """Return how sure a finding is (0-1); a rule without a line of its own is as sure as its kind, else as all."""
    if state != "clean":
        return OF_STATE[state]
    measured = RULES.get(rule)
    return measured.confidence if measured is not None else KINDS.get(rule.partition(":")[0], EVERY)
