"""Groups that no vocabulary names ("12% of those under 32 years", "0.3% after 2012"): parts of the patients."""

import re

from evidence.extraction.clauses import outer_end
from evidence.extraction.figures import Figure
from evidence.extraction.readings import Reading, spans_told
from evidence.extraction.units import bracket_at, end_outside

_WHO = (
    r"(?:those|patients|women|men|subjects|participants|cases|individuals|people|children|recipients|studies|"
    r"transplants|the\s+\d+|ones)"
)
_RESTRICTED = re.compile(
    rf"""
    \s*[)\]]?\s*(?:of|in|among|for|by|with)\s+(?:(?:the|all|our|later|earlier)\s+)?(?:\d+\s+)?(?:[a-z-]+\s+){{0,2}}?{_WHO}\s+
    (?P<who>(?:with|without|under|over|aged|younger|older|who|treated|transplanted|begun|below|above|having|given|before|
        after|whose|on|still|at\s+risk)\b[^,;()\[\]]{{2,60}})
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ERA = re.compile(r"\s*[)\]]?\s*(?P<who>(?:after|before|since|until|up\s+to|from)\s+(?:19|20)\d\d)\b", re.IGNORECASE)
# What all patients whose data are shown have in common makes no group of them.
_NO_PART = re.compile(
    r"^(?:with|who)\s+(?:available|evaluable|complete|sufficient|at\s+least|a?\s*follow|data|an?\s+mri|ms\b|multiple|"
    r"this|were\s+(?:followed|evaluat)|"
    r"had\s+(?:available|complete|data|follow)|completed|underwent|received)",
    re.IGNORECASE,
)


def part_told(reading: Reading, figure: Figure) -> str | None:
    """Return the words that say which part of the patients is meant, None for all or where a label says it."""
    end = outer_end(reading.text, figure.start, figure.end)
    end = end_outside(reading.text, figure.start, end, len(reading.text))
    match = _RESTRICTED.match(reading.text, end) or _ERA.match(reading.text, end)
    if match is None or _NO_PART.match(match["who"]) is not None:
        return None
    start, stop = match.span("who")
    if (
        any(start < last and first < stop for first, last in spans_told(reading))
        or bracket_at(reading.text, start) is not None
    ):
        return None
    return " ".join(match["who"].split()[:8]).rstrip(". ")
