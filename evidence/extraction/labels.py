"""The time, arm, course or regimen of each figure of a series: its own, one of a list, or one for all.

A label between two figures belongs to the one on its side of the comma, "and" or "versus" between them. A figure without
one of its own has that of the list as long as the series, else that which was told before it, else the one behind the last.
"""

import re
from itertools import pairwise

from evidence.extraction.binding import Reading, Series
from evidence.extraction.clauses import AGAINST, PREDICATE, is_plain, outer_end, strong_end, strong_start
from evidence.extraction.mentions import TIME, Mention
from evidence.extraction.units import bracket_at, end_outside

Assigned = tuple[Mention | None, ...]
_Side = tuple[Mention, ...]

_PARTED = re.compile(
    r"[,;]|\b(?:and|or|versus|vs\.?|v\.?(?=\s)|against|than|(?:as\s)?compared\s(?:with|to)|while|whereas|but)(?=\W)",
    re.IGNORECASE,
)
# "Compared with natalizumab, AHSCT ... (0.08 vs 0.10)": the first figure is that of the subject.
_COMPARED_WITH = re.compile(r"\b(?:[Cc]ompared (?:with|to)|[Rr]elative to|[Vv]ersus|[Uu]nlike)\s+(?:the\s+)?$")
# A label stands behind its figure with one of these before it ("85% remained stable in the AHSCT group").
_TIED = re.compile(
    r"\b(?:in|at|after|for|with|of|among|on|by|within|during|over|following|from|under|receiving|given|treated)\s+"
    r"(?:[\w'-]+\s+){0,3}$", re.IGNORECASE,
)  # fmt: skip
_CONTRARY = re.compile(r"\b(?:but|while|whereas|although|however)\b", re.IGNORECASE)


def assign(reading: Reading, series: Series, mentions: tuple[Mention, ...]) -> tuple[Assigned, bool]:
    """Return the mention of each figure (None: none), and whether it is certain.

    Uncertain: several different ones are named and none can be tied to the figure.
    """
    if not mentions:
        return (None,) * len(series), True
    sides = _sides(reading, series, mentions)
    listed = _from_list(reading, series, mentions, sides)
    if listed is not None:
        return listed, True
    own = _joined_on(reading, series, _own(series, sides, mentions))
    if all(one is not None for one in own):
        return own, True
    opposed = _opposed(reading, series, mentions) if not any(own[1:]) else None
    if opposed is not None:
        return opposed, True
    return _filled(reading, series, mentions, own)


def _sides(reading: Reading, series: Series, mentions: tuple[Mention, ...]) -> tuple[tuple[_Side, _Side], ...]:
    """Return the labels (before, behind) of each figure that no other figure is nearer to."""
    before: list[_Side] = [_head(reading, series, mentions)]
    behind: list[_Side] = []
    for first, second in pairwise(series):
        end = outer_end(reading.text, first.start, first.end)
        right, left = _gap(reading, end_outside(reading.text, first.start, end, second.start), second.start, mentions)
        behind.append(right)
        before.append(left)
    behind.append(_tail(reading, series, mentions))
    return tuple(zip(before, behind, strict=True))


def _gap(reading: Reading, start: int, end: int, mentions: tuple[Mention, ...]) -> tuple[_Side, _Side]:
    """Return the labels between two figures: those of the first, and those of the second."""
    inner = [mention for mention in mentions if start <= mention.start < end]
    named = [one.start for one in reading.outcomes if start <= one.start < end]
    if named and PREDICATE.match(reading.text, start) is not None:
        named = named[1:]  # "68% had NEDA at 2 years, 61% ...": the first outcome is said of the first figure
    parted = [
        match.start()
        for match in _PARTED.finditer(reading.quiet, start, end)
        if not _in_bracket(reading, match.start(), start)
    ]
    middle = min([*parted, *named], default=end)
    if inner and middle == end and len(inner) == 1:  # nothing parts "85% at 3 years 75%": behind, if a word ties it
        middle = end if _TIED.search(reading.text[start : inner[0].start]) else start
    runs = [mention for mention in inner if mention.start < middle]
    if runs and named == [] and all(is_plain(reading.quiet[one.end : two.start]) for one, two in pairwise(inner)):
        last = parted[-1] if parted else middle
        together = tuple(mention for mention in inner if mention.start < max(middle, last))
        if len(together) > 1 and "respectively" in reading.text[start:end]:
            return together, tuple(mention for mention in inner if mention not in together)
    return tuple(runs), tuple(mention for mention in inner if mention.start >= middle)


def _in_bracket(reading: Reading, place: int, start: int) -> bool:
    bracket = bracket_at(reading.text, place)
    return bracket is not None and bracket[0] >= start


