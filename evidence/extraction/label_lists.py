"""Labels that are told once for several figures: a list as long as the series, or the two groups of a comparison."""

import re
from itertools import pairwise

from evidence.extraction.clauses import AGAINST, is_plain, strong_end, strong_start
from evidence.extraction.label_sides import ONLY_AND, Assigned, Side
from evidence.extraction.mentions import TIME, Mention
from evidence.extraction.readings import Reading, Series, starts_told

# "Compared with natalizumab, AHSCT ... (0.08 vs 0.10)": the first figure is that of the subject.
_COMPARED_WITH = re.compile(r"\b(?:[Cc]ompared (?:with|to)|[Rr]elative to|[Vv]ersus|[Uu]nlike)\s+(?:the\s+)?$")


def listed_labels(
    reading: Reading, series: Series, mentions: tuple[Mention, ...], sides: tuple[tuple[Side, Side], ...]
) -> Assigned | None:
    """Return the labels of a list as long as the series (or a part of it), behind it or before it."""
    size = len(series)
    if size < 2 or any(behind for _, behind in sides[:-1]) or any(before for before, _ in sides[1:]):
        return None
    lead = tuple(mention for mention in mentions if mention.end <= reading.figures[0].start)
    for side in (sides[-1][1], last_list(reading, sides[0][0]), last_list(reading, lead)):
        different = len({mention.code for mention in side}) == len(side)
        if mentions[0].kind == TIME and different and size == 2 * len(side) > 2 and _is_opposed(reading, series):
            return tuple(side[place // 2] for place in range(size))  # "at 2 and 4 years (63% vs 44%; 46% vs 26%)"
        if (
            len(side) > 1
            and different
            and size % len(side) == 0
            and (len(side) == size or _is_paired(reading, series, len(side)))
        ):
            ordered = _in_order(reading, side)
            return tuple(ordered[place % len(side)] for place in range(size))
    return None


def _is_paired(reading: Reading, series: Series, size: int) -> bool:
    """Tell whether the figures come in groups as large as the list: "63% vs 44%, 46% vs 26%", "85% and 71% in A"."""
    gaps = [reading.text[one.end : two.start] for one, two in pairwise(series)]
    inner = [gap for place, gap in enumerate(gaps) if (place + 1) % size]
    outer = [gap for place, gap in enumerate(gaps) if not (place + 1) % size]
    opposed = all(AGAINST.search(gap) is not None for gap in inner)
    return opposed or (
        bool(outer) and all(ONLY_AND.fullmatch(gap) for gap in inner) and not any(map(ONLY_AND.fullmatch, outer))
    )


def _is_opposed(reading: Reading, series: Series) -> bool:
    return all(
        AGAINST.search(reading.text[series[place].end : series[place + 1].start]) is not None
        for place in range(0, len(series) - 1, 2)
    )


def last_list(reading: Reading, head: Side) -> Side:
    """Return the last of the labels that nothing but connectors part."""
    run: list[Mention] = []
    for mention in head:
        parted = run and any(run[-1].end <= one < mention.start for one in starts_told(reading))
        if parted or (run and not is_plain(reading.quiet[run[-1].end : mention.start])):
            run = []
        run.append(mention)
    return tuple(run)


def opposed_labels(reading: Reading, series: Series, mentions: tuple[Mention, ...]) -> Assigned | None:
    """Return the two groups of a comparison in their order: "A had more than B (88% vs 37%)", if only two are named."""
    if len(series) % 2 or not _is_paired(reading, series, 2) or mentions[0].kind == TIME:
        return None
    part = (strong_start(reading.text, series[0].start), strong_end(reading.text, series[-1].end))
    for start, end in (part, (0, len(reading.text))):
        named: dict[str, Mention] = {}
        for mention in mentions:
            if start <= mention.start < end:
                named.setdefault(mention.code, mention)
        if len(named) == 2:
            ordered = _in_order(reading, tuple(named.values()))
            return tuple(ordered[place % 2] for place in range(len(series)))
    return None


def _in_order(reading: Reading, told: Side) -> Side:
    """Return two labels with the subject first: "compared with natalizumab, AHSCT had" tells of AHSCT first."""
    lead = reading.text[max(0, told[0].start - 40) : told[0].start]
    return told[::-1] if len(told) == 2 and _COMPARED_WITH.search(lead) is not None else told


def cycled_labels(own: Assigned) -> Assigned | None:
    """Return the groups told once, in their order again: "69% with X and 58% with Y, and at 5 years 52% and 44%"."""
    told = tuple(label for label in own if label is not None)
    size = len(told)
    led = own[:size] == told and len(own) > size > 1 and len(own) % size == 0
    return (
        tuple(told[place % size] for place in range(len(own)))
        if led and len({one.code for one in told}) == size
        else None
    )
