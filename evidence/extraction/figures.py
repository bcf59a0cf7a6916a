"""A figure as printed, before anything is known about what it means."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from evidence.extraction.numbers import Interval, PValue, bare_interval, find_intervals, find_p_values

PERCENT, COUNT, RATIO, LEVEL, ZERO = "percent", "count", "ratio", "level", "zero"


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure. start, end: its own words in the normal text of the sentence.

    kind: percent, count, ratio, level (a mean, median or rate) or zero ("no deaths"). value: percent 0-100, count,
    ratio or level. shape: the name of the form it was read by, for the rule id. statistic, value_kind: None until told.
    unit: "%", "%/year", "points", ... doubts: why it cannot be clean.
    """

    kind: str
    shape: str
    start: int
    end: int
    value: float
    events: int | None = None
    denominator: int | None = None
    statistic: str | None = None
    value_kind: str | None = None
    unit: str | None = None
    interval: Interval | None = None
    p: str | None = None
    doubts: tuple[str, ...] = ()


def is_free(start: int, end: int, taken: Iterable[tuple[int, int]]) -> bool:
    """Tell whether no taken span touches start..end."""
    return all(end <= first or start >= last for first, last in taken)


def with_intervals(text: str, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Return the figures with the interval that follows each directly.

    A bracket without the name of an interval counts only after a figure of the sentence whose interval was named,
    and only where it holds the estimate: other brackets are ranges.
    """
    intervals = find_intervals(text)
    level: float | None = None
    named = False
    result = []
    for figure in sorted(figures, key=lambda figure: figure.start):
        interval = _following(text, figure, intervals)
        if interval is not None:
            level, named = interval.level, True
        elif named:
            interval = _repeated(text, figure, level)
        result.append(replace(figure, interval=interval))
    return tuple(result)


def _following(text: str, figure: Figure, intervals: tuple[Interval, ...]) -> Interval | None:
    for interval in intervals:
        if figure.start <= interval.start < figure.end or (
            interval.start >= figure.end and _is_link(text[figure.end : interval.start])
        ):
            return interval
    return None


def _is_link(between: str) -> bool:
    """Tell whether nothing but brackets, signs, a p value or a unit stands between estimate and interval."""
    rest = between
    for p_value in find_p_values(between):
        rest = rest.replace(between[p_value.start : p_value.end], "")
    for word in ("points", "point", "months", "years", "per year", "with", "and", "a", "two-sided", "adjusted", "of"):
        rest = rest.replace(f" {word} ", " ")
    return rest.strip(" ,;:([)]") == ""


def _repeated(text: str, figure: Figure, level: float | None) -> Interval | None:
    place = figure.end + (1 if text[figure.end : figure.end + 1] == " " else 0)
    interval = bare_interval(text, place, level)
    if interval is None or not interval.low <= figure.value <= interval.high:
        return None
    return interval


def with_p_values(text: str, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Return the figures with the first p value behind each, where no other figure and no new clause lies between."""
    p_values = find_p_values(text)
    ordered = sorted(figures, key=lambda figure: figure.start)
    result = []
    for position, figure in enumerate(ordered):
        stop = ordered[position + 1].start if position + 1 < len(ordered) else len(text)
        result.append(replace(figure, p=_p_behind(text, figure, stop, p_values)))
    return tuple(result)


def _p_behind(text: str, figure: Figure, stop: int, p_values: tuple[PValue, ...]) -> str | None:
    for p_value in p_values:
        if figure.start <= p_value.start < figure.end:
            return p_value.printed
        if figure.end <= p_value.start < stop and _is_one_clause(text, figure.end, p_value.start):
            return p_value.printed
    return None


def _is_one_clause(text: str, start: int, end: int) -> bool:
    """Tell whether no semicolon parts the two places, but for those in brackets or beside an interval."""
    between = text[start:end]
    if _is_link(_without_intervals(between)):
        return True
    depth = text[:start].count("(") - text[:start].count(")") + text[:start].count("[") - text[:start].count("]")
    for sign in between:
        depth += (sign in "([") - (sign in ")]")
        if sign == ";" and depth <= 0:
            return False
    return True


def _without_intervals(text: str) -> str:
    for interval in reversed(find_intervals(text)):
        text = text[: interval.start] + text[interval.end :]
    return text