def _head(reading: Reading, series: Series, mentions: tuple[Mention, ...]) -> _Side:
    """Return the labels before the first figure that belong to it: behind the figure before and any new clause."""
    start = strong_start(reading.text, series[0].start)
    earlier = [
        outer_end(reading.text, one.start, one.end)
        for one in reading.figures
        if one.end <= series[0].start and one not in series
    ]
    if earlier and max(earlier) > start:
        _, left = _gap(reading, max(earlier), series[0].start, mentions)
        return left
    return tuple(mention for mention in mentions if start <= mention.start and mention.end <= series[0].start)


def _tail(reading: Reading, series: Series, mentions: tuple[Mention, ...]) -> _Side:
    """Return the labels behind the last figure, up to the next figure or clause, that a word ties to it."""
    end = outer_end(reading.text, series[-1].start, series[-1].end)
    bracket = bracket_at(reading.text, series[-1].start)
    if bracket is not None and any(end <= mention.start < bracket[1] for mention in mentions):
        return _tied_behind(reading, mentions, end, bracket[1])
    outside = end_outside(reading.text, series[-1].start, end, len(reading.text))
    return _tied_behind(reading, mentions, outside, strong_end(reading.text, outside))


def _tied_behind(reading: Reading, mentions: tuple[Mention, ...], end: int, limit: int) -> _Side:
    later = [one.start for one in reading.figures if one.start >= end]
    stop = min([*later, limit])
    behind = [mention for mention in mentions if end <= mention.start < stop]
    if later and later[0] <= stop:
        right, _ = _gap(reading, end, later[0], mentions)
        behind = [mention for mention in behind if mention in right]
    found: list[Mention] = []
    place = end
    for mention in behind:
        between = reading.quiet[place : mention.start]
        if not is_plain(between) and (found or not _is_tied(between)):
            break
        found.append(mention)
        place = max(place, mention.end)
    return tuple(found)


def _is_tied(between: str) -> bool:
    return "," not in between and _TIED.search(between) is not None


def _from_list(
    reading: Reading, series: Series, mentions: tuple[Mention, ...], sides: tuple[tuple[_Side, _Side], ...]
) -> Assigned | None:
    """Return the labels of a list as long as the series (or a part of it), behind it or before it."""
    size = len(series)
    if size < 2 or any(behind for _, behind in sides[:-1]) or any(before for before, _ in sides[1:]):
        return None
    lead = tuple(mention for mention in mentions if mention.end <= reading.figures[0].start)
    for side in (sides[-1][1], _last_list(reading, sides[0][0]), _last_list(reading, lead)):
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
    """Tell whether the figures come in groups as large as the list: "63% vs 44%, 46% vs 26%", "85% and 71% in A, and ..."."""
    gaps = [reading.text[one.end : two.start] for one, two in pairwise(series)]
    inner = [gap for place, gap in enumerate(gaps) if (place + 1) % size]
    outer = [gap for place, gap in enumerate(gaps) if not (place + 1) % size]
    opposed = all(AGAINST.search(gap) is not None for gap in inner)
    return opposed or (
        bool(outer) and all(_ONLY_AND.fullmatch(gap) for gap in inner) and not any(map(_ONLY_AND.fullmatch, outer))
    )


def _is_opposed(reading: Reading, series: Series) -> bool:
    return all(
        AGAINST.search(reading.text[series[place].end : series[place + 1].start]) is not None
        for place in range(0, len(series) - 1, 2)
    )


def _last_list(reading: Reading, head: _Side) -> _Side:
    """Return the last of the labels that nothing but connectors part."""
    run: list[Mention] = []
    for mention in head:
        things = (*reading.outcomes, *reading.figures)
        parted = run and any(run[-1].end <= one.start < mention.start for one in things)
        if parted or (run and not is_plain(reading.quiet[run[-1].end : mention.start])):
            run = []
        run.append(mention)
    return tuple(run)


def _own(series: Series, sides: tuple[tuple[_Side, _Side], ...], mentions: tuple[Mention, ...]) -> Assigned:
    """Return the label inside each figure, right behind it, or between it and the figure before."""
    found: list[Mention | None] = []
    for place, figure in enumerate(series):
        inside = [mention for mention in mentions if figure.start <= mention.start < figure.end]
        before, behind = sides[place]
        if inside:
            found.append(inside[-1])
        elif behind and len({mention.code for mention in behind}) == 1:
            found.append(behind[0])
        else:
            found.append(before[-1] if place and before else None)
    return tuple(found)


_ONLY_AND = re.compile(r"[\s)\]%]*\band\s+$", re.IGNORECASE)


