"""Groups that no vocabulary names ("12% of those under 32 years", "0.3% after 2012"): parts of the patients."""

import re

from evidence.extraction.clauses import outer_end
from evidence.extraction.figures import Figure
from evidence.extraction.readings import Reading, spans_told
from evidence.extraction.units import bracket_at, end_outside

_WHO = (
    r"(?:those|patients|women|men|subjects|participants|cases|individuals|people|children|recipients|studies|trials|reports|"
    r"transplants|the\s+\d+|ones)"
)
_RESTRICTED = re.compile(
    rf"""
    \s*[)\]]?\s*(?:of|in|among|for|by|with)\s+(?:(?:the|all|our|later|earlier)\s+)?(?:\d+\s+)?(?:[a-z-]+\s+){{0,2}}?{_WHO}\s+
    (?P<who>(?:with|without|under|over|aged|younger|older|who|treated|transplanted|begun|published|conducted|below|above|having|given|before|
        after|whose|on|still|at\s+risk)\b[^,;()\[\]]{{2,60}})
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ERA = re.compile(r"\s*[)\]]?\s*(?P<who>(?:after|before|since|until|up\s+to|from)\s+(?:19|20)\d\d)\b", re.IGNORECASE)
# "0.5% in later ones", "than in the older patients".
_OTHERS = re.compile(
    r"""\s*[)\]]?\s*(?:of|in|among|for)\s+(?:the\s+)?
    (?P<who>(?:later|earlier|older|newer|younger|(?:more|less)\s+recent)\s+
        (?:ones|studies|trials|reports|patients|women|men|cohorts?))\b""",
    re.IGNORECASE | re.VERBOSE,
)
# What all patients whose data are shown have in common makes no group of them.
_NO_PART = re.compile(
    r"^(?:with|who)\s+(?:available|evaluable|complete|sufficient|at\s+least|a?\s*follow|data|an?\s+mri|ms\b|multiple|"
    r"this|were\s+(?:followed|evaluat)|"
    r"had\s+(?:available|complete|data|follow)|completed|underwent|received)",
    re.IGNORECASE,
)


_JOINED = re.compile(
    r"[\s,]+(?:and|or|vs\.?|versus|but|while|against|(?:as\s+)?(?:compared|opposed)\s+(?:with|to))\s*$"
)


def _behind_interval(text: str, figure: Figure, end: int) -> int:
    """Return the end of the figure behind the bracket of its interval: "12% (95% CI 5-21) of those under 32"."""
    if figure.interval is None or figure.interval.start < end:
        return end
    bracket = bracket_at(text, figure.interval.start)
    return end if bracket is None or text[end : bracket[0]].strip() else bracket[1] + 1


def part_told(reading: Reading, figure: Figure) -> str | None:
    """Return the words that say which part of the patients is meant, None for all or where a label says it."""
    end = outer_end(reading.text, figure.start, figure.end)
    end = _behind_interval(reading.text, figure, end_outside(reading.text, figure.start, end, len(reading.text)))
    match = _RESTRICTED.match(reading.text, end) or _ERA.match(reading.text, end) or _OTHERS.match(reading.text, end)
    if match is None or _NO_PART.match(match["who"]) is not None:
        return None
    start, stop = match.span("who")
    stop = min([one.start for one in reading.figures if start < one.start < stop], default=stop)
    if (
        any(start < last and first < stop for first, last in spans_told(reading))
        or bracket_at(reading.text, start) is not None
    ):
        return None
    told = _JOINED.sub("", reading.text[start:stop])
    return " ".join(told.split()[:8]).rstrip(". ")
