"""The label that was told before a series and holds for all of it."""

import re

from evidence.extraction.clauses import is_plain, outer_end, strong_end, strong_start
from evidence.extraction.label_sides import PARTED
from evidence.extraction.mentions import TIME, Mention
from evidence.extraction.readings import Reading, Series, starts_told
from evidence.extraction.units import bracket_at
from evidence.quick import Quick

_CONTRARY = Quick(r"\b(?:but|while|whereas|although|however)\b", re.IGNORECASE)


def told_before(reading: Reading, series: Series, mentions: tuple[Mention, ...]) -> tuple[Mention | None, bool]:
    """Return the label told before the series that holds for it, and whether it is the only one it could be."""
    start = strong_start(reading.text, series[0].start)
    outcome = max((one.end for one in reading.outcomes if one.end <= series[0].start), default=0)
    mentions = tuple(mention for mention in mentions if not _is_composition(reading, series, mention, mentions))
    ends = tuple(outer_end(reading.text, figure.start, figure.end) for figure in reading.figures)
    free = tuple(mention for mention in mentions if not _is_anothers(reading, series, mention, ends))
    near = tuple(mention for mention in free if start <= mention.start and mention.end <= series[0].start)
    for told in (tuple(one for one in near if one.start >= outcome), near):
        if told:
            return (told[-1], True) if len({one.code for one in told}) == 1 else (None, False)
    contrary = [match.start() for match in _CONTRARY.finditer(reading.text, 0, series[0].start)]
    before = tuple(
        one for one in free
        if one.end <= series[0].start and not (contrary and one.kind == TIME and one.end <= contrary[-1])
    )  # fmt: skip
    if len({one.code for one in before}) == 1 and not _is_one_of_times(reading, series, before[-1], mentions):
        return before[-1], True
    inside = [one for one in free if start <= one.start < strong_end(reading.text, series[-1].end)]
    if not before and len({one.code for one in inside}) == 1 and inside[0].kind != TIME:
        return inside[0], True
    ending = _at_end(reading, free)
    return (ending, True) if ending is not None else (None, not before and len({one.code for one in inside}) < 2)


def _is_one_of_times(reading: Reading, series: Series, time: Mention, mentions: tuple[Mention, ...]) -> bool:
    """Tell whether the clause before a semicolon tells several times: none of them holds for what is behind it."""
    stop = reading.text.rfind(";", 0, series[0].start)
    if time.kind != TIME or time.start >= stop:
        return False
    return len({one.code for one in mentions if one.kind == TIME and one.start < stop}) > 1


def _is_composition(reading: Reading, series: Series, mention: Mention, mentions: tuple[Mention, ...]) -> bool:
    """Tell whether a bracket that closed before lists it among others: "365 patients (320 RRMS, 45 SPMS)"."""
    bracket = bracket_at(reading.text, mention.start)
    if bracket is None or mention.kind == TIME or bracket[1] > series[0].start:
        return False
    return any(bracket[0] < one.start < bracket[1] and one.code != mention.code for one in mentions)


_FOR_ALL = re.compile(
    r"""
        \b(?:over|during)\s+(?:(?:an?|the)\s+)?(?:(?:median|mean|shorter|longer|total)\s+)?
          (?:follow-?\s?up\s+(?:period\s+)?of\s+)?$
        |,\s+respectively,\s+(?:at|after|by)\s+$""",
    re.IGNORECASE | re.VERBOSE,
)


def _at_end(reading: Reading, free: tuple[Mention, ...]) -> Mention | None:
    """Return the only time of a sentence that ends with it ("... over 5 years."): it holds for all that was told."""
    if len(free) != 1 or free[0].kind != TIME or reading.text[free[0].end :].strip(" .") != "":
        return None
    return free[0] if _FOR_ALL.search(reading.text[: free[0].start]) is not None else None


def _is_anothers(reading: Reading, series: Series, mention: Mention, ends: tuple[int, ...]) -> bool:
    """Tell whether the mention stands right behind a figure of another series, whose label it is.

    ends: where each figure of the reading ends, with the bracket it opens.
    """
    told_last = max((start for start in starts_told(reading) if start < mention.start), default=-1)
    for figure, end in zip(reading.figures, ends, strict=True):
        if not told_last < end <= mention.start or figure in series:
            continue
        between = reading.quiet[end : mention.start]
        if is_plain(between) and PARTED.search(between) is None:
            return True
    return False
