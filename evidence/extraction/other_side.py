"""The other arm of a comparison, which a pair leaves unsaid: "57% after transplantation vs 48%"."""

import re

from evidence.extraction.clauses import AGAINST
from evidence.extraction.label_sides import Assigned
from evidence.extraction.mentions import CONTROL, DRUG, OUTCOME, TREATMENT, Mention
from evidence.extraction.readings import Reading, Series
from evidence.extraction.units import bracket_at

_AND = re.compile(r"\band\b", re.IGNORECASE)


def with_other_side(reading: Reading, series: Series, arms: Assigned, comparators: tuple[str, ...]) -> Assigned:
    """Return the arms of a pair; where only one of the two has its own, the other figure is of the other arm.

    What was named before the pair labels neither: "relapses fell with A (40% vs 12%)" does not say whose is which.
    """
    if len(series) != 2 or len(comparators) != 1 or arms[1] is None or arms[0] not in (None, arms[1]):
        return arms
    one, two, named = series[0], series[1], arms[1]
    opposed = _opposed(reading, one.end, two.start)
    if opposed is None or named.kind not in (TREATMENT, DRUG, CONTROL) or named.start < one.end:
        return arms
    other = _other(named, comparators[0])
    return (named, other) if named.start < opposed.start() else (other, named)


def _opposed(reading: Reading, start: int, end: int) -> re.Match[str] | None:
    """Return what sets two figures against each other; a mere "and" only within one bracket of nothing else."""
    if any(one.kind == OUTCOME and start <= one.start < end for one in reading.outcomes):
        return None
    match = AGAINST.search(reading.text, start, end)
    bracket = bracket_at(reading.text, start)
    if match is not None or bracket is None or bracket != bracket_at(reading.text, end):
        return match
    return _AND.search(reading.text, start, end)


def _other(named: Mention, drug: str) -> Mention:
    if named.kind == TREATMENT:
        return Mention(DRUG, drug, named.start, named.end)
    return Mention(TREATMENT, "hsct", named.start, named.end)
