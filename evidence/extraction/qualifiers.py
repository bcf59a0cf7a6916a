"""Words behind a figure that only say whose it is: "79% of patients with complete scans", "73% in the slow group".

They name no other thing that the figure could count, whatever words they use, so they part it from no outcome.
"""

import re
from collections.abc import Iterator

from evidence.extraction.denials import PERSON
from evidence.extraction.readings import Reading
from evidence.extraction.units import bracket_at

_WHO = rf"(?:(?:sub)?(?:groups?|cohorts?|sets?)|arms?|those|ones|{PERSON}|studies|series|respondents|controls)"
_MORE = (
    r"(?:with|without|who|whose|having|treated|given|receiving|aged|under|over|above|below|older|younger|in\s+whom|"
    r"not|from|on)"
)
_QUALIFIER = re.compile(
    rf"""
    \s*(?:[)\]]\s*)?(?:of|in|among|for|from|within)\s+(?:(?:the|all|our|these|those)\s+)?(?:(?!of\b|and\b|or\b
      |had\b|in\b)[\w/'+-]+\s+){{0,4}}?
        {_WHO}\b(?:\s+{_MORE}\s+(?:(?!and\b|or\b|but\b|vs\b|versus\b|against\b|had\b|were\b|was\b
          |showed\b)[^\s,;:()]+\s*){{1,8}})?
    | \s+(?:after|following)\s+(?-i:[A-Z])[\w/+-]*
        (?=\s*(?:[.,;)]|$|and\b|vs\b|versus\b|(?:as\s+)?(?:against|opposed|compared)\b))
    | \s+(?:receiving|treated\s+with|given|conditioned\s+with|on)\s+(?:[\w/+-]+\s*){{1,3}}
    """,
    re.IGNORECASE | re.VERBOSE,
)


def qualifiers(reading: Reading, ends: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Yield the spans behind the figures that say whose they are; ends: of the figures with their brackets.

    A span that holds an outcome or another figure is none: there a figure may count what is named.
    """
    for figure, end in zip(reading.figures, ends, strict=True):
        bracket = bracket_at(reading.text, figure.start)
        match = _QUALIFIER.match(reading.quiet, end if bracket is None else max(end, bracket[1] + 1))
        if match is None:
            continue
        starts = (*(one.start for one in reading.outcomes), *(one.start for one in reading.figures))
        if not any(match.start() <= start < match.end() for start in starts):
            yield match.span()
