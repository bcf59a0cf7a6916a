"""Confidence intervals, p values and ranges as abstracts print them."""

import re
from functools import lru_cache

from evidence.extraction.numbers import DECIMAL, SIGNED, read_number
from evidence.quick import Quick, Quicks
from evidence.values import value


@value
class Interval:
    """A confidence interval as printed. level: 95, 90, ...; None where the text does not say."""

    low: float
    high: float
    level: float | None
    start: int
    end: int


@value
class PValue:
    """A p value: as printed without spaces ("<.001", "0.04") and its place."""

    printed: str
    start: int
    end: int


_LEVEL = r"(?P<level>\d{2}(?:\.\d)?)\s?(?:%|percent|per cent)?[\s-]*"
_NAME = (
    r"(?:C\.?I\.?(?:s\b|(?![a-z]))|(?i:confidence\s+(?:interval|limit|bound)s?|credib\w+\s+intervals?|"
    r"CrI\b))(?:\s*[\[(]CI[\])])?"
)
_LINK = r"\s*(?:[:=,;]|\bof\b|\bwas\b|\bfrom\b|\bbetween\b)?\s*[\[(]?\s*"
_BOUNDS = (
    rf"(?P<low>[-+]?\s?{DECIMAL})\s?%?\s*(?:\bto\b|\band\b|[-,;]|\bthrough\b)\s*(?P<high>[-+]?\s?{DECIMAL})(?![\d.]*\d)"
)
_INTERVALS = (
    re.compile(rf"{_LEVEL}{_NAME}{_LINK}{_BOUNDS}"),
    re.compile(rf"{_NAME}\s*[\[(]?\s*(?P<level>\d{{2}})(?![.,]?\d)\s?%?\s*[\])]?{_LINK}{_BOUNDS}"),
    re.compile(rf"(?P<level>)(?<![%\w-]\s)\b{_NAME}{_LINK}{_BOUNDS}"),
)
_INTERVAL_SIGNS = ("CI", "C.I", "onfid", "ONFID", "redib", "REDIB", "CRI", "CrI", "Cri", "crI", "cRi", "cri")
_BARE_INTERVAL = re.compile(rf"[\[(]\s*(?P<level>){_BOUNDS}\s?%?\s*(?=[\]);,])")


# A range is no interval, whatever its numbers: "(range, 5.0-8.0)", "[IQR], 1.5 to 4.0", "(SD 0.28)", "76.9%-94.1%".
_PAIR = rf"{SIGNED}\s?%?\s*(?:\bto\b|\band\b|-|,)\s*{SIGNED}\s?%?"
_RANGES = Quicks(
    (
        Quick(
            r"(?<!\u00b1)(?<!\u00b1\s)(?<!\+/-)(?<!\+/-\s)(?:\b(?:(?i:(?:inter-?\s?quartile |total )?ranges?|ranging|"
            r"ranged|standard (?:deviation|error))|IQRs?|SDs?|"
            rf"SE|SEM)\b"
            rf")\s*(?:[:=,]|\bof\b|\bfrom\b|\bwas\b)*\s*[\[(]?\s*(?:{_PAIR}|{SIGNED}\s?%?)"
        ),
        Quick(rf"(?:\u00b1|\+/-|\+-)\s?{DECIMAL}(?:\s?%)?"),
        Quick(rf"\b(?:(?i:ranges?)|IQR)\s?[\])]\s*[:,]?\s*{_PAIR}"),
        Quick(rf"(?<![\w.]){DECIMAL}\s?%\s?-\s?{DECIMAL}\s?%"),
        Quick(rf"(?<=[\[(])\s?{SIGNED}\s?%?\s?(?:-|\bto\b)\s?{DECIMAL}\s?%?(?=[\]),;])"),
    )
)
_HEADED = Quick(r"[\[(]\s?(?P<level>\d{2})\s?%\s?(?:CI|(?i:confidence intervals?))s?\s?[\])](?!\s*[\d-])")


@lru_cache(maxsize=32)
def find_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of ranges and spreads, whose numbers are no results."""
    return tuple(match.span() for pattern in _RANGES.that_may(text) for match in pattern.finditer(text))


def headed_level(text: str) -> float | None:
    """Return the level of "survival (95% CI) was 85.5% (76.9-94.1)", where the name stands before the figures."""
    match = _HEADED.search(text)
    return None if match is None else float(match["level"])


# "(HR 2.7, 1.2 to 6.1)", "(HR 2.7, 1.2-6.1; p = 0.02)"; three numbers between commas are a list.
_BARE_PAIR = re.compile(
    rf"(?:\s+per\s+\w+)?[,;]\s*(?P<level>)(?:{_BOUNDS}\s?%?\s*(?=[\])])|"
    rf"(?P<from>[-+]?\s?{DECIMAL})\s?%?\s*(?:\bto\b|-)\s*(?P<until>[-+]?\s?{DECIMAL})\s?%?(?=\s?[;,]))"
)


@lru_cache(maxsize=32)
def find_intervals(text: str) -> tuple[Interval, ...]:
    """Return the intervals that the text calls so ("95% CI 0.31-0.81", "[90% CI, -2.03 to -1.29]"), in order.

    A bracket without such a name may be a range and is none: see bare_interval.
    """
    if not any(sign in text for sign in _INTERVAL_SIGNS):
        return ()
    found: list[Interval] = []
    for pattern in _INTERVALS:
        for match in pattern.finditer(text):
            if all(match.end() <= other.start or match.start() >= other.end for other in found):
                found.append(_interval(match))
    return tuple(sorted(found, key=lambda interval: interval.start))


def bare_interval(text: str, start: int, level: float | None) -> Interval | None:
    """Return the bracket "(57-75)" or the pair ", 0.15-0.72)" at `start` as an interval of the level told before."""
    match = _BARE_INTERVAL.match(text, start) or _BARE_PAIR.match(text, start)
    if match is None:
        return None
    told = _interval(match)
    return Interval(told.low, told.high, level, told.start, told.end)


def _interval(match: re.Match[str]) -> Interval:
    level = float(match["level"]) if match["level"] else None
    told = match.groupdict()
    low, high = told["low"] or told["from"], told["high"] or told["until"]
    return Interval(read_number(low), read_number(high), level, match.start(), match.end())


_P = Quick(
    r"(?<![\w-])(?i:p)(?:\s*[-\s]?values?(?P<named>\s?:?)|\s*(?:for\s+\w+|trend|interaction))?\s*"
    r"(?P<sign>=\s*[<>]|=|<|>|\u2264|\u2265|\bof\b|\bwas\b|\bis\b|(?(named)))\s*(?P<digits>[01]?\.\d+|0,\d+|"
    r"1\.0+)(?:\s?[x\u00d7]\s?10-?\d+)?"
)


@lru_cache(maxsize=32)
def find_p_values(text: str) -> tuple[PValue, ...]:
    """Return the p values in order."""
    found = []
    for match in _P.finditer(text):
        sign = match["sign"].lstrip("= ")
        sign = sign if sign in ("<", ">", "\u2264", "\u2265") else ""
        found.append(PValue(sign + match["digits"], match.start(), match.end()))
    return tuple(found)
