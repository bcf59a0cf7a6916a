"""Harms as events in a time under observation: "6.2 (95% CI 3.6-9.9) per 100 person-years"."""

import re
from collections.abc import Iterator

from evidence.extraction.figures import LEVEL, Figure, is_free
from evidence.extraction.intervals import bare_interval, find_intervals
from evidence.extraction.numbers import DECIMAL, read_number
from evidence.extraction.units import Span
from evidence.quick import Quick

SHAPE = "incidence"

_UNIT = Quick(
    r"\bper\s+(?P<n>100|1,?000|10,?000|100,?000)\s+(?:person|patient|pt)s?[\s-]?(?:years?\b|yrs?\b)|"
    r"\bper\s+(?P<m>100|1,?000|10,?000|100,?000)\s+PY\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"""
        (?<![\w.,/=-])(?<![=<>]\s)(?P<value>{DECIMAL})(?!
            \s?%|[\d.]*\d|\s?/|-\w
            | \s+(?:
                  out\s+of|of|years?|months?|weeks?|days?|patients?|persons?|people|women|men|cases|events?
                  |cent(?:re|er)s
              )\b
        )""",
    re.VERBOSE,
)
_LISTED = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s(?:and|vs\.?|versus)\s+)", re.IGNORECASE)
_OPENED, _CLOSING = re.compile(r"\s?[(\[]\s?"), re.compile(r"[^()\[\]]{0,20}[)\]]\s?")
_GIVEN = re.compile(r"\b(?:was|were)\s+$|:\s+$", re.IGNORECASE)


def find_incidences(text: str, closed: tuple[Span, ...]) -> tuple[Figure, ...]:
    """Return the rates of a sentence that names their unit once; closed: spans that other readers have."""
    unit = _UNIT.search(text)
    if unit is None:
        return ()
    intervals = {interval.start: interval.end for interval in find_intervals(text)}
    taken = (*closed, *intervals.items(), unit.span())
    numbers = [match for match in _NUMBER.finditer(text) if is_free(*match.span("value"), taken)]
    told = set(_told(text, numbers, intervals, unit))
    name = f"per {(unit['n'] or unit['m']).replace(',', '')} person-years"
    return tuple(
        Figure(LEVEL, SHAPE, *match.span("value"), read_number(match["value"]), statistic="rate", unit=name)
        for place, match in enumerate(numbers)
        if place in told
    )


def _told(text: str, numbers: list[re.Match[str]], intervals: dict[int, int], unit: re.Match[str]) -> Iterator[int]:
    """Yield the places of the numbers that have the unit or an interval behind them, and of those listed with them."""
    sure = []
    for place, match in enumerate(numbers):
        end = _behind_interval(text, match.end("value"), intervals)
        has_interval = end > match.end("value")
        at_unit = not text[end : unit.start()].strip() if end <= unit.start() else False
        ahead = unit.end() <= match.start() and _GIVEN.search(text[: match.start("value")]) is not None
        if has_interval or at_unit or ahead:
            sure.append(place)
    yield from sure
    for step, places in ((-1, sure), (1, sure)):
        for place in places:
            other = place + step
            while 0 <= other < len(numbers) and _joined(
                text, numbers[min(other, other - step)], numbers[max(other, other - step)]
            ):
                yield other
                other += step


def _joined(text: str, one: re.Match[str], two: re.Match[str]) -> bool:
    return _LISTED.fullmatch(text, one.end("value"), two.start("value")) is not None


def _behind_interval(text: str, end: int, intervals: dict[int, int]) -> int:
    """Return the end of the bracket with the interval behind a number, the end of the number where there is none."""
    opened = _OPENED.match(text, end)
    if opened is None:
        return end
    last = intervals.get(opened.end())
    if last is None:
        bare = bare_interval(text, opened.start() + (text[opened.start()] == " "), None)
        last = None if bare is None else bare.end
    closing = None if last is None else _CLOSING.match(text, last)
    return end if closing is None else closing.end()
