"""Words behind a figure that only say whose it is: "79% of patients with complete scans", "73% in the slow group".

They name no other thing that the figure could count, whatever words they use, so they part it from no outcome. Of a
figure that is held against the one before it, or is told as that one is ("83% of carriers and 50% of non-carriers"),
any words behind a preposition say whose it is.
"""

import re
from collections.abc import Iterator

from evidence.extraction.clauses import strong_start
from evidence.extraction.denials import PERSON
from evidence.extraction.figures import Figure
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
    starts = (*(one.start for one in reading.outcomes), *(one.start for one in reading.figures))
    places = [_behind(reading, figure, end) for figure, end in zip(reading.figures, ends, strict=True)]
    for place, (figure, end) in enumerate(zip(reading.figures, ends, strict=True)):
        bracket = bracket_at(reading.text, figure.start)
        match = _QUALIFIER.match(reading.quiet, end if bracket is None else max(end, bracket[1] + 1))
        if match is None and place:
            match = _group(reading, places[place - 1], figure.start, places[place])
        head = _head(reading, reading.figures[place - 1].start, places[place - 1], figure.start) if place else None
        if head is not None and not any(head[0] <= start < head[1] for start in starts):
            yield head
        if match is not None and not any(match.start() <= start < match.end() for start in starts):
            yield match.span()


def _behind(reading: Reading, figure: Figure, end: int) -> int:
    """Return the end of the figure with its brackets: those around it, and those behind it that hold but numbers."""
    bracket = bracket_at(reading.text, figure.start)
    end = end if bracket is None else max(end, bracket[1] + 1)
    aside = _INTERVAL.match(reading.text, end)
    return end if aside is None else aside.end()


_INTERVAL = re.compile(r"\s*[(\[][^()\[\]]*\d[^()\[\]]*[)\]]")
_IN = (
    r"(?:in|of|for|among|under|on|after|following|above|below|between|aged|given|receiving|with|without|when|if|since"
    r"|before|from|until)"
)
_GROUP = re.compile(
    rf"""
        \s+(?P<how>{_IN})\s+
        (?:(?!(?:and|or|but|had|has|have|was|were|is|are|did|while|whereas|because|due)\b)[\w/'+.<>=\u2264\u2265-]+\s*){{1,9}}
        (?=[.,;:)(]|$|\b(?:and|or|but|while|whereas)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_AGAINST = re.compile(
    r"\b(?:vs\.?|versus|v\.|than|against|(?:as\s+)?opposed\s+to|(?:to\s+)?compared?\s+(?:with|to))\s+(?:[a-z]+\s+){0,2}$",
    re.IGNORECASE,
)
_HOW = re.compile(rf"\s+(?:(?:at|by)\s{{3,}})?(?P<how>{_IN})\s", re.IGNORECASE)  # behind a time, which is blanked


def _group(reading: Reading, before: int, start: int, behind: int) -> re.Match[str] | None:
    """Return the words that say whose the figure is; before: the end of the figure before it, start: of its own."""
    match = _GROUP.match(reading.quiet, behind)
    if match is None or start < before or ";" in reading.quiet[before:start]:
        return None
    if any(before <= one.start < start for one in reading.outcomes):
        return None  # "12% for NfL and 5% for another protein"
    told = _HOW.match(reading.quiet, before, start)
    parallel = told is not None and told["how"].lower() == match["how"].lower()
    return match if parallel or _AGAINST.search(reading.quiet, before, start) is not None else None


_CLAUSE = re.compile(rf"\s*(?P<how>{_IN})\s", re.IGNORECASE)
_BEFORE = re.compile(
    rf"""
        [\s,;]*(?:(?:and|but|while|whereas)\s+)?
        (?P<who>(?P<how>{_IN})\s+(?:(?!(?:and|or|but|had|has|have|was|were|is|are|did)\b)[\w/'+<>=\u2264\u2265-]+\s+){{1,7}}?)
        (?:by|in|it\s+was|this\s+was)?\s*(?:only\s+|just\s+)?""",
    re.IGNORECASE | re.VERBOSE,
)


def _head(reading: Reading, last: int, end: int, start: int) -> tuple[int, int] | None:
    """Return the span of the words before a figure that say whose it is, where the clause before began as they do.

    "With an early graft it was 80%, with a late graft 55%".
    """
    match = _BEFORE.fullmatch(reading.quiet, end, start)
    head = _CLAUSE.match(reading.quiet, strong_start(reading.text, last))
    parallel = match is not None and head is not None and head["how"].lower() == match["how"].lower()
    return match.span("who") if match is not None and parallel else None
