"""Figures that are listed together: they share what is told before or behind the list."""

import re

from evidence.extraction.clauses import blank, is_plain, outer_end
from evidence.extraction.mentions import Mention
from evidence.extraction.readings import Outcomes, Reading
from evidence.extraction.units import bracket_at, end_outside


def find_series(reading: Reading, outcomes: Outcomes) -> tuple[tuple[int, ...], ...]:
    """Return the places of the figures in groups ("81%, 72% and 44%", "70% in A and 81% in B")."""
    bare = blank(reading.quiet, [(figure.start, figure.end) for figure in reading.figures])
    groups: list[list[int]] = []
    for place in range(len(reading.figures)):
        if groups and _is_joined(reading, bare, (groups[-1][-1], place), outcomes):
            groups[-1].append(place)
        else:
            groups.append([place])
    return tuple(tuple(group) for group in groups)


def _is_joined(reading: Reading, bare: str, places: tuple[int, int], outcomes: Outcomes) -> bool:
    first, second = places
    one, two = reading.figures[first], reading.figures[second]
    if one.kind != two.kind or one.statistic != two.statistic or one.end > two.start:
        return False
    start = end_outside(reading.text, one.start, outer_end(reading.text, one.start, one.end), two.start)
    between = _without_against(reading.text, _to_bracket(reading.text, bare, start, two.start), two.end)
    if (";" in between and not _is_listed(reading.text, one.end, two.start)) or not is_plain(between):
        return False
    if _same(outcomes[first], outcomes[second]) or not _is_renamed(reading, one.end, two.start):
        return True
    return re.search(r"[,.:]", between) is None  # "freedom from relapse was 87% and from progression 77% at 5 years"


_AGAINST = re.compile(r"\b(?:as\s+)?against\s*$", re.IGNORECASE)
_MORE = re.compile(r"\s?%?\s*(?:,|and\b|,\s*and\b)\s*\d")


def _without_against(text: str, between: str, end: int) -> str:
    """Return the words between two figures without "as against" right before the second, if no third is listed."""
    return between if _MORE.match(text, end) is not None else _AGAINST.sub("", between)


def _is_listed(text: str, first: int, second: int) -> bool:
    """Tell whether one bracket lists both in the order told outside: "(63% vs 44%; 46% vs 26%, respectively)"."""
    bracket = bracket_at(text, second)
    return bracket is not None and bracket[0] < first and "respectively" in text[second : bracket[1] + 20]


def _to_bracket(text: str, bare: str, start: int, end: int) -> str:
    """Return what stands between two figures, without the bracket that the second begins ("in the other group (")."""
    bracket = bracket_at(text, end)
    return (
        bare[start:end]
        if bracket is None or bracket[0] < start
        else bare[start : bracket[0]] + bare[bracket[0] + 1 : end]
    )


def _same(one: Mention | None, two: Mention | None) -> bool:
    return one is not None and two is not None and one.code == two.code and one.start == two.start


def _is_renamed(reading: Reading, start: int, end: int) -> bool:
    return any(start <= mention.start < end for mention in reading.outcomes)
