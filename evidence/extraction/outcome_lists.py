"""Figures that follow a list of as many outcomes: "RFS, PFS and NEDA were 87, 77 and 68%"."""

import re
from itertools import pairwise

from evidence.extraction.clauses import AGAINST, VERBS, is_plain, without_brackets
from evidence.extraction.mentions import Mention
from evidence.extraction.parted import Parted
from evidence.extraction.reach import is_reached


def told_in_lists(parted: Parted) -> dict[int, Mention]:
    """Return the outcomes of the figures, by their places, that lists before or behind them tell."""
    found: dict[int, Mention] = {}
    for run in _runs(parted):
        first, last = parted.reading.figures[run[0]], parted.ends[run[-1]]
        told = _list_before(parted, first.start, len(run)) or _list_behind(parted, last, len(run))
        if told is None and (said := _said_of_all(parted, run)) is not None:
            found.update(dict.fromkeys(_of_clause(parted, run), said))
        if told is not None:
            each = len(run) // len(told) if _is_opposed(parted, run) else 1
            found.update({place: told[index // each % len(told)] for index, place in enumerate(run)})
    return found


_BEGUN = re.compile(r"(?:^|[,;:])\s*(?:(?:and|but|while|whereas)\s+)?$", re.IGNORECASE)
_NEW_CLAUSE = re.compile(r"[,;]\s*(?:and|but|while|whereas)\s+$", re.IGNORECASE)
_SAID = re.compile(rf"(?P<of>[^,;:]{{0,90}}?)\s(?:{VERBS})\b", re.IGNORECASE)


def _of_clause(parted: Parted, run: list[int]) -> list[int]:
    """Return the figures that a clause begins with: the whole list, or its last part where a new clause is in it."""
    bare = without_brackets(parted.bare)
    starts = [parted.reading.figures[place].start for place in run]
    if _BEGUN.search(bare[: starts[0]]) is not None:
        return run
    begun = [index for index, start in enumerate(starts) if _NEW_CLAUSE.search(bare[:start]) is not None]
    return run[begun[-1] :] if begun else []


def _said_of_all(parted: Parted, run: list[int]) -> Mention | None:
    """Return what a verb says of all figures that a clause begins with: "..., 85% and 59% of them had no relapse"."""
    bare = without_brackets(parted.bare)
    if not _of_clause(parted, run):
        return None
    end = parted.ends[run[-1]]
    said = _SAID.match(bare, end)
    behind = parted.named(end, parted.next_figure(end, len(bare)))
    if said is None or not behind or said.end() > behind[0].start or not is_plain(said["of"]):
        return None
    return behind[0] if is_reached(parted, end, behind[0], said.end()) else None


def _is_opposed(parted: Parted, run: list[int]) -> bool:
    """Tell whether the figures are pairs of two groups: "RFS and PFS were 90% vs 60% and 80% vs 50%"."""
    pairs = zip(run[::2], run[1::2], strict=False)
    return all(AGAINST.search(parted.bare[parted.ends[one] : parted.reading.figures[two].start]) for one, two in pairs)


def _runs(parted: Parted) -> list[list[int]]:
    """Return the places of figures that nothing but plain words and connectors part."""
    runs: list[list[int]] = []
    for place in range(len(parted.reading.figures)):
        if runs and _continues(parted, runs[-1][-1], place):
            runs[-1].append(place)
        else:
            runs.append([place])
    return [run for run in runs if len(run) > 1]


def _continues(parted: Parted, last: int, place: int) -> bool:
    before, figure = parted.reading.figures[last], parted.reading.figures[place]
    if (figure.kind, figure.statistic) != (before.kind, before.statistic):
        return False
    start = parted.ends[last]
    named = any(
        start <= one.start < figure.start or figure.start <= one.start < figure.end for one in parted.reading.outcomes
    )
    return not named and is_plain(parted.bare[start : figure.start])


def _list_before(parted: Parted, start: int, size: int) -> tuple[Mention, ...] | None:
    figures = [one.end for one in parted.reading.figures if one.end <= start]
    before = [one for one in parted.reading.outcomes if max(figures, default=0) <= one.start and one.end <= start]
    return _as_list(parted, before, size) if before and is_plain(parted.bare[before[-1].end : start]) else None


def _list_behind(parted: Parted, end: int, size: int) -> tuple[Mention, ...] | None:
    last = max(one.start for one in parted.reading.figures if one.start < end)
    if parted.names_before(parted.unit(last)) and "respectively" not in parted.reading.text[end:]:
        return None
    behind = [one for one in parted.reading.outcomes if one.start >= end]
    return _as_list(parted, behind, size) if behind and is_plain(parted.bare[end : behind[0].start]) else None


def _as_list(parted: Parted, named: list[Mention], size: int) -> tuple[Mention, ...] | None:
    gaps = all(_is_gap(parted.bare[one.end : two.start]) for one, two in pairwise(named))
    different = len({one.code for one in named}) == len(named)
    return tuple(named) if len(named) > 1 and gaps and different and size % len(named) == 0 else None


def _is_gap(between: str) -> bool:
    """Tell whether two names of a list stand on either side: no word that matters, no number, no new clause."""
    return is_plain(between) and re.search(r"[\d;:.]", between) is None
