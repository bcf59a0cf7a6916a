"""A figure as printed, before anything is known about what it means."""

import re
from collections.abc import Iterable

from evidence.extraction.clauses import is_plain
from evidence.extraction.intervals import Interval, PValue, bare_interval, find_intervals, find_p_values, headed_level
from evidence.extraction.mentions import Mention
from evidence.values import changed, value

PERCENT, COUNT, RATIO, LEVEL, ZERO = "percent", "count", "ratio", "level", "zero"


@value
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


Pairs = tuple[tuple[Figure, Mention], ...]  # figures with their outcomes


def is_free(start: int, end: int, taken: Iterable[tuple[int, int]]) -> bool:
    """Tell whether no taken span touches start..end."""
    return all(end <= first or start >= last for first, last in taken)


def with_intervals(
    text: str, figures: tuple[Figure, ...], quiet: str | None = None, carried: float | None = None, *, own: bool = False
) -> tuple[Figure, ...]:
    """Return the figures with the interval that follows each directly.

    A bracket without the name of an interval counts only after a figure of the sentence whose interval was named, or
    a "(95% CI)" of its own, and only where it holds the estimate: other brackets are ranges. quiet: the text with what
    is named blanked, for "34.7% of the AHSCT group (95% CI ...)". carried: the level of an interval named in an earlier
    sentence. own: the figures are of one study: then a bracket of two numbers around a ratio or a share without a count
    is an interval of a level that is not told, since one study has no range of either.
    """
    intervals = find_intervals(text)
    level = headed_level(text)
    level = carried if level is None else level
    named = level is not None
    result = []
    for figure in sorted(figures, key=lambda figure: figure.start):
        interval = _following(text, text if quiet is None else quiet, figure, intervals)
        if interval is not None:
            level, named = interval.level, True
        elif named or (own and _has_no_range(figure)):
            interval = _repeated(text, figure, level)
        result.append(changed(figure, interval=_in_unit(figure, interval)))
    return tuple(result)


def _has_no_range(figure: Figure) -> bool:
    """Tell whether two numbers behind the figure can only be its interval: there is no range of one ratio."""
    if figure.kind == RATIO or figure.value_kind == "difference":
        return True
    return figure.kind == PERCENT and figure.events is None


def _in_unit(figure: Figure, interval: Interval | None) -> Interval | None:
    """Return the interval in percent where it is printed as proportions: "75% (95% CI 0.69-0.81)"."""
    if interval is None or figure.kind != PERCENT or interval.low <= figure.value <= interval.high:
        return interval
    if not 0 <= interval.low <= figure.value / 100 <= interval.high <= 1:
        return interval
    return changed(interval, low=round(100 * interval.low, 6), high=round(100 * interval.high, 6))


def _following(text: str, quiet: str, figure: Figure, intervals: tuple[Interval, ...]) -> Interval | None:
    for interval in intervals:
        if figure.start <= interval.start < figure.end:
            return interval
        if interval.start >= figure.end:
            linked = _is_link(text[figure.end : interval.start])
            return interval if linked or _is_told_of(text, quiet, figure.end, interval.start) else None
    return None


_JOINED = re.compile(r"\b(?:and|but|while|whereas|versus|vs|compared)\b|;", re.IGNORECASE)


def _is_told_of(text: str, quiet: str, start: int, end: int) -> bool:
    """Tell whether only names stand before the bracket of the interval: "34.7% of the AHSCT group (95% CI"."""
    between = text[start:end]
    opened = re.search(r"[\[(]\s*$", between)
    if opened is None or _JOINED.search(between) is not None:
        return False
    quiet_between = quiet[start : start + opened.start()]
    return re.search(r"\d", quiet_between) is None and is_plain(quiet_between)


# "(-9.8 at year 1; 95% CI ...": the time of the estimate.
_TOLD_AT = re.compile(
    r"""
        ^\s*%?\s(?:at|after|by)\s(?:year|month|week)\s\d{1,3}\b
        |^\s*%?\s(?:at|after|by)\s(?:\d{1,3}|one|two|three|five|ten)[\s-](?:years?|months?|weeks?)\b""",
    re.VERBOSE,
)


def _is_link(between: str) -> bool:
    """Tell whether nothing but brackets, signs, a p value or a unit stands between estimate and interval."""
    rest = _TOLD_AT.sub(" ", between)
    for p_value in find_p_values(between):
        rest = rest.replace(between[p_value.start : p_value.end], "")
    for word in ("points", "point", "months", "years", "per year", "with", "and", "a", "two-sided", "adjusted", "of"):
        rest = rest.replace(f" {word} ", " ")
    return rest.strip(" ,;:([)]") == ""


_AT_TIME = re.compile(r"(?:\s(?:at|after|by)\s\d{1,2}(?:[\s-](?:years?|months?|weeks?))?)?\s?")  # "65% at 3 (52-76)"


def _repeated(text: str, figure: Figure, level: float | None) -> Interval | None:
    behind = _AT_TIME.match(text, figure.end)
    place = figure.end if behind is None else behind.end()
    interval = bare_interval(text, place, level)
    if interval is None:
        return None
    share = figure.shape == "proportion"  # ".47 (.23-.71)": printed as its interval is
    return interval if interval.low <= (figure.value / 100 if share else figure.value) <= interval.high else None


def with_p_values(text: str, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Return the figures with the first p value behind each, where no other figure and no new clause lies between."""
    p_values = find_p_values(text)
    ordered = sorted(figures, key=lambda figure: figure.start)
    result = []
    for position, figure in enumerate(ordered):
        stop = ordered[position + 1].start if position + 1 < len(ordered) else len(text)
        result.append(changed(figure, p=_p_behind(text, figure, stop, p_values)))
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


def spread_p(series: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Return the series with its last p value for all, where it is the only one: "100% vs 52% (p<0.0001)"."""
    if series[-1].p is not None and all(figure.p is None for figure in series[:-1]):
        return tuple(changed(figure, p=series[-1].p) for figure in series)
    return series
