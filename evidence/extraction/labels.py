"""The time, arm, course or regimen of each figure of a series: its own, one of a list, or one for all.

A label between two figures belongs to the one on its side of the comma, "and" or "versus" between them. A figure
without one of its own has that of the list as long as the series, else that which was told before it, else the one
behind the last.
"""

import re

from evidence.extraction.clauses import AGAINST, BRACKETS, PREDICATE, outer_end
from evidence.extraction.figures import Figure
from evidence.extraction.label_before import told_before
from evidence.extraction.label_lists import cycled_labels, last_list, listed_labels, opposed_labels
from evidence.extraction.label_sides import ONLY_AND, Assigned, Side, find_sides, is_of_first
from evidence.extraction.mentions import COURSE, TIME, Mention
from evidence.extraction.readings import Reading, Series
from evidence.extraction.units import bracket_at
from evidence.values import changed


def assign(reading: Reading, series: Series, mentions: tuple[Mention, ...]) -> tuple[Assigned, bool]:
    """Return the mention of each figure (None: none), and whether it is certain.

    Uncertain: several different ones are named and none can be tied to the figure.
    """
    if not mentions:
        return (None,) * len(series), True
    sides = find_sides(reading, series, mentions)
    listed = listed_labels(reading, series, mentions, sides)
    if listed is not None:
        return listed, True
    own = _listed_behind(reading, series, sides, _own(reading.text, series, sides, mentions))
    own = _joined_on(reading, series, _listed_ahead(reading, series, sides, own))
    if all(one is not None for one in own):
        return own, True
    opposed = opposed_labels(reading, series, mentions) if not any(own[1:]) else None
    if opposed is not None:
        return opposed, True
    return _filled(reading, series, mentions, own)


