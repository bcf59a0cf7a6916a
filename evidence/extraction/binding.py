"""Which outcome a figure is about: in the words inside it, behind it (it is the subject) or before it."""

import re
from dataclasses import dataclass
from itertools import pairwise

from evidence.extraction.clauses import (
    after_comma,
    blank,
    clause_start,
    insertions,
    is_plain,
    outer_end,
    strong_end,
    without_brackets,
)
from evidence.extraction.figures import Figure
from evidence.extraction.mentions import Mention

Series = tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one sentence. quiet: the text with all mentions, intervals and p values blanked."""

    text: str
    figures: tuple[Figure, ...]
    outcomes: tuple[Mention, ...]
    labels: tuple[Mention, ...]
    quiet: str


def quiet_text(text: str, *mentions: tuple[Mention, ...]) -> str:
    """Return the text with the mentions blanked: what is left decides whether two things belong together."""
    return blank(text, [(mention.start, mention.end) for group in mentions for mention in group])


def find_series(reading: Reading) -> tuple[Series, ...]:
    """Return the figures in groups that are listed together ("81%, 72% and 44%", "70% in A and 81% in B")."""
    groups: list[list[Figure]] = []
    for figure in reading.figures:
        if groups and _is_joined(reading, groups[-1], figure):
            groups[-1].append(figure)
        else:
            groups.append([figure])
    return tuple(tuple(group) for group in groups)


_PREDICATE = re.compile(
    r"\s*\)?\s*(?:had|have|were|was|showed|achieved|experienced|developed|remained|relapsed|died|did)\b"
)


def _is_joined(reading: Reading, group: list[Figure], second: Figure) -> bool:
    first = group[-1]
    if first.kind != second.kind or first.end > second.start or first.statistic != second.statistic:
        return False
    if _PREDICATE.match(reading.text, second.end) is not None and not _begins(reading, first):
        return False
    inside = any(second.start <= mention.start < second.end for mention in reading.outcomes)
    named = any(first.end <= mention.start < second.start for mention in reading.outcomes)
    between = without_brackets(reading.quiet[outer_end(reading.text, first.start, first.end) : second.start])
    fresh = len(group) > 1 and _closes(reading, group, second)
    own = _has_own(reading, group[0], second)
    return not inside and not named and not fresh and not own and ";" not in between and is_plain(between)


def _has_own(reading: Reading, first: Figure, second: Figure) -> bool:
    """Tell whether the second figure has its outcome right behind while the first had one before.

    "PFS was 100%, 94% free of relapse" tells two things, "70% and 81% free of relapse" tells one.
    """
    told = any(one.end <= first.start for one in reading.outcomes)
    return told and any(not reading.text[second.end : one.start].strip() for one in reading.outcomes
                        if one.start >= second.end)  # fmt: skip


def _begins(reading: Reading, figure: Figure) -> bool:
    """Tell whether the figure is the first of its sentence and no outcome came before: it is a subject itself."""
    return is_plain(reading.quiet[: figure.start]) and not any(one.end <= figure.start for one in reading.outcomes)


def _closes(reading: Reading, group: list[Figure], second: Figure) -> bool:
    """Tell whether a label ends the list so far: "85% and 71% in RRMS, and 71% and 57% in SPMS" are two."""
    gaps = [*((one.end, two.start) for one, two in pairwise(group)), (group[-1].end, second.start)]
    told = [any(start <= mark.start < end for mark in reading.labels) for start, end in gaps]
    return told[-1] and not any(told[:-1])


def outcomes_of(reading: Reading, series: Series) -> tuple[Mention | None, ...]:
    """Return the outcome of each figure of the series, None where it cannot be told."""
    listed = _listed(reading, series)
    if listed is not None:
        return listed
    one = _inside(reading, series[0]) if len(series) == 1 else None
    if one is None:
        one = _chosen(reading, series)
    return (one,) * len(series)


def _listed(reading: Reading, series: Series) -> tuple[Mention, ...] | None:
    """Return as many outcomes as figures, told before in the same order ("RFS, PFS and NEDA were 87, 77 and 68%")."""
    before = [mention for mention in reading.outcomes if mention.end <= series[0].start]
    if len(series) < 2 or len(before) < len(series):
        return None
    last = before[-len(series) :]
    joined = all(is_plain(reading.quiet[first.end : second.start]) for first, second in pairwise(last))
    different = len({mention.code for mention in last}) == len(series)
    longer = len(before) > len(series) and is_plain(reading.quiet[before[-len(series) - 1].end : last[0].start])
    no_figure = not any(last[0].start < figure.start < series[0].start for figure in reading.figures)
    return tuple(last) if joined and different and no_figure and not longer else None


def _inside(reading: Reading, figure: Figure) -> Mention | None:
    inside = [mention for mention in reading.outcomes if figure.start <= mention.start < figure.end]
    return inside[-1] if inside else None


def _chosen(reading: Reading, series: Series) -> Mention | None:
    start, end = series[0].start, outer_end(reading.text, series[-1].start, series[-1].end)
    before = reading.quiet[clause_start(reading.text, start) : start]
    behind = _behind(reading, end)
    left = _left(reading, start)
    named = left is not None and left.start >= clause_start(reading.text, start)
    if is_plain(before) and not named:  # the figure begins its clause: what follows tells what it counts
        right = _first(reading, end, behind)
        if right is not None:
            return right
        tail = _without_insertions(reading, end, behind)
        one_clause = left is not None and re.search(r"[,;]|\band\b", reading.quiet[left.end : start]) is None
        return left if (one_clause or is_plain(tail)) and not _PREDICATE.match(reading.text, end) else None
    right = _first(reading, end, behind) if left is None else None
    return left if right is None or re.search("[,;]", reading.text[end : right.start]) is not None else right


def _behind(reading: Reading, end: int) -> int:
    """Return how far the words behind a figure may speak of it: to the next figure or clause."""
    stop = strong_end(reading.text, end)
    for figure in reading.figures:
        if end <= figure.start < stop:
            stop = figure.start
    return stop


def _first(reading: Reading, start: int, stop: int) -> Mention | None:
    closed = insertions(reading.text, start, stop)
    for mention in reading.outcomes:
        inserted = any(first <= mention.start < last for first, last in closed)
        if start <= mention.start < stop and not inserted:
            return mention if _is_reached(reading.quiet[start : mention.start]) else None
    return None


def _is_reached(between: str) -> bool:
    """Tell whether the words behind a figure still speak of it: no other thing was named and joined on before."""
    joined = re.search(r"(?:,|;|\b(?:and|but|while|whereas)\b)", between)
    return joined is None or is_plain(between[: joined.start()])


def _without_insertions(reading: Reading, start: int, stop: int) -> str:
    return blank(reading.quiet, insertions(reading.text, start, stop))[start:stop]


def _named(reading: Reading, before: list[Mention], start: int) -> Mention:
    """Return the nearest outcome; where it stands in a closed bracket that explains the one before it, that one."""
    nearest = before[-1]
    opened = reading.text.rfind("(", 0, nearest.start)
    closed = reading.text.find(")", nearest.end, start)
    if opened < 0 or closed < 0 or ")" in reading.text[opened : nearest.start]:
        return nearest
    outside = [mention for mention in before if mention.end <= opened]
    if outside and is_plain(reading.quiet[outside[-1].end : opened]):
        return outside[-1]
    return nearest


def _left(reading: Reading, start: int) -> Mention | None:
    """Return the nearest outcome before the figure, unless a new clause with its own words began between."""
    before = [mention for mention in reading.outcomes if mention.end <= start]
    if not before:
        return None
    nearest = _named(reading, before, start)
    figures = [(figure.start, figure.end) for figure in reading.figures]
    between = blank(reading.quiet, figures)[nearest.end : start]
    fresh = after_comma(without_brackets(between))
    return nearest if fresh is None or is_plain(fresh) else None