def _joined_on(reading: Reading, series: Series, own: Assigned) -> Assigned:
    """Return the labels with that of the next figure where nothing but "and" parts the two: "85% and 71% in RRMS"."""
    found = list(own)
    for place in reversed(range(len(series) - 1)):
        between = reading.text[
            outer_end(reading.text, series[place].start, series[place].end) : series[place + 1].start
        ]
        if found[place] is None and _ONLY_AND.fullmatch(between) is not None:
            found[place] = found[place + 1]
    return tuple(found)


def _opposed(reading: Reading, series: Series, mentions: tuple[Mention, ...]) -> Assigned | None:
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


def _in_order(reading: Reading, told: _Side) -> _Side:
    """Return two labels with the subject first: "compared with natalizumab, AHSCT had" tells of AHSCT first."""
    lead = reading.text[max(0, told[0].start - 40) : told[0].start]
    return told[::-1] if len(told) == 2 and _COMPARED_WITH.search(lead) is not None else told


def _filled(reading: Reading, series: Series, mentions: tuple[Mention, ...], own: Assigned) -> tuple[Assigned, bool]:
    """Return the labels with the gaps filled: by what was told before, else by the one behind the last figure."""
    cycled = _cycled(own) if mentions[0].kind != TIME else None
    if cycled is not None:
        return cycled, True
    head, sure = _before_all(reading, series, mentions)
    filled: list[Mention | None] = []
    told = head
    for place, label in enumerate(own):
        named = place and any(series[place - 1].end <= one.start < series[place].start for one in reading.outcomes)
        told = label if label is not None else head if named else told
        filled.append(told)
    if head is None and own[-1] is not None and not any(own[:-1]):
        filled = [own[-1]] * len(
            series
        )  # "85% and 75% in RRMS"; in "80%: 83% in RRMS and 75% in SPMS" the first is of all
        return tuple(filled), True
    return tuple(filled), sure or any(own)


def _cycled(own: Assigned) -> Assigned | None:
    """Return the groups told once, in their order again: "69% with X and 58% with Y, and at 5 years 52% and 44%"."""
    told = tuple(label for label in own if label is not None)
    size = len(told)
    led = own[:size] == told and len(own) > size > 1 and len(own) % size == 0
    return (
        tuple(told[place % size] for place in range(len(own)))
        if led and len({one.code for one in told}) == size
        else None
    )


def _before_all(reading: Reading, series: Series, mentions: tuple[Mention, ...]) -> tuple[Mention | None, bool]:
    """Return the label told before the series that holds for it, and whether it is the only one it could be."""
    start = strong_start(reading.text, series[0].start)
    outcome = max((one.end for one in reading.outcomes if one.end <= series[0].start), default=0)
    free = tuple(mention for mention in mentions if not _is_anothers(reading, series, mention))
    near = tuple(mention for mention in free if start <= mention.start and mention.end <= series[0].start)
    for told in (tuple(one for one in near if one.start >= outcome), near):
        if told:
            return (told[-1], True) if len({one.code for one in told}) == 1 else (None, False)
    contrary = [match.start() for match in _CONTRARY.finditer(reading.text, 0, series[0].start)]
    before = tuple(
        one for one in free
        if one.end <= series[0].start and not (contrary and one.kind == TIME and one.end <= contrary[-1])
    )  # fmt: skip
    if len({one.code for one in before}) == 1:
        return before[-1], True
    inside = [one for one in mentions if start <= one.start < strong_end(reading.text, series[-1].end)]
    if not before and len({one.code for one in inside}) == 1 and inside[0].kind != TIME:
        return inside[0], True
    ending = _at_end(reading, free)
    return (ending, True) if ending is not None else (None, not before and len({one.code for one in inside}) < 2)


def _at_end(reading: Reading, free: tuple[Mention, ...]) -> Mention | None:
    """Return the only time of a sentence that ends with it ("... over 5 years."): it holds for all that was told."""
    if len(free) != 1 or free[0].kind != TIME or reading.text[free[0].end :].strip(" .") != "":
        return None
    return free[0] if re.search(r"\b(?:over|during)\s+$", reading.text[: free[0].start]) is not None else None


def _is_anothers(reading: Reading, series: Series, mention: Mention) -> bool:
    """Tell whether the mention stands right behind a figure of another series, whose label it is."""
    for figure in reading.figures:
        end = outer_end(reading.text, figure.start, figure.end)
        if figure in series or end > mention.start:
            continue
        between = reading.quiet[end : mention.start]
        named = any(end <= one.start < mention.start for one in (*reading.outcomes, *reading.figures))
        if not named and is_plain(between) and _PARTED.search(between) is None:
            return True
    return False
