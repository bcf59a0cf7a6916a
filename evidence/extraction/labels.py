"""The time, arm, course or regimen of each figure of a series: its own, one of a list, or one for all."""

import re
from itertools import pairwise

from evidence.extraction.binding import Reading, Series
from evidence.extraction.clauses import outer_end, strong_end, strong_start
from evidence.extraction.figures import Figure
from evidence.extraction.mentions import TIME, Mention
from evidence.extraction.neighbours import directly_before, directly_behind, is_listed, lists_of

_AGAINST = re.compile(r"\b(?:vs|versus|v|compared (?:with|to)|against|than)\b", re.IGNORECASE)

# "Three had lesions at 6 months, but none later": the time does not go over the word.
_CONTRARY = re.compile(
    r"\b(?:but|while|whereas|although|however)\b(?!.*\b(?:but|while|whereas|although|however)\b)", re.IGNORECASE
)
# "Compared with natalizumab, AHSCT ... (0.08 vs 0.10)": the first figure is that of the subject.
_COMPARED_WITH = re.compile(r"\b(?:[Cc]ompared (?:with|to)|[Rr]elative to|[Vv]ersus|[Uu]nlike)\s+(?:the\s+)?$")

Assigned = tuple[Mention | None, ...]


def assign(reading: Reading, series: Series, mentions: tuple[Mention, ...]) -> tuple[Assigned, bool]:
    """Return the mention of each figure (None: none), and whether it is certain.

    Uncertain: several different ones are named and none can be tied to the figure.
    """
    if not mentions:
        return (None,) * len(series), True
    if len(series) == 1:
        return _for_one(reading, series[0], mentions)
    ways = (
        _held(reading, series, mentions),
        _own(reading, series, mentions),
        _from_list(reading, series, mentions),
        _opposed(reading, series, mentions),
    )
    for found in ways:
        if found is not None:
            return found, True
    return _near(reading, series, mentions)


def _held(reading: Reading, series: Series, mentions: tuple[Mention, ...]) -> Assigned | None:
    """Return the one label inside the words of each figure: "3 AHSCT patients (12%) and 11 ATZ patients (42%)".

    Where some have one inside, the others may have theirs right behind: "8 of 32 (25%) alemtuzumab patients".
    """
    held = [[mark for mark in mentions if figure.start <= mark.start < figure.end] for figure in series]
    if not any(held):
        return None
    told = [
        marks or list(directly_behind(reading, figure.start, figure.end, mentions))[:1]
        for figure, marks in zip(series, held, strict=True)
    ]
    return tuple(marks[0] for marks in told) if all(len(marks) == 1 for marks in told) else None


def _own(reading: Reading, series: Series, mentions: tuple[Mention, ...]) -> Assigned | None:
    """Return the label each figure has beside itself: "70% in one arm and 81% in the other", "RRMS 85%, PPMS 78%"."""
    gaps = [
        [mention for mention in mentions if first.end <= mention.start < second.start]
        for first, second in pairwise(series)
    ]
    if any(len(gap) != 1 for gap in gaps):
        return None
    middle = [gap[0] for gap in gaps]
    tail = directly_behind(reading, series[-1].start, series[-1].end, mentions)
    head = directly_before(reading, series[0].start, mentions)
    if tail and (head is None or _touches(reading, series[0], middle[0])):
        return (*middle, tail[0])
    return (head, *middle) if head is not None else None


def _touches(reading: Reading, figure: Figure, mention: Mention) -> bool:
    """Tell whether the mention follows the figure without a comma or "and": it is a label behind, not before."""
    between = reading.text[figure.end : mention.start]
    return "," not in between and " and " not in between and " vs" not in between and " versus" not in between


def _from_list(reading: Reading, series: Series, mentions: tuple[Mention, ...]) -> Assigned | None:
    """Return the labels of a list as long as the series, behind it or before it."""
    tail = directly_behind(reading, series[-1].start, series[-1].end, mentions)
    if len(tail) == len(series) and len({mention.code for mention in tail}) == len(series):
        return tail
    lists = lists_of(reading, tuple(mention for mention in mentions if mention.end <= series[0].start))
    for listed in reversed(lists):
        if len(listed) == len(series) and len({mention.code for mention in listed}) == len(series):
            return _in_order(reading, listed)
    return None