# "79% in the secondary progressive and relapsing-remitting forms": one group of both.
_FORMS = re.compile(
    r"""
        \s*(?:MS\s+|multiple\s+sclerosis\s+)?
        (?:forms?|courses?|types?|phenotypes?|groups?|patients?|ones|cases|together|combined)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_AND = re.compile(r"\s+(?:and|or)\s+(?:the\s+)?", re.IGNORECASE)


def _are_one(text: str, behind: Side) -> bool:
    """Tell whether two courses behind the last figure are told as one group."""
    if len(behind) != 2 or any(one.kind != COURSE or not one.code for one in behind):
        return False
    return (
        _AND.fullmatch(text, behind[0].end, behind[1].start) is not None
        and _FORMS.match(text, behind[1].end) is not None
    )


def _own(text: str, series: Series, sides: tuple[tuple[Side, Side], ...], mentions: tuple[Mention, ...]) -> Assigned:
    """Return the label inside each figure, right behind it, or between it and the figure before."""
    found: list[Mention | None] = []
    for place, figure in enumerate(series):
        inside = [mention for mention in mentions if figure.start <= mention.start < figure.end]
        before, behind = sides[place]
        if inside:
            found.append(inside[-1])
        elif behind and len({mention.code for mention in behind}) == 1:
            found.append(behind[0])
        elif behind and place + 1 == len(series) and (not place or found[-1]) and _are_one(text, behind):
            found.append(changed(behind[0], code=" and ".join(one.code for one in behind), end=behind[-1].end))
        else:
            found.append(before[-1] if place and before else None)
    return tuple(found)


def _listed_behind(reading: Reading, series: Series, sides: tuple[tuple[Side, Side], ...], own: Assigned) -> Assigned:
    """Return the labels with a list behind as many figures: "80% in A, compared with 56% and 47% in B and C"."""
    told = sides[-1][1]
    size = len(told)
    if not 1 < size < len(series) or len({one.code for one in told}) < size or any(own[-size:]):
        return own
    ends = [outer_end(reading.text, one.start, one.end) for one in series[-size:-1]]
    gaps = [reading.text[end : two.start] for end, two in zip(ends, series[1 - size :], strict=True)]
    joined = ONLY_AND.fullmatch(gaps[-1]) is not None and all(gap.strip(" )]%") == "," for gap in gaps[:-1])
    return (*own[:-size], *told) if joined else own


def _listed_ahead(reading: Reading, series: Series, sides: tuple[tuple[Side, Side], ...], own: Assigned) -> Assigned:
    """Return the labels with a list before as many figures: "A and B had 82% and 81%, compared with 59% of C"."""
    told = last_list(reading, sides[0][0])
    size = len(told)
    if not 1 < size < len(series) or len({one.code for one in told}) < size or any(own[:size]) or not all(own[size:]):
        return own
    return (*told, *own[size:])


def _joined_on(reading: Reading, series: Series, own: Assigned) -> Assigned:
    """Return the labels with that of the next figure where nothing but "and" parts the two: "85% and 71% in RRMS".

    A comma before such an "and" goes on with the list: "82, 75 and 77% at 1 year".
    """
    found = list(own)
    joined = False
    for place in reversed(range(len(series) - 1)):
        between = reading.text[
            outer_end(reading.text, series[place].start, series[place].end) : series[place + 1].start
        ]
        joined = ONLY_AND.fullmatch(between) is not None or (joined and between.strip(" )]%") == ",")
        if found[place] is None and joined:
            found[place] = found[place + 1]
    return tuple(found)


def _filled(reading: Reading, series: Series, mentions: tuple[Mention, ...], own: Assigned) -> tuple[Assigned, bool]:
    """Return the labels with the gaps filled: by what was told before, else by the one behind the last figure."""
    cycled = cycled_labels(own) if mentions[0].kind != TIME else None
    if cycled is not None:
        return cycled, True
    head, sure = told_before(reading, series, mentions)
    if head is not None and head in own and head.start > series[0].start:
        head = None  # "in 56%: in 71% of A and 40% of B": B is of its own figure alone
    filled: list[Mention | None] = []
    told = head
    for place, label in enumerate(own):
        renamed = place and _is_renamed(reading, series[place - 1], series[place])
        told = label if label is not None else head if renamed else told
        filled.append(told)
    if head is None and _is_other_side(reading, series, own):
        return own, True
    behind = own[-1] is not None and own[-1].start >= series[-1].start  # "12%, at 5 years 20%": of the second alone
    if head is None and own[-1] is not None and behind and not any(own[:-1]) and not _is_of_part(reading, series):
        return (own[-1],) * len(series), True  # "85% and 75% in RRMS"
    return tuple(filled), sure or any(own)


_OPPOSED = re.compile(rf"{AGAINST.pattern}|\b(?:but|while|whereas)\b", re.IGNORECASE)


# "72% at 3 years, being 64% in PPMS", "80%: 83% in RRMS and 75% in SPMS": a part of those before.
_BEING = re.compile(r"[;:]|,\s+(?:being|with|namely)\b|\bbeing\b", re.IGNORECASE)


def _is_of_part(reading: Reading, series: Series) -> bool:
    """Tell whether words between the first two figures make the second one of a part of the first."""
    if len(series) < 2:
        return False
    bracket = bracket_at(reading.text, series[0].start)
    end = outer_end(reading.text, series[0].start, series[0].end) if bracket is None else bracket[1] + 1
    return _BEING.search(BRACKETS.sub("", reading.text[end : series[1].start])) is not None


def _is_other_side(reading: Reading, series: Series, own: Assigned) -> bool:
    """Tell whether the second of two figures alone has a label, and the first is held against it: "62% vs 46% in X"."""
    if len(series) != 2 or own[0] is not None or own[1] is None or own[1].kind == TIME:
        return False
    end = outer_end(reading.text, series[0].start, series[0].end)
    return AGAINST.search(reading.text, end, series[1].start) is not None and own[1].start > series[1].start


def _is_renamed(reading: Reading, first: Figure, second: Figure) -> bool:
    """Tell whether another outcome begins between two figures; one that is said of the first is none."""
    end = outer_end(reading.text, first.start, first.end)
    named = [one.start for one in reading.outcomes if first.end <= one.start < second.start]
    opposed = _OPPOSED.search(reading.text, end, second.start)
    said = PREDICATE.match(reading.text, end) is not None or (bool(named) and is_of_first(reading, end, named[0]))
    if opposed is not None and said:  # "47% were relapse-free at 2 years, versus 71% in the other group"
        named = [one for one in named if one > opposed.start()]
    return bool(named)