def _opposed(reading: Reading, series: Series, mentions: tuple[Mention, ...]) -> Assigned | None:
    """Return the two groups of a comparison in their order: "A had more than B (88% vs 37%)", if only two are named."""
    if len(series) != 2 or _AGAINST.search(reading.text[series[0].end : series[1].start]) is None:
        return None
    part = (strong_start(reading.text, series[0].start), strong_end(reading.text, series[-1].end))
    named: dict[str, Mention] = {}
    for mention in mentions:
        if part[0] <= mention.start < part[1] and mention.kind != TIME:
            named.setdefault(mention.code, mention)
    told = tuple(named.values())
    if len(told) != 2:
        return None
    return _in_order(reading, told)


def _in_order(reading: Reading, told: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return two labels with the subject first: "compared with natalizumab, AHSCT had" tells of AHSCT first."""
    lead = reading.text[max(0, told[0].start - 40) : told[0].start]
    return told[::-1] if len(told) == 2 and _COMPARED_WITH.search(lead) is not None else told


def _near(reading: Reading, series: Series, mentions: tuple[Mention, ...]) -> tuple[Assigned, bool]:
    tail = directly_behind(reading, series[-1].start, series[-1].end, mentions)
    head = directly_before(reading, series[0].start, mentions)
    if head is not None and head.kind != TIME and (not tail or "," in reading.text[series[-1].end : tail[0].start]):
        return (head,) * len(series), True  # "in RRMS it was 82% and 73%, in SPMS 61% and 44%"
    if len({mention.code for mention in tail}) == 1:
        return (tail[0],) * len(series), True
    return _one_for_all(reading, series, mentions)


def _one_for_all(reading: Reading, series: Series, mentions: tuple[Mention, ...]) -> tuple[Assigned, bool]:
    free = tuple(mention for mention in mentions if not _belongs_elsewhere(reading, series, mention))
    part = (strong_start(reading.text, series[0].start), strong_end(reading.text, series[-1].end))
    near = tuple(mention for mention in free if part[0] <= mention.start < part[1])
    if len({mention.code for mention in near}) > 1:
        return (None,) * len(series), False
    contrary = _CONTRARY.search(reading.text[: series[0].start])
    before = tuple(
        mention for mention in free
        if mention.end <= series[0].start
        and not (contrary and mention.kind == TIME and mention.end <= contrary.start())
    )  # fmt: skip
    told = near or (before if len({mention.code for mention in before}) == 1 else ()) or _at_end(reading, free)
    return ((told[0] if told else None),) * len(series), True


def _at_end(reading: Reading, free: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the only time of a sentence that ends with it ("... over 5 years."): it holds for all that was told."""
    if len(free) != 1 or free[0].kind != TIME or reading.text[free[0].end :].strip(" .") != "":
        return ()
    return free if re.search(r"\b(?:over|during)\s+$", reading.text[: free[0].start]) is not None else ()


def _belongs_elsewhere(reading: Reading, series: Series, mention: Mention) -> bool:
    """Tell whether the mention stands right behind a figure of another series, whose label it is."""
    for figure in reading.figures:
        if figure in series or figure.end > mention.start:
            continue
        if is_listed(reading, outer_end(reading.text, figure.start, figure.end), mention.start):
            return True
    return False


def _for_one(reading: Reading, figure: Figure, mentions: tuple[Mention, ...]) -> tuple[Assigned, bool]:
    inside = [mention for mention in mentions if figure.start <= mention.start < figure.end]
    if inside:
        return (inside[-1],), True
    tail = directly_behind(reading, figure.start, figure.end, mentions)
    if tail:
        certain = len({mention.code for mention in tail}) == 1
        return ((tail[0],), True) if certain else ((None,), False)
    head = directly_before(reading, figure.start, mentions)
    if head is not None and not _belongs_elsewhere(reading, (figure,), head):
        certain = len({mention.code for mention in _rivals(reading, figure, mentions)}) == 1
        return ((head,), True) if certain else ((None,), False)
    return _one_for_all(reading, (figure,), mentions)


def _rivals(reading: Reading, figure: Figure, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the labels before the figure that it could have: those behind its outcome if there are any, else all.

    "RRMS fared better; PFS in SPMS was 60%" has one, "RRMS and inactive SPMS reached NEDA in 60%" has two.
    """
    start = strong_start(reading.text, figure.start)
    before = tuple(mention for mention in mentions if start <= mention.start and mention.end <= figure.start)
    outcome = max((one.end for one in reading.outcomes if one.end <= figure.start), default=0)
    behind = tuple(mention for mention in before if mention.start >= outcome)
    return behind or before or mentions[:1]
